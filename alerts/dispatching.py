"""Dispatching: claims what is due, sends it with nothing held open, and records what came of it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Connection, Engine

from alerts.destinations import Attempt, Destination, Message
from alerts.grouping import Grouped
from alerts.in_use import TellsOwner, bounced, delivered, failed
from alerts.results import Result, Verdict
from alerts.settling import after, waits_on
from alerts.sql import message_store, subscription_store
from alerts.sql.claims import Limits, claim
from events.sql.engines import writing

CLAIMED_AT_ONCE = 50

LEASE = timedelta(seconds=120)
"""How long a claim holds: longer than any attempt may take, so that only the dead lose theirs."""

_log = structlog.stdlib.get_logger("alerts.dispatching")


class Delivers(Protocol):
    """Makes one attempt to deliver a message to its destination; raises nothing for trouble on the way."""

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Result:
        """What came of it."""


@dataclass(frozen=True, slots=True)
class _Made:
    """An attempt that was made."""

    message: Message
    started: datetime
    ended: datetime
    result: Result


class Dispatcher:
    """Delivers what is due. Any number of them may work on one database; each belongs to one event loop.

    Args:
        deliver: makes the attempts.
        chance: gives a random number from 0 up to but without 1, for what spreads retries.
        owner: is told of an endpoint that was disabled.
        limits: how much may be under way at once.
    """

    def __init__(
        self,
        engine: Engine,
        deliver: Delivers,
        now: Callable[[], datetime],
        chance: Callable[[], float],
        owner: TellsOwner,
        limits: Limits | None = None,
    ) -> None:
        self._engine, self._deliver, self._now, self._chance, self._owner = engine, deliver, now, chance, owner
        self._limits = limits or Limits()
        self._under_way: set[asyncio.Task[None]] = set()
        self._settling = Grouped(self._settle)

    async def begin(self) -> int:
        """Begin an attempt at each message that is due, as far as there is room; how many. None is waited for."""
        begun = 0
        while (room := min(self._limits.at_once - len(self._under_way), CLAIMED_AT_ONCE)) > 0:
            claimed = await asyncio.to_thread(self._claim, room)
            for to, message in claimed:
                attempt = asyncio.create_task(self._attempt(to, message))
                self._under_way.add(attempt)
                attempt.add_done_callback(self._under_way.discard)
            begun += len(claimed)
            if not claimed:
                break
        return begun

    async def dispatch(self) -> int:
        """Make one attempt at each message that is due, as far as there is room; how many there were."""
        begun = await self.begin()
        await self.end()
        return begun

    async def end(self) -> None:
        """Wait for every attempt under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _claim(self, most: int) -> list[tuple[Destination, Message]]:
        now = self._now()
        with writing(self._engine) as connection:
            claimed = claim(connection, now, now + LEASE, self._limits, most)
            found = subscription_store.destinations_of(connection, {one.destination for one in claimed})
        return [(found[one.destination], one) for one in claimed]

    async def _attempt(self, to: Destination, message: Message) -> None:
        started = self._now()
        try:
            result = await self._deliver(to, message, started)
        except Exception as error:  # noqa: BLE001 - a message that cannot be sent at all must not keep others waiting
            _log.warning("not_sent", message=message.id, error=type(error).__name__)
            result = Result(Verdict.PARKED, error=f"not sent: {type(error).__name__}")
        try:
            await self._settling.add(_Made(message, started, self._now(), result))
        except Exception:  # noqa: BLE001 - logged
            # Its lease ends by itself; it is then sent again under the same id.
            _log.exception("not_settled", message=message.id)

    def _settle(self, group: Sequence[_Made]) -> None:
        with writing(self._engine) as connection:
            # In one order, so that no two workers wait for each other.
            for made in sorted(group, key=lambda one: (one.message.destination, one.message.id)):
                self._settle_one(connection, made)

    def _settle_one(self, connection: Connection, made: _Made) -> None:
        message, result, ended = made.message, made.result, made.ended
        to = subscription_store.destination(connection, message.destination, lock=True)
        if to is None:
            return
        resting = result.verdict is Verdict.REST
        rest = bounced(connection, to, ended) if resting else None
        state, due_at = after(result, message.attempts, ended, self._chance(), rest)
        attempt = Attempt(message.attempts, made.started, result.duration_ms, result.code, result.error, result.excerpt)
        late = waits_on(result, to.channel)
        if not message_store.settle(connection, message, attempt, state, due_at, waits_on=late):
            return
        if result.verdict is Verdict.DELIVERED:
            delivered(connection, to, message, ended)
        else:
            now_is = subscription_store.destination(connection, to.id) if resting else to
            failed(connection, now_is or to, message, result, ended, self._owner)
