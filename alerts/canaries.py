"""Canaries: messages to ourselves, one an hour, which arrive only while everything between works.

They go the way that every message goes. Where none has arrived for too long although one should have, staff are told.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

OVERDUE_AFTER: Final = timedelta(hours=2)
"""How long ago the last one may have arrived."""

OWED_AFTER: Final = timedelta(hours=1)
"""How long one may be on its way: after a night in which nothing ran, the first one needs its time."""

KEPT_FOR: Final = timedelta(days=7)
"""How long they stay on record; of all messages only these are ever deleted."""

TRIED_AT_MOST: Final = 4
"""How often one is tried: the last time after half an hour, before the next one."""


@dataclass(frozen=True, slots=True)
class Canaries:
    """What became of them: when the last one arrived, and since when one has been on its way that was made later."""

    arrived_at: datetime | None
    owed_since: datetime | None

    def overdue(self, now: datetime) -> bool:
        """Whether none has arrived for two hours, or ever, although one should have."""
        if self.owed_since is None or now - self.owed_since < OWED_AFTER:
            return False
        return now - (self.arrived_at or self.owed_since) > OVERDUE_AFTER

    @property
    def episode(self) -> str:
        """Names the time since the last one arrived, so that staff are told of it once."""
        return f"canary-overdue:{self.arrived_at.isoformat() if self.arrived_at is not None else 'never'}"


def hour_of(now: datetime) -> str:
    """The cause of the one canary of this hour, UTC."""
    return f"canary:{now.astimezone(UTC):%Y-%m-%dT%H}"
