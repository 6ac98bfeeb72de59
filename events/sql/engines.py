"""Connections to the two engines, and the two ways of using one: reading, and writing alone."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
from psycopg.pq import Format
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

_READS = "reform_monitor_reads"
_WRITES = "reform_monitor_writes"

# How long a writer waits for another before it gives up: longer than the largest append takes.
_WAIT_S = 30

_USED = "reform_monitor_used"


def make_engine(database_url: str, *, idle: timedelta = timedelta(seconds=5)) -> Engine:
    """An engine for ``sqlite:///path/to/file.db``, ``postgresql://...`` or ``postgresql+psycopg://...``.

    Nothing is connected to or created yet; the folder of an SQLite file has to be there when it is. A connection to
    PostgreSQL that nobody used for ``idle`` may have lost its server and is asked before it is used again: a service
    that was quiet while its database restarted does not notice.

    Raises:
        ValueError: another engine or driver, or SQLite without a file.
    """
    url = make_url(database_url)
    match url.drivername:
        case "sqlite" | "sqlite+pysqlite" if url.database not in (None, "", ":memory:"):
            return _sqlite(url)
        case "postgresql" | "postgresql+psycopg":
            return _postgresql(url.set(drivername="postgresql+psycopg"), idle)
        case _:
            shown = url.render_as_string(hide_password=True)
            raise ValueError(f"{shown} is neither sqlite:///<file> nor postgresql://<host>/<database>")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read with: on SQLite one snapshot throughout, on PostgreSQL one for each statement.

    There each statement is one round trip. Keep it short: a long read keeps SQLite's write-ahead log from shrinking.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(  # noqa: PLW2901 - the same one
                isolation_level="AUTOCOMMIT", **{_READS: True}
            )
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction, committed at the end and rolled back on an exception.

    On SQLite it holds the write lock from the start: a transaction that begins by reading and then writes fails at once
    where another has written in between, however long it is willing to wait.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection = connection.execution_options(**{_WRITES: True})  # noqa: PLW2901 - the same one
        with connection.begin():
            yield connection


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, pool_size=10, max_overflow=50, connect_args={"timeout": _WAIT_S}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - as SQLAlchemy has it
        # The driver would begin deferred transactions of its own; `begin` below decides instead.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "cache_size = -16000",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL, idle: timedelta) -> Engine:
    engine = create_engine(url, pool_size=10, max_overflow=50, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 - as SQLAlchemy has it
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{_WAIT_S}s'")
            # A process that hangs in a transaction must not hold the head for ever.
            cursor.execute("SET idle_in_transaction_session_timeout = '5min'")
        connection.commit()

    @event.listens_for(engine, "before_cursor_execute")
    def take_as_it_is(_c: Any, cursor: Any, _s: str, _p: Any, context: Any, _many: bool) -> None:  # noqa: ANN401, FBT001
        # What is read is bytes for the most part, which the server would spell as hexadecimal text.
        if context.execution_options.get(_READS):
            cursor.format = Format.BINARY

    @event.listens_for(engine, "checkin")
    def remember(_connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - as SQLAlchemy has it
        record.info[_USED] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:  # noqa: ANN401 - as SQLAlchemy has it
        # Asking before every use (pool_pre_ping) costs three round trips, where an append takes one.
        if time.monotonic() - record.info.get(_USED, 0.0) >= idle.total_seconds() and not _answers(connection):
            raise DisconnectionError

    return engine


def _answers(connection: psycopg.Connection[Any]) -> bool:
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error:
        return False
    return True
