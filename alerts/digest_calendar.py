"""The calendar of digests: on which local dates one is due, and at which instants.

A digest has a date, that of its day in the subscriber's zone, and comes at one hour of it. Which of them have been sent
is told by dates, never by instants: clocks put forward or back then neither lose a day nor have it twice. Whether an
hour has come is told in UTC, since Python compares two times of one zone as its clocks show them.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Cadence = Literal["daily", "weekly"]
"""How often a digest comes. It is the kind of digest, too: one date can have one of each."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SUNDAY = 6


def due(
    cadence: Cadence, hour: int, weekday: int, zone: ZoneInfo, last_date: date | None, now: datetime
) -> date | None:
    """The date of the digest to make now, or None where there is none to make.

    It is the newest date whose hour has come, if it comes after the last one's: after however long a time of silence
    one digest is made, never one for each date missed. No date is given twice, whatever hour, weekday and zone have
    been changed to in between; where the new hour of a later date has come already, that one is due at once.

    Args:
        cadence: each day, or each week.
        hour: the local hour, 0 to 23. See ``instant_of`` for the days on which it is missing or comes twice.
        weekday: of a weekly digest, Monday 0 to Sunday 6 as in ``date.weekday``; it says nothing of a daily one.
        zone: whose days and hours are meant.
        last_date: that of the last digest of this cadence. For a new subscriber give ``latest`` at the time of
            subscribing: with None the digest of an hour long past is due at once.
        now: an instant in any zone.

    Raises:
        ValueError: hour or weekday lies outside its range, or ``now`` has no time zone.
    """
    newest = latest(cadence, hour, weekday, zone, now)
    return newest if last_date is None or newest > last_date else None


def latest(cadence: Cadence, hour: int, weekday: int, zone: ZoneInfo, now: datetime) -> date:
    """The newest date whose hour has come, the hour itself included. Arguments and errors are those of ``due``."""
    if now.tzinfo is None:
        raise ValueError("now must say its time zone")
    moment = now.astimezone(UTC)
    # Tomorrow is tried too: clocks put back over midnight return to a date before one whose hour has come already.
    day = moment.astimezone(zone).date() + _DAY
    if cadence == "weekly":
        day -= _days_between(weekday, day.weekday())
    while instant_of(day, hour, zone) > moment:
        day -= _period(cadence)
    return day


def next_instant(
    cadence: Cadence, hour: int, weekday: int, zone: ZoneInfo, last_date: date | None, now: datetime
) -> datetime:
    """When the next digest is due, in UTC and after ``now``: for showing, since what is due already is made at once.

    Arguments and errors are those of ``due``.
    """
    come = latest(cadence, hour, weekday, zone, now)
    day = (come if last_date is None else max(come, last_date)) + _DAY
    if cadence == "weekly":
        day += _days_between(day.weekday(), weekday)
    return instant_of(day, hour, zone)


def instant_of(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the clocks of the zone show this hour of this day or a later time.

    Where they are put forward over the hour, that is the first instant after the gap; where they are put back and show
    the hour twice, the first of both. So later days have later instants, or at least none earlier: a zone that leaves
    out a whole day gives it the first instant of the next.

    Raises:
        ValueError: the hour lies outside 0 to 23.
    """
    wall = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
    before, after = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    if before is None or after is None:  # for the type alone: a ZoneInfo has an offset at each time of a day
        raise ValueError("the zone has no offset from UTC")
    as_utc = wall.replace(tzinfo=UTC)
    # PEP 495: of a time that is left out, fold 0 reads the clock as it was before the gap and fold 1 as it is after it.
    if before >= after:
        return as_utc - before
    return _change_between(as_utc - after, as_utc - before, zone)


def _period(cadence: Cadence) -> timedelta:
    return _DAY if cadence == "daily" else _WEEK


def _days_between(earlier: int, later: int) -> timedelta:
    """From one weekday to the next time it is the other, none where both are one."""
    if not 0 <= earlier <= _SUNDAY or not 0 <= later <= _SUNDAY:
        raise ValueError("a weekday is a number from 0, Monday, to 6, Sunday")
    return timedelta(days=(later - earlier) % 7)


def _change_between(earlier: datetime, later: datetime, zone: ZoneInfo) -> datetime:
    """The first second, in UTC, of the offset that holds at ``later`` and not at ``earlier``."""
    offset = later.astimezone(zone).utcoffset()
    unchanged, changed = 0, int((later - earlier).total_seconds())
    while changed - unchanged > 1:
        middle = (unchanged + changed) // 2
        if (earlier + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            changed = middle
        else:
            unchanged = middle
    return earlier + timedelta(seconds=changed)
