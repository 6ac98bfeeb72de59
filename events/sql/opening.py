"""The log of a database, whichever engine it is."""

from sqlalchemy import Engine

from events.log import Log
from events.sql.postgresql_log import PostgresqlLog
from events.sql.sqlite_log import SqliteLog


def open_log(engine: Engine) -> Log:
    """The log of a migrated database; a process opens it once and shares it between its threads."""
    return SqliteLog(engine) if engine.dialect.name == "sqlite" else PostgresqlLog(engine)
