"""Who assesses: claims of the duty-bearer, bodies tied to it, and everybody else."""

import pytest

from tests.builders import GOVERNMENT, Event, assessed, described, grade, made, recorded
from tests.spec.monitor.status.asking import assessors, flags, seen, set_aside, status

MADE = made("2008-01-01", duty_bearers=[GOVERNMENT])


def graded(value: str, *bodies: Event, by: str = "reviewer") -> str | None:
    """The status where one body gave one grade."""
    return status(recorded(*bodies, MADE, assessed("2008-05-01", grade(value, by=by))), "2008-05-01")


def test_a_claim_of_the_duty_bearer_never_raises_a_status() -> None:
    assert graded("implemented", by=GOVERNMENT) == "no-action-on-record"
    assert graded("not-implemented", by=GOVERNMENT) == "no-action-on-record"


def test_a_body_that_belongs_to_the_duty_bearer_makes_claims_through_any_number_of_bodies() -> None:
    bodies = (
        described("reviewer", belongs_to="agency"),
        described("agency", belongs_to="ministry"),
        described("ministry", belongs_to=GOVERNMENT),
    )
    assert graded("implemented", *bodies) == "no-action-on-record"
    records = recorded(*bodies, MADE, assessed("2008-05-01", grade("implemented", by="reviewer")))
    assert set_aside(records, "2008-05-01")[5] == "claim"


@pytest.mark.parametrize("tie", ["paid_by", "appointed_by"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("not-implemented", "not-implemented"),
        ("partially-implemented", "partially-implemented"),
        ("mostly-implemented", "no-action-on-record"),
        ("implemented", "no-action-on-record"),
    ],
)
def test_of_a_body_tied_to_the_duty_bearer_a_grade_of_partly_or_lower_counts(
    tie: str, value: str, expected: str
) -> None:
    assert graded(value, described("reviewer", **{tie: GOVERNMENT})) == expected


def test_a_higher_grade_of_a_tied_body_is_shown_and_leaves_the_one_before() -> None:
    records = recorded(
        described("reviewer", paid_by=GOVERNMENT),
        MADE,
        assessed("2008-04-01", grade("partially-implemented", by="other")),
        assessed("2008-05-01", grade("implemented", by="reviewer")),
    )
    found = seen(records, "2008-05-01")
    assert (found.status, assessors(records)) == ("partially-implemented", ("other", "reviewer"))
    assert set_aside(records, "2008-05-01")[4] == "tied"


@pytest.mark.parametrize(
    "bodies",
    [
        (described("reviewer", belongs_to="foundation"), described("foundation", paid_by=GOVERNMENT)),
        (described("reviewer", paid_by="foundation"), described("foundation", belongs_to=GOVERNMENT)),
        (described("reviewer", paid_by="foundation"), described("foundation", appointed_by=GOVERNMENT)),
    ],
)
def test_a_tie_reaches_through_other_bodies(bodies: tuple[Event, ...]) -> None:
    assert graded("implemented", *bodies) == "no-action-on-record"
    assert graded("not-implemented", *bodies) == "not-implemented"


def test_a_tie_to_somebody_else_is_none_to_the_duty_bearer() -> None:
    assert graded("implemented", described("reviewer", paid_by="donor"), described("donor")) == "implemented"


def test_bodies_tied_in_a_circle_are_external() -> None:
    circle = (described("reviewer", belongs_to="other"), described("other", belongs_to="reviewer"))
    assert graded("implemented", *circle) == "implemented"


def test_a_body_nobody_described_is_external() -> None:
    assert graded("implemented") == "implemented"


def test_the_last_description_of_a_body_on_record_holds_for_every_day() -> None:
    records = recorded(
        described("reviewer", belongs_to=GOVERNMENT),
        MADE,
        assessed("2008-05-01", grade("implemented", by="reviewer")),
        described("reviewer"),
    )
    assert status(records, "2008-05-01", known_at=3) == "no-action-on-record"
    assert status(records, "2008-05-01", known_at=4) == "implemented"


def test_any_of_several_duty_bearers_makes_claims() -> None:
    records = recorded(
        made("2008-01-01", duty_bearers=[GOVERNMENT, "parliament"]),
        assessed("2008-05-01", grade("implemented", by="parliament")),
    )
    assert status(records, "2008-05-01") == "no-action-on-record"


def test_of_two_duty_bearers_belonging_to_one_outweighs_being_paid_by_the_other() -> None:
    both = {
        "type": "body-described.v1",
        "data": {
            "body": {
                "id": "reviewer",
                "name": "Reviewer",
                "account": "civil-society",
                "ties": [
                    {"to": "parliament", "kind": "paid-by", "source": "Its page"},
                    {"to": GOVERNMENT, "kind": "belongs-to", "source": "Its page"},
                ],
            }
        },
    }
    records = recorded(
        both,
        made("2008-01-01", duty_bearers=[GOVERNMENT, "parliament"]),
        assessed("2008-05-01", grade("not-implemented", by="reviewer")),
    )
    assert status(records, "2008-05-01") == "no-action-on-record"


# Disputed, and reviewers who differ.

CLAIMED = assessed("2008-04-01", grade("implemented", by=GOVERNMENT))


@pytest.mark.parametrize(
    ("claim", "external", "disputed"),
    [
        ("implemented", "mostly-implemented", True),
        ("implemented", "implemented", False),
        ("implemented", "negative", True),
        ("implemented", "positive", False),
        ("mostly-implemented", "positive", False),
        ("positive", "partially-implemented", True),
        ("positive", "mixed", True),
        ("positive", "positive", False),
        ("mixed", "partially-implemented", False),
        ("negative", "not-implemented", False),
    ],
)
def test_it_is_disputed_where_claim_and_external_grade_differ_by_a_grade_or_in_direction(
    claim: str, external: str, *, disputed: bool
) -> None:
    records = recorded(
        MADE,
        assessed("2008-04-01", grade(claim, by=GOVERNMENT)),
        assessed("2008-05-01", grade(external, by="reviewer")),
    )
    assert ("disputed-by-duty-bearer" in flags(records, "2008-05-01")) is disputed


def test_a_claim_alone_disputes_nothing() -> None:
    assert "disputed-by-duty-bearer" not in flags(recorded(MADE, CLAIMED), "2008-05-01")


def test_a_tied_body_is_external_where_accounts_are_compared() -> None:
    records = recorded(
        described("reviewer", paid_by=GOVERNMENT), MADE, CLAIMED, assessed("2008-05-01", grade("mixed", by="reviewer"))
    )
    assert "disputed-by-duty-bearer" in flags(records, "2008-05-01")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("implemented", "mostly-implemented", True),
        ("partially-implemented", "partially-implemented", False),
        ("positive", "implemented", False),
        ("positive", "negative", True),
    ],
)
def test_reviewers_differ_where_two_external_assessments_do(one: str, other: str, *, differ: bool) -> None:
    records = recorded(
        MADE, assessed("2008-04-01", grade(one, by="one")), assessed("2008-05-01", grade(other, by="two"))
    )
    assert ("reviewers-differ" in flags(records, "2008-05-01")) is differ


def test_a_claim_is_no_reviewer() -> None:
    records = recorded(MADE, CLAIMED, assessed("2008-05-01", grade("mixed")))
    assert "reviewers-differ" not in flags(records, "2008-05-01")


def test_only_the_latest_word_of_each_assessor_is_compared() -> None:
    records = recorded(
        MADE,
        assessed("2008-04-01", grade("not-implemented", by="one")),
        assessed("2008-05-01", grade("implemented", by="two")),
        assessed("2008-06-01", grade("implemented", by="one")),
    )
    assert "reviewers-differ" in flags(records, "2008-05-31")
    assert "reviewers-differ" not in flags(records, "2008-06-01")
