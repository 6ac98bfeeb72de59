"""Beats: when each part of the service last ended a look well."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, select, text

from events.sql.engines import writing
from events.sql.instants import to_stored
from monitor.watching.tables import beats

EVERY = timedelta(seconds=10)
"""How often a process puts the beat of a part on record at most: parts look several times a second."""

# Several processes share a row, and none sets another's beat back.
_NOTE = text(
    "INSERT INTO beats (part, at) VALUES (:part, :at) "
    "ON CONFLICT (part) DO UPDATE SET at = excluded.at WHERE beats.at < excluded.at"
)


class Beats:
    """Puts on record when each part last ended a look well."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._noted: dict[str, datetime] = {}

    def note(self, part: str) -> None:
        """A part has ended a look well just now."""
        now, noted = self._now(), self._noted.get(part)
        if noted is not None and noted <= now < noted + EVERY:
            return
        with writing(self._engine) as connection:
            connection.execute(_NOTE, {"part": part, "at": to_stored(now)})
        self._noted[part] = now


def last_beats(connection: Connection) -> Mapping[str, datetime]:
    """Part -> when it last ended a look well, in whichever process."""
    return {row.part: row.at for row in connection.execute(select(beats))}
