"""Delivering a message by the channel of its destination."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.destinations import Destination, DestinationChannel, Message
from alerts.dispatching import Delivers
from alerts.message_types import VERIFICATION
from alerts.results import Result, Verdict
from alerts.sealing import Seal
from alerts.webhooks.attempts import postponement, verdict
from alerts.webhooks.outcomes import Outcome
from alerts.webhooks.sender import Sender
from alerts.webhooks.signing import Secret, parse_secret, signed_headers
from alerts.webhooks.verification import echoes

CHALLENGED_AT_MOST = 3
"""How often an endpoint is asked whether it wants our messages: whoever never asked for them is soon left alone."""


@dataclass(frozen=True, slots=True)
class ByChannel:
    """Delivers by the channel of the destination. Implements ``alerts.dispatching.Delivers``."""

    channels: Mapping[DestinationChannel, Delivers]

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Result:
        """What came of one attempt."""
        return await self.channels[to.channel](to, message, at)


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """Makes attempts at webhook endpoints, signed with their secrets. Implements ``alerts.dispatching.Delivers``."""

    sender: Sender
    seal: Callable[[], Seal]

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Result:
        """What came of one attempt.

        Raises:
            CannotOpen: the secret was sealed with a key that is not there any more.
            ValueError: the destination has no address or no secret.
        """
        if to.address is None or to.secret is None:
            raise ValueError(f"{to.id} has no address or no secret")
        current = self._opened(to.secret, to)
        lasting = to.previous_secret is not None and to.previous_until is not None and at < to.previous_until
        previous = self._opened(to.previous_secret, to) if lasting and to.previous_secret is not None else None
        headers = signed_headers(message.id, at, message.body, current, previous)
        outcome = await self.sender.send(to.address, headers, message.body)
        return result_of(outcome, to, message, at)

    def _opened(self, sealed: bytes, to: Destination) -> Secret:
        return parse_secret(self.seal().open(bytes(sealed), to.id).decode())


def result_of(outcome: Outcome, to: Destination, message: Message, at: datetime) -> Result:
    """What an answer means; to a challenge, only the challenge itself is a success, and three are all there are."""
    found = verdict(outcome, message.step)
    if message.type == VERIFICATION:
        if found is Verdict.DELIVERED and not echoes(outcome, to.challenge or "-"):
            found = Verdict.RETRY
        if found is not Verdict.DELIVERED and message.attempts >= CHALLENGED_AT_MOST:
            found = Verdict.EXHAUSTED
    return Result(
        found,
        outcome.duration_ms,
        outcome.code,
        outcome.error,
        outcome.excerpt,
        postponement(outcome.retry_after, at + timedelta(milliseconds=outcome.duration_ms)),
        "the endpoint said that it is gone (410)" if found is Verdict.GONE else None,
    )
