"""Merely possible facts: what they decide, and in which order they are read."""

import itertools

import pytest

from tests.builders import PLEDGE, Event, executed, grade, legislated, made, practised, recorded, stated
from tests.builders import assessed as graded
from tests.builders import bears as effect
from tests.spec.monitor.status.asking import flags, reasons, seen, set_aside, stage, status


def test_a_fact_counts_from_its_last_day_and_is_possible_before() -> None:
    records = recorded(made("2008-01-01"), legislated("[2008-03-01..2008-05-31]", "passage"))
    days = ("2008-02-29", "2008-03-01", "2008-05-30", "2008-05-31")
    assert [(status(records, one), seen(records, one).certain) for one in days] == [
        ("no-action-on-record", True), ("in-progress", False), ("in-progress", False), ("in-progress", True),
    ]  # fmt: skip


def test_a_merely_possible_act_makes_in_progress_and_names_itself() -> None:
    found = seen(recorded(made("2008-01-01"), practised("2008", bears_on=[effect("advances")])), "2008-06-01")
    assert (found.status, found.certain, found.stage) == ("in-progress", False, "none")
    assert [(position, role) for _, position, role in found.events] == [(2, "stage")]


@pytest.mark.parametrize("classification", ["executive-signature", "entry-into-force", "repeal"])
def test_a_merely_possible_act_decides_nothing_but_in_progress(classification: str) -> None:
    records = recorded(made("2008-01-01"), legislated("2008-12", classification, published="2009-03-01"))
    assert (status(records, "2008-12-15"), seen(records, "2008-12-15").certain) == ("in-progress", False)


def test_merely_possible_words_decide_nothing() -> None:
    records = recorded(
        made("2008-01-01"),
        stated("2008-12", bears_on=[effect("advances")]),
        graded("2008-12", grade("implemented")),
    )
    assert (status(records, "2008-12-15"), seen(records, "2008-12-15").certain) == ("no-action-on-record", True)


def test_a_merely_possible_concern_decides_nothing() -> None:
    records = recorded(made("2008-01-01", kind="uphold"), practised("2008-12", bears_on=[effect("concern")]))
    assert status(records, "2008-12-15") == "no-breach-on-record"
    assert status(records, "2008-12-31") == "concern-on-record"


def test_a_measure_without_a_stage_has_the_one_that_merely_possible_facts_give_it() -> None:
    records = recorded(made("2008-01-01"), legislated("2008", "passage"))
    assert stage(records, "2008-06-01") == ("passed", False)
    assert seen(records, "2008-06-01").measures == (("kz-law-media-2009", "advances"),)


def test_a_measure_with_a_stage_keeps_it_whatever_is_possible() -> None:
    records = recorded(
        made("2008-01-01"), legislated("2008-02-01", "introduction"), legislated("2008", "executive-signature")
    )
    assert stage(records, "2008-06-01") == ("introduced", True)
    assert [fact.place for fact in reasons(records, "2008-06-01").possible] == [3]


def test_possible_facts_are_read_by_their_first_and_last_day_whatever_the_order_of_recording() -> None:
    events = [
        legislated("[2008-02-01..2008-12-01]", "withdrawal", id="01920000-0000-7000-8000-00000000000c"),
        legislated("[2008-03-01..2008-12-01]", "failure", id="01920000-0000-7000-8000-00000000000b"),
        legislated("[2008-03-01..2008-12-02]", "lapse", id="01920000-0000-7000-8000-00000000000a"),
    ]
    for order in itertools.permutations(events):
        records = recorded(made("2008-01-01"), *order)
        assert stage(records, "2008-06-01") == ("withdrawn", False)


def test_possible_facts_of_the_same_days_are_read_by_id() -> None:
    bound = "[2008-02-01..2008-12-01]"
    first = legislated(bound, "withdrawal", id="01920000-0000-7000-8000-00000000000a")
    second = legislated(bound, "failure", id="01920000-0000-7000-8000-00000000000b")
    for order in ((first, second), (second, first)):
        assert stage(recorded(made("2008-01-01"), *order), "2008-06-01") == ("withdrawn", False)


def test_what_decides_is_not_listed_among_the_possible_and_the_others_are() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("[2008-02-01..2008-12-01]", "introduction"),
        executed("[2008-03-01..2008-12-01]", "proposed", of="plan"),
    )
    assert [(position, role) for _, position, role in seen(records, "2008-06-01").events] == [(2, "stage")]
    assert [fact.place for fact in reasons(records, "2008-06-01").possible] == [3]


@pytest.mark.parametrize(
    ("event", "certain"),
    [(legislated("2008", "passage"), False), (legislated("2008-02-01", "passage"), True)],
)
def test_certain_is_false_only_where_the_answer_rests_on_a_possible_fact(event: Event, *, certain: bool) -> None:
    records = recorded(made("2008-01-01"), event, practised("2008", bears_on=[]))
    assert seen(records, "2008-06-01").certain is certain


def test_a_possible_fact_is_not_yet_a_record_that_breaks_dormancy() -> None:
    records = recorded(made("2008-01-01"), legislated("2008", "passage"))
    assert flags(records, "2008-05-30") == ("no-recent-record",)


def test_a_fact_of_an_open_start_is_possible_on_every_earlier_day() -> None:
    records = recorded(made("2008-01-01"), legislated("[..2008-06-01]", "passage"))
    assert (status(records, "2008-01-01"), seen(records, "2008-01-01").certain) == ("in-progress", False)


def test_a_scheduled_fact_does_not_count_before_its_day_although_reported() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-12", "entry-into-force", published="2008-02-01", scheduled=True),
        legislated("2008-12", "passage", of="law-two", published="2008-12-05"),
    )
    assert status(records, "2008-11-30") == "no-action-on-record"
    assert seen(records, "2008-12-06").certain
    assert set_aside(records, "2008-12-06", PLEDGE).get(2) is None
    assert (stage(records, "2008-12-30"), stage(records, "2008-12-31")) == (("passed", True), ("in-force", True))
