"""The newest causes with the first notices of each: as much as is shown, however many a cause brought."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from alerts.notices import Notice, What
from alerts.sql import notice_store
from events.sql.instants import to_stored
from events.sql.many import bound, spelled

LOOKED_THROUGH = 100_000
"""How many of the newest notices are looked through for one of the kinds that are asked for."""

_NEWEST = (
    "SELECT cause FROM notices WHERE number <= :last AND number > :floor AND what IN TEXTS(:kinds) "
    "ORDER BY number DESC LIMIT 1"
)
_COUNTED = "SELECT count(*), min(number) FROM notices WHERE key > :first AND key < :end AND what IN TEXTS(:kinds)"
_FIRST = (
    "SELECT number FROM notices WHERE number >= :least AND number <= :last AND cause = :cause "
    "AND what IN TEXTS(:kinds) ORDER BY number LIMIT :each"
)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a cause brought: its first notices by number, and how many more of the same kinds there are."""

    notices: tuple[Notice, ...]
    more: int


def newest_causes(
    connection: Connection, kinds: Collection[What], *, until: datetime | None, most: int, each: int
) -> list[Brought]:
    """The newest causes that brought notices of some kinds, silent ones too, the newest first.

    Args:
        connection: to the database.
        kinds: of change.
        until: none that was recorded later; ``None``: up to now.
        most: how many causes.
        each: how many notices of each.
    """
    engine = connection.dialect.name
    asked = {"kinds": bound(sorted(kinds), engine)}
    last = notice_store.head(connection)
    last = last if until is None else _last_by(connection, to_stored(until), last)
    floor = max(last - LOOKED_THROUGH, 0)
    found: list[Brought] = []
    while len(found) < most:
        newest = text(spelled(_NEWEST, engine))
        cause = connection.execute(newest, {**asked, "last": last, "floor": floor}).scalar()
        if cause is None:
            break
        begins = cause.encode()
        keys = {"first": begins + b" ", "end": begins + b"!"}
        number, least = connection.execute(text(spelled(_COUNTED, engine)), {**asked, **keys}).one()
        more = {"least": least, "last": last, "cause": cause, "each": each}
        numbers = connection.execute(text(spelled(_FIRST, engine)), {**asked, **more}).scalars().all()
        notices = tuple(one.notice for one in notice_store.by_number(connection, numbers))
        found.append(Brought(notices, number - len(notices)))
        # Those of a cause are written together, so the numbers before its first one are those of others.
        last = least - 1
    return found


def _last_by(connection: Connection, until: int, head: int) -> int:
    """The greatest number recorded by an instant: numbers rise with time."""
    statement = text("SELECT recorded_at FROM notices WHERE number <= :number ORDER BY number DESC LIMIT 1")
    low, high = 0, head
    while low < high:
        middle = (low + high + 1) // 2
        recorded_at = connection.execute(statement, {"number": middle}).scalar()
        if recorded_at is None or recorded_at <= until:
            low = middle
        else:
            high = middle - 1
    return low
