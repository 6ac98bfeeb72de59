"""How long messages have been waiting for us, and how many are at which point."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, text

from alerts.sql.claims import SENDABLE
from alerts.sql.tables import SET_ASIDE
from alerts.wishes import Channel
from events.sql.instants import from_stored, to_stored


def oldest_undelivered(connection: Connection, channel: Channel, now: datetime) -> datetime | None:
    """Since when the longest waiting message of a channel could have been delivered; ``None`` where none waits.

    An endpoint that fails, or an address that rests, keeps nobody waiting: to us its message waits from its next
    attempt on (``alerts.settling.waits_on``).
    """
    statement = text(
        "SELECT m.waiting_since FROM messages m JOIN destinations d ON d.id = m.destination"  # noqa: S608 - own words
        " WHERE m.due_at IS NOT NULL AND m.waiting_since <= :now AND d.channel = :channel"
        f" AND {SENDABLE} ORDER BY m.waiting_since LIMIT 1"
    )
    found = connection.execute(statement, {"now": to_stored(now), "channel": channel}).scalar()
    return from_stored(found) if found is not None else None


def unfinished(connection: Connection) -> Mapping[str, int]:
    """State -> how many messages are in it, of those that are under way, held or parked; 0 is said too.

    What was delivered or given up is not counted, as that takes longer with every message there ever was.
    """
    counted = dict.fromkeys(("queued", "sending", "retrying", "held", "parked"), 0)
    for which in ("due_at IS NOT NULL", SET_ASIDE.text):
        statement = f"SELECT state, count(*) FROM messages WHERE {which} GROUP BY state"  # noqa: S608 - own words
        counted |= {state: many for state, many in connection.execute(text(statement)) if state in counted}
    return counted
