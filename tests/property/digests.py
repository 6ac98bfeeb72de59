"""Clocks of the world told from UTC alone, and a subscriber whose digests take what has come since the last cut."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from alerts.digest_calendar import Cadence, due

ZONES = sorted(available_timezones() - {"localtime"})
FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2030, 12, 31)
DAY = 86_400

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEFORE, _AFTER = datetime(2023, 12, 20, tzinfo=UTC), datetime(2031, 2, 10, tzinfo=UTC)

Clock = tuple[tuple[int, int], ...]
"""What clocks show: (Unix second from which on, seconds ahead of UTC), ascending."""


@dataclass
class Subscriber:
    """Notices have numbers from 1. A digest takes every number past the last cut, up to the newest when it is made."""

    cadence: Cadence
    hour: int
    weekday: int
    zone: ZoneInfo
    newest: int = 0
    cut: int = 0
    last: dict[Cadence, date] = field(default_factory=dict)
    taken: list[tuple[Cadence, date, range]] = field(default_factory=list)

    def tick(self, now: datetime) -> date | None:
        """Look whether a digest is due, and make it."""
        found = due(self.cadence, self.hour, self.weekday, self.zone, self.last.get(self.cadence), now)
        if found is not None:
            self.last[self.cadence] = found
            self.taken.append((self.cadence, found, range(self.cut + 1, self.newest + 1)))
            self.cut = self.newest
        return found

    @property
    def told(self) -> list[int]:
        """The numbers of all digests, in the order they were sent."""
        return [number for _, _, numbers in self.taken for number in numbers]


@cache
def clock_of(zone: str, step: int = DAY) -> Clock:
    """What the clocks of a zone show from the end of 2023 to the start of 2031, looked at every so many seconds."""
    shown = ZoneInfo(zone)
    start, end = int(_BEFORE.timestamp()), int(_AFTER.timestamp())
    found = [(start, _ahead(start, shown))]
    for second in range(start + step, end, step):
        ahead = _ahead(second, shown)
        if ahead != found[-1][1]:
            found.append((_when(second - step, second, shown), ahead))
    return tuple(found)


def clocks(step: int = DAY) -> dict[Clock, list[str]]:
    """Each different clock there is -> the zones that go by it in all these years, by which they are one."""
    found: dict[Clock, list[str]] = {}
    for zone in ZONES:
        found.setdefault(clock_of(zone, step), []).append(zone)
    return found


def reached(clock: Clock, day: date, hour: int) -> int:
    """The first Unix second at which the clock shows this hour of this day or a later time."""
    wall = (day.toordinal() - _EPOCH.toordinal()) * DAY + hour * 3_600
    ends = [since for since, _ in clock[1:]]
    for (since, ahead), until in zip(clock, [*ends, int(_AFTER.timestamp())], strict=True):
        second = max(since, wall - ahead)
        if second < until:
            return second
    raise ValueError(day)


def instant(second: int) -> datetime:
    """A Unix second as a time in UTC."""
    return _EPOCH + timedelta(seconds=second)


def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def near_changes(clock: Clock) -> list[list[date]]:
    """The days about each time the clock is put forward or back."""
    on = [instant(since).date() for since, _ in clock[1:]]
    return [days(day - timedelta(days=3), day + timedelta(days=3)) for day in on if FIRST_DAY < day < LAST_DAY]


def subscribed(cadence: Cadence, hour: int, weekday: int, zone: str, begun: date) -> Subscriber:
    """Somebody who had his last digest before that day."""
    made = Subscriber(cadence, hour, weekday, ZoneInfo(zone))
    made.last[cadence] = begun - timedelta(days=1 if cadence == "daily" else 7)
    return made


def each_notice_is_in_the_digest_of_its_day(
    cadence: Cadence, hour: int, zone: str, dates: list[date], *, looks_early: bool = True
) -> None:
    """Assert it of consecutive dates: one notice comes a millisecond before each cut and one with it.

    The worker looks at the cut and, with ``looks_early``, at the first of both instants too. Weekly digests are those
    of the first date's weekday.
    """
    clock = clock_of(zone)
    step = 1 if cadence == "daily" else 7
    subscriber = subscribed(cadence, hour, dates[0].weekday(), zone, dates[0])
    for day in dates[::step]:
        cut = instant(reached(clock, day, hour))
        subscriber.newest += 1
        if looks_early:
            early = subscriber.tick(cut - timedelta(milliseconds=1))
            assert early is None, f"{zone}: {cadence} at {hour}: {early} comes before {cut}"
        subscriber.newest += 1
        made = subscriber.tick(cut)
        assert made == day, f"{zone}: {cadence} at {hour}: {made} instead of {day} at {cut}"
    assert subscriber.told == list(range(1, subscriber.newest + 1))
    assert [taken for _, taken, _ in subscriber.taken] == dates[::step]


def _ahead(second: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _when(earlier: int, later: int, zone: ZoneInfo) -> int:
    """The first second with the offset of ``later``."""
    ahead = _ahead(later, zone)
    while later - earlier > 1:
        middle = (earlier + later) // 2
        earlier, later = (earlier, middle) if _ahead(middle, zone) == ahead else (middle, later)
    return later
