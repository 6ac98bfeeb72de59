"""One attempt to deliver one webhook."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

import httpx

from alerts.webhooks.destinations import DestinationRefused, Policy, destination
from alerts.webhooks.outcomes import EXCERPT_BYTES, Failure, Outcome
from alerts.webhooks.resolving import AddressRefused, Unresolved
from alerts.webhooks.transport import SecureConnectionFailed

DEADLINE = timedelta(seconds=15)
"""How long an attempt may take in all: Standard Webhooks 1.0.0 recommends 15 to 30 seconds."""

_LONGEST_RETRY_AFTER = 100

# The first that fits; all else broke off.
_FAILURES: tuple[tuple[type[Exception], Failure], ...] = (
    (AddressRefused, Failure.ADDRESS_REFUSED),
    (Unresolved, Failure.UNRESOLVED),
    (SecureConnectionFailed, Failure.TLS_FAILED),
    (httpx.ConnectError, Failure.UNREACHABLE),
    (httpx.ConnectTimeout, Failure.UNREACHABLE),
    (httpx.TimeoutException, Failure.TIMED_OUT),
    (TimeoutError, Failure.TIMED_OUT),
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Makes attempts through one transport.

    ``user_agent`` is ``reform-monitor/<version> (+<where it is documented>)``. ``monotonic`` gives seconds that never
    run backwards. ``deadline`` bounds an attempt from the first look-up of the name to the last byte that is read.
    """

    transport: httpx.AsyncBaseTransport
    policy: Policy
    user_agent: str
    monotonic: Callable[[], float]
    deadline: timedelta = DEADLINE

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        """What came of one POST of the body, which is sent as it is.

        At most 4 KiB of the answer's body are kept; then the connection is closed. No redirect is followed. Whatever
        goes wrong between here and there is part of the outcome and raises nothing.

        Args:
            url: of the endpoint, held against the policy each time.
            headers: those of ``alerts.webhooks.signing.signed_headers``.
            body: the very bytes that were signed.
        """
        started = self.monotonic()
        answer = _Answer()
        error: Failure | None = None
        try:
            async with asyncio.timeout(self.deadline.total_seconds()):
                await self._exchange(url, headers, body, answer)
        except (DestinationRefused, httpx.InvalidURL, httpx.UnsupportedProtocol):
            error = Failure.URL_REFUSED
        except (httpx.TransportError, TimeoutError) as err:
            error = next((failure for kind, failure in _FAILURES if isinstance(err, kind)), Failure.BROKEN_OFF)
        duration_ms = round((self.monotonic() - started) * 1000)
        return Outcome(answer.code, error, bytes(answer.excerpt), duration_ms, answer.retry_after)

    async def _exchange(self, url: str, headers: Mapping[str, str], body: bytes, answer: "_Answer") -> None:
        """Fill in the answer as far as it comes: what has come by the deadline is kept."""
        target, authority = _target(url, self.policy)
        ours = {
            # Left to httpx it would be read as IDNA 2008, and a name that only IDNA 2003 knows would raise.
            "host": authority,
            "user-agent": self.user_agent,
            "accept": "*/*",
            "accept-encoding": "identity",
            "content-length": str(len(body)),
        }
        # The transport is called without a client, so nothing can follow, store or add anything; a body that is given
        # as a stream has no header added either.
        request = httpx.Request("POST", target, headers={**headers, **ours}, stream=httpx.ByteStream(body))
        response = await self.transport.handle_async_request(request)
        try:
            answer.code = response.status_code
            retry_after = response.headers.get("retry-after")
            answer.retry_after = retry_after if retry_after and len(retry_after) <= _LONGEST_RETRY_AFTER else None
            # As received: decompressing would let a small answer grow without end.
            async for part in response.aiter_raw():
                answer.excerpt += part[: EXCERPT_BYTES - len(answer.excerpt)]
                if len(answer.excerpt) == EXCERPT_BYTES:
                    break
        finally:
            await response.aclose()


@lru_cache(maxsize=10_000)
def _target(url: str, policy: Policy) -> tuple[httpx.URL, str]:
    """Where a URL leads, and what goes into ``Host``; remembered, since the text alone decides it."""
    found = destination(url, policy)
    return httpx.URL(found.url), found.authority


@dataclass(slots=True)
class _Answer:
    code: int | None = None
    retry_after: str | None = None
    excerpt: bytearray = field(default_factory=bytearray)
