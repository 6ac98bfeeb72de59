"""The contract's event, from what the log holds."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from events.appends import ErasableText, Head, NewAppend, NewEvent
from events.recorded import Recorded
from monitor.answers.event_shapes import Beside, number, preview_shapes, shape_event
from monitor.answers.shape import Shape
from monitor.status.record import State

MOMENT = datetime(2010, 3, 1, 12, tzinfo=UTC)
DIGEST = {"digest": "ab"}
GONE = ErasableText("/sources/0/quote", None, None)
WITHHELD = {"id": "w1", "position": 9, "data": {"fields": ["sources.quote"], "reason": "minor", "authority": "Court 3"}}


def recorded(**parts: Any) -> Recorded:
    envelope = {"id": "e1", "position": 7, "type": "statement.v1", "sources": [{"quote": DIGEST}], "data": {}, **parts}
    return Recorded(7, 2, "e1", envelope["type"], MOMENT, "key_test", orjson.dumps(envelope), b"\x0a" * 32)


def shape(beside: Beside, **parts: Any) -> Shape:
    return shape_event(recorded(**parts), beside)


def test_an_event_is_its_envelope_with_its_leaf_hash_and_how_it_stands() -> None:
    state = State(corrected_by=["c1", "c2"], content="c2", annotated_by=["a1"])
    tags = ("commitment:kz-b", "commitment:kz-a", "measure:m")
    shown = shape(Beside(state, tags, (ErasableText("/sources/0/quote", "We promise.", b"salt"),)))
    assert shown["position"] == 7
    assert shown["leaf_hash"] == "0a" * 32
    assert shown["sources"] == [{"quote": "We promise."}]
    assert shown["state"] == "corrected"
    assert shown["corrected_by"] == ["c1", "c2"]
    assert shown["annotated_by"] == ["a1"]
    assert (shown["retracted_by"], shown["reinstated_by"], shown["withheld"]) == (None, None, [])
    assert shown["touches"] == ["kz-a", "kz-b"]


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State(), "withheld-in-part"),
        (State(corrected_by=["c1"], content="c1"), "corrected"),
        (State(retracted=True, retracted_by="r1", corrected_by=["c1"], content="c1"), "retracted"),
        (State(retracted_by="r1", reinstated_by="r2"), "withheld-in-part"),
    ],
)
def test_retracted_goes_before_corrected_and_corrected_before_withheld_in_part(state: State, name: str) -> None:
    assert shape(Beside(state, texts=(GONE,), withholding=[WITHHELD], through=9))["state"] == name


def test_a_withheld_text_is_null_and_says_why_and_on_whose_authority() -> None:
    other = {"id": "w0", "position": 8, "data": {"fields": ["persons"], "reason": "other", "authority": "other"}}
    shown = shape(Beside(State(), texts=(GONE,), withholding=[other, WITHHELD], through=9))
    assert shown["sources"] == [{"quote": None}]
    assert shown["withheld"] == [
        {"pointer": "/sources/0/quote", "reason": "minor", "authority": "Court 3", "event": "w1"}
    ]


def test_before_a_text_was_withheld_the_event_was_current_and_the_text_is_gone_all_the_same() -> None:
    shown = shape(Beside(State(), texts=(GONE,), withholding=[WITHHELD], through=8))
    assert shown["state"] == "current"
    assert shown["sources"] == [{"quote": None}]
    assert shown["withheld"][0]["event"] == "w1"


def test_amounts_become_json_numbers_in_an_event_and_in_its_replacement() -> None:
    figures = [{"value": "7.5"}, {"min": 1, "max": "2.25"}]
    replacement = {"type": "milestone.v1", "figures": [{"value": "0.1"}], "data": {}}
    shown = shape(Beside(State()), figures=figures, data={"replacement": replacement})
    assert shown["figures"] == [{"value": 7.5}, {"min": 1, "max": 2.25}]
    assert shown["data"]["replacement"]["figures"] == [{"value": 0.1}]


def test_an_integer_amount_stays_exact() -> None:
    assert number(2**53 - 1) == 9007199254740991


def test_a_preview_leaves_empty_what_only_recording_makes() -> None:
    record = recorded(previous={"kz-a": 3})
    quote = ErasableText("/sources/0/quote", "We promise.", b"salt")
    event = NewEvent(7, "e1", record.type, record.leaf, record.leaf_hash, ("commitment:kz-a",), erasable=(quote,))
    (shown,) = preview_shapes(NewAppend(Head(6, 1, None), 2, MOMENT, "key_test", notify=True, events=(event,)))
    assert [shown[key] for key in ("id", "position", "append", "recorded_at", "leaf_hash", "previous")] == [None] * 6
    assert shown["sources"] == [{"quote": "We promise."}]
    assert (shown["state"], shown["touches"]) == ("current", ["kz-a"])
