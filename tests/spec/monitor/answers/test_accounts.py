"""What each assessor says of a subject, beside the last legal change of it."""

from typing import Any

import orjson
import pytest

from monitor.answers.accounts import Assessment, accounts_of
from monitor.answers.shape import Shape
from monitor.status.assessors import Bodies, Body, Tie

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
