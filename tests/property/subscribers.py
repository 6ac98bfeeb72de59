"""Subscribers on a real database, what is told to them, and what by rights should have been."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Engine, text

from alerts import digest_times
from alerts.announced import Announced
from alerts.describing import ActedUpon, Collected, Corrected
from alerts.destinations import Destination, Subscription
from alerts.digest_calendar import Cadence
from alerts.digesting import Digesting
from alerts.expanding import Expanding
from alerts.filters import Filter
from alerts.identities import message_id
from alerts.in_use import activate, disable
from alerts.keyring import Keyring
from alerts.messaging import Messaging
from alerts.notices import Cause, Notice, Numbered
from alerts.sql import awaiting, notice_store, subscription_store
from alerts.wishes import Wishes
from events.sql.engines import reading, writing
from monitor.alerting.subscribing import NotPossible
from monitor.announcing.subjects import announced_of
from monitor.bootstrap import Service
from monitor.settings import Settings

START = datetime(2024, 3, 29, 7, 30, tzinfo=UTC)
ASKED = Filter(change=("event",))
LONG_AGO = timedelta(days=400)

Pair = tuple[int, str]
"""The number of a notice, and a subscription that it was told for."""


class Plain:
    """A record of events about which there is nothing to say. Implements ``alerts.describing.Describes``."""

    def announced(self, notices: Sequence[Numbered]) -> list[Announced]:
        return [announced_of(one.notice, "") for one in notices]

    def holds(self, cause: Cause) -> bool:
        return cause.kind == "append"

    def standing(self, notices: Sequence[Numbered]) -> list[Numbered]:
        return list(notices)

    def upon(self, act: Notice) -> ActedUpon | None:
        raise AssertionError(act.item)  # nothing is corrected or retracted here

    def asks(self, wishes: Wishes) -> str:
        return wishes.cadence

    def content(self, notices: Sequence[Numbered]) -> Mapping[str, Any]:
        return {"numbers": [one.number for one in notices]}

    def letter(self, notices: Sequence[Numbered], corrected: Sequence[Corrected]) -> Mapping[str, Any]:
        del corrected
        return self.content(notices)

    def digest(self, collected: Sequence[Collected], kind: Cadence, day: date) -> Mapping[str, Any]:
        return {"kind": kind, "day": day.isoformat(), "causes": len(collected)}

    def nothing_new(self, kind: Cadence, day: date) -> Mapping[str, Any]:
        return {"kind": kind, "day": day.isoformat()}


@dataclass
class World:
    """Two destinations, ``a`` with two subscriptions and ``b`` with one, and a clock that stands until it is moved.

    ``owed`` is everything that an active subscription matched, each once.
    """

    engine: Engine
    settings: Settings
    now: datetime = START
    owed: Counter[Pair] = field(default_factory=Counter)
    told_while_paused: Counter[Pair] = field(default_factory=Counter)
    _waiting: list[int] = field(default_factory=list)
    _after: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        numbers, record = count(), Plain()
        new_id = lambda at: message_id(at, next(numbers).to_bytes(10))  # noqa: E731 - said once
        messaging = Messaging(record, Keyring([b"k" * 32]), new_id)
        self._expanding = Expanding(self.engine, record, messaging, lambda: self.now)
        self._digesting = Digesting(self.engine, record, messaging, lambda: self.now)
        self._subscribing = Service(self.settings, self.engine, lambda: self.now).subscribing

    def subscribe(self, name: str, wishes: Wishes) -> None:
        """A subscription of the destination that its name begins with."""
        with writing(self.engine) as connection:
            to = subscription_store.destination(connection, name[0])
            if to is None:
                to = Destination(name[0], "webhook", "https://example.org/", "active", 0, self.now)
                subscription_store.add_destination(connection, to)
            subscription_store.add(connection, Subscription(name, to.id, "active", wishes, 0, self.now))
            digest_times.follow(connection, to, wishes, self.now)
            digest_times.start(connection, subscription_store.destination(connection, to.id) or to, self.now)
        self._after[name] = 0

    def happen(self, *, long_ago: bool) -> None:
        """An event is recorded."""
        with writing(self.engine) as connection:
            number = notice_store.head(connection) + 1
            counts_from = self.now.date() - (LONG_AGO if long_ago else timedelta(0))
            cause = Cause("append", append=number)
            told = Notice(
                what="event",
                item=f"event:{number}",
                before=None,
                after={"event": number},
                since=counts_from,
                until=None,
                cause=cause,
                tags=(),
                events=(),
                recorded_at=self.now,
                counts_from=counts_from,
                silent=False,
            )
            notice_store.write(connection, [told])
            awaiting.wait(connection, cause.key, self.now)
        self._waiting.append(number)

    def expand(self) -> None:
        """What happened is told to whoever is active now."""
        for name, state in self.states().items():
            if state in {"active", "disabled"}:
                self.owed.update((number, name) for number in self._waiting if number > self._after[name])
        self._waiting.clear()
        self._expanding.expand()

    def look(self) -> None:
        """The digests that are due are made, and it is looked once more."""
        before = self.told
        self._digesting.make()
        self._digesting.make()
        paused = {name for name, state in self.states().items() if state == "paused"}
        self.told_while_paused.update(one for one in self.told - before if one[1] in paused)

    def change(self, name: str, wishes: Wishes) -> None:
        self._subscribing.change(name, wishes)

    def pause(self, name: str) -> None:
        """Pause it, if it is active."""
        if (found := self.subscription(name)).state == "active":
            self._subscribing.pause(found)

    def resume(self, name: str) -> None:
        """Resume it, if it is paused, for what comes from now on; with its destination, if that is disabled."""
        found = self.subscription(name)
        try:
            self._subscribing.resume(found)
        except NotPossible:
            return
        if found.state == "paused":
            with reading(self.engine) as connection:
                self._after[name] = notice_store.head(connection)

    def disable(self, destination: str) -> None:
        with writing(self.engine) as connection:
            to = subscription_store.destination(connection, destination, lock=True)
            if to is not None and to.state == "active":
                disable(connection, to, "gone", self.now)

    def activate(self, destination: str) -> None:
        with writing(self.engine) as connection:
            to = subscription_store.destination(connection, destination, lock=True)
            if to is not None and to.state == "disabled":
                activate(connection, to, self.now)

    def subscription(self, name: str) -> Subscription:
        with reading(self.engine) as connection:
            found = subscription_store.subscription(connection, name)
        assert found is not None
        return found

    def states(self) -> dict[str, str]:
        return {name: self.subscription(name).state for name in self._after}

    @property
    def told(self) -> Counter[Pair]:
        """What messages told, and how often."""
        found = self._rows("SELECT notice, subscription FROM message_notices")
        return Counter((number, name) for number, name in found)

    @property
    def digests(self) -> list[tuple[str, str]]:
        """Destination and cause of each digest, in their order."""
        found = self._rows("SELECT destination, cause FROM messages WHERE type = 'digest' ORDER BY destination, seq")
        return [(to, cause) for to, cause in found]

    @property
    def empty(self) -> int:
        """How many messages tell nothing."""
        return len(self._rows("SELECT id FROM messages WHERE id NOT IN (SELECT message FROM message_notices)"))

    @property
    def held(self) -> int:
        """How many messages are kept for a destination that is disabled."""
        return len(self._rows("SELECT id FROM messages WHERE state = 'held'"))

    def _rows(self, statement: str) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(text(statement)))
