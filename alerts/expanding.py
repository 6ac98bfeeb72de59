"""Expanding: from what there is to tell to one message for each destination that asked for any of it."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from alerts.announced import Announced
from alerts.correcting import followed, is_act, is_of_the_untold, of_the_awaited
from alerts.describing import Corrected, Describes
from alerts.destinations import Subscription
from alerts.filters import matches
from alerts.messaging import Messaging, OneCause
from alerts.notices import Numbered, cause_of
from alerts.old_news import sending
from alerts.sql import awaiting, digest_store, message_store, notice_store, subscription_store
from alerts.terms import terms_of
from alerts.untold import TellsStaff
from events.sql.engines import reading, writing

Told = dict[str, list[tuple[Numbered, Subscription]]]
"""Destination -> what it is to be told, each with the subscription that asked for it."""


PUT_OFF = timedelta(minutes=5)
"""How long what could not be described waits before it is tried again."""

_log = structlog.stdlib.get_logger("alerts.expanding")


class Expanding:
    """Turns causes into messages, one at a time, each in a transaction of its own."""

    def __init__(
        self,
        engine: Engine,
        record: Describes,
        messaging: Messaging,
        now: Callable[[], datetime],
        staff: TellsStaff | None = None,
    ) -> None:
        self._engine, self._record, self._messaging, self._now, self._staff = engine, record, messaging, now, staff

    def expand(self) -> int:
        """Turn every cause whose moment has come into messages; how many there were."""
        made = 0
        with reading(self._engine) as connection:
            if not awaiting.is_any_due(connection, self._now()):
                return 0
        while (done := self._one()) is not None:
            made += done
        return made

    def would_tell(self, connection: Connection, notices: Sequence[Numbered]) -> int:
        """How many destinations would be told of any of these notices, at once or by digest, were they on record."""
        worth = self._worth_telling(connection, notices)
        told, later = self._matched(connection, worth)
        return len({*told, *later, *self._wrong(connection, worth)})

    def _one(self) -> int | None:
        key = None
        try:
            with writing(self._engine) as connection:
                key = awaiting.take(connection, self._now())
                return self._tell(connection, key) if key is not None else None
        except DBAPIError:
            raise
        except Exception:
            if key is None:
                raise
            _log.exception("cause_not_told", cause=key)
            return self._tell_apart(key)

    def _tell_apart(self, key: str) -> int:
        """Tell a cause to whom it can be described; it waits for the others until whatever is wrong is mended."""
        untold: list[str] = []
        made = 0
        try:
            with writing(self._engine) as connection:
                if not awaiting.take_one(connection, key):
                    return 0
                made = self._tell(connection, key, untold)
                if untold:
                    _log.warning("cause_told_in_part", cause=key, untold=len(untold))
                    awaiting.wait(connection, key, self._now() + PUT_OFF)
                    self._tell_staff(connection, key)
        except DBAPIError:
            raise
        except Exception:  # noqa: BLE001 - logged
            # It is not even known whom it is to be told. It keeps no other waiting.
            _log.exception("cause_told_to_nobody", cause=key)
            with writing(self._engine) as connection:
                awaiting.put_off(connection, key, self._now() + PUT_OFF)
                self._tell_staff(connection, key)
        return made

    def _tell_staff(self, connection: Connection, key: str) -> None:
        if self._staff is not None:
            self._staff.untold(connection, key, self._now())

    def _tell(self, connection: Connection, key: str, untold: list[str] | None = None) -> int:
        """Tell a cause to everybody; how many messages that makes.

        ``untold`` takes the destinations to which it cannot be described. Without it that is raised.
        """
        now = self._now()
        notices = [one for one in notice_store.of_cause(connection, key) if not one.notice.silent]
        notices = self._worth_telling(connection, notices)
        if not notices or not self._record.holds(cause_of(key)):
            return 0
        notices = self._record.standing(notices)
        told, later = self._matched(connection, notices)
        wrong = self._wrong(connection, notices)
        # Where it could not be told to everybody before, digests may have told it since.
        had = message_store.pairs_told(connection, [one.number for one in notices]) if later else set()
        cause, made = OneCause(self._messaging, self._record), 0
        # In one order, whatever each is told, so that no two that tell or send wait for each other.
        for to in sorted({*told, *later, *wrong}):
            pairs = ((one.number, wanted.id) for one, wanted in later.get(to, []))
            digest_store.wait(connection, to, [pair for pair in pairs if pair not in had])
            if to not in told and to not in wrong:
                continue
            try:
                with connection.begin_nested() if untold is not None else nullcontext():
                    made += cause.tell(connection, to, told.get(to, []), wrong.get(to, []), now)
            except DBAPIError:
                raise
            except Exception:
                if untold is None:
                    raise
                untold.append(to)
        return made

    def _worth_telling(self, connection: Connection, notices: Sequence[Numbered]) -> list[Numbered]:
        """Without what is only about events that nobody was told of, and what became different by acts upon these."""
        acts = [one.notice for one in notices if is_act(one.notice)]
        untold = {event for act in acts if is_of_the_untold(connection, act, self._record) for event in act.events}
        return [one for one in notices if not one.notice.events or not untold.issuperset(one.notice.events)]

    def _matched(self, connection: Connection, notices: Sequence[Numbered]) -> tuple[Told, Told]:
        """What each destination is told at once, and what waits for its digest."""
        told: Told = {}
        later: Told = {}
        acts = (one.notice for one in notices if is_act(one.notice))
        replaced = of_the_awaited(connection, acts, self._record)
        for one, announced in zip(notices, self._record.announced(notices), strict=True):
            asked = _as_asked_for(one, announced)
            for wanted in subscription_store.candidates(connection, terms_of(asked)):
                if one.notice.events and replaced.get(wanted.id, set()).issuperset(one.notice.events):
                    continue
                if wanted.after_notice < one.number and matches(wanted.wishes.filter, asked):
                    counts_from, days = one.notice.counts_from, wanted.wishes.old_news
                    how = sending(counts_from, one.notice.recorded_on, silent=False, breaking_days=days)
                    at_once = wanted.wishes.cadence == "immediate" and how == "at-once"
                    (told if at_once else later).setdefault(wanted.destination, []).append((one, wanted))
        return told, later

    def _wrong(
        self, connection: Connection, notices: Sequence[Numbered]
    ) -> dict[str, list[tuple[Corrected, Subscription]]]:
        """What each destination was told that reads otherwise now."""
        acts = [one for one in notices if is_act(one.notice)]
        found: dict[str, list[tuple[Corrected, Subscription]]] = {}
        for to, every in followed(connection, acts, self._record).items():
            for corrected, name in every:
                wanted = subscription_store.subscription(connection, name)
                if wanted is not None:
                    found.setdefault(to, []).append((corrected, wanted))
        return found


def _as_asked_for(one: Numbered, announced: Announced) -> Announced:
    """Corrections and retractions follow the wrong message; as events, they go to who asked for every event."""
    return replace(announced, what="event") if is_act(one.notice) else announced
