"""Delivering a message to a webhook endpoint: signed with its secrets, sent as the bytes that are on record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from alerts.destinations import Destination, Message
from alerts.sealing import Seal
from alerts.webhooks.outcomes import Outcome
from alerts.webhooks.sender import Sender
from alerts.webhooks.signing import Secret, parse_secret, signed_headers


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """Makes attempts at webhook endpoints. Implements ``alerts.dispatching.Delivers``."""

    sender: Sender
    seal: Callable[[], Seal]

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Outcome:
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
        return await self.sender.send(to.address, headers, message.body)

    def _opened(self, sealed: bytes, to: Destination) -> Secret:
        return parse_secret(self.seal().open(bytes(sealed), to.id).decode())
