"""The log in a PostgreSQL database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from events.log import HeadMoved, NewAppend, NewEvent, refuse_malformed
from events.sql.engines import reading
from events.sql.instants import to_stored
from events.sql.log_reader import LogReader
from events.sql.refusals import refusal

# Held shared by every append and alone by an exclusive turn; the same number stands in append_events.
_TURN_LOCK = 5932458021067314433

_HEAD_MOVED = {
    "RM001",  # append_events: somebody appended first
    "40001",  # serialization_failure: the same, where the database's default is stricter than READ COMMITTED
}
_REFUSED = {
    "RM002",  # append_events: there is no such text to erase
    "23505",  # unique_violation
}

_APPEND = """
SELECT append_events(
    %(position)s::bigint, %(append)s::bigint, %(at)s::bigint, %(by)s::text, %(notify)s::boolean,
    %(events)s::json, %(leaves)b::bytea[], %(leaf_hashes)b::bytea[], %(texts)s::json, %(text_salts)b::bytea[],
    %(credential)s::text, %(route)s::text, %(key)s::text, %(fingerprint)b::bytea, %(key_salt)b::bytea, %(erase)s::json
)
"""


class PostgresqlLog(LogReader):
    """The log of a migrated PostgreSQL database, durable once ``append`` returns; see ``events.log.Log``.

    An append is one call to a function in the database, so the head is locked for one round trip.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._turn = threading.RLock()
        self._held = _Held()

    @override
    @contextmanager
    def turn(self, *, exclusive: bool = False) -> Iterator[None]:
        with self._turn:
            if not exclusive or self._held.connection is not None:
                yield
                return
            with reading(self._engine) as connection:
                # A lock of the session: whoever dies in its turn gives it up.
                connection.exec_driver_sql("SELECT pg_advisory_lock(%s::bigint)", (_TURN_LOCK,))
                self._held.connection = connection
                try:
                    yield
                finally:
                    self._held.connection = None
                    connection.exec_driver_sql("SELECT pg_advisory_unlock(%s::bigint)", (_TURN_LOCK,))

    @override
    def append(self, new: NewAppend) -> None:
        refuse_malformed(new)
        try:
            self._call(_parameters(new))
        except DBAPIError as err:
            state = getattr(err.orig, "sqlstate", None)
            if state in _HEAD_MOVED:
                raise HeadMoved(new.expected) from err
            if state in _REFUSED and (refused := refusal(self, new)) is not None:
                raise refused from err
            raise

    def _call(self, parameters: dict[str, Any]) -> None:
        # On another connection an append would wait for the lock that this thread's own turn holds.
        if self._held.connection is not None:
            self._held.connection.exec_driver_sql(_APPEND, parameters)
            return
        with reading(self._engine) as connection:
            connection.exec_driver_sql(_APPEND, parameters)


class _Held(threading.local):
    """The connection on which this thread has an exclusive turn."""

    connection: Connection | None = None


def _parameters(new: NewAppend) -> dict[str, Any]:
    texts = [(event.position, text) for event in new.events for text in event.erasable]
    key = new.idempotency
    return {
        "position": new.expected.position,
        "append": new.expected.append,
        "at": to_stored(new.recorded_at),
        "by": new.recorded_by,
        "notify": new.notify,
        "events": _json([_text_columns(event) for event in new.events]),
        "leaves": [event.leaf for event in new.events],
        "leaf_hashes": [event.leaf_hash for event in new.events],
        "texts": _json([{"position": position, "path": text.path, "text": text.text} for position, text in texts]),
        "text_salts": [text.salt for _, text in texts],
        "credential": None if key is None else key.credential,
        "route": None if key is None else key.route,
        "key": None if key is None else key.key,
        "fingerprint": None if key is None else key.fingerprint,
        "key_salt": None if key is None else key.salt,
        "erase": _json([{"position": position, "path": path} for position, path in new.erase]) if new.erase else None,
    }


def _text_columns(event: NewEvent) -> dict[str, object]:
    return {
        "id": event.id,
        "type": event.type,
        "earliest": event.earliest,
        "latest": event.latest,
        "external_id": event.external_id,
        "tags": event.tags,
        "words": event.words,
    }


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
