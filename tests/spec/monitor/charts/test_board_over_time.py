"""How many commitments stood where on each day, counted and drawn."""

from datetime import date

from monitor.charts.board_over_time import MOST, board_over_time, counts_in_words
from monitor.charts.standing_counts import Counted, standing_counts, thinned
from monitor.charts.stretches import Stretch

ORDER = ("no-action-on-record", "in-progress", "implemented")
FIRST, PASSED, END, LAST = date(2008, 1, 1), date(2009, 3, 1), date(2009, 11, 19), date(2009, 12, 31)


def stretch(since: date, until: date | None, status: str | None) -> Stretch:
    return Stretch(since, until, status, status or "no status")


EACH = [
    (stretch(FIRST, PASSED, "no-action-on-record"), stretch(PASSED, None, "implemented")),
    (stretch(PASSED, None, "in-progress"),),
    (stretch(FIRST, None, None),),
]
COUNTS = standing_counts(EACH, FIRST, END)


def test_each_day_of_change_has_its_numbers_and_their_denominator() -> None:
    assert (
        Counted(FIRST, {"no-action-on-record": 1}, 1),
        Counted(PASSED, {"implemented": 1, "in-progress": 1}, 2),
    ) == COUNTS


def test_what_holds_already_on_the_first_day_is_counted_there_and_what_comes_later_is_not_counted() -> None:
    assert standing_counts(EACH, date(2009, 6, 1), END) == (
        Counted(date(2009, 6, 1), {"implemented": 1, "in-progress": 1}, 2),
    )
    assert standing_counts(EACH, FIRST, date(2009, 2, 28)) == COUNTS[:1]


def test_of_too_many_counts_the_last_of_each_part_of_the_time_is_kept() -> None:
    every = [
        Counted(date.fromordinal(FIRST.toordinal() + number), {"in-progress": number}, number) for number in range(9)
    ]
    kept = thinned(every, FIRST, every[-1].since, 3)
    assert [one.of for one in kept] == [2, 5, 8]
    assert thinned(COUNTS, FIRST, END, MOST) == COUNTS


def test_a_lane_shows_one_status_before_all_of_them_and_says_how_many_of_how_many() -> None:
    drawn = board_over_time(COUNTS, ORDER, END, LAST)
    words = [
        one["text"] for layer in drawn["layer"] if layer["mark"]["type"] == "text" for one in layer["data"]["values"]
    ]
    assert [one for one in words if " of " in one] == [
        "no action on record: 0 of 2",
        "in progress: 1 of 2",
        "implemented: 1 of 2",
    ]
    assert words.count("1") == 3
    assert drawn["description"] == (
        "On 19 November 2009, of 2 commitments with a status: 1 in progress, 1 implemented; "
        "on 1 January 2008, of 1 commitment with a status: 1 no action on record."
    )


def test_what_stands_after_the_record_has_ended_is_pale() -> None:
    layers = board_over_time(COUNTS, ORDER, END, LAST)["layer"]
    (pale,) = (layer["data"]["values"] for layer in layers if layer["mark"].get("fillOpacity"))
    assert {one["from"] for one in pale} == {"2009-11-20"}
    assert {one["to"] for one in pale} == {"2010-01-01"}


def test_a_record_of_one_day_is_told_once() -> None:
    assert counts_in_words(COUNTS[:1], ORDER, FIRST) == (
        "On 1 January 2008, of 1 commitment with a status: 1 no action on record."
    )
    assert (
        counts_in_words([Counted(FIRST, {}, 0)], ORDER, FIRST)
        == "On 1 January 2008, of 0 commitments with a status: none."
    )
