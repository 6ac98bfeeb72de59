"""Which stage each act gives a measure (design section 4, *stage*)."""

from typing import get_args

import pytest

from events.words import (
    CourtOutcome,
    ExecutiveClassification,
    IntergovernmentalOutcome,
    LegislativeClassification,
)
from tests.builders import Event, bears, decided, executed, legislated, made, recorded, ruled
from tests.spec.monitor.status.asking import stage

DEBATED = (
    "filing", "introduction", "reading-1", "reading-2", "reading-3", "receipt", "substitution", "deferral", "referral",
    "carried-over", "referral-committee", "committee-passage", "committee-passage-favorable",
    "committee-passage-unfavorable", "committee-failure", "amendment-introduction", "amendment-passage",
    "amendment-withdrawal", "amendment-failure", "amendment-amendment", "amendment-deferral",
)  # fmt: skip
LEGISLATIVE = {
    **dict.fromkeys(DEBATED, "introduced"),
    "passage": "passed",
    "concurrence": "adopted",
    "enrolled": "adopted",
    "executive-receipt": "adopted",
    "failure": "rejected",
    "withdrawal": "withdrawn",
    "executive-signature": "signed",
    "became-law": "signed",
    "executive-veto": "returned",
    "executive-veto-line-item": "none",
    "returned-by-executive": "returned",
    "veto-override-passage": "adopted",
    "veto-override-failure": "rejected",
    "constitutional-referral": "under-review",
    "publication-official": "none",
    "entry-into-force": "in-force",
    "entry-into-force-partial": "partly-in-force",
    "repeal": "repealed",
    "suspension": "suspended",
    "lapse": "lapsed",
}
EXECUTIVE = {"proposed": "announced", "adopted": "adopted", "signed": "signed", "withdrew": "withdrawn"}
OF_ADOPTED = {
    "unconstitutional": "struck-down",
    "annulled": "struck-down",
    "partly-unconstitutional": "adopted",
    "suspended": "suspended",
}
INTERGOVERNMENTAL = {
    "proposed": "introduced",
    "endorsed": "passed",
    "adopted": "adopted",
    "consensus-not-reached": "no-consensus",
    "established": "in-force",
    "extended": "in-force",
    "reopened": "in-force",
    "not-extended": "lapsed",
    "closed": "lapsed",
    "appointed": "none",
}


@pytest.mark.parametrize("classification", get_args(LegislativeClassification))
def test_every_legislative_action_gives_its_stage(classification: str) -> None:
    records = recorded(made("2008-01-01"), legislated("2008-02-01", classification))
    assert stage(records, "2008-02-01") == (LEGISLATIVE[classification], True)


@pytest.mark.parametrize("classification", DEBATED[2:])
def test_a_step_of_debate_never_takes_a_measure_down(classification: str) -> None:
    records = recorded(
        made("2008-01-01"), legislated("2008-02-01", "passage"), legislated("2008-03-01", classification)
    )
    assert stage(records, "2008-03-01") == ("passed", True)


@pytest.mark.parametrize("classification", get_args(ExecutiveClassification))
def test_every_executive_action_gives_its_stage(classification: str) -> None:
    records = recorded(made("2008-01-01"), executed("2008-02-01", classification))
    assert stage(records, "2008-02-01") == (EXECUTIVE.get(classification, "none"), True)


@pytest.mark.parametrize("outcome", get_args(CourtOutcome))
def test_every_ruling_gives_an_adopted_law_its_stage(outcome: str) -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-02-01", "passage", data={"last_chamber": True}),
        ruled("2008-03-01", outcome),
    )
    assert stage(records, "2008-03-01") == (OF_ADOPTED.get(outcome, "adopted"), True)


@pytest.mark.parametrize("outcome", get_args(IntergovernmentalOutcome))
def test_every_intergovernmental_decision_gives_its_stage(outcome: str) -> None:
    records = recorded(made("2008-01-01"), decided("2008-02-01", outcome, bears_on=[bears("advances")]))
    assert stage(records, "2008-02-01") == (INTERGOVERNMENTAL[outcome], True)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, "passed"),
        ({"chamber": "Majilis"}, "passed"),
        ({"chamber": "Senate", "last_chamber": True}, "adopted"),
        ({"chamber": "Joint session of Parliament"}, "adopted"),
    ],
)
def test_passage_is_passed_and_in_the_last_or_a_joint_chamber_adopted(data: Event, expected: str) -> None:
    records = recorded(made("2008-01-01"), legislated("2008-02-01", "passage", data=data))
    assert stage(records, "2008-02-01") == (expected, True)


def test_a_measure_is_linked_by_whoever_says_so_the_duty_bearer_too() -> None:
    said = [bears("advances", by="kz-government")]
    records = recorded(made("2008-01-01"), legislated("2008-02-01", "passage", bears_on=said))
    assert stage(records, "2008-02-01") == ("passed", True)


def test_a_measure_is_linked_from_the_first_event_that_says_so_on_with_the_stage_it_has_by_then() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-02-01", "introduction", bears_on=[]),
        legislated("2008-03-01", "passage", bears_on=[]),
        legislated("2008-04-01", "publication-official"),
    )
    assert stage(records, "2008-03-31") == ("none", True)
    assert stage(records, "2008-04-01") == ("passed", True)


def test_a_ruling_does_not_link_its_measure_whatever_it_bears_on() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-02-01", "passage", bears_on=[]),
        ruled("2008-03-01", "unconstitutional", bears_on=[bears("advances")]),
    )
    assert stage(records, "2008-03-01") == ("none", True)


@pytest.mark.parametrize("effect", ["neutral", "concern", "hinders"])
def test_only_an_advancing_measure_gives_a_commitment_its_stage(effect: str) -> None:
    records = recorded(made("2008-01-01"), legislated("2008-02-01", "passage", bears_on=[bears(effect)]))
    assert stage(records, "2008-02-01") == ("none", True)


def test_the_stage_is_the_furthest_of_the_advancing_measures_alive() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-02-01", "introduction", of="law-one"),
        legislated("2008-03-01", "executive-signature", of="law-two"),
        legislated("2008-03-02", "introduction", of="law-three"),
        legislated("2008-04-01", "failure", of="law-four"),
    )
    assert stage(records, "2008-04-01") == ("signed", True)


def test_where_no_advancing_measure_is_alive_the_stage_is_that_of_the_latest_to_end() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-02-01", "introduction", of="law-one"),
        legislated("2008-03-01", "withdrawal", of="law-two"),
        legislated("2008-04-01", "failure", of="law-one"),
    )
    assert stage(records, "2008-03-31") == ("introduced", True)
    assert stage(records, "2008-04-01") == ("rejected", True)
