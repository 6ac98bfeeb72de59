"""The control that drags a page through time: the days it can be dragged over, and those on which something changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

WIDTH: Final = 1000
"""How wide the row of ticks is, in units of its own."""

MOST_DAYS: Final = 400
"""So many days of change are marked; of more of them those on which most changed."""

_LONGEST = 20 * 366
_HIGHEST = 10
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ThroughTime:
    """A range of days: ``first`` is its beginning, step by step a day later, and its right end is ``today``.

    On a page of a day after that it ends with one more step, ``ahead``, which is that day.

    Where the record ends long before today, the last step but one is ``last``, and the days in between are no steps:
    nothing changes on them. ``changes`` is the step of each day of change and how many statuses changed on it;
    ``ticks`` is the same as a path of SVG, ``WIDTH`` wide and 10 high: the more on a day, the higher.
    """

    first: date
    last: date
    today: date
    steps: int
    at: int
    changes: tuple[tuple[int, int], ...]
    ticks: str
    ahead: date | None = None

    @property
    def written(self) -> str:
        """The changes as one value: ``0:12 431:2``."""
        return " ".join(f"{step}:{number}" for step, number in self.changes)

    def on(self, day: date) -> "ThroughTime":
        """The same range for a page of that day; of one before it, it stands at its beginning."""
        if day > self.today:
            steps = self.steps + 1
            return replace(self, steps=steps, at=steps, ticks=_ticks(self.changes, steps), ahead=day)
        at = min(max((day - self.first).days, 0), (self.last - self.first).days)
        return replace(self, at=self.steps if day >= self.today else at)


def through_time(changed: Mapping[date, int], known: date, today: date) -> ThroughTime | None:
    """The range for a page of today; ``None`` where nothing ever came on record.

    Args:
        changed: day -> how many statuses changed on it, 0 where something else did; also days to come.
        known: the last day that the record is followed to; today or earlier.
        today: the day it is, where the page is of.
    """
    begun = [one for one in changed if one <= today]
    if not begun:
        return None
    last = min(max(known, *begun) + _DAY, today)
    first = min(max(min(begun), last - timedelta(days=_LONGEST)), last - _DAY)
    # A step for each day, and one more for today where the last of them is not it.
    steps = (last - first).days + (last < today)
    told = (one for one in begun if one >= first and changed[one])
    marked = sorted(told, key=lambda one: (-changed[one], one))[:MOST_DAYS]
    changes = tuple((min((one - first).days, steps), changed[one]) for one in sorted(marked))
    return ThroughTime(first, last, today, steps, steps, changes, _ticks(changes, steps))


def _ticks(changes: Sequence[tuple[int, int]], steps: int) -> str:
    most = max((number for _, number in changes), default=1)
    return "".join(
        f"M{step / steps * WIDTH:.1f} 0v{_HIGHEST * (0.4 + 0.6 * number / most):.1f}" for step, number in changes
    )
