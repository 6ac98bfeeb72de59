"""Digesting: one message for each destination, kind and local date, with everything that waited for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from alerts.untold import TellsStaff
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
        staff: TellsStaff | None = None,
    ) -> None:
        self._engine, self._record, self._messaging, self._now, self._spread = engine, record, messaging, now, spread
        self._staff = staff

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
        standing, untold = self._standing(notices.values())
        told = [(number, name) for number, name in waiting if number in standing]
        occasion = Occasion(kind, day, now, now + self._late(to.id))
        made, aside = self._tell(connection, to, _Asked(notices, told, subscriptions), occasion)
        if not made:
            # Whoever left and came back the same day, and asked for a later hour between, has had that of today.
            return
        untold |= aside
        taken = [(number, name) for number, name in waiting if notices[number].notice.cause.key not in untold]
        digest_store.taken(connection, to.id, taken)
        if self._staff is not None:
            for key in sorted(untold):
                self._staff.untold(connection, key, now)
        beating = [one for one in subscriptions.values() if _wants_heartbeat(one)]
        by_mail = to.channel == "email"
        # Whoever reads mail is told weekly if nothing came; an endpoint daily what number it should have got to.
        if beating and kind == ("weekly" if by_mail else "daily"):
            since = instant_of(clock.last_date, to.hour, ZoneInfo(to.timezone))
            if not by_mail or not (untold or message_store.was_told_of_news(connection, to.id, since)):
                self._messaging.heartbeat(connection, to.id, beating, occasion)

    def _tell(
        self, connection: Connection, to: Destination, asked: "_Asked", occasion: Occasion
    ) -> tuple[bool, set[str]]:
        """Tell a destination what can be described; whether it has had no digest of that day, and what is set aside."""
        if not asked.told:
            return True, set()
        of = [asked.subscriptions[name] for name in sorted({name for _, name in asked.told})]
        collected = self._collected(asked.notices, asked.told, asked.subscriptions)
        try:
            with connection.begin_nested():
                return self._messaging.digest(connection, to.id, collected, of, asked.told, occasion), set()
        except DBAPIError:
            raise
        except Exception:
            untold = {one.notices[0].notice.cause.key for one in collected if not self._can_tell(to, one, occasion)}
            if not untold:
                raise
        # It waits for the next digest, as there is one of a day; everything else comes with this one.
        left = [pair for pair in asked.told if asked.notices[pair[0]].notice.cause.key not in untold]
        made, more = self._tell(connection, to, replace(asked, told=left), occasion)
        return made, untold | more

    def _can_tell(self, to: Destination, one: Collected, occasion: Occasion) -> bool:
        """Whether a cause can be described by itself, in the form that a destination takes."""
        try:
            self._record.content(one.notices)
            if to.channel == "email":
                self._record.digest([one], occasion.kind, occasion.day)
        except DBAPIError:
            raise
        except Exception:  # noqa: BLE001 - logged
            _log.exception("cause_not_told", cause=one.notices[0].notice.cause.key, destination=to.id)
            return False
        return True

    def _standing(self, notices: Iterable[Numbered]) -> tuple[set[int], set[str]]:
        """Those that still stand, with their cause, and the keys of causes of which that cannot be said.

        What was withdrawn before it was sent is replaced, not followed.
        """
        by_cause: dict[Cause, list[Numbered]] = {}
        for one in notices:
            by_cause.setdefault(one.notice.cause, []).append(one)
        found: set[int] = set()
        unknown: set[str] = set()
        for cause, every in by_cause.items():
            try:
                if self._record.holds(cause):
                    found.update(one.number for one in self._record.standing(every))
            except DBAPIError:
                raise
            except Exception:  # noqa: BLE001 - logged
                _log.exception("cause_not_told", cause=cause.key)
                unknown.add(cause.key)
        return found, unknown

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
            earlier = not is_breaking(notice.counts_from, notice.recorded_on, days)
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be told in a digest: notices by number, which of them to which subscription, and these by id."""

    notices: Mapping[int, Numbered]
    told: Items
    subscriptions: Mapping[str, Subscription]


def _wants_heartbeat(one: Subscription) -> bool:
    return one.wishes.heartbeat and one.state in {"active", "disabled"}
