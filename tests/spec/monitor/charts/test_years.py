from datetime import date

import pytest

from monitor.charts.years import marks

WIDTH = 540


@pytest.mark.parametrize(
    ("first", "end", "years"),
    [
        ("2007-12-31", "2010-06-02", [2008, 2009, 2010]),
        ("2008-01-01", "2012-01-01", [2008, 2009, 2010, 2011]),
        ("2000-01-01", "2018-01-01", list(range(2000, 2018, 2))),
        ("1990-12-31", "2026-11-23", [1995, 2000, 2005, 2010, 2015, 2020, 2025]),
        ("1900-01-01", "2026-01-01", list(range(1900, 2026, 20))),
    ],
)
def test_as_many_years_are_marked_as_there_is_room_for_round_ones_where_not_all(
    first: str, end: str, years: list[int]
) -> None:
    found = marks(date.fromisoformat(first), date.fromisoformat(end), WIDTH)
    assert ([day.year for day in found.days], found.written) == (years, "%Y")
    assert {(day.month, day.day) for day in found.days} == {(1, 1)}


def test_within_a_year_or_two_months_are_marked() -> None:
    found = marks(date(2009, 5, 31), date(2010, 6, 2), WIDTH)
    assert (found.days, found.written) == (
        (date(2009, 7, 1), date(2009, 10, 1), date(2010, 1, 1), date(2010, 4, 1)),
        "%b %Y",
    )


def test_within_a_month_the_first_day_is_marked() -> None:
    found = marks(date(2009, 5, 3), date(2009, 5, 21), WIDTH)
    assert (found.days, found.written) == ((date(2009, 5, 3),), "%-d %b %Y")


def test_the_day_after_the_last_is_not_marked() -> None:
    assert marks(date(2008, 1, 1), date(2010, 1, 1), WIDTH).days[-1] == date(2009, 1, 1)
