"""What an attempt means for a message and for its destination."""

from datetime import datetime, timedelta
from typing import Final, Literal

from alerts.destinations import DestinationChannel, MessageState, State
from alerts.results import Result, Verdict
from alerts.webhooks.attempts import next_attempt

FAILING_FOR: Final = timedelta(days=5)
FAILING_OFTEN: Final = 10
"""An endpoint is disabled once it has failed so long and so often without one success."""

_WIDEST_STEP = 4
"""What failed by our own fault is tried again after that step of the schedule at most: two hours."""


def after(
    found: Result, attempts: int, ended: datetime, chance: float, rest: timedelta | None = None
) -> tuple[MessageState, datetime | None]:
    """The state of a message after an attempt, and when it is to be tried again; ``None`` if never.

    Args:
        found: what came of it.
        attempts: how many were made.
        ended: when the latest one ended.
        chance: as in ``alerts.webhooks.attempts.delay_before``.
        rest: how long its destination is left alone.
    """
    again: datetime | None = None
    match found.verdict:
        case Verdict.DELIVERED:
            return "delivered", None
        case Verdict.PARKED:
            return "parked", None
        case Verdict.RETRY | Verdict.THROTTLED:
            again = next_attempt(attempts, ended, chance, found.wait)
        case Verdict.POSTPONE:
            again = next_attempt(min(attempts, _WIDEST_STEP), ended, chance, found.wait)
        case Verdict.REST if rest is not None:
            again = ended + rest
    return ("retrying", again) if again is not None else ("exhausted", None)


def meanwhile(
    state: State, channel: DestinationChannel, *, numbered: bool, left: bool
) -> Literal["cancelled", "held"] | None:
    """The state of a message that failed and would be tried again; ``None`` where it is.

    Args:
        state: that of its destination by now, which may have come out of use during the attempt.
        channel: that of its destination.
        numbered: whether it has a number. What has none is held for nobody; only mail goes on asking to be confirmed.
        left: whether every subscription it was for has ended.
    """
    if state == "ended" or left:
        return "cancelled"
    if state != "disabled" or (channel == "email" and not numbered):
        return None
    return "held" if numbered else "cancelled"


def waits_on(found: Result, channel: DestinationChannel) -> bool:
    """Whether a message that is to be tried again is late by our own doing, not by its destination's.

    An endpoint answers for itself. Mail is first taken by a server of ours, whatever becomes of it.
    """
    return found.verdict is Verdict.POSTPONE or (found.verdict is Verdict.RETRY and channel == "email")


def disables(found: Result, failing_since: datetime, failures: int, now: datetime) -> str | None:
    """Why a webhook endpoint is to be disabled after a failure; ``None`` while it is not."""
    if found.verdict is Verdict.GONE:
        return found.reason or "it takes nothing more"
    if failures >= FAILING_OFTEN and now - failing_since >= FAILING_FOR:
        return f"every attempt failed for {FAILING_FOR.days} days"
    return None
