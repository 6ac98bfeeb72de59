"""Dispatching: claims what is due, sends it with nothing held open, and records what came of it."""

import asyncio
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Connection, Engine

from alerts.destinations import Attempt, Destination, Message
from alerts.grouping import Grouped
from alerts.in_use import TellsOwner, bounced, delivered, failed
from alerts.places import Places
from alerts.results import Result, Verdict
from alerts.settling import after, meanwhile, waits_on
from alerts.sql import message_store, owed, subscription_store
from alerts.sql.claims import Limits, claim
from events.sql.engines import writing

CLAIMED_AT_ONCE = 50
"""A claim costs much the same for one as for many."""

AHEAD = 1.5
"""How many messages are claimed before there is a place for them, as a share of the places."""

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
        # One transaction of this process at a time: SQLite has one writer, and whoever waits for it sleeps.
        self._turn = asyncio.Lock()
        self._look = asyncio.Event()
        self._places = Places(self._limits.at_once, self._look.set)
        # While others may end any moment, it pays to wait for them.
        self._settling = Grouped(self._settle, self._turn, more=lambda: self._places.quick > 0)
        self._seeing_to: asyncio.Task[None] | None = None
        self._asked = self._closing = False
        self._begun = 0

    async def begin(self) -> int:
        """Have attempts made at everything that is due, as far as there is room; how many are under way by now.

        None is waited for. What falls due later needs another call.

        Raises:
            Exception: what was begun before could not go on; it is begun anew.
        """
        self._asked = True
        self._look.set()
        ended = self._seeing_to
        if ended is None or ended.done():
            self._seeing_to = asyncio.create_task(self._see_to_it())
            if ended is not None:
                ended.result()
        return len(self._under_way)

    async def dispatch(self) -> int:
        """Make one attempt at each message that is due; how many there were.

        Raises:
            Exception: the database could not be asked.
        """
        before = self._begun
        await self.begin()
        await self.end()
        ended, self._seeing_to = self._seeing_to, None
        if ended is not None:
            ended.result()
        return self._begun - before

    async def close(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        self._closing = True
        self._look.set()
        await self.end()

    async def end(self) -> None:
        """Wait until nothing is due or, where the database cannot be asked, nothing is under way."""
        if self._seeing_to is not None:
            await asyncio.wait({self._seeing_to})
            self._seeing_to.exception()  # looked at, or the loop complains of it
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _see_to_it(self) -> None:
        while not self._closing:
            self._look.clear()
            room = min(self._places.room(round(self._limits.at_once * AHEAD)), CLAIMED_AT_ONCE)
            # It waits for a few to end, but for who asks.
            worth = self._asked or not self._under_way or room >= min(self._limits.at_once, CLAIMED_AT_ONCE)
            claimed: list[tuple[Destination, Message]] = []
            if room > 0 and worth:
                self._asked = False
                async with self._turn:
                    claimed = await asyncio.to_thread(self._claim, room)
            for to, message in claimed:
                attempt = asyncio.create_task(self._attempt(to, message))
                self._under_way.add(attempt)
                attempt.add_done_callback(self._over)
            await asyncio.sleep(0)  # each asks for its place before anybody looks for room
            self._begun += len(claimed)
            if not claimed:
                if not self._under_way:
                    return
                # For room, or for a destination that could take no more, or for somebody who knows of more.
                await self._look.wait()

    def _over(self, attempt: "asyncio.Task[None]") -> None:
        self._under_way.discard(attempt)
        self._look.set()

    def _claim(self, most: int) -> list[tuple[Destination, Message]]:
        now = self._now()
        with writing(self._engine) as connection:
            claimed = claim(connection, now, now + LEASE, self._limits, most)
            found = subscription_store.destinations_of(connection, {one.destination for one in claimed})
        return [(found[one.destination], one) for one in claimed]

    async def _attempt(self, to: Destination, message: Message) -> None:
        started = self._now()
        try:
            async with self._places.taken():
                started = self._now()
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
            # Locked in one order, so that no two workers wait for each other.
            well = subscription_store.locked_well(connection, {one.message.destination for one in group})
            plain = [one for one in group if _is_plain(one, well)]
            if plain:
                message_store.settle_delivered(connection, [(one.message, _attempt_of(one)) for one in plain])
            for made in sorted(group, key=lambda one: one.message.id):
                if not _is_plain(made, well):
                    self._settle_one(connection, made)

    def _settle_one(self, connection: Connection, made: _Made) -> None:
        message, result, ended = made.message, made.result, made.ended
        to = subscription_store.destination(connection, message.destination)
        if to is None:
            return
        resting = result.verdict is Verdict.REST
        rest = bounced(connection, to, ended) if resting else None
        state, due_at = after(result, message.step, ended, self._chance(), rest)
        if due_at is not None:
            numbered = message.seq is not None
            left = numbered and owed.is_left(connection, message.id)
            instead = meanwhile(to.state, to.channel, numbered=numbered, left=left)
            state, due_at = (instead, None) if instead is not None else (state, due_at)
        late = waits_on(result, to.channel)
        if not message_store.settle(connection, message, _attempt_of(made), state, due_at, waits_on=late):
            return
        if result.verdict is Verdict.DELIVERED:
            delivered(connection, to, message, ended)
        else:
            now_is = subscription_store.destination(connection, to.id) if resting else to
            failed(connection, now_is or to, message, result, ended, self._owner)


def _attempt_of(made: _Made) -> Attempt:
    result = made.result
    return Attempt(made.message.attempts, made.started, result.duration_ms, result.code, result.error, result.excerpt)


def _is_plain(made: _Made, well: Container[str]) -> bool:
    """Whether it arrived and means nothing for its destination, as nearly all do: those are settled together."""
    arrived = made.result.verdict is Verdict.DELIVERED and made.message.seq is not None
    return arrived and made.message.destination in well
