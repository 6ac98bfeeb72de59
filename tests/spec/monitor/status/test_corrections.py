"""The record axis: corrections, retractions and reinstatements act from their position on, for every day."""

from monitor.status.facts import Fact
from monitor.status.record import effective, read_entry, states
from tests.builders import (
    Event,
    annotated,
    assessed,
    at,
    corrected,
    covered,
    grade,
    legislated,
    made,
    practised,
    recorded,
    reinstated,
    retracted,
)
from tests.builders import bears as effect
from tests.spec.monitor.status.asking import day, dossier, seen, stage, status

SIGNED = legislated("2008-02-01", "executive-signature")
PASSED, RETURNED = legislated("2008-02-01", "passage"), legislated("2008-02-01", "returned-by-executive")


def stages(*events: Event) -> list[str]:
    """The stage on a late day as known at each position from the second on."""
    records = recorded(made(), *events)
    return [stage(records, "2009-01-01", known_at=known)[0] for known in range(2, len(records) + 1)]


def facts(*events: Event) -> tuple[Fact, ...]:
    return effective([read_entry(record) for record in recorded(*events)])


def test_a_correction_replaces_the_whole_event_for_every_day_from_its_position_on() -> None:
    records = recorded(made(), SIGNED, corrected(2, legislated("2008-06-01", "passage")))
    assert [status(records, "2008-03-01", known_at=known) for known in (1, 2, 3)] == [
        "no-action-on-record", "enacted", "no-action-on-record"
    ]  # fmt: skip
    assert stage(records, "2008-06-01") == ("passed", True)


def test_a_correction_leaves_out_what_the_replacement_does_not_repeat() -> None:
    records = recorded(made(), SIGNED, corrected(2, legislated("2008-02-01", "executive-signature", bears_on=[])))
    assert status(records, "2009-01-01") == "no-action-on-record"


def test_the_last_correction_on_record_wins() -> None:
    assert stages(SIGNED, corrected(2, PASSED), corrected(2, RETURNED)) == ["signed", "passed", "returned"]


def test_a_retracted_correction_gives_way_to_the_one_before() -> None:
    assert stages(SIGNED, corrected(2, PASSED), corrected(2, RETURNED), retracted(4), retracted(3)) == [
        "signed", "passed", "returned", "passed", "signed"
    ]  # fmt: skip


def test_a_reinstated_correction_holds_again() -> None:
    assert stages(SIGNED, corrected(2, PASSED), retracted(3), reinstated(3)) == ["signed", "passed", "signed", "passed"]


def test_a_correction_of_a_correction_takes_its_place() -> None:
    assert stages(SIGNED, corrected(2, PASSED), corrected(3, RETURNED)) == ["signed", "passed", "returned"]


def test_a_retracted_correction_of_a_correction_gives_the_first_one_back() -> None:
    assert stages(SIGNED, corrected(2, PASSED), corrected(3, RETURNED), retracted(4)) == [
        "signed", "passed", "returned", "passed"
    ]  # fmt: skip


def test_a_correction_of_a_retracted_correction_holds_nothing() -> None:
    assert stages(SIGNED, corrected(2, PASSED), corrected(3, RETURNED), retracted(3))[-1] == "signed"


def test_a_corrected_event_keeps_the_id_and_the_place_of_its_original() -> None:
    (fact,) = facts(SIGNED, corrected(1, PASSED), corrected(2, RETURNED))
    assert (fact.id, fact.place, fact.position) == (at(1), 1, 3)
    assert fact.key == (day("2008-02-01"), 0, 1)


def test_a_corrected_grade_does_not_become_the_latest_of_its_day() -> None:
    first, second = (assessed("2008-05-01", grade(value)) for value in ("implemented", "not-implemented"))
    records = recorded(made(), first, second, corrected(2, assessed("2008-05-01", grade("mostly-implemented"))))
    assert status(records, "2008-05-01") == "not-implemented"


def test_what_resolves_an_event_still_does_once_either_is_corrected() -> None:
    concern = practised("2008-02-01", bears_on=[effect("concern")])
    records = recorded(
        made(kind="uphold"),
        concern,
        practised("2008-03-01", resolves=[at(2)]),
        corrected(2, practised("2008-02-15", bears_on=[effect("concern")])),
        corrected(3, practised("2008-04-01", resolves=[at(2)])),
    )
    assert [status(records, one) for one in ("2008-02-15", "2008-03-31", "2008-04-01")] == [
        "concern-on-record", "concern-on-record", "no-breach-on-record"
    ]  # fmt: skip


def test_a_retracted_event_never_happened() -> None:
    assert stages(SIGNED, retracted(2)) == ["signed", "none"]


def test_a_reinstated_event_holds_again_as_it_stood_before() -> None:
    assert stages(SIGNED, corrected(2, PASSED), retracted(2), reinstated(2)) == ["signed", "passed", "none", "passed"]


def test_a_retracted_retraction_is_undone_and_can_be_retracted_again() -> None:
    assert stages(SIGNED, retracted(2), retracted(3), reinstated(3), retracted(3)) == [
        "signed", "none", "signed", "none", "signed"
    ]  # fmt: skip


def test_a_retracted_reinstatement_leaves_the_event_retracted() -> None:
    assert stages(SIGNED, retracted(2), reinstated(2), retracted(4)) == ["signed", "none", "signed", "none"]


def test_an_event_retracted_twice_needs_one_reinstatement() -> None:
    assert stages(SIGNED, retracted(2), reinstated(2), retracted(2), reinstated(2))[-1] == "signed"


def test_the_link_of_a_retracted_event_is_gone() -> None:
    assert stages(SIGNED, legislated("2008-03-01", "entry-into-force", bears_on=[]), retracted(2)) == [
        "signed", "in-force", "none"
    ]  # fmt: skip


def test_a_commitment_whose_making_is_retracted_is_not_on_record() -> None:
    records = recorded(made(), SIGNED, retracted(1), reinstated(1))
    assert [dossier(records, known_at=known) is None for known in (0, 1, 2, 3, 4)] == [True, False, False, True, False]
    assert status(records, "2009-01-01") == "enacted"


def test_a_corrected_making_moves_the_day_it_was_made() -> None:
    records = recorded(made("2008-01-01"), SIGNED, corrected(1, made("2008-03-01")))
    assert seen(records, "2008-03-01").definition.day == day("2008-03-01")
    assert status(records, "2008-03-01") == "no-action-on-record"


def test_a_remark_changes_no_status() -> None:
    assert stages(SIGNED, annotated(2)) == ["signed", "signed"]


def test_corrected_coverage_holds_for_every_day() -> None:
    whole = {"title": "Coverage", "occurred": "2009-03-01", "jurisdiction": "KZ"}
    records = recorded(made(), covered("2009-02-28"), corrected(2, {**whole, **covered("2009-01-31")}))
    found = dossier(records)
    assert found is not None
    assert found.commitment.covers_to == day("2009-01-31")


def test_every_step_stays_visible() -> None:
    records = recorded(SIGNED, corrected(1, PASSED), retracted(1), reinstated(1), annotated(1), retracted(2))
    first = states([read_entry(record) for record in records])[at(1)]
    assert (first.name, first.retracted_by, first.reinstated_by, first.corrected_by, first.annotated_by) == (
        "current", at(3), at(4), [], [at(5)]
    )  # fmt: skip


def test_an_event_says_whether_it_is_current_corrected_or_retracted() -> None:
    entries = [read_entry(record) for record in recorded(SIGNED, corrected(1, PASSED), retracted(1))]
    assert [states(entries[:known])[at(1)].name for known in (1, 2, 3)] == ["current", "corrected", "retracted"]
