"""What an attempt means for a message and for its destination."""

from datetime import datetime, timedelta
from typing import Final

from alerts.destinations import MessageState
from alerts.webhooks.attempts import Verdict, next_attempt, postponement

FAILING_FOR: Final = timedelta(days=5)
FAILING_OFTEN: Final = 10
"""An endpoint is disabled once it has failed so long and so often without one success."""


def after(
    found: Verdict, attempts: int, ended: datetime, chance: float, retry_after: str | None
) -> tuple[MessageState, datetime | None]:
    """The state of a message after an attempt, and when it is to be tried again; ``None`` if never.

    Args:
        found: what the outcome amounts to.
        attempts: how many were made.
        ended: when the latest one ended.
        chance: as in ``alerts.webhooks.attempts.delay_before``.
        retry_after: the header of the answer, as received.
    """
    if found is Verdict.DELIVERED:
        return "delivered", None
    if found in {Verdict.RETRY, Verdict.THROTTLED}:
        again = next_attempt(attempts, ended, chance, postponement(retry_after, ended))
        if again is not None:
            return "retrying", again
    return "exhausted", None


def disables(found: Verdict, failing_since: datetime, failures: int, now: datetime) -> str | None:
    """Why a destination is to be disabled after a failure; ``None`` while it is not."""
    if found is Verdict.GONE:
        return "the endpoint said that it is gone (410)"
    if failures >= FAILING_OFTEN and now - failing_since >= FAILING_FOR:
        return f"every attempt failed for {FAILING_FOR.days} days"
    return None
