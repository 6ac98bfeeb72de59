"""How a measure moves: parts, review, suspension, and what is set aside because its order is not known."""

import pytest

from monitor.status.facts import Fact
from monitor.status.history import ledger_on
from monitor.status.measure_history import measure_history
from monitor.status.record import effective, read_entry
from monitor.status.tracks import Track
from tests.builders import LAW, Event, at, legislated, made, practised, recorded, ruled
from tests.spec.monitor.status.asking import case, day, set_aside, stage, status


def track(*events: Event, on: str = "2010-01-01", of: str = LAW) -> Track:
    """Where a measure is after these events, about a commitment of 2008."""
    return ledger_on(case(recorded(made("2008-01-01"), *events)), day(on)).tracks[of]


def facts(*events: Event) -> tuple[Fact, ...]:
    return effective([read_entry(record) for record in recorded(*events)])


SIGNED = legislated("2008-02-01", "executive-signature")
IN_FORCE = legislated("2008-03-01", "entry-into-force")


def test_a_law_can_be_in_force_and_struck_down_in_part_and_shows_both() -> None:
    found = track(IN_FORCE, ruled("2008-06-01", "partly-unconstitutional", data={"scope": "article 5"}))
    assert found.stage == "in-force"
    assert [(part.scope, part.stage, part.since) for part in found.parts] == [
        ("article 5", "struck-down", day("2008-06-01"))
    ]


@pytest.mark.parametrize(
    ("event", "part"),
    [
        (legislated("2008-06-01", "repeal", data={"scope": "article 5"}), "repealed"),
        (legislated("2008-06-01", "suspension", data={"scope": "article 5"}), "suspended"),
        (ruled("2008-06-01", "unconstitutional", data={"scope": "article 5"}), "struck-down"),
        (legislated("2008-06-01", "executive-veto-line-item"), "returned"),
    ],
)
def test_what_happens_to_a_part_leaves_the_main_stage(event: Event, part: str) -> None:
    found = track(IN_FORCE, event)
    assert (found.stage, [one.stage for one in found.parts]) == ("in-force", [part])


def test_a_part_of_a_signed_law_enters_into_force_and_the_law_stays_signed() -> None:
    found = track(SIGNED, legislated("2008-06-01", "entry-into-force", data={"scope": "chapter 2"}))
    assert (found.stage, [(one.scope, one.stage) for one in found.parts]) == ("signed", [("chapter 2", "in-force")])


def test_what_ends_the_event_of_a_part_takes_the_part_away() -> None:
    struck = ruled("2008-06-01", "partly-unconstitutional")
    assert track(IN_FORCE, struck, ruled("2008-09-01", "revoked", resolves=[at(3)])).parts == ()


def test_a_referral_is_under_review_and_a_ruling_that_finds_no_fault_returns_the_stage_before() -> None:
    adopted = legislated("2008-02-01", "passage", data={"last_chamber": True})
    referred = legislated("2008-03-01", "constitutional-referral")
    assert track(adopted, referred).stage == "under-review"
    assert track(adopted, referred, ruled("2008-04-01", "constitutional")).stage == "adopted"


def test_a_law_in_force_under_review_is_in_force_again_once_found_constitutional() -> None:
    found = track(IN_FORCE, legislated("2008-05-01", "constitutional-referral"), ruled("2008-06-01", "constitutional"))
    assert found.stage == "in-force"


def test_a_law_under_review_that_is_found_unconstitutional_is_struck_down() -> None:
    referred = legislated("2008-03-01", "constitutional-referral")
    assert track(SIGNED, referred, ruled("2008-04-01", "unconstitutional")).stage == "struck-down"


def test_a_ruling_that_finds_no_fault_with_a_law_nobody_referred_moves_nothing() -> None:
    assert track(SIGNED, ruled("2008-04-01", "constitutional")).stage == "signed"


def test_a_suspension_remembers_the_stage_before_to_which_its_end_returns_the_measure() -> None:
    suspended = legislated("2008-05-01", "suspension")
    assert track(IN_FORCE, suspended).stage == "suspended"
    assert track(IN_FORCE, suspended, ruled("2008-06-01", "revoked", resolves=[at(3)])).stage == "in-force"


def test_a_suspension_can_be_ended_by_a_fact_that_names_no_measure() -> None:
    suspended = legislated("2008-05-01", "suspension")
    assert track(IN_FORCE, suspended, practised("2008-06-01", resolves=[at(3)])).stage == "in-force"


def test_a_suspension_under_review_returns_to_review_and_then_to_the_stage_before() -> None:
    found = (
        IN_FORCE,
        legislated("2008-05-01", "constitutional-referral"),
        ruled("2008-06-01", "suspended"),
        practised("2008-07-01", resolves=[at(4)]),
        ruled("2008-08-01", "constitutional"),
    )
    assert [track(*found, on=f"2008-0{month}-02").stage for month in (5, 6, 7, 8)] == [
        "under-review", "suspended", "under-review", "in-force"
    ]  # fmt: skip


def test_a_ruling_that_is_itself_ended_gives_the_stage_before_it_back() -> None:
    struck = ruled("2008-05-01", "unconstitutional")
    assert track(IN_FORCE, struck, ruled("2008-09-01", "order", resolves=[at(3)])).stage == "in-force"


def test_a_measure_can_begin_again_after_its_end() -> None:
    assert track(legislated("2008-02-01", "failure"), legislated("2008-09-01", "introduction")).stage == "introduced"


# Order unknown: an imprecise event never undoes a precise one.


def test_an_imprecise_fact_does_not_take_a_measure_down() -> None:
    records = recorded(
        made("2008-01-01"), legislated("2008-06-01", "executive-signature"), legislated("2008", "passage")
    )
    assert stage(records, "2009-01-01") == ("signed", True)
    assert set_aside(records, "2009-01-01")[3] == "order-unknown"


def test_an_imprecise_fact_does_not_leave_an_end_stage() -> None:
    records = recorded(made("2008-01-01"), ruled("2008-06-01", "unconstitutional"), legislated("2008", "introduction"))
    assert set_aside(records, "2009-01-01")[3] == "order-unknown"
    assert track(ruled("2008-06-01", "unconstitutional"), legislated("2008", "introduction")).stage == "struck-down"


def test_an_imprecise_fact_can_take_a_measure_up_or_end_it() -> None:
    passed = legislated("2008-06-01", "passage")
    assert track(passed, legislated("2008", "executive-signature")).stage == "signed"
    assert track(passed, legislated("2008", "withdrawal")).stage == "withdrawn"


def test_an_imprecise_fact_wholly_after_the_one_that_set_the_stage_moves_it() -> None:
    signed = legislated("2008-06-01", "executive-signature")
    assert track(signed, legislated("[2008-06-02..2008-12-31]", "returned-by-executive")).stage == "returned"


def test_a_fact_that_can_fall_on_the_last_day_of_the_other_is_not_after_it() -> None:
    signed = legislated("2008-06-01", "executive-signature")
    assert track(signed, legislated("[2008-06-01..2008-12-31]", "returned-by-executive")).stage == "signed"


def test_a_precise_fact_does_not_undo_an_imprecise_one_that_counts_from_the_same_day() -> None:
    imprecise = legislated("[2008-03-01..2008-06-01]", "executive-signature")
    assert track(imprecise, legislated("2008-06-01", "passage", order=1)).stage == "signed"
    assert track(imprecise, legislated("2008-06-02", "returned-by-executive")).stage == "returned"


def test_of_two_facts_known_to_the_day_the_order_within_it_decides() -> None:
    vote, veto = legislated("2008-06-01", "concurrence", order=2), legislated("2008-06-01", "executive-veto", order=1)
    assert track(vote, veto).stage == "adopted"
    assert track({**vote, "order": 1}, {**veto, "order": 2}).stage == "returned"


def test_a_source_that_reports_an_imprecise_fact_bounds_it() -> None:
    reported = legislated("2008", "introduction", published="2008-05-01")
    assert [fact.counts_from for fact in facts(reported)] == [day("2008-05-01")]
    assert track(reported, legislated("2008-06-01", "executive-signature")).stage == "signed"


def test_the_religion_law_is_under_review_before_it_is_struck_down() -> None:
    bound = "[2008-03-01..2009-02-10]"
    found = (
        legislated(bound, "passage", data={"last_chamber": True}, order=1),
        legislated(bound, "constitutional-referral", order=2),
        ruled("2009-02-11", "unconstitutional"),
    )
    assert track(*found, on="2009-02-10").stage == "under-review"
    assert track(*found, on="2009-02-11").stage == "struck-down"


def test_a_measure_is_called_what_an_event_calls_it_although_the_order_of_its_step_is_unknown() -> None:
    by_id_alone = legislated("2008-02-10", "executive-signature", bears_on=[], data={"measure": {"id": LAW}})
    events = (by_id_alone, legislated("2008-02", "introduction"))
    found = track(*events)
    assert (found.stage, found.title, found.kind) == ("signed", "A law", "law")
    assert status(recorded(made("2008-01-01"), *events), "2008-02-29") == "enacted"
    last = measure_history(LAW, facts(*events))[-1].track
    assert (last.stage, last.title, last.kind) == ("signed", "A law", "law")


def test_what_a_measure_was_called_already_stays_where_the_order_of_the_step_is_unknown() -> None:
    called_a_bill = legislated("2008", "introduction", kind="bill")
    assert track(legislated("2008-02-10", "executive-signature"), called_a_bill).kind == "law"
