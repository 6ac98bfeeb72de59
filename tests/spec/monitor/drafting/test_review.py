"""Which appends need a second person."""

from typing import Any

import pytest

from monitor.drafting.review import Foreseen, Thresholds, needs_review
from tests.builders import corrected, milestone, practised, retracted, ruled

FEW = Foreseen(["a", "b", "c"], 500)
WITHHELD = {"type": "content-withheld.v1", "data": {"target": 1, "fields": ["persons"]}}


def why(*events: Any, foreseen: Foreseen = FEW, limits: Thresholds = Thresholds()) -> list[str]:  # noqa: B008 - frozen
    return [one.why for one in needs_review(foreseen, events, limits)]


def test_what_moves_three_headlines_and_tells_five_hundred_needs_nobody_else() -> None:
    assert why(milestone("2009")) == []


def test_a_fourth_commitment_needs_a_second_person_and_each_counts_once() -> None:
    assert why(milestone("2009"), foreseen=Foreseen(["a", "b", "c", "d"], 0)) == ["commitments"]
    assert why(milestone("2009"), foreseen=Foreseen(["a", "b", "c", "a"], 0)) == []


def test_telling_one_more_than_five_hundred_needs_a_second_person() -> None:
    assert why(milestone("2009"), foreseen=Foreseen([], 501)) == ["told"]


@pytest.mark.parametrize("persons", [["A. B."], [{"name": "A. B."}]])
def test_naming_a_private_person_does_in_a_replacement_too(persons: list[Any]) -> None:
    ruling = ruled("2009", "conviction", data={"persons": persons})
    assert why(ruling) == ["persons"]
    assert why(corrected(1, ruling)) == ["persons"]
    assert why(practised("2009")) == []


def test_retracting_does_and_so_does_erasing() -> None:
    assert why(milestone("2009"), retracted(1), retracted(2)) == ["retracts"]
    assert why(WITHHELD) == ["erases"]


def test_every_reason_is_told_with_its_number() -> None:
    found = needs_review(Foreseen("abcde", 600), [retracted(1)], Thresholds())
    assert [one.words for one in found] == [
        "It moves the headline of 5 commitments, more than 3.",
        "It tells 600 people, more than 500.",
        "It retracts what is on record.",
    ]


def test_thresholds_can_be_set_otherwise() -> None:
    loose = Thresholds(commitments=5, told=1000, persons=False, retractions=False)
    events = (retracted(1), ruled("2009", "conviction", data={"persons": ["A. B."]}), WITHHELD)
    assert why(*events, foreseen=Foreseen("abcde", 1000), limits=loose) == []
