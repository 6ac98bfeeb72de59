"""Reminding: the owner of a disabled endpoint hears of it again after one, three and seven days, once each."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine

from alerts.posting import Posting
from alerts.sql import subscription_store
from events.sql.engines import writing

AFTER_DAYS = (1, 3, 7)

_LATEST = timedelta(days=2)
"""A reminder that could not be written in time is left out, as a later one says the same."""


class Reminding:
    """Writes reminders."""

    def __init__(self, engine: Engine, posting: Posting, now: Callable[[], datetime]) -> None:
        self._engine, self._posting, self._now = engine, posting, now

    def remind(self) -> int:
        """Remind of every endpoint that has been disabled for so long; how many endpoints are disabled."""
        now = self._now()
        with writing(self._engine) as connection:
            disabled = subscription_store.disabled_endpoints(connection, since=now - timedelta(days=AFTER_DAYS[-1] + 2))
            for one in disabled:
                for days in AFTER_DAYS:
                    age = now - (one.disabled_at or now)
                    if timedelta(days=days) <= age < timedelta(days=days) + _LATEST:
                        self._posting.still_disabled(connection, one, days, now)
        return len(disabled)
