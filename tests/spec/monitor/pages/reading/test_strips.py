"""Thin strips."""

import re
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitor.charts.stretches import Stretch
from monitor.pages.reading.strips import WIDTH, Strip, span_of, strip

FIRST = date(2008, 1, 1)
DAYS = st.integers(min_value=1, max_value=9000).map(lambda days: FIRST + timedelta(days=days))


@given(DAYS, st.integers(min_value=1, max_value=4000), DAYS)
def test_bars_follow_each_other_without_a_gap_and_end_with_the_strip(known: date, until: int, day: date) -> None:
    turn = FIRST + timedelta(days=until)
    found = (Stretch(FIRST, turn, "in-progress", "in progress"), Stretch(turn, None, None, "followed"))
    shown = strip(found, span_of([found], known), day)
    bars = drawn(shown)
    assert bars[0][0] == 0
    for (x, width), (following, _) in pairwise(bars):
        assert abs(x + width - following) < 0.3
    assert abs(sum(bars[-1]) - WIDTH) < 0.3
    assert 0 <= shown.now <= WIDTH


def drawn(shown: Strip) -> list[tuple[float, float]]:
    """Where each bar begins, ascending, and how wide it is."""
    bar = re.compile(r"M([0-9.]+) 0h([0-9.]+)v10h-([0-9.]+)z")
    found = [match for bars in shown.bars for match in bar.finditer(bars.path)]
    assert "".join(match[0] for match in found) == "".join(bars.path for bars in shown.bars)
    assert all(match[2] == match[3] for match in found)
    return sorted((float(match[1]), float(match[2])) for match in found)


def test_all_bars_of_one_status_are_one_path() -> None:
    days = [FIRST + timedelta(days=number) for number in range(6)]
    names = ("in-line", "concern-on-record") * 3
    found = tuple(Stretch(day, day + timedelta(days=1), name, name) for day, name in zip(days, names, strict=True))
    shown = strip(found, span_of([found], days[-1]), FIRST)
    assert [(one.status, one.beyond, one.path.count("M")) for one in shown.bars] == [
        ("in-line", False, 3),
        ("concern-on-record", False, 3),
    ]


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
