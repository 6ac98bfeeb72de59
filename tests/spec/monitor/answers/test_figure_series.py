"""Which figures make a series, and in which order its points stand."""

from datetime import date
from typing import Any

from monitor.answers.figure_series import Told, indicators, series
from monitor.status.facts import Fact


def told(occurred: str, place: int = 1, **figure: Any) -> Told:
    day = date.fromisoformat(occurred).toordinal()
    fact = Fact(f"e{place}", place, place, "statement", day, day, day, 0, day, "KZ", occurred)
    return fact, {"indicator": "papers", "unit": "papers", **figure}


def test_two_figures_share_a_series_only_where_indicator_unit_and_subject_are_equal() -> None:
    found = series(
        [
            told("2009-01-01", of="kz-a", value=1),
            told("2009-01-02", of="kz-a", value=2),
            told("2009-01-03", of="kz-b", value=3),
            told("2009-01-04", value=4),
            told("2009-01-05", of="kz-a", unit="percent", value=5),
            told("2009-01-06", of="kz-a", indicator="stations", value=6),
        ]
    )
    keys = [(one["indicator"], one["unit"], one["of"], [point["value"] for point in one["points"]]) for one in found]
    assert keys == [
        ("papers", "papers", None, [4]),
        ("papers", "papers", "kz-a", [1, 2]),
        ("papers", "papers", "kz-b", [3]),
        ("papers", "percent", "kz-a", [5]),
        ("stations", "papers", "kz-a", [6]),
    ]


def test_points_stand_by_the_time_they_are_about_and_not_by_when_they_were_told() -> None:
    figures = [told("2009-05-01", 1, period="2008", value=8), told("2009-06-01", 2, period="2007", value=7)]
    figures.append(told("2008-06-01", 3, value=9))
    (found,) = series(figures)
    assert [point["value"] for point in found["points"]] == [7, 8, 9]


def test_a_point_says_who_gave_it_and_where_and_a_range_keeps_both_ends() -> None:
    (found,) = series([told("2009-05-01", 4, period="2008", min=1, max="2.5", by="kz-watch")])
    assert found["points"] == [
        {
            "period": "2008",
            "min": 1,
            "max": 2.5,
            "by": "kz-watch",
            "event": "e4",
            "position": 4,
            "occurred": "2009-05-01",
        }
    ]


def test_the_list_of_indicators_counts_the_points_of_each_series() -> None:
    figures = [told("2009-01-01", value=1), told("2009-01-02", value=2), told("2009-01-03", of="kz-a", value=3)]
    assert indicators(figures) == [
        {
            "indicator": "papers",
            "series": [{"unit": "papers", "of": None, "points": 2}, {"unit": "papers", "of": "kz-a", "points": 1}],
        }
    ]
