"""What waits for digests, and when each is due; the transaction is the caller's."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, text, update

from alerts.digest_calendar import Cadence
from alerts.sql.tables import destinations, digest_clocks, digest_items
from events.sql.instants import from_stored, to_stored
from events.sql.many import bound, spelled

KINDS: tuple[Cadence, ...] = ("daily", "weekly")


@dataclass(frozen=True, slots=True)
class Clock:
    """When a destination's next digest of a kind is due, and the local date of the last."""

    destination: str
    kind: Cadence
    last_date: date
    next_at: datetime


def start(connection: Connection, clock: Clock) -> None:
    """Have digests of a kind made; where they are already, nothing changes."""
    connection.execute(
        text(
            "INSERT INTO digest_clocks (destination, kind, last_date, next_at) VALUES (:to, :kind, :last, :next) "
            "ON CONFLICT (destination, kind) DO NOTHING"
        ),
        {"to": clock.destination, "kind": clock.kind, "last": clock.last_date.isoformat(), "next": _at(clock)},
    )


def set_clock(connection: Connection, clock: Clock) -> None:
    """When the next one is due, after the last."""
    of = digest_clocks.c
    connection.execute(
        update(digest_clocks)
        .where(of.destination == clock.destination, of.kind == clock.kind)
        .values(last_date=clock.last_date.isoformat(), next_at=_at(clock))
    )


def clocks_of(connection: Connection, destination: str) -> list[Clock]:
    """The clocks of a destination; nobody else moves them before the end of the transaction."""
    found = select(digest_clocks).where(digest_clocks.c.destination == destination).order_by(digest_clocks.c.kind)
    return [_clock(row) for row in connection.execute(found.with_for_update())]


def due(connection: Connection, now: datetime) -> Clock | None:
    """A clock whose hour has come, locked with its destination; ``None`` where there is none that is nobody's.

    Neither is waited for: others lock the destination first.
    """
    statement = (
        select(digest_clocks)
        .join(destinations, destinations.c.id == digest_clocks.c.destination)
        .where(digest_clocks.c.next_at <= to_stored(now))
        .order_by(digest_clocks.c.next_at)
        .limit(1)
    )
    row = connection.execute(statement.with_for_update(skip_locked=True)).one_or_none()
    return _clock(row) if row else None


def stop(connection: Connection, destination: str) -> None:
    """Make no more digests for a destination, and forget what waits for them."""
    connection.execute(delete(digest_clocks).where(digest_clocks.c.destination == destination))
    connection.execute(delete(digest_items).where(digest_items.c.destination == destination))


def wait(connection: Connection, destination: str, items: Iterable[tuple[int, str]]) -> None:
    """Keep notices for the next digest, each with the subscription that asked for it; what is kept already stays."""
    rows = [{"to": destination, "notice": number, "subscription": name} for number, name in items]
    if rows:
        statement = text(
            "INSERT INTO digest_items (destination, notice, subscription) VALUES (:to, :notice, :subscription) "
            "ON CONFLICT (destination, notice, subscription) DO NOTHING"
        )
        connection.execute(statement, rows)


def waiting(connection: Connection, destination: str, kind: Cadence) -> list[tuple[int, str]]:
    """The notices that wait for a digest of this kind, each with its subscription, by what those ask for by now.

    What an immediate subscription was not told at once, since it is old news, comes with the daily one.
    """
    cadences = "('weekly')" if kind == "weekly" else "('daily', 'immediate')"
    found = connection.execute(
        text(
            "SELECT i.notice, i.subscription FROM digest_items i JOIN subscriptions s ON s.id = i.subscription "  # noqa: S608
            f"WHERE i.destination = :to AND s.state IN ('active', 'disabled') AND s.cadence IN {cadences} "
            "ORDER BY i.notice, i.subscription"
        ),
        {"to": destination},
    )
    return [(number, name) for number, name in found]


def taken(connection: Connection, destination: str, items: Sequence[tuple[int, str]]) -> None:
    """These were put into a digest: exactly these, whatever came meanwhile."""
    if items:
        statement = text(
            "DELETE FROM digest_items WHERE destination = :to AND notice = :notice AND subscription = :subscription"
        )
        connection.execute(statement, [{"to": destination, "notice": one, "subscription": name} for one, name in items])


def waiting_for(connection: Connection, notices: Collection[int]) -> set[str]:
    """The subscriptions for which any of these notices waits."""
    engine = connection.dialect.name
    statement = spelled("SELECT DISTINCT subscription FROM digest_items WHERE notice IN NUMBERS(:notices)", engine)
    return set(connection.execute(text(statement), {"notices": bound(sorted(notices), engine)}).scalars())


def forget(connection: Connection, subscription: str) -> None:
    """Nothing waits for a subscription that has ended."""
    connection.execute(delete(digest_items).where(digest_items.c.subscription == subscription))


def _at(clock: Clock) -> int:
    return to_stored(clock.next_at)


def _clock(row: Row[Any]) -> Clock:
    return Clock(row.destination, row.kind, date.fromisoformat(row.last_date), from_stored(row.next_at))
