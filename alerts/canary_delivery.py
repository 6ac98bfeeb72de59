"""Delivering a canary to our own address, and knowing one that arrives."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import httpx

from alerts.canaries import TRIED_AT_MOST
from alerts.destinations import Destination, Message
from alerts.results import Result, Verdict
from alerts.webhooks.sender import DEADLINE
from alerts.webhooks.signing import Secret, is_signed, signed_headers


@dataclass(frozen=True, slots=True)
class CanaryDelivery:
    """Posts canaries, signed as webhooks are. Implements ``alerts.dispatching.Delivers``.

    The address is the operator's own, wherever it leads, so no guard stands before it. ``monotonic`` gives seconds that
    never run backwards; ``keys`` gives those of ``Keyring.canary_keys``.
    """

    client: httpx.AsyncClient
    keys: Callable[[], Sequence[bytes]]
    user_agent: str
    monotonic: Callable[[], float]

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Result:
        """What came of one attempt: 204 is the only success.

        Raises:
            ValueError: the destination has no address.
        """
        if to.address is None:
            raise ValueError(f"{to.id} has no address")
        headers = signed_headers(message.id, at, message.body, Secret(self.keys()[0]))
        started = self.monotonic()
        code: int | None = None
        error: str | None = None
        try:
            async with asyncio.timeout(DEADLINE.total_seconds()):
                code = await self._posted(to.address, headers, message.body)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as failure:
            error = f"no answer: {type(failure).__name__}"
        duration_ms = round((self.monotonic() - started) * 1000)
        return Result(_verdict(code, message.attempts), duration_ms, code, error)

    async def _posted(self, url: str, headers: dict[str, str], body: bytes) -> int:
        headers = {**headers, "user-agent": self.user_agent}
        # What the answer holds is left unread.
        async with self.client.stream("POST", url, headers=headers, content=body) as response:
            return response.status_code


def is_canary(
    message_id: str, timestamp: str, signatures: str, body: bytes, keys: Sequence[bytes], *, now: datetime
) -> bool:
    """Whether a request, by its headers, is a canary: signed with one of the keys, within five minutes of ``now``."""
    return any(is_signed(message_id, timestamp, signatures, body, Secret(key), now=now) for key in keys)


def _verdict(code: int | None, attempts: int) -> Verdict:
    if code == HTTPStatus.NO_CONTENT:
        return Verdict.DELIVERED
    return Verdict.RETRY if attempts < TRIED_AT_MOST else Verdict.EXHAUSTED
