"""What each assessor says of a subject, beside the last legal change of it."""

from typing import Any

import orjson
import pytest

from monitor.answers.accounts import Assessment, accounts_of, is_claim
from monitor.answers.folded import fold_commitment
from monitor.answers.shape import Shape
from monitor.readmodel.strands import fold_all, strands_of
from monitor.status.assessors import Bodies, Body, Tie
from monitor.status.cases import PLAIN, read_bodies
from monitor.status.record import read_entry
from tests.builders import PLEDGE, Event, amended, assessed, described, grade, made, recorded
from tests.spec.monitor.status.asking import day, dossier, entries_about

LAW = "01a204ac-9ab3-7024-99c4-8c807ef382a4"
GRADED = [733_000, 0, 20]
BODIES = Bodies(
    {
        one.id: one
        for one in (
            Body("kz-government", "Government", "government"),
            Body("kz-ombudsman", "Ombudsman", "government", (Tie("kz-government", "belongs-to"),)),
            Body("institute", "Institute", "civil-society", (Tie("kz-ombudsman", "paid-by"), Tie("press", "paid-by"))),
            Body("press", "Press", "media"),
        )
    }
)


def kept(*, key: list[int] = GRADED, certain: bool = True, **more: Any) -> bytes:
    """An assessment as a row keeps it."""
    said = {"scheme": "plain", "value": "implemented", "ordinal": 3, "direction": "positive", "graded_by": "assessor"}
    return orjson.dumps(
        {**said, "given": "2007-11-29", "certain": certain, "event": "e", "position": key[-1], "key": key, **more}
    )


def shown(
    *assessors: str, by: dict[str, bytes], legal: list[Any] | None = None, bearers: tuple[str, ...] = ("kz-government",)
) -> list[Shape]:
    said = [Assessment(one, by[one]) for one in assessors]
    return accounts_of(said, {"legal": legal}, bearers, BODIES)


def test_accounts_stand_in_the_order_of_their_assessors() -> None:
    found = shown("press", "kz-government", by={"kz-government": kept(), "press": kept()})
    assert [one["body"] for one in found] == ["press", "kz-government"]


def test_an_account_says_on_which_side_its_assessor_stands() -> None:
    by = dict.fromkeys(("press", "institute", "kz-ombudsman"), kept())
    press, institute, ombudsman = shown("press", "institute", "kz-ombudsman", by=by)
    assert (press["account"], press["claim"], press["ties"]) == ("media", False, [])
    assert (institute["claim"], institute["ties"]) == (False, [{"to": "kz-ombudsman", "kind": "paid-by"}])
    assert (ombudsman["claim"], ombudsman["ties"]) == (True, [{"to": "kz-government", "kind": "belongs-to"}])
    (towards_the_press,) = shown("institute", by=by, bearers=("press",))
    assert towards_the_press["ties"] == [{"to": "press", "kind": "paid-by"}]


def test_what_was_said_once_is_shown_towards_whoever_is_asked_about() -> None:
    said = [Assessment("kz-ombudsman", kept())]
    claims = [accounts_of(said, {"legal": None}, [bearer], BODIES)[0]["claim"] for bearer in ("kz-government", "press")]
    assert claims == [True, False]


def test_a_body_that_nobody_described_has_no_class() -> None:
    (one,) = shown("stranger", by={"stranger": kept()})
    assert (one["account"], one["ties"], one["claim"]) == (None, [], False)


@pytest.mark.parametrize(
    ("legal", "before"),
    [
        (None, None),
        ([LAW, 732_999, 0, 30], None),
        ([LAW, 733_000, 0, 19], None),
        ([LAW, 733_000, 0, 21], LAW),
        ([LAW, 733_001, 0, 5], LAW),
    ],
)
def test_an_account_names_the_last_legal_change_that_came_after_it(legal: list[Any] | None, before: str | None) -> None:
    (one,) = shown("press", by={"press": kept()}, legal=legal)
    assert one["given_before"] == before
    # Whether another subject changed since says nothing of this one, though the words are the same.
    (unchanged,) = shown("press", by={"press": kept()})
    assert unchanged["given_before"] is None


def test_of_an_undated_account_nobody_says_that_it_came_before() -> None:
    (one,) = shown("press", by={"press": kept(certain=False)}, legal=[LAW, 733_001, 0, 5])
    assert (one["certain"], one["given_before"]) == (False, None)


# Who bore the duty when it was said.

HANDED_OVER = amended("2008-06-01", duty_bearers=["ministry"])


def told(*events: Event, on: str) -> dict[str, tuple[bool, str | None]]:
    """What is said of a commitment of the government's by a day: of each assessor whether it claims, and the grade."""
    records = recorded(described("ministry"), described("press"), made("2008-01-01"), *events)
    entries = entries_about(records, PLEDGE)
    bodies = read_bodies([read_entry(record) for record in records])
    folded = fold_commitment(PLEDGE, entries, bodies, PLAIN)
    assert folded is not None
    headline, definition = (folded.on(kind, PLEDGE, day(on)) for kind in ("headline", "definition"))
    said = folded.accounts(day(on))[PLEDGE]
    found = accounts_of(said, headline, definition["content"]["duty_bearers"], bodies)
    assert headline["by"] is None or headline["by"][0] in {one["body"] for one in found if not one["claim"]}
    return {one["body"]: (one["claim"], one["value"]) for one in found}


def test_a_claim_stays_one_when_another_comes_to_bear_the_duty() -> None:
    claimed = assessed("2008-03-01", grade("implemented", by="kz-government"))
    assert told(claimed, HANDED_OVER, on="2008-07-01") == {"kz-government": (True, "implemented")}


def test_a_grade_stays_external_when_its_author_comes_to_bear_the_duty_and_what_it_says_since_is_a_claim() -> None:
    before, since = (assessed(f"2008-0{month}-01", grade("mostly-implemented", by="ministry")) for month in (3, 9))
    assert told(before, HANDED_OVER, on="2008-07-01") == {"ministry": (False, "mostly-implemented")}
    assert told(HANDED_OVER, since, on="2008-10-01") == {"ministry": (True, "mostly-implemented")}


def test_on_the_day_of_a_change_whoever_bears_the_duty_at_its_end_claims() -> None:
    that_day = assessed("2008-06-01", grade("implemented", by="ministry"), grade("mixed", by="kz-government"))
    assert told(that_day, HANDED_OVER, on="2008-07-01") == {
        "kz-government": (False, None),
        "ministry": (True, "implemented"),
    }


def test_a_tie_is_one_to_whoever_bore_the_duty_then() -> None:
    said = [Assessment("institute", kept(bearers=["kz-government"]))]
    assert accounts_of(said, {"legal": None}, ["press"], BODIES)[0]["ties"] == [
        {"to": "kz-ombudsman", "kind": "paid-by"}
    ]


def test_a_row_says_who_bore_the_duty_only_where_that_has_changed() -> None:
    said = assessed("2008-03-01", grade("mixed"))
    for events, expected in (
        ([made("2008-01-01"), said, amended("2008-06-01", due="2009-01-01")], None),
        ([made("2008-01-01"), said, HANDED_OVER], ["kz-government"]),
    ):
        found = dossier(recorded(*events))
        assert found is not None
        (rows,) = (one.rows for one in strands_of(found, fold_all(found)) if one.kind == "account")
        assert [orjson.loads(body).get("bearers") for _, body in rows] == [expected]


@pytest.mark.parametrize(("bearers", "claim"), [({}, False), ({"bearers": ["kz-government"]}, True)])
def test_whether_a_row_is_a_claim_goes_by_whoever_it_names(bearers: dict[str, list[str]], *, claim: bool) -> None:
    assert is_claim("kz-ombudsman", bearers, ["press"], BODIES) is claim
