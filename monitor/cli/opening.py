"""The service that a command works on: opened from the settings, checked, and closed again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, make_url

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
    with _opened(read_settings()) as service:
        service.migrate()
        yield service


@contextmanager
def opened_to_read(*, talkative: bool = False, caught_up: bool = True) -> Iterator[Service]:
    """A service on a record that is there; nothing is created for a reader.

    Args:
        talkative: as ``read_settings`` takes it.
        caught_up: whether the read model has to have passed all of the record.

    Raises:
        NoRecord: there is no database, or it is not of this version.
    """
    settings = read_settings(talkative=talkative)
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file():
        raise NoRecord(f"there is no record at {url.database}", "`reform-monitor import` or `serve` begins one")
    with _opened(settings) as service:
        _refuse_other_revisions(service.engine)
        if caught_up:
            catch_up(service)
        yield service


@contextmanager
def _opened(settings: Settings) -> Iterator[Service]:
    service = open_service(settings)
    try:
        yield service
    finally:
        service.engine.dispose()


def _refuse_other_revisions(engine: Engine) -> None:
    wanted = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with reading(engine) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != wanted:
        at = "has no tables yet" if found is None else f"is at revision {found}, this program at {wanted}"
        raise NoRecord(f"the database {at}", "bring it up with `reform-monitor migrate`")
