"""Serving over HTTP: one process, from the settings to the last answer."""

import errno
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import structlog
import uvicorn
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from events.sql.engines import writing
from monitor.api.app import make_app
from monitor.bootstrap import Service, open_service
from monitor.dossiers.problems import DossierError
from monitor.import_plan import NotImportable, plan
from monitor.importing import put_on_record
from monitor.intake.intake import TooBusy
from monitor.intake.refusals import IntakeRefusal
from monitor.keeping import catch_up, kept_up
from monitor.keys.key import SCOPES
from monitor.keys.store import all_keys, create
from monitor.settings import Settings

STAFF_KEY = "staff-key"
"""The file in the data directory that keeps the key made at the first start."""

Say = Callable[[str], None]

# One number for this purpose among the advisory locks of the database.
_FIRST_KEY_LOCK = 5932458021067314435
_TAKEN = frozenset({errno.EACCES, errno.EADDRINUSE, errno.EADDRNOTAVAIL})
_GRACE_S = 10

_log = structlog.stdlib.get_logger("monitor.serving")


class CannotListen(Exception):
    """The address cannot be listened on: taken, not this machine's, or not allowed."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"cannot listen on {host} port {port}: {reason}")
        self.host, self.port, self.reason = host, port, reason


def serve(settings: Settings, say: Say, *, dossiers: Sequence[str] = ()) -> None:
    """Serve until a signal ends it: the database brought up, a staff key at the very first start, then HTTP.

    Args:
        settings: of the service; with port 0 it listens on one that is free.
        say: told, in lines, the staff key once and the address.
        dossiers: names of bundled dossiers to have on record before anything is answered.

    Raises:
        CannotListen: before anything is done to the database.
        sqlalchemy.exc.DBAPIError: the database cannot be used.
    """
    with _terminating(), _bound(settings) as listening:
        settings = _on_port(settings, listening.getsockname()[1])
        service = open_service(settings)
        try:
            service.migrate()
            _first_key(service, say)
            _prepare(service, dossiers, say)
            with kept_up(service):
                _answer(service, listening, say)
        finally:
            service.engine.dispose()


def first_key(service: Service) -> tuple[str, Path] | None:
    """A key with all scopes and the file that keeps it, where the service has never had a key; else ``None``.

    Several processes that start at once make one. The file is readable by its owner alone.
    """
    path = service.settings.data_dir / STAFF_KEY
    with writing(service.engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _FIRST_KEY_LOCK})
        if all_keys(connection):
            return None
        _, secret = create(connection, scopes=SCOPES, now=service.now(), label="staff, made at the first start")
        # Before the commit: a key that is on record can then always be read, and a file without one is written anew.
        _write_secret(path, secret)
    return secret, path


def _first_key(service: Service, say: Say) -> None:
    made = first_key(service)
    if made is not None:
        secret, path = made
        say(f"Staff key, shown this once and kept in {path}:\n  {secret}")


def _write_secret(path: Path, secret: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{secret}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _prepare(service: Service, dossiers: Sequence[str], say: Say) -> None:
    """Have the dossiers on record and the read model up with it, as far as the record can be folded."""
    try:
        for name in dossiers:
            _have_on_record(service, name, say)
        catch_up(service)
    except (DBAPIError, TooBusy):
        raise
    except Exception:  # noqa: BLE001 - what cannot be folded stops the read model, not the service, which says so
        _log.exception("projection_failed")


def _have_on_record(service: Service, name: str, say: Say) -> None:
    """Import a bundled dossier; what is refused of it, since it was changed or appended otherwise, stops no service."""
    try:
        for imported in put_on_record(service, plan(name)):
            if not imported.replayed:
                record = imported.record
                say(f"On record: {imported.planned.append.title} ({record.first_position} to {record.last_position})")
    except (DossierError, IntakeRefusal, NotImportable) as error:
        first, *others = str(error).splitlines()
        _log.warning("dossier_not_imported", dossier=name, reason=first, more=len(others))
        say(f"Not imported: {first}")


def _answer(service: Service, listening: socket.socket, say: Say) -> None:
    config = uvicorn.Config(
        make_app(service), log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE_S
    )
    host, port = service.settings.host, service.settings.port
    try:
        _Server(config, lambda: say(f"Reform Monitor answers on {service.settings.public_url}")).run([listening])
    except KeyboardInterrupt:
        return
    except OSError as error:
        # Bound and taken all the same: whoever was bound to it before has begun to listen since.
        if error.errno in _TAKEN:
            raise CannotListen(host, port, error.strerror or str(error)) from error
        raise


class _Server(uvicorn.Server):
    """Says so once it takes requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


@contextmanager
def _bound(settings: Settings) -> Iterator[socket.socket]:
    """A socket on the address, so that a port that is taken is told before anything is done."""
    host, port = settings.host, settings.port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotListen(host, port, error.strerror or str(error)) from error
    with listening:
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
        except OSError as error:
            raise CannotListen(host, port, error.strerror or str(error)) from error
        yield listening


def _on_port(settings: Settings, port: int) -> Settings:
    if settings.port == port:
        return settings
    # Made anew, since what follows from the port follows with it.
    given = settings.model_dump(include=settings.model_fields_set)
    return Settings(**{**given, "port": port})


@contextmanager
def _terminating() -> Iterator[None]:
    """A request to terminate ends the process in order, as one from the keyboard does."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)
