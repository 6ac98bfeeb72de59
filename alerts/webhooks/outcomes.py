"""What came of one attempt to deliver a webhook."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EXCERPT_BYTES: Final = 4096
"""How much of an answer's body is read and kept, at most."""


class Failure(StrEnum):
    """Why an attempt got no whole answer. The words go to the owner of the endpoint, so they name no address."""

    URL_REFUSED = "the URL is not allowed"
    ADDRESS_REFUSED = "the host has an address that is not allowed"
    UNRESOLVED = "the host name could not be resolved"
    UNREACHABLE = "no connection could be made"
    TLS_FAILED = "no secure connection could be made"
    TIMED_OUT = "no whole answer came in time"
    BROKEN_OFF = "the connection ended without a whole HTTP answer"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attempt, as it is recorded.

    ``code`` is the status of the answer; None where its head never came. ``error`` is why the answer is not whole; None
    where it is, or where its first 4 KiB came. Where the head came and the rest did not, both are set. ``excerpt`` is
    the start of the body as received, at most 4,096 bytes, not decompressed and not to be trusted. ``duration_ms``
    counts whole milliseconds from before the name was resolved until the connection was let go. ``retry_after`` is the
    header of that name as received, see ``alerts.webhooks.attempts.postponement``.
    """

    code: int | None
    error: Failure | None
    excerpt: bytes
    duration_ms: int
    retry_after: str | None

    def __post_init__(self) -> None:
        if self.code is None and self.error is None:
            raise ValueError("an attempt ends with an answer or with an error")
        if len(self.excerpt) > EXCERPT_BYTES:
            raise ValueError(f"an excerpt has at most {EXCERPT_BYTES} bytes")

    @property
    def accepted(self) -> bool:
        """Whether a whole answer came and its status is 2xx: all that Standard Webhooks 1.0.0 counts as success."""
        return self.error is None and self.code is not None and self.code // 100 == 2  # noqa: PLR2004 - the 2 of 2xx
