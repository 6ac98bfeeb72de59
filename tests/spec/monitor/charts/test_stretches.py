from datetime import date

import pytest

from monitor.charts.stretches import Shown, Stretch, between, in_words

PLEDGED = Stretch(date(2007, 11, 30), date(2009, 2, 6), "no-action-on-record", "pledged")
IN_PART = Stretch(date(2009, 2, 6), None, "partially-implemented", "done in part")
FIRST, LAST = date(2007, 1, 1), date(2010, 12, 31)


def test_a_strip_in_words_is_one_sentence_with_the_day_each_status_began() -> None:
    assert in_words([PLEDGED, IN_PART], FIRST, LAST) == (
        "Pledged from 30 November 2007, done in part from 6 February 2009"
    )


def test_what_the_strip_does_not_show_is_not_told_and_what_it_cuts_is_told_with_its_true_first_day() -> None:
    assert in_words([PLEDGED, IN_PART], FIRST, date(2009, 2, 5)) == "Pledged from 30 November 2007"
    assert in_words([PLEDGED, IN_PART], date(2009, 2, 6), LAST) == "Done in part from 6 February 2009"
    assert in_words([PLEDGED, IN_PART], date(2009, 2, 5), date(2009, 2, 5)) == "Pledged from 30 November 2007"
    assert in_words([PLEDGED, IN_PART], FIRST, FIRST) == ""
    assert in_words([], FIRST, LAST) == ""


def test_where_a_label_has_a_comma_of_its_own_semicolons_part_the_stretches() -> None:
    enacted = Stretch(date(2009, 2, 6), None, "enacted", "enacted, not assessed")
    assert in_words([PLEDGED, enacted], FIRST, LAST) == (
        "Pledged from 30 November 2007; enacted, not assessed from 6 February 2009"
    )


def test_a_stretch_that_no_other_follows_at_once_is_told_with_its_last_day() -> None:
    later = Stretch(date(2010, 1, 1), date(2011, 1, 1), "reversed", "undone")
    assert in_words([PLEDGED, later], FIRST, LAST) == (
        "Pledged from 30 November 2007 to 5 February 2009, undone from 1 January 2010"
    ), "the end of the last one lies past what is shown"


def test_where_the_record_ends_before_what_is_shown_the_sentence_says_when() -> None:
    known = Stretch(date(2009, 2, 6), None, "in-progress", "in progress", last_known=date(2009, 11, 19))
    assert in_words([known], FIRST, LAST) == "In progress from 6 February 2009, last known on 19 November 2009"
    assert in_words([known], FIRST, date(2009, 11, 19)) == "In progress from 6 February 2009"


def test_days_are_shown_from_the_first_to_the_last_both_included() -> None:
    first, last = date(2008, 1, 1), date(2009, 2, 6)
    assert between([PLEDGED, IN_PART], first, last) == [
        Shown(first, date(2009, 2, 6), date(2009, 2, 6), PLEDGED),
        Shown(date(2009, 2, 6), date(2009, 2, 7), date(2009, 2, 7), IN_PART),
    ]


def test_days_past_the_record_are_shown_as_such() -> None:
    known = Stretch(date(2009, 2, 6), None, "in-progress", "in progress", last_known=date(2009, 11, 19))
    (one,) = between([known], FIRST, LAST)
    assert (one.start, one.known, one.stop) == (date(2009, 2, 6), date(2009, 11, 20), date(2011, 1, 1))


def test_a_record_that_ended_before_the_strip_begins_leaves_no_day_on_record() -> None:
    known = Stretch(date(2009, 2, 6), None, "in-progress", "in progress", last_known=date(2009, 11, 19))
    (one,) = between([known], date(2010, 1, 1), LAST)
    assert (one.start, one.known, one.last_known) == (date(2010, 1, 1), date(2010, 1, 1), "19 November 2009")


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="2008-01-01 is before 2008-01-02"):
        between([PLEDGED], date(2008, 1, 2), date(2008, 1, 1))
