"""What a correction changes about the event that it corrects."""

from decimal import Decimal
from typing import Any

from monitor.pages.desk.correction import correction_differences
from monitor.pages.desk.differences import Difference
from tests.builders import Event, ruled

SENT: Event = {
    **ruled("2021-02-01", "order", None, title="A court orders"),
    "order": 0,
    "scheduled": False,
    "figures": [{"indicator": "fines", "value": "0.10", "unit": "KZT"}],
}
ON_RECORD: Event = {**SENT, "figures": [{**SENT["figures"][0], "value": Decimal("0.10")}]}


def correcting(**changes: Any) -> Event:
    data = {"target": "x", "kind": "editorial", "reason": "A slip", "replacement": {**SENT, **changes}}
    return {"type": "event-corrected.v1", "data": data}


def test_what_was_typed_as_it_is_on_record_is_no_difference() -> None:
    assert correction_differences(ON_RECORD, correcting()) == ()


def test_only_what_was_typed_otherwise_is_told() -> None:
    title = Difference("title", "A court orders", "A court decides")
    assert correction_differences(ON_RECORD, correcting(title="A court decides")) == (title,)


def test_of_a_correction_that_is_not_complete_too_only_that_is_told() -> None:
    when = Difference("occurred", "2021-02-01", "soon")
    assert correction_differences(ON_RECORD, correcting(occurred="soon")) == (when,)


def test_a_person_is_the_same_whether_written_as_a_name_or_as_an_object() -> None:
    before = {**ON_RECORD, "data": {**SENT["data"], "persons": ["A. Bekova"]}}
    after = correcting(data={**SENT["data"], "persons": [{"name": "A. Bekova"}]})
    assert correction_differences(before, after) == ()


def test_a_correction_without_a_replacement_takes_all_away_and_raises_nothing() -> None:
    assert Difference("title", "A court orders", None) in correction_differences(ON_RECORD, {"data": {}})
    assert Difference("title", "A court orders", None) in correction_differences(ON_RECORD, {})
