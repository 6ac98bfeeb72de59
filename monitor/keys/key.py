"""What is known of a key: what it allows, until when, and whether it still does."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

Scope = Literal["ingest", "read", "admin"]
"""What a key allows: ``ingest`` to append, ``read`` to read where reads are not public, ``admin`` both and the rest."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

USE_NOTED_EVERY = timedelta(minutes=1)
"""How exact ``last_used_at`` is: noting every use would turn each read into a write."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """One key without its secret. Instants are UTC.

    ``expires_on`` is the last day, UTC, on which it works. What a ``trusted_feed`` appends is announced without
    the delay that gives people time to notice a mistake.
    """

    id: str
    scopes: frozenset[Scope]
    label: str | None
    trusted_feed: bool
    created_at: datetime
    expires_on: date | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def allows(self, scope: Scope) -> bool:
        """Whether it has the scope; ``admin`` has all."""
        return scope in self.scopes or "admin" in self.scopes

    def works_at(self, now: datetime) -> bool:
        """Whether it is neither revoked nor past its last day."""
        return self.revoked_at is None and (self.expires_on is None or now.astimezone(UTC).date() <= self.expires_on)

    def use_is_due_at(self, now: datetime) -> bool:
        """Whether a use now is worth noting: the last one noted is a minute old, or there is none."""
        return self.last_used_at is None or now - self.last_used_at >= USE_NOTED_EVERY
