"""Expanding: from what there is to tell to one message for each destination that asked for any of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, insert

from alerts.announced import Announced
from alerts.destinations import Message, Subscription
from alerts.filters import matches
from alerts.notices import Cause, Numbered, cause_of
from alerts.old_news import sending
from alerts.sql import awaiting, message_store, notice_store, subscription_store
from alerts.sql.tables import digest_items
from alerts.terms import terms_of
from alerts.webhook_bodies import type_of, webhook_body
from events.sql.engines import writing

Told = dict[str, list[tuple[Numbered, Subscription]]]
"""Destination -> what it is to be told, each with the subscription that asked for it."""


class Describes(Protocol):
    """What expanding has to know of the record."""

    def announced(self, notices: Sequence[Numbered]) -> list[Announced]:
        """The notices as filters see them."""

    def holds(self, cause: Cause) -> bool:
        """Whether anything of a cause still stands; what was retracted before it was sent is told to nobody."""

    def content(self, notices: Sequence[Numbered]) -> Mapping[str, Any]:
        """What a message about some notices of one cause says: cause, changes, items, links."""


class Expanding:
    """Turns causes into messages, one at a time, each in a transaction of its own."""

    def __init__(
        self, engine: Engine, record: Describes, now: Callable[[], datetime], new_id: Callable[[datetime], str]
    ) -> None:
        self._engine, self._record, self._now, self._new_id = engine, record, now, new_id

    def expand(self) -> int:
        """Turn every cause whose moment has come into messages; how many there were."""
        made = 0
        while (done := self._one()) is not None:
            made += done
        return made

    def _one(self) -> int | None:
        now = self._now()
        with writing(self._engine) as connection:
            key = awaiting.take(connection, now)
            if key is None:
                return None
            notices = [one for one in notice_store.of_cause(connection, key) if not one.notice.silent]
            if not notices or not self._record.holds(cause_of(key)):
                return 0
            told, later = self._matched(connection, notices)
            for destination, every in sorted(later.items()):
                rows = [{"destination": destination, "notice": one.number, "subscription": to.id} for one, to in every]
                connection.execute(insert(digest_items), rows)
            return sum(self._message(connection, to, every, now) for to, every in sorted(told.items()))

    def _matched(self, connection: Connection, notices: Sequence[Numbered]) -> tuple[Told, Told]:
        """What each destination is told at once, and what waits for its digest."""
        told: Told = {}
        later: Told = {}
        for one, announced in zip(notices, self._record.announced(notices), strict=True):
            for wanted in subscription_store.candidates(connection, terms_of(announced)):
                if wanted.after_notice < one.number and matches(wanted.wishes.filter, announced):
                    recorded_on, days = one.notice.recorded_at.date(), wanted.wishes.old_news
                    how = sending(one.notice.counts_from, recorded_on, silent=False, breaking_days=days)
                    at_once = wanted.wishes.cadence == "immediate" and how == "at-once"
                    (told if at_once else later).setdefault(wanted.destination, []).append((one, wanted))
        return told, later

    def _message(
        self, connection: Connection, to: str, every: Sequence[tuple[Numbered, Subscription]], now: datetime
    ) -> bool:
        """Put the message for one destination on record, unless there is one of this cause."""
        notices = list({one.number: one for one, _ in every}.values())
        cause, kind = notices[0].notice.cause.key, type_of([one.notice for one in notices])
        if message_store.is_on_record(connection, to, cause, kind):
            return False
        seq, destination_is = message_store.next_seq(connection, to)
        body = webhook_body(
            kind,
            notices[0].notice.recorded_at,
            {
                "seq": seq,
                "subscriptions": sorted({wanted.id for _, wanted in every}),
                **self._record.content(notices),
                "corrects": None,
                "test": False,
            },
        )
        held = destination_is == "disabled"
        due_at = None if held else now
        message = Message(self._new_id(now), to, cause, kind, seq, "held" if held else "queued", body, now, due_at)
        message_store.add(connection, message, [(one.number, wanted.id) for one, wanted in every])
        return True
