"""Canaries in the database."""

from datetime import datetime

from sqlalchemy import Connection, text

from alerts.canaries import Canaries
from alerts.destinations import CANARY_DESTINATION
from events.sql.instants import from_stored, to_stored

_ARRIVED = text(
    "SELECT MAX(a.at) AS at, MAX(m.created_at) AS made FROM messages m"
    " JOIN attempts a ON a.message = m.id AND a.n = m.attempts WHERE m.destination = :to AND m.state = 'delivered'"
)
_OWED = text(
    "SELECT MIN(created_at) FROM messages WHERE destination = :to AND state <> 'delivered' AND created_at > :after"
)
# The last one that arrived stays, or it would be forgotten since when none has.
_OLD = (
    "SELECT id FROM messages WHERE destination = :to AND created_at < :before AND id NOT IN"
    " (SELECT id FROM messages WHERE destination = :to AND state = 'delivered' ORDER BY created_at DESC LIMIT 1)"
)


def canaries(connection: Connection) -> Canaries:
    """What became of them; those of a week at most are on record."""
    at, made = connection.execute(_ARRIVED, {"to": CANARY_DESTINATION}).one()
    owed = connection.execute(_OWED, {"to": CANARY_DESTINATION, "after": made if made is not None else -1}).scalar()
    return Canaries(
        from_stored(at) if at is not None else None,
        from_stored(owed) if owed is not None else None,
    )


def forget(connection: Connection, before: datetime) -> int:
    """Delete those made before an instant, with their attempts, but for the last one that arrived; how many."""
    found = connection.execute(text(_OLD), {"to": CANARY_DESTINATION, "before": to_stored(before)})
    old = list(found.scalars())
    for name in old:
        connection.execute(text("DELETE FROM attempts WHERE message = :id"), {"id": name})
        connection.execute(text("DELETE FROM messages WHERE id = :id"), {"id": name})
    return len(old)
