"""The parts of the service that work beside the answers, and when one of them is stalled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_SOONEST_STALLED: Final = timedelta(seconds=60)
_LOOKS_MISSED: Final = 10


@dataclass(frozen=True, slots=True)
class Part:
    """What looks again and again for something to do, ``every_s`` seconds."""

    name: str
    every_s: float

    @property
    def stalls_after(self) -> timedelta:
        """How long ago it may have ended a look well: ten looks, and a minute at least."""
        return max(_SOONEST_STALLED, _LOOKS_MISSED * timedelta(seconds=self.every_s))


PARTS: Final[tuple[Part, ...]] = (
    # A look is two short reads; writers project themselves, so there is rarely more to do.
    Part("catch-up", 2),
    # Whoever searches brings the index up himself; then there is less to do.
    Part("index", 5),
    Part("sweep", 60),
    # Woken by what is appended in the same process; what others append is told within a fraction of a second too.
    Part("expand", 0.2),
    Part("digests", 60),
    Part("reminders", 3600),
    Part("erase", 3600),
    Part("sign-ins", 3600),
    Part("silence", 3600),
    Part("canary", 60),
    Part("send", 0.2),
)
"""Every part, in the order in which each brings the next one work."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """A part at a moment. ``last`` is when it last ended a look well, in whichever process; ``None`` if never."""

    part: str
    last: datetime | None
    age: timedelta | None
    stalled: bool


def pulses(beats: Mapping[str, datetime], now: datetime) -> tuple[Pulse, ...]:
    """Every part, by when each last ended a look well; one that never has counts as stalled."""
    return tuple(_pulse(part, beats.get(part.name), now) for part in PARTS)


def _pulse(part: Part, last: datetime | None, now: datetime) -> Pulse:
    if last is None:
        return Pulse(part.name, None, None, stalled=True)
    # The clock of another machine may be a little ahead.
    age = max(now - last, timedelta(0))
    return Pulse(part.name, last, age, stalled=age > part.stalls_after)
