"""The service that a command works on: opened from the settings, checked, and closed again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from events.sql.engines import reading
from migrations.upgrade import alembic_config
from monitor import logs
from monitor.bootstrap import Service, open_service
from monitor.keeping import catch_up
from monitor.settings import Settings, unknown_variables

_log = structlog.stdlib.get_logger("monitor.cli")


class NoRecord(Exception):
    """There is no database to read, or it is not of this version; ``remedy`` says what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason, self.remedy = reason, remedy


def read_settings(*, talkative: bool = False) -> Settings:
    """The settings of the environment, with logging set up by them.

    Args:
        talkative: whether the command runs on and its log is what it says. Others speak for themselves and log
            warnings alone, unless the environment names a level.

    Raises:
        pydantic.ValidationError: a setting is wrong.
    """
    settings = Settings()
    asked = talkative or "log_level" in settings.model_fields_set
    logs.set_up(settings.log_format, settings.log_level if asked else "warning")
    unknown = unknown_variables(os.environ)
    if unknown:
        _log.warning("unknown_variables", names=unknown)
    return settings


@contextmanager
def opened_to_write() -> Iterator[Service]:
    """A service on a database that is there and at its newest revision, made so where it was not."""
    with _opened() as service:
        service.migrate()
        yield service


@contextmanager
def opened_to_read() -> Iterator[Service]:
    """A service on a record that is there, with a read model that has passed all of it.

    Raises:
        NoRecord: nothing is created for a reader.
    """
    with _opened() as service:
        refuse_unready(service.engine)
        catch_up(service)
        yield service


def refuse_unready(engine: Engine) -> None:
    """Refuse a database that is missing, empty or of another version.

    Raises:
        NoRecord: saying which, and what to do.
    """
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).is_file():
        raise NoRecord(f"there is no record at {engine.url.database}", "`reform-monitor import` or `serve` begins one")
    wanted = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with reading(engine) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != wanted:
        at = "has no tables yet" if found is None else f"is at revision {found}, this program at {wanted}"
        raise NoRecord(f"the database {at}", "bring it up with `reform-monitor migrate`")


@contextmanager
def _opened() -> Iterator[Service]:
    service = open_service(read_settings())
    try:
        yield service
    finally:
        service.engine.dispose()
