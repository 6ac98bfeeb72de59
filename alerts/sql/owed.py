"""What waits for a destination: it is kept, sent after all, or never sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, text, update

from alerts.destinations import MessageState
from alerts.sql.message_store import waiting_from
from alerts.sql.tables import messages
from events.sql.instants import to_stored

_LONGEST = timedelta(minutes=2)
"""An attempt is on record so long before its end at most, by when its lease is over; a failure is as of the end."""

_UNSENT = ("queued", "retrying", "held", "sending")


def hold(connection: Connection, destination: str) -> None:
    """Keep what waits for a destination until it takes messages again."""
    _change(connection, destination, ("queued", "retrying", "sending"), "held", None)


def release(connection: Connection, destination: str, now: datetime, failing_since: datetime | None) -> None:
    """Send what was kept for a destination, the oldest first, each with the whole schedule before it.

    What was given up since it began to fail, ``None`` where it did not, was kept for it too, unless all it was for have
    ended.
    """
    statement = (
        "UPDATE messages SET state = 'queued', leased_until = NULL, due_at = :now, waiting_since = :now, "
        "attempts_before = attempts WHERE destination = :to AND seq IS NOT NULL AND (state = 'held' "
        "OR state = 'exhausted' AND EXISTS (SELECT 1 FROM attempts a "
        "WHERE a.message = messages.id AND a.n = messages.attempts AND a.at >= :since) "
        "AND EXISTS (SELECT 1 FROM message_notices n JOIN subscriptions s ON s.id = n.subscription "
        "WHERE n.message = messages.id AND s.state <> 'ended'))"
    )
    # Where nothing failed nothing was given up: no attempt was made later than now.
    since = failing_since - _LONGEST if failing_since is not None else now + _LONGEST
    connection.execute(text(statement), {"to": destination, "now": to_stored(now), "since": to_stored(since)})


def hasten(connection: Connection, destination: str, now: datetime) -> None:
    """Try again at once what waits for a destination's next attempt."""
    _change(connection, destination, ("retrying",), "retrying", now)


def cancel(connection: Connection, destination: str) -> None:
    """Send a destination nothing of what waits for it, with a number or without.

    What is being sent may still arrive; it is not tried again, also where whoever sends it dies.
    """
    _change(connection, destination, _UNSENT, "cancelled", None)
    cancel_unnumbered(connection, destination)


def cancel_unnumbered(connection: Connection, destination: str) -> None:
    """Send a destination nothing of what waits for it without a number, as ``cancel`` does."""
    _change(connection, destination, _UNSENT, "cancelled", None, numbered=False)


def cancel_left(connection: Connection, destination: str) -> None:
    """Send a destination nothing that was for subscriptions which all have ended since; see ``cancel``."""
    connection.execute(
        text(
            "UPDATE messages SET state = 'cancelled', due_at = NULL, leased_until = NULL "
            "WHERE destination = :to AND seq IS NOT NULL "
            "AND state IN ('queued', 'retrying', 'held', 'sending') AND NOT EXISTS (SELECT 1 FROM message_notices n "
            "JOIN subscriptions s ON s.id = n.subscription WHERE n.message = messages.id AND s.state <> 'ended')"
        ),
        {"to": destination},
    )


def is_left(connection: Connection, identity: str) -> bool:
    """Whether a message was for subscriptions which all have ended since."""
    found = connection.execute(
        text(
            "SELECT count(*), count(CASE WHEN s.state <> 'ended' THEN 1 END) FROM message_notices n "
            "JOIN subscriptions s ON s.id = n.subscription WHERE n.message = :message"
        ),
        {"message": identity},
    )
    every, live = found.one()
    return bool(every) and not live


def _change(
    connection: Connection,
    destination: str,
    states: Sequence[str],
    state: MessageState,
    due_at: datetime | None,
    *,
    numbered: bool = True,
) -> None:
    of = messages.c
    these = of.seq.is_not(None) if numbered else of.seq.is_(None)
    connection.execute(
        update(messages)
        .where(of.destination == destination, of.state.in_(states), these)
        .values(state=state, leased_until=None, **waiting_from(due_at))
    )
