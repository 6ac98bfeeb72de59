"""The log on a database, and how this service connects to one."""

from sqlalchemy import Engine

from events.log import Log
from events.sql.engines import make_engine, reading, writing
from events.sql.postgresql_log import PostgresqlLog
from events.sql.sqlite_log import SqliteLog
from events.sql.tables import NAMING, metadata

__all__ = ["NAMING", "make_engine", "metadata", "open_log", "reading", "writing"]


def open_log(engine: Engine) -> Log:
    """The log of a migrated database, on either engine; a process opens it once and shares it between its threads."""
    return SqliteLog(engine) if engine.dialect.name == "sqlite" else PostgresqlLog(engine)
