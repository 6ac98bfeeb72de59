"""Messages in the database: put there once for each cause and destination, and their fate.

A claim (``alerts.sql.claims``) and a result are each a short transaction of the caller's; between them nothing is held
open. Whoever dies keeps its messages only as long as its lease. A result is taken only with the fence of the latest
claim.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text, update

from alerts.destinations import (
    CANARY_DESTINATION,
    Attempt,
    DestinationChannel,
    Message,
    MessageState,
    State,
    Subscription,
)
from alerts.sql import subscription_store
from alerts.sql.tables import attempts, message_notices, messages
from events.sql.instants import from_stored, to_stored
from events.sql.many import bound, spelled

_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A message that told some notice, when it was made, and a subscription it was for."""

    message: str
    destination: str
    subscription: str
    made_at: datetime


def next_seq(connection: Connection, destination: str) -> tuple[int, State, DestinationChannel]:
    """The next number of a destination's messages, taken, its state and its channel.

    Nobody else gets a number, or changes the state, before the transaction ends.
    """
    statement = text("UPDATE destinations SET seq = seq + 1 WHERE id = :id RETURNING seq, state, channel")
    seq, state, channel = connection.execute(statement, {"id": destination}).one()
    return seq, state, channel


def is_on_record(connection: Connection, destination: str, cause: str) -> bool:
    """Whether there is a message of this cause for a destination already."""
    found = select(messages.c.id).where(messages.c.destination == destination, messages.c.cause == cause)
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
            **waiting_from(one.due_at),
            attempts=one.attempts,
            attempts_before=one.attempts_before,
            fence=one.fence,
            leave_digest=one.leave_digest,
        )
    )
    rows = [{"message": one.id, "notice": notice, "subscription": to} for notice, to in sorted(set(told))]
    if rows:
        connection.execute(insert(message_notices), rows)


def settle(
    connection: Connection,
    claimed: Message,
    attempt: Attempt,
    state: MessageState,
    due_at: datetime | None,
    *,
    waits_on: bool = False,
) -> bool:
    """Record what came of a claimed message.

    ``waits_on`` says that it goes on waiting since when it was, as that is not its destination's doing
    (``alerts.settling.waits_on``); else it waits from when it is due.

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
        .values(state=state, leased_until=None, **({"due_at": _due(due_at)} if waits_on else waiting_from(due_at)))
    )
    return settled.rowcount == 1


def settle_delivered(connection: Connection, made: Sequence[tuple[Message, Attempt]]) -> None:
    """Record of many claimed messages at a time that they arrived; of a claim that holds no more, the attempt alone."""
    connection.execute(
        text(
            "UPDATE attempts SET duration_ms = :duration_ms, code = :code, error = :error, excerpt = :excerpt "
            "WHERE message = :message AND n = :n"
        ),
        [
            {
                "message": message.id,
                "n": attempt.n,
                "duration_ms": attempt.duration_ms,
                "code": attempt.code,
                "error": attempt.error,
                "excerpt": attempt.excerpt,
            }
            for message, attempt in made
        ],
    )
    connection.execute(
        text(
            "UPDATE messages SET state = 'delivered', due_at = NULL, leased_until = NULL "
            "WHERE id = :message AND fence = :fence"
        ),
        [{"message": message.id, "fence": message.fence} for message, _ in made],
    )


def undelivered(connection: Connection, identity: str, again: datetime | None) -> None:
    """What was handed over came back: it is to be sent again, or not."""
    state = "retrying" if again is not None else "exhausted"
    connection.execute(
        update(messages)
        .where(messages.c.id == identity, messages.c.state == "delivered")
        .values(state=state, **waiting_from(again))
    )


def named_in(connection: Connection, leave_digest: bytes) -> list[Subscription]:
    """The subscriptions that a letter was about, by the digest of its token."""
    found = connection.execute(
        text(
            "SELECT DISTINCT n.subscription FROM messages m JOIN message_notices n ON n.message = m.id "
            "WHERE m.leave_digest = :digest ORDER BY n.subscription"
        ),
        {"digest": leave_digest},
    ).scalars()
    named = (subscription_store.subscription(connection, name) for name in found)
    return [one for one in named if one is not None]


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
            .values(state="queued", leased_until=None, **waiting_from(now))
        )
        again += [identity] if done.rowcount else []
    return again


def find(connection: Connection, *, destination: str | None = None, after: int = 0, limit: int = 100) -> list[Message]:
    """Messages of one destination past a number, ascending; or the newest of all, our own canaries left out."""
    if destination is not None:
        statement = select(messages).where(messages.c.destination == destination, messages.c.seq > after)
        ordered = statement.order_by(messages.c.seq)
    else:
        told = select(messages).where(messages.c.destination != CANARY_DESTINATION)
        ordered = told.order_by(messages.c.created_at.desc(), messages.c.id.desc())
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


def attempts_of(connection: Connection, identities: Collection[str]) -> dict[str, list[Attempt]]:
    """Message -> every attempt at it, the first one first."""
    of = attempts.c
    found: dict[str, list[Attempt]] = {identity: [] for identity in identities}
    for row in connection.execute(select(attempts).where(of.message.in_(identities)).order_by(of.message, of.n)):
        one = Attempt(row.n, from_stored(row.at), row.duration_ms, row.code, row.error, bytes(row.excerpt or b""))
        found[row.message].append(one)
    return found


def pairs_told(connection: Connection, notices: Collection[int]) -> set[tuple[int, str]]:
    """Those of these notices that any message told, each with the subscription it was for."""
    engine = connection.dialect.name
    statement = spelled("SELECT notice, subscription FROM message_notices WHERE notice IN NUMBERS(:notices)", engine)
    found = connection.execute(text(statement), {"notices": bound(sorted(notices), engine)})
    return {(number, name) for number, name in found}


def told(connection: Connection, notices: Collection[int]) -> list[Told]:
    """Who was told any of these notices, in the order of the messages, but for those that have ended since."""
    engine = connection.dialect.name
    statement = (
        "SELECT DISTINCT m.id, m.destination, n.subscription, m.created_at FROM message_notices n "
        "JOIN messages m ON m.id = n.message JOIN subscriptions s ON s.id = n.subscription "
        "JOIN destinations d ON d.id = m.destination WHERE n.notice IN NUMBERS(:notices) "
        "AND m.state <> 'cancelled' AND s.state <> 'ended' AND d.state <> 'ended' "
        "ORDER BY m.created_at, m.id, n.subscription"
    )
    asked = {"notices": bound(sorted(notices), engine)}
    return [
        Told(message, to, subscription, from_stored(at))
        for message, to, subscription, at in connection.execute(text(spelled(statement, engine)), asked)
    ]


def was_told_of_news(connection: Connection, destination: str, since: datetime) -> bool:
    """Whether a destination was told, by whatever message, anything that was recorded after an instant."""
    found = connection.execute(
        text(
            "SELECT 1 FROM messages m JOIN message_notices n ON n.message = m.id JOIN notices t ON t.number = n.notice "
            "WHERE m.destination = :to AND m.created_at > :since AND t.recorded_at > :since LIMIT 1"
        ),
        {"to": destination, "since": to_stored(since)},
    )
    return found.first() is not None


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
        "attempts_before": row.attempts_before,
        "fence": row.fence,
        "leave_digest": row.leave_digest,
    }
    return Message(**{**values, **changed})


def waiting_from(due_at: datetime | None) -> dict[str, int | None]:
    """What says that a message waits for its next attempt from an instant on."""
    return {"due_at": _due(due_at), "waiting_since": _due(due_at)}


def _due(due_at: datetime | None) -> int | None:
    return to_stored(due_at) if due_at is not None else None
