"""Thin strips."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.charts.stretches import Stretch
from monitor.pages.reading.strips import WIDTH, span_of, strip

FIRST = date(2008, 1, 1)
DAYS = st.integers(min_value=1, max_value=9000).map(lambda days: FIRST + timedelta(days=days))


@given(DAYS, st.integers(min_value=1, max_value=4000), DAYS)
def test_bars_follow_each_other_without_a_gap_and_end_with_the_strip(known: date, until: int, day: date) -> None:
    turn = FIRST + timedelta(days=until)
    found = (Stretch(FIRST, turn, "in-progress", "in progress"), Stretch(turn, None, None, "followed"))
    shown = strip(found, span_of([found], known), day)
    for one, following in zip(shown.bars, shown.bars[1:], strict=False):
        assert abs(one.x + one.width - following.x) < 0.3
    assert abs(shown.bars[-1].x + shown.bars[-1].width - WIDTH) < 0.3
    assert 0 <= shown.now <= WIDTH


def test_what_began_on_the_last_day_that_is_known_is_seen_and_paler() -> None:
    known = date(2009, 11, 19)
    found = (Stretch(FIRST, known, "enacted", "enacted"), Stretch(known, None, "implemented", "implemented"))
    shown = strip(found, span_of([found], known), known)
    assert [(one.status, one.beyond) for one in shown.bars] == [
        ("enacted", False),
        ("implemented", False),
        ("implemented", True),
    ]
    assert shown.words == "Enacted from 1 January 2008, implemented from 19 November 2009"


def test_a_span_reaches_back_twenty_years_at_most() -> None:
    long = (Stretch(date(1975, 8, 1), None, "in-line", "in line"),)
    assert span_of([long], date(2009, 1, 1)).first.year == 1988
    assert span_of([], date(2009, 1, 1)).first == date(2009, 1, 1)
