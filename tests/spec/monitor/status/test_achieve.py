"""The table of ``achieve`` and ``recommendation``: first match wins (design section 4, *headline status*)."""

import pytest

from monitor.status.stages import ENDED
from tests.builders import (
    Event,
    assessed,
    bears,
    decided,
    executed,
    grade,
    legislated,
    made,
    milestone,
    practised,
    recorded,
    responded,
    ruled,
    stated,
)
from tests.spec.monitor.status.asking import assessors, day, seen, set_aside, stage, status

MADE = made("2008-01-01")
SIGNED = legislated("2008-03-01", "executive-signature")


@pytest.mark.parametrize("kind", ["achieve", "recommendation"])
def test_where_nothing_advances_it_there_is_no_action_on_record(kind: str) -> None:
    found = seen(recorded(made("2008-01-01", kind=kind)), "2008-01-01")
    assert (found.status, found.certain, found.stage) == ("no-action-on-record", True, "none")
    assert (found.rule, found.events[0][1:]) == ("achieve/5-no-action-on-record", (1, "definition"))


@pytest.mark.parametrize(
    "event",
    [
        legislated("2008-03-01", "introduction"),
        executed("2008-03-01", "proposed"),
        executed("2008-03-01", "consulted", of=None),
        decided("2008-03-01", "endorsed", bears_on=[bears("advances")]),
        practised("2008-03-01", bears_on=[bears("advances")]),
        ruled("2008-03-01", "order", of=None, bears_on=[bears("advances")]),
        milestone("2008-03-01", bears_on=[bears("advances")]),
    ],
)
def test_an_act_that_advances_it_makes_it_in_progress(event: Event) -> None:
    found = seen(recorded(MADE, event), "2008-03-01")
    assert (found.status, found.certain, found.rule) == ("in-progress", True, "achieve/4-in-progress")
    assert [(position, role) for _, position, role in found.events] == [(2, "stage")]


@pytest.mark.parametrize(
    "event",
    [
        stated("2008-03-01", "announcement", bears_on=[bears("advances")]),
        stated("2008-03-01", "welcome", kind="osce-statement", bears_on=[bears("advances")]),
        responded("2008-03-01", "accepted", bears_on=[bears("advances")]),
        assessed("2008-03-01", grade("positive"), bears_on=[bears("advances")]),
    ],
)
def test_words_are_not_acts(event: Event) -> None:
    assert status(recorded(MADE, event), "2008-03-01") == "no-action-on-record"


@pytest.mark.parametrize("effect", ["hinders", "concern", "neutral"])
def test_an_act_that_does_not_advance_it_is_no_progress(effect: str) -> None:
    assert status(recorded(MADE, practised("2008-03-01", bears_on=[bears(effect)])), "2008-03-01") == (
        "no-action-on-record"
    )


@pytest.mark.parametrize("kind", ["constitution", "law", "decree"])
@pytest.mark.parametrize("step", ["executive-signature", "entry-into-force"])
def test_a_constitution_law_or_decree_signed_or_in_force_is_enacted(kind: str, step: str) -> None:
    found = seen(recorded(MADE, legislated("2008-03-01", step, kind=kind)), "2008-03-01")
    assert (found.status, found.rule) == ("enacted", "achieve/3-enacted")


@pytest.mark.parametrize("kind", ["plan", "concept", "decision", "proposal", "mandate"])
def test_a_plan_signed_is_only_a_start(kind: str) -> None:
    assert status(recorded(MADE, executed("2008-03-01", "signed", kind=kind)), "2008-03-01") == "in-progress"


@pytest.mark.parametrize("step", ["introduction", "passage", "constitutional-referral", "executive-veto", "suspension"])
def test_a_law_on_its_way_or_under_review_or_suspended_is_in_progress(step: str) -> None:
    assert status(recorded(MADE, legislated("2008-03-01", step)), "2008-03-01") == "in-progress"


ENDS = [
    legislated("2008-06-01", "failure"),
    legislated("2008-06-01", "withdrawal"),
    legislated("2008-06-01", "repeal"),
    legislated("2008-06-01", "lapse"),
    ruled("2008-06-01", "unconstitutional"),
    decided("2008-06-01", "consensus-not-reached", of="kz-law-media-2009", kind="law"),
]


@pytest.mark.parametrize("end", ENDS)
def test_it_is_reversed_once_every_measure_that_advanced_it_has_ended(end: Event) -> None:
    records = recorded(MADE, SIGNED, end)
    assert status(records, "2008-05-31") == "enacted"
    assert status(records, "2008-06-01") == "reversed"
    assert stage(records, "2008-06-01")[0] in ENDED


def test_it_is_not_reversed_while_one_measure_that_advances_it_is_alive() -> None:
    records = recorded(MADE, SIGNED, legislated("2008-04-01", "introduction", of="law-two"), ENDS[0])
    assert status(records, "2008-06-01") == "in-progress"


def test_a_hindering_measure_that_ends_reverses_nothing() -> None:
    hindering = legislated("2008-03-01", "passage", bears_on=[bears("hinders")])
    assert status(recorded(MADE, hindering, ENDS[0]), "2008-06-01") == "reversed"
    ended = legislated("2008-06-01", "failure", bears_on=[])
    assert status(recorded(MADE, hindering, ended), "2008-06-01") == "no-action-on-record"


def test_reversed_comes_before_any_grade() -> None:
    records = recorded(MADE, SIGNED, assessed("2008-05-01", grade("implemented")), ENDS[0])
    assert (status(records, "2008-05-31"), status(records, "2008-06-01")) == ("implemented", "reversed")
    assert set_aside(records, "2008-06-01")[3] == "lower-rule"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("implemented", "implemented"),
        ("mostly-implemented", "mostly-implemented"),
        ("partially-implemented", "partially-implemented"),
        ("not-implemented", "not-implemented"),
    ],
)
def test_an_external_grade_is_the_status_and_comes_before_enacted(value: str, expected: str) -> None:
    found = seen(recorded(MADE, SIGNED, assessed("2008-05-01", grade(value))), "2008-05-01")
    assert (found.status, found.rule) == (expected, "achieve/2-graded")
    assert [(position, role) for _, position, role in found.events] == [(3, "grade")]


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("odihr-p25/1", "fully-implemented", "implemented"),
        ("greco/1", "partly-implemented", "partially-implemented"),
        ("ccpr-followup/2", "A", "mostly-implemented"),
        ("eu-preparedness/1", "early-stage", "not-implemented"),
    ],
)
def test_a_grade_on_any_scheme_is_read_by_its_documented_mapping(scheme: str, value: str, expected: str) -> None:
    given = {"of": "kz-media-law", "assessor": "odihr", "scheme": scheme, "value": value}
    assert status(recorded(MADE, assessed("2008-05-01", given)), "2008-05-01") == expected


@pytest.mark.parametrize(
    ("scheme", "value"), [("ccpr-followup/2", "D"), ("coe-execution/1", "closed"), ("upr/1", "noted")]
)
def test_a_value_that_is_no_grade_moves_nothing(scheme: str, value: str) -> None:
    given = {"of": "kz-media-law", "assessor": "odihr", "scheme": scheme, "value": value}
    assert status(recorded(MADE, SIGNED, assessed("2008-05-01", given)), "2008-05-01") == "enacted"


def test_an_ungraded_assessment_moves_nothing() -> None:
    assert status(recorded(MADE, SIGNED, assessed("2008-05-01", grade("positive"))), "2008-05-01") == "enacted"


def test_the_latest_grade_is_the_last_by_day_order_and_position() -> None:
    first = assessed("2008-05-01", grade("implemented", by="one"))
    second = assessed("2008-05-01", grade("not-implemented", by="two"))
    assert status(recorded(MADE, first, second), "2008-05-01") == "not-implemented"
    assert status(recorded(MADE, {**first, "order": 1}, second), "2008-05-01") == "implemented"
    assert status(recorded(MADE, second, {**first, "occurred": "2008-05-02"}), "2008-05-02") == "implemented"


def test_a_late_report_of_an_earlier_grade_does_not_become_the_latest() -> None:
    records = recorded(
        MADE, assessed("2008-05-01", grade("implemented")), assessed("2008-04-01", grade("not-implemented"))
    )
    assert status(records, "2008-04-30") == "not-implemented"
    assert status(records, "2008-05-01") == "implemented"


def test_an_assessment_counts_from_the_later_of_its_event_and_its_own_day() -> None:
    records = recorded(MADE, assessed("2008-05-01", grade("implemented", given="2008-06-15")))
    assert (status(records, "2008-06-14"), status(records, "2008-06-15")) == ("no-action-on-record", "implemented")
    earlier = recorded(MADE, assessed("2008-05-01", grade("implemented", given="2008-04-15")))
    assert (status(earlier, "2008-04-30"), status(earlier, "2008-05-01")) == ("no-action-on-record", "implemented")


def test_an_undated_assessment_counts_from_the_first_day_it_can_exist_and_says_so() -> None:
    found = seen(recorded(MADE, assessed("2008-03-01", grade("implemented", given="[2008-05-01..]"))), "2008-05-01")
    assert found.status == "implemented"
    assert found.verdict is not None
    assert not found.verdict.certain


def test_an_effect_counts_from_its_event_whenever_it_was_given() -> None:
    said = [bears("advances", given_on="2009-02-11")]
    assert status(recorded(MADE, legislated("2008-03-01", "passage", bears_on=said)), "2008-03-01") == "in-progress"


def test_no_later_act_removes_a_grade_it_is_given_before_the_change_of_legal_effect() -> None:
    found = seen(recorded(MADE, assessed("2008-02-01", grade("not-implemented")), SIGNED), "2008-03-01")
    assert found.status == "not-implemented"
    assert found.legal_change is not None
    assert found.verdict is not None
    assert found.legal_change.key > found.verdict.key


@pytest.mark.parametrize("step", ["introduction", "passage", "constitutional-referral"])
def test_a_step_without_legal_effect_does_not_date_a_grade(step: str) -> None:
    found = seen(recorded(MADE, assessed("2008-02-01", grade("mixed")), legislated("2008-03-01", step)), "2008-03-01")
    assert found.legal_change is None


# What counts before a commitment was made is context.


def test_a_law_of_may_cannot_keep_a_promise_of_november() -> None:
    records = recorded(made("2008-11-01"), legislated("2008-05-01", "executive-signature"))
    assert (status(records, "2008-11-01"), stage(records, "2008-11-01")) == ("no-action-on-record", ("none", True))
    assert set_aside(records, "2008-11-01")[2] == "before-commitment"


def test_a_law_of_may_that_enters_into_force_in_december_keeps_a_promise_of_november() -> None:
    records = recorded(
        made("2008-11-01"),
        legislated("2008-05-01", "executive-signature"),
        legislated("2008-12-01", "entry-into-force", bears_on=[]),
    )
    assert (status(records, "2008-12-01"), stage(records, "2008-12-01")) == ("enacted", ("in-force", True))


@pytest.mark.parametrize(
    "event",
    [
        assessed("2008-05-01", grade("implemented")),
        practised("2008-05-01", bears_on=[bears("advances")]),
        legislated("2008-05-01", "repeal"),
    ],
)
def test_nothing_that_counts_before_the_making_decides_anything(event: Event) -> None:
    assert status(recorded(made("2008-11-01"), event), "2008-11-01") == "no-action-on-record"


def test_an_assessment_in_an_earlier_document_that_was_given_after_the_making_counts() -> None:
    records = recorded(made("2008-11-01"), assessed("2008-05-01", grade("implemented", given="2008-12-01")))
    assert (status(records, "2008-11-30"), status(records, "2008-12-01")) == ("no-action-on-record", "implemented")


def test_what_happens_on_the_day_of_the_making_counts() -> None:
    assert status(recorded(made("2008-11-01"), {**SIGNED, "occurred": "2008-11-01"}), "2008-11-01") == "enacted"


def test_a_watched_subject_has_a_record_and_no_status() -> None:
    records = recorded(made("2008-01-01", kind="watch"), SIGNED, assessed("2008-05-01", grade("mixed")))
    found = seen(records, "2008-05-01")
    assert (found.status, found.rule, found.flags.names, found.stage) == (None, None, (), "signed")
    assert assessors(records) == ("odihr",)
    assert found.definition.day == day("2008-01-01")
