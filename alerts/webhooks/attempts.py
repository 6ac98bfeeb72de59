"""When a webhook is tried, and what follows from the outcome of one attempt (Standard Webhooks 1.0.0)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from alerts.results import Verdict
from alerts.webhooks.outcomes import Failure, Outcome

SCHEDULE: Final[tuple[timedelta, ...]] = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long each of the ten attempts waits after the one before it; the first waits for nothing."""

JITTER: Final = 0.2
"""The part of a delay by which chance shortens or lengthens it: what failed together is not retried together."""

LONGEST_POSTPONEMENT: Final = timedelta(hours=24)
"""How long an endpoint can ask us to wait at most."""

_FORBIDDEN_FOR_GOOD = frozenset({Failure.URL_REFUSED, Failure.ADDRESS_REFUSED})
_GONE = 410
_THROTTLED = frozenset({429, 502, 504})

_SECONDS = re.compile(r"[0-9]{1,100}")
_TIME = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-5][0-9]|60)"
# The three forms of RFC 9110 section 5.6.7: the one to send, that of RFC 850, and that of asctime in C.
_HTTP_DATES = tuple(
    re.compile(form)
    for form in (
        rf"[A-Z][a-z]{{2}}, (?P<day>[0-9]{{2}}) (?P<month>[A-Z][a-z]{{2}}) (?P<year>[0-9]{{4}}) {_TIME} GMT",
        rf"[A-Z][a-z]{{5,8}}, (?P<day>[0-9]{{2}})-(?P<month>[A-Z][a-z]{{2}})-(?P<year>[0-9]{{2}}) {_TIME} GMT",
        rf"[A-Z][a-z]{{2}} (?P<month>[A-Z][a-z]{{2}}) (?P<day>[ 0-9][0-9]) {_TIME} (?P<year>[0-9]{{4}})",
    )
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def verdict(outcome: Outcome, attempts: int) -> Verdict:
    """What follows from the outcome of the latest attempt.

    An answer that broke off is no answer, whatever its status, so that no message is lost: it is sent again under the
    same id. A redirect is a failure like any other.

    Args:
        outcome: of the latest attempt.
        attempts: how many were made, that one included, from 1.

    Raises:
        ValueError: ``attempts`` is below 1.
    """
    if attempts < 1:
        raise ValueError("there is no verdict before the first attempt")
    if outcome.error in _FORBIDDEN_FOR_GOOD:
        return Verdict.REFUSED
    if outcome.accepted:
        return Verdict.DELIVERED
    if outcome.error is None and outcome.code == _GONE:
        return Verdict.GONE
    if attempts >= len(SCHEDULE):
        return Verdict.EXHAUSTED
    return Verdict.THROTTLED if outcome.code in _THROTTLED else Verdict.RETRY


def delay_before(attempt: int, chance: float) -> timedelta:
    """How long the attempt of this number waits after the one before it: its step of the schedule, within 20 %.

    Args:
        attempt: from 1 to 10.
        chance: a random number from 0 up to but without 1; 0 is 20 % early, 0.5 on time.

    Raises:
        ValueError: either lies outside.
    """
    if not 1 <= attempt <= len(SCHEDULE):
        raise ValueError(f"the schedule has attempts 1 to {len(SCHEDULE)}, not {attempt}")
    if not 0 <= chance < 1:
        raise ValueError("chance is a number from 0 up to but without 1")
    return SCHEDULE[attempt - 1] * (1 + JITTER * (2 * chance - 1))


def next_attempt(
    attempts: int, ended: datetime, chance: float, retry_after: timedelta | None = None
) -> datetime | None:
    """When to try again after a failure; None where the schedule has no further step.

    Args:
        attempts: how many were made, from 1.
        ended: when the latest one ended, with a time zone.
        chance: as in ``delay_before``.
        retry_after: what ``postponement`` made of the answer. It can only make the wait longer.
    """
    if attempts >= len(SCHEDULE):
        return None
    delay = delay_before(attempts + 1, chance)
    return ended + (delay if retry_after is None else max(delay, retry_after))


def postponement(retry_after: str | None, now: datetime) -> timedelta | None:
    """How long a ``Retry-After`` asks us to wait, at most 24 hours (RFC 9110 section 10.2.3).

    It is a number of seconds or an HTTP date. None where there is none, where it is neither, and where the wait it asks
    for is over.

    Args:
        retry_after: the value of the header, of which nothing is presumed.
        now: when the answer came, with a time zone.
    """
    written = (retry_after or "").strip(" \t")
    if _SECONDS.fullmatch(written) is not None:
        wait = timedelta(seconds=min(int(written), LONGEST_POSTPONEMENT.total_seconds()))
    else:
        instant = _http_date(written, now)
        if instant is None:
            return None
        wait = min(instant - now, LONGEST_POSTPONEMENT)
    return wait if wait > timedelta(0) else None


def _http_date(written: str, now: datetime) -> datetime | None:
    found = next((match for form in _HTTP_DATES if (match := form.fullmatch(written)) is not None), None)
    if found is None or found["month"] not in _MONTHS:
        return None
    year, month, day = int(found["year"]), _MONTHS.index(found["month"]) + 1, int(found["day"])
    if len(found["year"]) == len("94"):
        # A year that seems more than 50 years ahead is the latest past one with those digits.
        year += now.year // 100 * 100
        year -= 100 if year > now.year + 50 else 0
    # A leap second is written 60, which datetime does not know.
    second = min(int(found["second"]), 59)
    try:
        return datetime(year, month, day, int(found["hour"]), int(found["minute"]), second, tzinfo=UTC)
    except ValueError:
        return None
