"""The range of days that a page can be dragged over."""

from datetime import date, timedelta

from monitor.pages.reading.through_time import MOST_DAYS, through_time

MADRID, HELSINKI, END, TODAY = date(2007, 12, 1), date(2008, 12, 4), date(2009, 12, 1), date(2026, 11, 22)


def test_a_record_that_ends_long_ago_has_a_step_for_each_of_its_days_and_one_for_today() -> None:
    found = through_time({MADRID: 12, HELSINKI: 2}, END, TODAY)
    assert found is not None
    assert (found.first, found.last) == (MADRID, END + timedelta(days=1))
    assert found.at == found.steps == (found.last - MADRID).days + 1
    assert found.written == f"0:12 {(HELSINKI - MADRID).days}:2"
    assert found.ticks == "M0.0 0v10.0M503.4 0v5.0"


def test_a_record_that_is_followed_to_today_ends_there() -> None:
    found = through_time({MADRID: 1}, TODAY, TODAY)
    assert found is not None
    found = found.on(HELSINKI)
    assert (found.last, found.steps, found.at) == (TODAY, (TODAY - MADRID).days, (HELSINKI - MADRID).days)


def test_a_day_outside_the_range_stands_at_its_end() -> None:
    for day, at in ((date(1990, 1, 1), 0), (date(2015, 1, 1), 732), (TODAY, 733)):
        found = through_time({MADRID: 1}, END, TODAY)
        assert found is not None
        assert found.on(day).at == at


def test_a_day_that_is_yet_to_come_is_one_more_step_at_the_end() -> None:
    for known, steps in ((END, 733), (TODAY, (TODAY - MADRID).days)):
        found = through_time({MADRID: 12, HELSINKI: 2}, known, TODAY)
        assert found is not None
        ahead = found.on(date(2030, 1, 1))
        assert (found.ahead, found.steps) == (None, steps)
        assert (ahead.ahead, ahead.steps, ahead.at) == (date(2030, 1, 1), steps + 1, steps + 1)
        assert ahead.changes == found.changes


def test_what_never_changed_or_is_still_to_come_has_no_range() -> None:
    assert through_time({}, TODAY, TODAY) is None
    assert through_time({TODAY + timedelta(days=1): 1}, TODAY, TODAY) is None


def test_a_day_on_which_no_status_changed_begins_the_range_and_is_not_marked() -> None:
    found = through_time({MADRID: 0, HELSINKI: 2}, END, TODAY)
    assert found is not None
    assert (found.first, found.written) == (MADRID, f"{(HELSINKI - MADRID).days}:2")
    alone = through_time({MADRID: 0}, END, TODAY)
    assert alone is not None
    assert (alone.written, alone.ticks) == ("", "")


def test_of_too_many_days_those_are_marked_on_which_most_changed() -> None:
    changed = {MADRID + timedelta(days=number): 1 + (number % 2) for number in range(2 * MOST_DAYS)}
    found = through_time(changed, TODAY, TODAY)
    assert found is not None
    assert {number for _, number in found.changes} == {2}
    assert len(found.changes) == MOST_DAYS


def test_it_reaches_back_twenty_years_at_most() -> None:
    found = through_time({date(1975, 8, 1): 1, TODAY: 1}, TODAY, TODAY)
    assert found is not None
    assert found.steps == 20 * 366
    assert found.changes == ((20 * 366, 1),)


def test_a_record_of_one_day_has_a_range_too() -> None:
    found = through_time({TODAY: 1}, TODAY, TODAY)
    assert found is not None
    assert (found.steps, found.at) == (1, 1)
