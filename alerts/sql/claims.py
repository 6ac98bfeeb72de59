"""Claims: which messages a worker takes up next, so that nobody else does and no destination keeps others waiting."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, text, update

from alerts.destinations import Message
from alerts.sql.message_store import message_of
from alerts.sql.tables import attempts, destinations, messages
from events.sql.instants import to_stored
from events.sql.many import bound, spelled

SENDABLE = (
    "(d.state = 'active' AND (d.resting_until IS NULL OR d.resting_until <= :now OR m.seq IS NULL)"
    " OR m.seq IS NULL AND (d.state = 'pending' OR d.channel = 'email' AND d.state = 'disabled'))"
)
"""Who is not confirmed, or does not take what is sent, is sent only what asks to be confirmed: what has no number."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be under way at once: in one process, for one destination, and for those that fail together.

    Whoever failed last time has to share a part of the room, so that many that hang leave the others theirs.
    """

    at_once: int = 100
    per_destination: int = 2
    failing: int = 50


def claim(connection: Connection, now: datetime, until: datetime, limits: Limits, most: int) -> list[Message]:
    """Messages that are due and nobody's, at most ``most``, now claimed until then; their attempts are on record."""
    at = to_stored(now)
    failing, busy = _under_way(connection, at)
    room = max(limits.failing - sum(busy[name] for name in failing), 0)
    taken: list[str] = []
    full = [name for name, many in busy.items() if many >= limits.per_destination]
    for row in _due(connection, at, full, limits.per_destination, most):
        fails = row.failing_since is not None
        if len(taken) < most and busy[row.destination] < limits.per_destination and (room or not fails):
            busy[row.destination] += 1
            room -= fails
            taken.append(row.id)
    return _claimed(connection, taken, at, to_stored(until)) if taken else []


def _under_way(connection: Connection, at: int) -> tuple[set[str], Counter[str]]:
    """Destinations that failed last time, and how much of each is under way."""
    statement = (
        select(messages.c.destination, func.count(), func.max(destinations.c.failing_since))
        .join(destinations, destinations.c.id == messages.c.destination)
        .where(messages.c.leased_until > at)
        .group_by(messages.c.destination)
    )
    found = connection.execute(statement).all()
    return {name for name, _, failing in found if failing is not None}, Counter({name: many for name, many, _ in found})


def _due(connection: Connection, at: int, full: list[str], each: int, most: int) -> list[Row[Any]]:
    """The first few that are due of each destination that is not full; those whose destination is well come first."""
    engine = connection.dialect.name
    statement = text(
        "SELECT id, destination, failing_since FROM ("  # noqa: S608 - own words
        " SELECT m.id, m.destination, m.due_at, d.failing_since,"
        "  ROW_NUMBER() OVER (PARTITION BY m.destination ORDER BY m.due_at, m.seq, m.id) AS place"
        " FROM messages m JOIN destinations d ON d.id = m.destination"
        f" WHERE m.due_at <= :now AND (m.leased_until IS NULL OR m.leased_until <= :now) AND {SENDABLE}"
        f" AND NOT {spelled('m.destination IN TEXTS(:full)', engine)}"
        ") AS waiting WHERE place <= :each ORDER BY failing_since IS NOT NULL, due_at, id LIMIT :most"
    )
    # Of some only one more may be taken, so more are looked at than taken.
    asked = {"now": at, "full": bound(full, engine), "each": each, "most": most * 4}
    return list(connection.execute(statement, asked).all())


def _claimed(connection: Connection, identities: list[str], at: int, until: int) -> list[Message]:
    """Those of them that nobody has claimed meanwhile."""
    of = messages.c
    free = (of.due_at <= at) & (of.leased_until.is_(None) | (of.leased_until <= at))
    statement = select(messages).where(of.id.in_(identities), free).order_by(of.due_at, of.seq, of.id)
    rows = connection.execute(statement.with_for_update(skip_locked=True)).all()
    if not rows:
        return []
    connection.execute(
        update(messages)
        .where(of.id == bindparam("which"))
        .values(state="sending", fence=of.fence + 1, attempts=of.attempts + 1, leased_until=until),
        [{"which": row.id} for row in rows],
    )
    connection.execute(insert(attempts), [{"message": row.id, "n": row.attempts + 1, "at": at} for row in rows])
    return [message_of(row, state="sending", fence=row.fence + 1, attempts=row.attempts + 1) for row in rows]
