"""What came of one attempt to deliver a message, by whichever channel."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Verdict(StrEnum):
    """What to do with a message after an attempt.

    ``DELIVERED``: nothing more. ``RETRY``: try again at the next step of the schedule. ``THROTTLED``: the same; it was
    too much for whoever received it. ``POSTPONE``: nothing is wrong with the message or its destination, but with us;
    try again without end. ``REST``: leave the destination alone for a while, then try again. ``EXHAUSTED``: it failed,
    and that was the last step. ``GONE``: the destination takes nothing more; disable it at once. ``REFUSED``: what was
    refused will be refused each time. ``PARKED``: it could not even be tried; set it aside for staff.
    """

    DELIVERED = "delivered"
    RETRY = "retry"
    THROTTLED = "throttled"
    POSTPONE = "postpone"
    REST = "rest"
    EXHAUSTED = "exhausted"
    GONE = "gone"
    REFUSED = "refused"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Result:
    """One attempt.

    ``code``, ``error`` and ``excerpt`` are what is kept of the answer; ``wait`` how long it asked us to wait at least;
    ``reason`` why the destination is given up, where it is gone; which code refused it, where that is so.
    """

    verdict: Verdict
    duration_ms: int | None = None
    code: int | None = None
    error: str | None = None
    excerpt: bytes = b""
    wait: timedelta | None = None
    reason: str | None = None
