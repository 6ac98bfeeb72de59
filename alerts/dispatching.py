"""Dispatching: claims what is due, sends it with nothing held open, and records what came of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection, Engine

from alerts.destinations import Attempt, Destination, Message
from alerts.settling import after, disables
from alerts.sql import message_store, notice_store, subscription_store
from alerts.webhook_bodies import VERIFICATION
from alerts.webhooks.attempts import Verdict, verdict
from alerts.webhooks.outcomes import Outcome
from alerts.webhooks.verification import echoes
from events.sql.engines import writing

CLAIMED_AT_ONCE = 50
CHALLENGED_AT_MOST = 3
"""How often an endpoint is asked whether it wants our messages: whoever never asked for them is soon left alone."""

LEASE = timedelta(seconds=60)
"""How long a claim holds: longer than any attempt may take, so that only the dead lose theirs."""


class Delivers(Protocol):
    """Makes one attempt to deliver a message to its destination; raises nothing for trouble on the way."""

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Outcome:
        """What came of it."""


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Delivers what is due. Any number of them may work on one database.

    ``chance`` gives a random number from 0 up to but without 1, for what spreads retries.
    """

    engine: Engine
    deliver: Delivers
    now: Callable[[], datetime]
    chance: Callable[[], float]

    async def dispatch(self, limit: int = CLAIMED_AT_ONCE) -> int:
        """Make one attempt at each message that is due, side by side, at most ``limit``; how many there were."""
        claimed = await asyncio.to_thread(self._claim, limit)
        await asyncio.gather(*(self._deliver(to, message) for to, message in claimed))
        return len(claimed)

    def _claim(self, limit: int) -> list[tuple[Destination, Message]]:
        now = self.now()
        with writing(self.engine) as connection:
            messages = message_store.claim(connection, now, now + LEASE, limit)
            found = {one.destination: subscription_store.destination(connection, one.destination) for one in messages}
        return [(to, one) for one in messages if (to := found[one.destination]) is not None]

    async def _deliver(self, to: Destination, message: Message) -> None:
        started = self.now()
        try:
            outcome = await self.deliver(to, message, started)
        except Exception as error:  # noqa: BLE001 - a message that cannot be sent at all must not keep others waiting
            await asyncio.to_thread(self._park, message, started, error)
        else:
            await asyncio.to_thread(self._settle, to, message, started, outcome)

    def _park(self, message: Message, started: datetime, error: Exception) -> None:
        """Set a message aside for staff, with the kind of error: what was tried again would fail again."""
        attempt = Attempt(message.attempts, started, error=f"not sent: {type(error).__name__}")
        with writing(self.engine) as connection:
            message_store.settle(connection, message, attempt, "parked", None)

    def _settle(self, to: Destination, message: Message, started: datetime, outcome: Outcome) -> None:
        ended, found = self.now(), verdict(outcome, message.attempts)
        if message.type == VERIFICATION and found is Verdict.DELIVERED and not echoes(outcome, to.challenge or "-"):
            found = Verdict.RETRY
        if message.type == VERIFICATION and found is not Verdict.DELIVERED and message.attempts >= CHALLENGED_AT_MOST:
            found = Verdict.EXHAUSTED
        state, due_at = after(found, message.attempts, ended, self.chance(), outcome.retry_after)
        attempt = Attempt(message.attempts, started, outcome.duration_ms, outcome.code, outcome.error, outcome.excerpt)
        with writing(self.engine) as connection:
            now_is = subscription_store.destination(connection, to.id, lock=True)
            held = message_store.settle(connection, message, attempt, state, due_at)
            if held and now_is is not None:
                self._destination(connection, now_is, message, found, ended)

    def _destination(
        self, connection: Connection, to: Destination, message: Message, found: Verdict, now: datetime
    ) -> None:
        """What an outcome means for the destination as it is by now: confirmed, well again, failing, disabled."""
        if message.type == VERIFICATION:
            if found is Verdict.DELIVERED and to.state == "pending":
                activate(connection, to, now)
            return
        if found is Verdict.DELIVERED:
            subscription_store.change_destination(connection, to.id, failing_since=None, failures=0)
            return
        since, failures = to.failing_since or now, to.failures + 1
        subscription_store.change_destination(connection, to.id, failing_since=since, failures=failures)
        reason = disables(found, since, failures, now)
        if reason is not None and to.state == "active":
            disable(connection, to, reason)


def activate(connection: Connection, to: Destination, now: datetime) -> None:
    """Take a destination into use: its subscriptions that waited for it are told of what comes from now on.

    Those that were disabled with it are told of what came meanwhile as well.
    """
    changes: dict[str, object] = {"state": "active", "reason": None, "failing_since": None, "failures": 0}
    subscription_store.change_destination(
        connection, to.id, **changes, confirmed_at=to.confirmed_at or now, challenge=None
    )
    every = subscription_store.of_destination(connection, to.id)
    pending = [one.id for one in every if one.state == "pending"]
    subscription_store.change_state(connection, pending, "active", after_notice=notice_store.head(connection))
    disabled = [one.id for one in every if one.state == "disabled"]
    subscription_store.change_state(connection, disabled, "active")


def disable(connection: Connection, to: Destination, reason: str) -> None:
    """Send a destination nothing more until it is taken into use again; what comes meanwhile is kept for it."""
    subscription_store.change_destination(connection, to.id, state="disabled", reason=reason)
    message_store.hold(connection, to.id)
    of = [one.id for one in subscription_store.of_destination(connection, to.id) if one.state == "active"]
    subscription_store.change_state(connection, of, "disabled", reason=reason)
