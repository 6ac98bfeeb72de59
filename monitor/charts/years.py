"""The days at which an axis of time is marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEARS = (1, 2, 5, 10, 20, 50, 100)
_MONTHS = (1, 2, 3, 6)
_YEAR_WIDTH, _MONTH_WIDTH = 52, 90  # pixels that "2009" and "Sep 2009" take with air around them
_DAYS_A_YEAR, _DAYS_A_MONTH = 365.25, 30.44


@dataclass(frozen=True, slots=True)
class Marks:
    """The days to mark, and how to write them in the specifiers of d3-time-format: ``%Y`` is the year."""

    days: tuple[date, ...]
    written: str


def marks(first: date, end: date, width: float) -> Marks:
    """Beginnings of years, as many as there is room for; of months where there are not two of them; else the first day.

    Args:
        first: the first day of the axis.
        end: the day after its last.
        width: of the axis, in pixels.
    """
    a_day = width / (end - first).days
    every = next((step for step in _YEARS if step * _DAYS_A_YEAR * a_day >= _YEAR_WIDTH), _YEARS[-1])
    years = tuple(date(year, 1, 1) for year in range(first.year, end.year + 1) if year % every == 0)
    shown = tuple(day for day in years if first <= day < end)
    if len(shown) > 1:
        return Marks(shown, "%Y")
    every = next((step for step in _MONTHS if step * _DAYS_A_MONTH * a_day >= _MONTH_WIDTH), _MONTHS[-1])
    shown = tuple(day for day in _months(first, end) if (day.month - 1) % every == 0 and first <= day < end)
    return Marks(shown, "%b %Y") if shown else Marks((first,), "%-d %b %Y")


def _months(first: date, end: date) -> Iterator[date]:
    for month in range(first.year * 12 + first.month - 1, end.year * 12 + end.month):
        yield date(month // 12, month % 12 + 1, 1)
