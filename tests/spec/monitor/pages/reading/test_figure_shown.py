"""Figures in words."""

from typing import Any

import pytest

from monitor.pages.reading.figure_shown import figure_in_words, indicator_of


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": 7, "unit": "parties", "period": "2007-08"}, "7 parties, August 2007"),
        ({"min": 30, "max": 40, "unit": "percent"}, "30 to 40 percent"),
        ({"min": 30, "unit": "percent"}, "at least 30 percent"),
        ({"max": 0, "unit": "percent"}, "at most 0 percent"),
        ({"value": 0, "unit": "seats", "by": "odihr"}, "0 seats, according to ODIHR"),
    ],
)
def test_a_figure_says_what_it_counts_how_many_of_when_and_who_says_so(figure: dict[str, Any], words: str) -> None:
    assert figure_in_words(figure, str.upper) == words
    assert indicator_of({"indicator": "parties-standing"}) == "Parties standing"
