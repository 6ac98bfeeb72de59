"""Dates as written, in words that say no more than they do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates import EDTF_EXAMPLES
from monitor.pages.reading.dates_in_words import dated, iso_day


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2009-02-11", "11 February 2009"),
        ("2009-05", "May 2009"),
        ("2008", "2008"),
        ("2008-21", "spring 2008"),
        ("2009?", "2009 (uncertain)"),
        ("2009-05~", "May 2009 (about)"),
        ("[2007-11,2007-12]", "November 2007 or December 2007"),
        ("[2007-11,2007-12,2008]", "November 2007, December 2007 or 2008"),
        ("[2008-01-01..2009-11-19]", "between 1 January 2008 and 19 November 2009"),
        ("[2007-11..2008-02,2008-05]", "November 2007 to February 2008 or May 2008"),
        ("[..2009-02-10]", "by 10 February 2009"),
        ("[2009-02-11..]", "undated, not before 11 February 2009"),
        ("2008-12-04/2008-12-05", "4 December 2008 to 5 December 2008"),
        ("2009-05-XX", "2009-05-XX"),
        ("2009-99", "2009-99"),
    ],
)
def test_a_date_in_words(written: str, words: str) -> None:
    assert dated(written) == words


@pytest.mark.parametrize("written", EDTF_EXAMPLES)
def test_every_form_that_the_record_accepts_is_told_with_its_year(written: str) -> None:
    assert "20" in dated(written)


@given(st.text(max_size=40))
def test_no_text_is_refused(written: str) -> None:
    assert isinstance(dated(written), str)


def test_a_day_in_words() -> None:
    assert iso_day("2009-02-06") == "6 February 2009"
    with pytest.raises(ValueError, match="isoformat"):
        iso_day("soon")
