"""Each zone and day of seven years, not a sample of them, for six hours of the day; for all in the soak."""

import pytest

from tests.property.digests import clocks, days, each_notice_is_in_the_digest_of_its_day

SIX_HOURS = 6 * 3_600
# Where clocks are changed, and where people read; the other hours are as long again, and belong to the soak.
PROVEN = {0, 1, 2, 3, 8, 23}
HOURS = [pytest.param(hour, marks=pytest.mark.proof if hour in PROVEN else pytest.mark.soak) for hour in range(24)]


@pytest.mark.proof
def test_looking_at_the_clocks_every_six_hours_finds_no_change_that_looking_once_a_day_does_not() -> None:
    assert clocks(SIX_HOURS) == clocks()


@pytest.mark.parametrize("hour", HOURS)
def test_statement_8_each_notice_of_2024_to_2030_is_in_exactly_one_daily_digest(hour: int) -> None:
    for shared in clocks().values():
        each_notice_is_in_the_digest_of_its_day("daily", hour, shared[0], days())


@pytest.mark.parametrize("hour", HOURS)
def test_statement_8_each_notice_of_2024_to_2030_is_in_exactly_one_weekly_digest(hour: int) -> None:
    for shared in clocks().values():
        for weekday in range(7):
            each_notice_is_in_the_digest_of_its_day("weekly", hour, shared[-1], days()[weekday:], looks_early=False)
