"""When a destination's digests come: kept in step with the hour, weekday and zone it was given last."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from alerts.destinations import Destination
from alerts.digest_calendar import latest, next_instant
from alerts.sql import digest_store, subscription_store
from alerts.sql.digest_store import KINDS, Clock
from alerts.wishes import Wishes

_TIMES = frozenset({"hour", "weekday", "timezone"})


def start(connection: Connection, to: Destination, now: datetime) -> None:
    """Have digests made from now on; the first is the next whose hour comes."""
    zone = ZoneInfo(to.timezone)
    for kind in KINDS:
        last = latest(kind, to.hour, to.weekday, zone, now)
        following = next_instant(kind, to.hour, to.weekday, zone, last, now)
        digest_store.start(connection, Clock(to.id, kind, last, following))


def follow(
    connection: Connection, to: Destination, wishes: Wishes, now: datetime, before: Wishes | None = None
) -> None:
    """Take over what the wishes say of hour, weekday and zone.

    What they leave out stays as it was, and so does what they said before.
    """
    given = {
        name: getattr(wishes, name)
        for name in _TIMES & wishes.model_fields_set
        if before is None or name not in before.model_fields_set or getattr(before, name) != getattr(wishes, name)
    }
    if not given:
        return
    subscription_store.change_destination(connection, to.id, **given)
    changed = subscription_store.destination(connection, to.id)
    for clock in digest_store.clocks_of(connection, to.id) if changed else ():
        digest_store.set_clock(connection, after(changed or to, clock, now))


def after(to: Destination, clock: Clock, now: datetime) -> Clock:
    """The clock with the instant of the next digest, by the destination's hour, weekday and zone."""
    zone = ZoneInfo(to.timezone)
    if latest(clock.kind, to.hour, to.weekday, zone, now) > clock.last_date:
        return Clock(to.id, clock.kind, clock.last_date, now)
    following = next_instant(clock.kind, to.hour, to.weekday, zone, clock.last_date, now)
    return Clock(to.id, clock.kind, clock.last_date, following)
