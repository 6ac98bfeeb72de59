"""Deadlines: the day, how often it moved, and when there is none any more."""

from datetime import date

from monitor.feeds.deadlines import Deadline, by_commitment, deadline_of
from monitor.status.record import read_entry
from tests.builders import PLEDGE, Event, amended, corrected, made, recorded, reinstated, retracted, stated

MADE = made(due="2008")


def deadline(*events: Event, commitment: str = PLEDGE) -> Deadline | None:
    chains = by_commitment([read_entry(record) for record in recorded(*events)])
    return deadline_of(commitment, chains[commitment])


def shown(*events: Event) -> tuple[str, int, bool, int] | None:
    """Day, sequence, cancelled, position."""
    found = deadline(*events)
    return None if found is None else (found.day.isoformat(), found.sequence, found.cancelled, found.position)


def test_a_deadline_is_the_last_day_of_what_is_written() -> None:
    found = deadline(MADE)
    assert found is not None
    assert (found.day, found.due, found.sequence, found.cancelled) == (date(2008, 12, 31), "2008", 0, False)
    assert (found.title, found.jurisdiction) == ("A media law in line with the standards", "KZ")


def test_a_commitment_that_never_had_a_deadline_has_none() -> None:
    assert deadline(made()) is None
    assert deadline(made(), amended("2009-01-01", title="A better law")) is None


def test_statement_34_a_deadline_that_moves_raises_the_sequence() -> None:
    assert shown(MADE, amended("2009-01-01", due="2010-06-30")) == ("2010-06-30", 1, False, 2)
    assert shown(MADE, amended("2009-01-01", due="2010-06-30"), amended("2009-02-01", due="2011")) == (
        "2011-12-31", 2, False, 3
    )  # fmt: skip


def test_a_correction_moves_a_deadline_although_what_was_known_before_is_gone() -> None:
    assert shown(MADE, corrected(1, made(due="2009"))) == ("2009-12-31", 1, False, 2)
    assert shown(MADE, corrected(1, made(due="2009")), retracted(2)) == ("2008-12-31", 2, False, 3)


def test_what_leaves_the_day_where_it_was_leaves_the_sequence_too() -> None:
    assert shown(MADE, amended("2009-01-01", title="A better law")) == ("2008-12-31", 0, False, 2)
    assert shown(MADE, amended("2009-01-01", due="2008-12-31")) == ("2008-12-31", 0, False, 2)
    assert shown(MADE, amended("2009-01-01", reviewers=["odihr"])) == ("2008-12-31", 0, False, 1)


def test_a_late_amendment_of_earlier_days_that_is_overtaken_moves_nothing() -> None:
    later, earlier = amended("2009-06-01", due="2011"), amended("2009-01-01", due="2010")
    assert shown(MADE, later, earlier) == ("2011-12-31", 1, False, 2)


def test_a_deadline_goes_with_the_making_of_its_commitment_and_comes_back_with_it() -> None:
    assert shown(MADE, retracted(1)) == ("2008-12-31", 1, True, 2)
    assert shown(MADE, retracted(1), reinstated(1)) == ("2008-12-31", 2, False, 3)


def test_a_deadline_goes_where_another_commitment_takes_the_place() -> None:
    assert shown(MADE, amended("2009-01-01", superseded_by="kz-other")) == ("2008-12-31", 1, True, 2)


def test_a_deadline_that_was_never_meant_is_cancelled_with_the_day_it_had() -> None:
    assert shown(MADE, corrected(1, made())) == ("2008-12-31", 1, True, 2)


def test_commitments_are_told_apart_and_other_events_are_left_out() -> None:
    entries = [
        read_entry(record)
        for record in recorded(MADE, made(commitment="kz-other"), stated("2009-01-01"), retracted(3), retracted(2))
    ]
    found = by_commitment(entries)
    assert {name: [entry.position for entry in chain] for name, chain in found.items()} == {
        PLEDGE: [1],
        "kz-other": [2, 5],
    }


def test_an_event_corrected_to_make_another_commitment_stands_under_both() -> None:
    moved = corrected(1, made(commitment="kz-other", due="2009"))
    found = deadline(MADE, moved)
    assert found is not None
    assert found.cancelled
    other = deadline(MADE, moved, commitment="kz-other")
    assert other is not None
    assert (other.day, other.sequence, other.cancelled) == (date(2009, 12, 31), 0, False)
