"""Digesting: one message for each destination, kind and local date, with everything that waited for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from alerts import digest_times
from alerts.describing import Collected, Describes
from alerts.destinations import Destination, Subscription
from alerts.digest_calendar import due, instant_of
from alerts.messaging import Messaging, Occasion
from alerts.notices import Cause, Numbered
from alerts.old_news import is_breaking
from alerts.sql import digest_store, message_store, notice_store, subscription_store
from alerts.sql.digest_store import Clock
from events.sql.engines import writing

Items = Sequence[tuple[int, str]]
"""Notices by number, each with a subscription that asked for it."""


PUT_OFF = timedelta(minutes=15)
"""How long a digest that could not be written waits before it is tried again."""

_log = structlog.stdlib.get_logger("alerts.digesting")


class Digesting:
    """Makes the digests whose hour has come, each in a transaction of its own.

    ``spread`` is within how long after its hour a digest is sent, so that not all are at once.
    """

    def __init__(
        self,
        engine: Engine,
        record: Describes,
        messaging: Messaging,
        now: Callable[[], datetime],
        spread: timedelta = timedelta(0),
    ) -> None:
        self._engine, self._record, self._messaging, self._now, self._spread = engine, record, messaging, now, spread

    def make(self) -> int:
        """Make every digest that is due; how many hours had come, of digests that had nothing to tell as well."""
        made = 0
        while self._one():
            made += 1
        return made

    def _one(self) -> bool:
        clock = None
        try:
            with writing(self._engine) as connection:
                clock = digest_store.due(connection, self._now())
                if clock is not None:
                    self._see_to(connection, clock, self._now())
        except DBAPIError:
            raise
        except Exception:
            if clock is None:
                raise
            # One that cannot be written keeps no other waiting.
            _log.exception("digest_not_made", destination=clock.destination, kind=clock.kind)
            with writing(self._engine) as connection:
                digest_store.set_clock(connection, replace(clock, next_at=self._now() + PUT_OFF))
        return clock is not None

    def _see_to(self, connection: Connection, clock: Clock, now: datetime) -> None:
        to = subscription_store.destination(connection, clock.destination, lock=True)
        if to is None or to.state == "ended":
            digest_store.stop(connection, clock.destination)
            return
        day = due(clock.kind, to.hour, to.weekday, ZoneInfo(to.timezone), clock.last_date, now)
        if day is not None:
            self._digest(connection, to, clock, day, now)
        last = Clock(clock.destination, clock.kind, day or clock.last_date, clock.next_at)
        digest_store.set_clock(connection, digest_times.after(to, last, now))

    def _digest(self, connection: Connection, to: Destination, clock: Clock, day: date, now: datetime) -> None:
        kind = clock.kind
        waiting = digest_store.waiting(connection, to.id, kind)
        notices = {one.number: one for one in notice_store.by_number(connection, {number for number, _ in waiting})}
        subscriptions = {one.id: one for one in subscription_store.of_destination(connection, to.id)}
        standing = self._standing(notices.values())
        told = [(number, name) for number, name in waiting if number in standing]
        occasion = Occasion(kind, day, now, now + self._late(to.id))
        if told:
            of = [subscriptions[name] for name in sorted({name for _, name in told})]
            collected = self._collected(notices, told, subscriptions)
            if not self._messaging.digest(connection, to.id, collected, of, told, occasion):
                # Whoever left and came back the same day, and asked for a later hour between, has had that of today.
                return
        digest_store.taken(connection, to.id, waiting)
        beating = [one for one in subscriptions.values() if _wants_heartbeat(one)]
        by_mail = to.channel == "email"
        # Whoever reads mail is told weekly if nothing came; an endpoint daily what number it should have got to.
        if beating and kind == ("weekly" if by_mail else "daily"):
            since = instant_of(clock.last_date, to.hour, ZoneInfo(to.timezone))
            if not by_mail or not message_store.was_told_of_news(connection, to.id, since):
                self._messaging.heartbeat(connection, to.id, beating, occasion)

    def _standing(self, notices: Iterable[Numbered]) -> set[int]:
        """Those that still stand, with their cause: what was withdrawn before it was sent is replaced, not followed."""
        held: dict[Cause, bool] = {}
        found = []
        for one in notices:
            cause = one.notice.cause
            if cause not in held:
                held[cause] = self._record.holds(cause)
            if held[cause]:
                found.append(one)
        return {one.number for one in self._record.standing(found)}

    def _collected(
        self, notices: Mapping[int, Numbered], told: Items, subscriptions: Mapping[str, Subscription]
    ) -> list[Collected]:
        """By cause, in their order; news first, then what is newly recorded and happened earlier."""
        asked: dict[int, list[str]] = {}
        for number, name in told:
            asked.setdefault(number, []).append(name)
        causes: dict[tuple[bool, str], list[Numbered]] = {}
        for number in sorted(asked):
            notice = notices[number].notice
            days = max(subscriptions[name].wishes.old_news for name in asked[number])
            earlier = not is_breaking(notice.counts_from, notice.recorded_at.date(), days)
            causes.setdefault((earlier, notice.cause.key), []).append(notices[number])
        words = {name: self._record.asks(one.wishes) for name, one in subscriptions.items()}
        several = len({name for _, name in told}) > 1
        matched = {number: tuple(words[name] for name in names) for number, names in asked.items()} if several else {}
        in_order = sorted(causes.items(), key=lambda one: (one[0][0], one[1][0].number))
        return [Collected(tuple(every), matched, earlier) for (earlier, _), every in in_order]

    def _late(self, destination: str) -> timedelta:
        """The same for one destination each time."""
        part = int.from_bytes(sha256(destination.encode()).digest()[:4], "big") / 2**32
        return self._spread * part


def _wants_heartbeat(one: Subscription) -> bool:
    return one.wishes.heartbeat and one.state in {"active", "disabled"}
