"""Destinations: confirmed addresses and webhook endpoints, and the states they and their subscriptions go through."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from alerts.wishes import Channel, Wishes

DestinationChannel = Channel | Literal["canary"]
"""How a destination is reached: as a subscriber asked for or, for the canary alone, at our own address."""

CANARY_DESTINATION = "end_canary"

State = Literal["pending", "active", "paused", "disabled", "ended"]
"""Of a subscription. A destination is never paused."""

MessageState = Literal["queued", "sending", "retrying", "delivered", "exhausted", "held", "cancelled", "parked"]
"""Of a message: on its way, arrived, given up, waiting for its destination, withdrawn, or set aside for staff."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where messages go. ``secret`` and ``previous_secret`` are sealed; ``challenge`` is what an endpoint must echo.

    ``seq`` is the number of its last message; ``failing_since`` and ``failures`` count from its last success,
    ``soft_bounces`` mail that came back in a row, after which it rests until ``resting_until``. ``hour``, ``weekday``
    and ``timezone`` are those of its digests, and ``contact`` is the destination of mails about an endpoint itself.
    """

    id: str
    channel: DestinationChannel
    address: str | None
    state: State
    seq: int
    created_at: datetime
    reason: str | None = None
    address_digest: bytes | None = field(default=None, repr=False)
    manage_digest: bytes | None = field(default=None, repr=False)
    secret: bytes | None = field(default=None, repr=False)
    previous_secret: bytes | None = field(default=None, repr=False)
    previous_until: datetime | None = None
    challenge: str | None = field(default=None, repr=False)
    contact: str | None = None
    failing_since: datetime | None = None
    failures: int = 0
    soft_bounces: int = 0
    resting_until: datetime | None = None
    hour: int = 8
    weekday: int = 0
    timezone: str = "UTC"
    confirmed_at: datetime | None = None
    disabled_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one destination is to be told; only what came after the notice ``after_notice``."""

    id: str
    destination: str
    state: State
    wishes: Wishes
    after_notice: int
    created_at: datetime
    leave_digest: bytes | None = field(default=None, repr=False)
    reason: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message, what is sent byte for byte, and how far it has come. ``fence`` rises with every claim.

    ``attempts_before`` is how many of its attempts were made before its endpoint was last taken into use again.
    """

    id: str
    destination: str
    cause: str
    type: str
    seq: int | None
    state: MessageState
    body: bytes = field(repr=False)
    created_at: datetime
    due_at: datetime | None
    attempts: int = 0
    fence: int = 0
    leave_digest: bytes | None = field(default=None, repr=False)
    attempts_before: int = 0

    @property
    def step(self) -> int:
        """Which attempt of the schedule the latest one was, from 1."""
        return self.attempts - self.attempts_before


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to deliver a message; without a duration it is under way, or whoever made it died."""

    n: int
    at: datetime
    duration_ms: int | None = None
    code: int | None = None
    error: str | None = None
    excerpt: bytes | None = None
