"""Old news is not breaking news: whether a notice is sent at once, waits for the next digest, or is sent to nobody."""

from datetime import date, timedelta
from typing import Final, Literal

BREAKING_DAYS: Final = 30
"""For how many days a fact is news, unless a subscription says otherwise: who reads daily has heard of it by then."""

Sending = Literal["at-once", "with-digest", "never"]
"""When a notice is sent to those who asked for immediate messages."""


def sending(counts_from: date, recorded_on: date, *, silent: bool, breaking_days: int = BREAKING_DAYS) -> Sending:
    """When to send a notice that an immediate subscription matched.

    A silent one, of what was imported or recorded with ``notify=false``, never. Others at once while they are news, and
    with the next digest, under *newly recorded, happened earlier*, where they are not.

    Args:
        counts_from: the day from which the newest fact in it counts.
        recorded_on: the day on which that was recorded, in the jurisdiction's own zone
            (``alerts.notices.Notice.recorded_on``).
        silent: whether the notice is shown only.
        breaking_days: for how many days a fact is news, 0 or more.

    Raises:
        ValueError: ``breaking_days`` is negative.
    """
    if silent:
        return "never"
    return "at-once" if is_breaking(counts_from, recorded_on, breaking_days) else "with-digest"


def is_breaking(counts_from: date, recorded_on: date, breaking_days: int = BREAKING_DAYS) -> bool:
    """Whether the fact is news on the day of recording: at most so many days old, both ends included, or still to come.

    Raises:
        ValueError: ``breaking_days`` is negative.
    """
    if breaking_days < 0:
        raise ValueError("a fact cannot be news for fewer than 0 days")
    return recorded_on - counts_from <= timedelta(days=breaking_days)
