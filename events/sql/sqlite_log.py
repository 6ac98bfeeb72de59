"""The log in one SQLite file."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

import orjson
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from typing_extensions import override

from events.log import HeadMoved, NewAppend, NothingToErase, refuse_malformed
from events.sql.engines import writing
from events.sql.instants import to_stored
from events.sql.log_reader import LogReader
from events.sql.refusals import refusal


class SqliteLog(LogReader):
    """The log of a migrated SQLite file, durable once ``append`` returns; see ``events.log.Log`` for what it promises.

    Several processes may write one file. Within a process appends queue up for a lock, not for the file: SQLite lets
    those who wait for it try again and again in no order. So ``append`` never comes from inside a ``writing`` block of
    the same file, which holds what it waits for.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._turn = threading.RLock()

    @override
    @contextmanager
    def turn(self, *, exclusive: bool = False) -> Iterator[None]:
        del exclusive
        with self._turn:
            yield

    @override
    def append(self, new: NewAppend) -> None:
        refuse_malformed(new)
        try:
            with self._turn, writing(self._engine) as transaction:
                # Straight to the driver: what SQLAlchemy adds to each statement doubles the time of a small append.
                connection = cast("sqlite3.Connection", transaction.connection.driver_connection)
                _open(connection, new)
                _enter(connection, new)
                _erase(connection, new)
                _close(connection, new)
        except sqlite3.IntegrityError as err:
            if (refused := refusal(self, new)) is not None:
                raise refused from err
            raise
        except sqlite3.OperationalError as err:
            raise OperationalError("append", None, err) from err
        if new.erase:
            self._empty_write_ahead_log()

    def _empty_write_ahead_log(self) -> None:
        """What was erased stands in the write-ahead log too, until that is emptied: now, or after whoever reads now."""
        connection = self._engine.raw_connection()
        try:
            driver = cast("sqlite3.Connection", connection.driver_connection)
            driver.execute("PRAGMA busy_timeout = 0").fetchall()
            with suppress(sqlite3.OperationalError):  # the append is on record, whatever becomes of this
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            # Closed rather than given back, as it no longer waits for others.
            connection.invalidate()
            connection.close()


def _open(connection: sqlite3.Connection, new: NewAppend) -> None:
    opened = connection.execute(
        "UPDATE log_head SET open_to = ? WHERE position = ? AND append = ?",
        (new.head.position, new.expected.position, new.expected.append),
    )
    if opened.rowcount == 0:
        raise HeadMoved(new.expected)


def _enter(connection: sqlite3.Connection, new: NewAppend) -> None:
    if (key := new.idempotency) is not None:
        connection.execute(
            "INSERT INTO idempotency (credential, route, key, fingerprint, salt, append) VALUES (?, ?, ?, ?, ?, ?)",
            (key.credential, key.route, key.key, key.fingerprint, key.salt, new.number),
        )
    connection.executemany(
        "INSERT INTO events"
        " (position, append, id, type, earliest, latest, external_id, leaf_hash, tags, leaf, words)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                event.position,
                new.number,
                event.id,
                event.type,
                event.earliest,
                event.latest,
                event.external_id,
                event.leaf_hash,
                orjson.dumps(event.tags).decode(),
                event.leaf,
                event.words,
            )
            for event in new.events
        ],
    )
    connection.executemany(
        "INSERT INTO event_tags (tag, position) VALUES (?, ?)",
        sorted((tag, event.position) for event in new.events for tag in event.tags),
    )
    connection.executemany(
        "INSERT INTO event_texts (position, path, text, salt) VALUES (?, ?, ?, ?)",
        [(event.position, text.path, text.text, text.salt) for event in new.events for text in event.erasable],
    )


def _erase(connection: sqlite3.Connection, new: NewAppend) -> None:
    if not new.erase:
        return
    # Overwritten with zeros, not only marked as free. The setting stays with the connection, where it does no harm.
    connection.execute("PRAGMA secure_delete = ON")
    for position, path in new.erase:
        erased = connection.execute(
            "UPDATE event_texts SET text = NULL, salt = NULL WHERE position = ? AND path = ?", (position, path)
        )
        if erased.rowcount == 0:
            raise NothingToErase(position, path)
        connection.execute(
            "UPDATE idempotency SET fingerprint = NULL, salt = NULL"
            " WHERE append = (SELECT append FROM events WHERE position = ?)",
            (position,),
        )


def _close(connection: sqlite3.Connection, new: NewAppend) -> None:
    record, instant = new.record, to_stored(new.recorded_at)
    connection.execute(
        "INSERT INTO appends (number, first_position, last_position, recorded_at, recorded_by, notify)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (record.number, record.first_position, record.last_position, instant, record.recorded_by, record.notify),
    )
    connection.execute(
        "UPDATE log_head SET position = ?, append = ?, recorded_at = ?, open_to = NULL",
        (record.last_position, record.number, instant),
    )
