"""Bring a database to the newest revision, or to another, one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from events.sql.engines import writing

# One number for this purpose among the advisory locks of the database.
_MIGRATION_LOCK = 5932458021067314434


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run what is missing up to ``revision``; nothing where the database is already there.

    Processes that start together wait for the first. On SQLite all of it is one transaction; on PostgreSQL each
    revision is one, and a statement that cannot get its lock within 10 s, or runs for 10 minutes, fails.

    Raises:
        sqlalchemy.exc.DBAPIError: the database refused; the revisions before stay, or on SQLite none.
    """
    with _alone(engine) as connection:
        command.upgrade(alembic_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take back revisions down to ``revision`` (``base``: all). What they held is lost: for development and tests."""
    with _alone(engine) as connection:
        command.downgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection | None = None) -> Config:
    """What Alembic needs to find the revisions and, where given, the connection to run them on."""
    config = Config(attributes={} if connection is None else {"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("truncate_slug_length", "60")
    return config


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name == "sqlite":
        with writing(engine) as connection:
            yield connection
        return
    with engine.connect() as connection:
        # Not given back to the pool: the limits and, should anything fail, the lock end with the session.
        connection.detach()
        connection.execute(text("SET lock_timeout = '10min'"))
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        connection.execute(text("SET lock_timeout = '10s'"))
        connection.execute(text("SET statement_timeout = '10min'"))
        connection.commit()
        yield connection
