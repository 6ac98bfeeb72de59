"""What staff look over: messages by their state, and destinations with their last success."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select, union

from alerts.destinations import CANARY_DESTINATION, Destination, DestinationChannel, Message, MessageState, State
from alerts.sql.message_store import message_of
from alerts.sql.subscription_store import destinations_of
from alerts.sql.tables import STUCK, attempts, destinations, messages
from events.sql.instants import from_stored, to_stored


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages; what is ``None`` does not narrow.

    With ``stuck_since`` those that do not come on by themselves: given up, held, parked, or waiting since before that.
    """

    state: MessageState | None = None
    channel: DestinationChannel | None = None
    destination: str | None = None
    stuck_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class LookedOver:
    """A destination, and when a message last arrived there."""

    destination: Destination
    last_success: datetime | None


def messages_of(connection: Connection, wanted: Wanted, *, before: str | None, limit: int) -> list[Message]:
    """Messages older than the one of an id, the newest first, our own canaries left out."""
    # An id begins with the instant at which it was made, so its index is that of time.
    of, newest = messages.c, messages.c.id.desc()
    asked = select(of.id).where(of.destination != CANARY_DESTINATION).order_by(newest).limit(limit)
    asked = _narrowed(asked.where(of.id < before) if before is not None else asked, wanted)
    if wanted.stuck_since is not None:
        # Each of both ways to be stuck has an index of its own, and no index has both.
        waiting = messages.alias().c
        late = select(waiting.id).where(
            waiting.due_at.is_not(None), waiting.waiting_since <= to_stored(wanted.stuck_since)
        )
        both = (asked.where(of.id.in_(late)).subquery(), asked.where(STUCK).subquery())
        asked = select(union(*(select(one.c.id) for one in both)).subquery().c.id)
    statement = select(messages).where(of.id.in_(asked)).order_by(newest).limit(limit)
    return [message_of(row) for row in connection.execute(statement)]


def endpoints(
    connection: Connection,
    *,
    state: State | None = None,
    channel: DestinationChannel | None = None,
    before: str | None,
    limit: int,
) -> list[LookedOver]:
    """Destinations older than the one of an id, the newest first, but for our own."""
    of = destinations.c
    statement = select(of.id).where(of.id != CANARY_DESTINATION).order_by(of.id.desc()).limit(limit)
    for column, value in ((of.state, state), (of.channel, channel)):
        statement = statement.where(column == value) if value is not None else statement
    statement = statement.where(of.id < before) if before is not None else statement
    found = list(connection.execute(statement).scalars())
    by_id = destinations_of(connection, found)
    return [LookedOver(by_id[one], last_success(connection, one)) for one in found if one in by_id]


def disabled(connection: Connection) -> int:
    """How many destinations take no messages, which are kept for them."""
    statement = select(func.count()).select_from(destinations).where(destinations.c.state == "disabled")
    return connection.execute(statement).scalar_one()


def last_success(connection: Connection, destination: str) -> datetime | None:
    """When the newest message that arrived at a destination did."""
    newest = (
        select(messages.c.id)
        .where(messages.c.destination == destination, messages.c.state == "delivered", messages.c.seq.is_not(None))
        .order_by(messages.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = select(attempts.c.at).where(attempts.c.message == newest).order_by(attempts.c.n.desc()).limit(1)
    at = connection.execute(statement).scalar()
    return from_stored(at) if at is not None else None


def _narrowed(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    of = messages.c
    # Few are stuck, so that SQLite is kept from going through all that a destination was ever sent.
    destination = of.destination if wanted.stuck_since is None else of.destination.concat("")
    if wanted.state is not None:
        statement = statement.where(of.state == wanted.state)
    if wanted.destination is not None:
        statement = statement.where(destination == wanted.destination)
    if wanted.channel is not None:
        reached = select(destinations.c.id).where(destinations.c.channel == wanted.channel)
        statement = statement.where(destination.in_(reached))
    return statement
