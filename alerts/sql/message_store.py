"""Messages in the database: put there once for each cause and destination, claimed under a lease, and their fate.

A claim and a result are each a short transaction of the caller's; between them nothing is held open. Whoever dies keeps
its messages only as long as its lease. A result is taken only with the fence of the latest claim.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, text, update

from alerts.destinations import Attempt, Message, MessageState, State
from alerts.sql.tables import attempts, destinations, message_notices, messages
from events.sql.instants import from_stored, to_stored

IN_FLIGHT_PER_DESTINATION = 2
"""So many messages of one destination are under way at once, or a slow one would keep all others waiting."""

_LOOKED_AT = 500


def next_seq(connection: Connection, destination: str) -> tuple[int, State]:
    """The next number of a destination's messages, taken, and its state.

    Nobody else gets a number, or changes the state, before the transaction ends.
    """
    statement = text("UPDATE destinations SET seq = seq + 1 WHERE id = :id RETURNING seq, state")
    seq, state = connection.execute(statement, {"id": destination}).one()
    return seq, state


def is_on_record(connection: Connection, destination: str, cause: str, kind: str) -> bool:
    """Whether there is a message of this cause for a destination already."""
    found = select(messages.c.id).where(
        messages.c.destination == destination, messages.c.cause == cause, messages.c.type == kind
    )
    return connection.execute(found).first() is not None


def add(connection: Connection, one: Message, told: Iterable[tuple[int, str]] = ()) -> None:
    """Put a message on record, with the notices and subscriptions it is about."""
    connection.execute(
        insert(messages).values(
            id=one.id,
            destination=one.destination,
            cause=one.cause,
            type=one.type,
            seq=one.seq,
            state=one.state,
            body=one.body,
            created_at=to_stored(one.created_at),
            due_at=to_stored(one.due_at) if one.due_at else None,
            attempts=one.attempts,
            fence=one.fence,
        )
    )
    rows = [{"message": one.id, "notice": notice, "subscription": to} for notice, to in sorted(set(told))]
    if rows:
        connection.execute(insert(message_notices), rows)


def claim(connection: Connection, now: datetime, until: datetime, limit: int) -> list[Message]:
    """Messages that are due and nobody's, at most ``limit``, now claimed until then; their attempts are on record.

    Of one destination there are never more than ``IN_FLIGHT_PER_DESTINATION``; a destination that is not confirmed is
    sent only what asks it to confirm.
    """
    at = to_stored(now)
    lock = "" if connection.dialect.name == "sqlite" else "FOR UPDATE OF m SKIP LOCKED"
    due = connection.execute(
        text(
            "SELECT m.* FROM messages m JOIN destinations d ON d.id = m.destination "  # noqa: S608 - own words
            "WHERE m.due_at <= :now AND (m.leased_until IS NULL OR m.leased_until <= :now) "
            "AND (d.state = 'active' OR (d.state = 'pending' AND m.seq IS NULL)) "
            f"ORDER BY m.due_at, m.id LIMIT :some {lock}"
        ),
        {"now": at, "some": _LOOKED_AT},
    ).all()
    held = select(messages.c.destination, func.count()).where(messages.c.leased_until > at)
    busy: Counter[str] = Counter(dict(tuple(row) for row in connection.execute(held.group_by(messages.c.destination))))
    claimed: list[Message] = []
    for row in due:
        if len(claimed) < limit and busy[row.destination] < IN_FLIGHT_PER_DESTINATION:
            busy[row.destination] += 1
            claimed.append(_claimed(connection, row, now, until))
    return claimed


def _claimed(connection: Connection, row: Row[Any], now: datetime, until: datetime) -> Message:
    connection.execute(
        update(messages)
        .where(messages.c.id == row.id)
        .values(state="sending", fence=row.fence + 1, attempts=row.attempts + 1, leased_until=to_stored(until))
    )
    connection.execute(insert(attempts).values(message=row.id, n=row.attempts + 1, at=to_stored(now)))
    return message_of(row, state="sending", fence=row.fence + 1, attempts=row.attempts + 1)


def settle(
    connection: Connection, claimed: Message, attempt: Attempt, state: MessageState, due_at: datetime | None
) -> bool:
    """Record what came of a claimed message.

    Returns:
        Whether the claim still held: else somebody else has claimed it since, and its state is theirs. The attempt is
        on record in either case.
    """
    connection.execute(
        update(attempts)
        .where(attempts.c.message == claimed.id, attempts.c.n == attempt.n)
        .values(duration_ms=attempt.duration_ms, code=attempt.code, error=attempt.error, excerpt=attempt.excerpt)
    )
    settled = connection.execute(
        update(messages)
        .where(messages.c.id == claimed.id, messages.c.fence == claimed.fence)
        .values(state=state, due_at=to_stored(due_at) if due_at else None, leased_until=None)
    )
    return settled.rowcount == 1


def hold(connection: Connection, destination: str) -> None:
    """Keep what waits for a destination until it takes messages again."""
    _change(connection, destination, ("queued", "retrying", "sending"), "held", None)


def release(connection: Connection, destination: str, now: datetime) -> None:
    """Send what was kept for a destination, the oldest first."""
    _change(connection, destination, ("held",), "queued", now)


def cancel(connection: Connection, destination: str) -> None:
    """Send a destination nothing of what waits for it."""
    _change(connection, destination, ("queued", "retrying", "held"), "cancelled", None)


def replay(connection: Connection, destination: str, identities: Sequence[str], now: datetime) -> list[str]:
    """Send messages of a destination once more, each under its own id; those that were sent to it before."""
    again = []
    for identity in identities:
        done = connection.execute(
            update(messages)
            .where(
                messages.c.id == identity,
                messages.c.destination == destination,
                messages.c.seq.is_not(None),
                messages.c.state.in_(("delivered", "exhausted", "held", "cancelled", "parked")),
            )
            .values(state="queued", due_at=to_stored(now), leased_until=None)
        )
        again += [identity] if done.rowcount else []
    return again


def find(connection: Connection, *, destination: str | None = None, after: int = 0, limit: int = 100) -> list[Message]:
    """Messages of one destination past a number, ascending; or the newest of all."""
    if destination is not None:
        statement = select(messages).where(messages.c.destination == destination, messages.c.seq > after)
        ordered = statement.order_by(messages.c.seq)
    else:
        ordered = select(messages).order_by(messages.c.created_at.desc(), messages.c.id.desc())
    return [message_of(row) for row in connection.execute(ordered.limit(limit))]


def between(connection: Connection, destination: str, first: datetime, last: datetime) -> list[str]:
    """The ids of a destination's messages made between two instants, both inclusive, the oldest first."""
    epoch = from_stored(0)
    statement = (
        select(messages.c.id)
        .where(messages.c.destination == destination, messages.c.seq.is_not(None))
        .where(messages.c.created_at >= to_stored(max(first, epoch)), messages.c.created_at <= to_stored(last))
        .order_by(messages.c.seq)
        .limit(_LOOKED_AT)
    )
    return list(connection.execute(statement).scalars())


def message(connection: Connection, identity: str) -> Message | None:
    """One message."""
    row = connection.execute(select(messages).where(messages.c.id == identity)).one_or_none()
    return message_of(row) if row else None


def attempts_of(connection: Connection, identity: str) -> list[Attempt]:
    """Every attempt at a message, the first one first."""
    found = connection.execute(select(attempts).where(attempts.c.message == identity).order_by(attempts.c.n))
    return [
        Attempt(row.n, from_stored(row.at), row.duration_ms, row.code, row.error, bytes(row.excerpt or b""))
        for row in found
    ]


def told_of(connection: Connection, identity: str) -> list[tuple[int, str]]:
    """The notices that a message told, each with the subscription it was for."""
    found = select(message_notices.c.notice, message_notices.c.subscription).where(
        message_notices.c.message == identity
    )
    return [(number, to) for number, to in connection.execute(found.order_by(*found.selected_columns))]


def waiting_since(connection: Connection, channel: str) -> datetime | None:
    """Since when the longest waiting message of a channel has been due; ``None`` where none waits."""
    statement = (
        select(func.min(messages.c.due_at))
        .join(destinations, destinations.c.id == messages.c.destination)
        .where(messages.c.due_at.is_not(None), destinations.c.channel == channel, destinations.c.state == "active")
    )
    found = connection.execute(statement).scalar()
    return from_stored(found) if found is not None else None


def message_of(row: Row[Any], **changed: Any) -> Message:  # noqa: ANN401 - fields of it
    """The message in a row of its table."""
    values: dict[str, Any] = {
        "id": row.id,
        "destination": row.destination,
        "cause": row.cause,
        "type": row.type,
        "seq": row.seq,
        "state": row.state,
        "body": bytes(row.body),
        "created_at": from_stored(row.created_at),
        "due_at": from_stored(row.due_at) if row.due_at is not None else None,
        "attempts": row.attempts,
        "fence": row.fence,
    }
    return Message(**{**values, **changed})


def _change(
    connection: Connection, destination: str, states: Sequence[str], state: MessageState, due_at: datetime | None
) -> None:
    connection.execute(
        update(messages)
        .where(messages.c.destination == destination, messages.c.state.in_(states), messages.c.seq.is_not(None))
        .values(state=state, due_at=to_stored(due_at) if due_at else None, leased_until=None)
    )
