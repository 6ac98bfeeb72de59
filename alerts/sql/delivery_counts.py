"""How delivery goes, in numbers: what waits, what is late, and which destinations take nothing. Nobody is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from sqlalchemy import Connection, text

from alerts.sql.claims import SENDABLE
from alerts.wishes import Channel
from events.sql.instants import to_stored

_WAITING = text(
    "SELECT d.channel, count(*), sum(CASE WHEN m.state = 'retrying' THEN 1 ELSE 0 END), "  # noqa: S608 - own words
    f"sum(CASE WHEN m.waiting_since <= :late AND {SENDABLE} THEN 1 ELSE 0 END) "
    "FROM messages m JOIN destinations d ON d.id = m.destination WHERE m.due_at IS NOT NULL GROUP BY d.channel"
)
_SET_ASIDE = text(
    "SELECT d.channel, sum(CASE WHEN m.state = 'held' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN m.state = 'parked' THEN 1 ELSE 0 END) "
    "FROM messages m JOIN destinations d ON d.id = m.destination "
    "WHERE m.state IN ('held', 'parked') GROUP BY d.channel"
)
_DESTINATIONS = text(
    "SELECT channel, "
    "sum(CASE WHEN state = 'active' AND (failing_since IS NOT NULL OR resting_until > :now) THEN 1 ELSE 0 END), "
    "sum(CASE WHEN state = 'disabled' THEN 1 ELSE 0 END) FROM destinations WHERE ended_at IS NULL GROUP BY channel"
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A channel in numbers.

    Of messages: ``waiting`` to be sent, of which ``retrying`` after a try that failed, and ``late`` by our own fault;
    ``held`` for a destination that is disabled, ``parked`` until somebody has looked. Of destinations: ``failing`` that
    took nothing the last time, and ``disabled``.
    """

    waiting: int = 0
    retrying: int = 0
    late: int = 0
    held: int = 0
    parked: int = 0
    failing: int = 0
    disabled: int = 0


def delivery_counts(connection: Connection, now: datetime, late_after: timedelta) -> Mapping[Channel, Delivery]:
    """Every channel in numbers; late is what could have been sent so long ago."""
    at, then = to_stored(now), to_stored(now - late_after)
    waiting = {
        channel: (many, retrying, late)
        for channel, many, retrying, late in connection.execute(_WAITING, {"now": at, "late": then})
    }
    aside = {channel: (held, parked) for channel, held, parked in connection.execute(_SET_ASIDE)}
    at_ends = {channel: found for channel, *found in connection.execute(_DESTINATIONS, {"now": at})}
    channels: tuple[Channel, ...] = get_args(Channel)
    return {
        one: Delivery(*waiting.get(one, (0, 0, 0)), *aside.get(one, (0, 0)), *at_ends.get(one, (0, 0)))
        for one in channels
    }
