"""Claims: which messages a worker takes up next, so that nobody else does and no destination keeps others waiting."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, text

from alerts.destinations import Message
from alerts.sql.message_store import message_of
from alerts.sql.tables import destinations, messages
from events.sql.instants import to_stored
from events.sql.many import bound, spelled

SENDABLE = (
    "(d.state = 'active' AND (d.resting_until IS NULL OR d.resting_until <= :now OR m.seq IS NULL)"
    " OR m.seq IS NULL AND (d.state = 'pending' OR d.channel = 'email' AND d.state = 'disabled'))"
)
"""Who is not confirmed, or does not take what is sent, is sent only what asks to be confirmed: what has no number."""

_FREE = "(m.leased_until IS NULL OR m.leased_until <= :now)"

_TAKE_UP = (
    "UPDATE messages SET state = 'sending', fence = fence + 1, attempts = attempts + 1, leased_until = :until"
    " WHERE id IN TEXTS(:these)"
)
_BEGIN_ATTEMPTS = (
    "INSERT INTO attempts (message, n, at) SELECT id, attempts, :at FROM messages WHERE id IN TEXTS(:these)"
)

_LOOKED_AT = 4
"""Of some destinations only one more may be taken, so this many times more messages are looked at than taken."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be under way at once: in one process, for one destination, and for those that fail together.

    Whoever failed last time has to share a part of the room, so that many that hang leave the others theirs.
    """

    at_once: int = 100
    per_destination: int = 2
    failing: int = 50


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether there may be something to claim: a look that locks nothing, since mostly nothing is due."""
    found = select(messages.c.id).where(messages.c.due_at <= to_stored(now)).limit(1)
    return connection.execute(found).first() is not None


def claim(connection: Connection, now: datetime, until: datetime, limits: Limits, most: int) -> list[Message]:
    """Messages that are due and nobody's, at most ``most``, now claimed until then; their attempts are on record."""
    at = to_stored(now)
    failing, busy = _under_way(connection, at)
    room = max(limits.failing - sum(busy[name] for name in failing), 0)
    full = [name for name, many in busy.items() if many >= limits.per_destination]
    asked = {
        "now": at,
        "full": bound(full, connection.dialect.name),
        "each": limits.per_destination,
        "most": most * _LOOKED_AT,
    }
    longest = _longest_due(connection, {**asked, "front": most * _LOOKED_AT + busy.total()})
    taken = _shared([row for row in longest if row.failing_since is None], busy, 0, limits, most)
    if len(taken) < most:
        taken = _shared(_due_by_destination(connection, asked), busy, room, limits, most)
    return _claimed(connection, taken, at, to_stored(until)) if taken else []


def _shared(rows: Iterable[Row[Any]], busy: Counter[str], room: int, limits: Limits, most: int) -> list[str]:
    """The first of these that their destinations, and for those that fail the room that is theirs, have a place for."""
    taken: list[str] = []
    busy = busy.copy()
    for row in rows:
        fails = row.failing_since is not None
        if len(taken) < most and busy[row.destination] < limits.per_destination and (room or not fails):
            busy[row.destination] += 1
            room -= fails
            taken.append(row.id)
    return taken


def _under_way(connection: Connection, at: int) -> tuple[set[str], Counter[str]]:
    """Destinations that failed last time, and how much of each is under way."""
    # Counted here: SQLite would go through all messages there ever were, as their index has them in groups.
    statement = (
        select(messages.c.destination, destinations.c.failing_since)
        .join(destinations, destinations.c.id == messages.c.destination)
        .where(messages.c.leased_until > at)
    )
    found = connection.execute(statement).all()
    return {name for name, failing in found if failing is not None}, Counter(name for name, _ in found)


def _longest_due(connection: Connection, asked: Mapping[str, Any]) -> list[Row[Any]]:
    """Of those that have been due for longest, what could be sent now."""
    statement = (
        "SELECT m.id, m.destination, d.failing_since FROM ("  # noqa: S608 - own words
        " SELECT id, destination, due_at, seq, leased_until FROM messages WHERE due_at <= :now"
        " ORDER BY due_at, seq, id LIMIT :front"
        f") m JOIN destinations d ON d.id = m.destination WHERE {_FREE} AND {SENDABLE} AND NOT d.id IN TEXTS(:full)"
        " ORDER BY m.due_at, m.seq, m.id"
    )
    return list(connection.execute(text(spelled(statement, connection.dialect.name)), asked).all())


def _due_by_destination(connection: Connection, asked: Mapping[str, Any]) -> list[Row[Any]]:
    """The first few that are due of each destination that is not full; those whose destination is well come first.

    It goes from destination to destination, not from message to message: what else waits for one costs nothing.
    """
    engine = connection.dialect.name
    first = (
        "SELECT m.id, m.due_at FROM messages m WHERE m.destination = d.id AND m.due_at <= :now"  # noqa: S608 - own words
        f" AND {_FREE} AND {SENDABLE} ORDER BY m.due_at, m.seq, m.id LIMIT :each"
    )
    # SQLite lets no table of a join see another, but for what an expression asks.
    seen = {"sqlite": f"messages f ON f.id IN (SELECT id FROM ({first}))"}  # noqa: S608 - own words
    these = seen.get(engine, f"LATERAL ({first}) f ON true")
    # In the order of the index that holds no message but those to be sent.
    next_owed = "SELECT destination FROM messages WHERE due_at IS NOT NULL {} ORDER BY destination, due_at LIMIT 1"
    statement = (
        "WITH RECURSIVE owed (destination) AS ("  # noqa: S608 - own words
        f" SELECT * FROM ({next_owed.format('')}) AS least UNION ALL"
        f" SELECT ({next_owed.format('AND destination > owed.destination')}) FROM owed"
        "  WHERE owed.destination IS NOT NULL"
        ") SELECT f.id, d.id AS destination, d.failing_since FROM owed JOIN destinations d ON d.id = owed.destination"
        f" JOIN {these} WHERE NOT d.id IN TEXTS(:full)"
        " ORDER BY d.failing_since IS NOT NULL, f.due_at, f.id LIMIT :most"
    )
    return list(connection.execute(text(spelled(statement, engine)), asked).all())


def _claimed(connection: Connection, identities: list[str], at: int, until: int) -> list[Message]:
    """Those of them that nobody has claimed meanwhile."""
    of = messages.c
    free = (of.due_at <= at) & (of.leased_until.is_(None) | (of.leased_until <= at))
    statement = select(messages).where(of.id.in_(identities), free).order_by(of.due_at, of.seq, of.id)
    rows = connection.execute(statement.with_for_update(skip_locked=True)).all()
    if not rows:
        return []
    # For all of them at a time: most of a claim is what is done for each.
    engine = connection.dialect.name
    these = {"these": bound([row.id for row in rows], engine), "until": until, "at": at}
    for change in (_TAKE_UP, _BEGIN_ATTEMPTS):
        connection.execute(text(spelled(change, engine)), these)
    return [message_of(row, state="sending", fence=row.fence + 1, attempts=row.attempts + 1) for row in rows]
