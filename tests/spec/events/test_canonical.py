"""Equal values have equal bytes, and what has no canonical bytes is refused."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest

from events.canonical import NotCanonical, canonical


class Colour(StrEnum):
    RED = "red"


def refusal(value: Any) -> NotCanonical:
    with pytest.raises(NotCanonical) as refused:
        canonical(value)
    return refused.value


def test_keys_are_sorted_at_every_depth_and_no_space_is_left() -> None:
    assert canonical({"b": [1, {"z": None, "a": True}], "B": "x", "a": {}}) == (
        b'{"B":"x","a":{},"b":[1,{"a":true,"z":null}]}'
    )


def test_the_order_of_writing_changes_nothing() -> None:
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


def test_text_is_utf_8_and_only_what_must_be_is_escaped() -> None:
    # RFC 8785 section 3.2.2.2.
    assert canonical("€$\x0f\nA'B\"\\/\x7f") == '"€$\\u000f\\nA\'B\\"\\\\/\x7f"'.encode()


def test_the_largest_exact_integers_are_written() -> None:
    assert canonical([2**53 - 1, -(2**53 - 1), 0]) == b"[9007199254740991,-9007199254740991,0]"


def test_a_tuple_is_written_as_a_list() -> None:
    assert canonical(("a", ("b",))) == canonical(["a", ["b"]])


@pytest.mark.parametrize(
    "value",
    [1.5, 1.0, float("nan"), float("inf"), Decimal("7.5"), date(2009, 2, 11), UUID(int=7), Colour.RED, b"x", {1, 2}],
    ids=repr,
)
def test_what_is_not_plain_json_without_floats_is_refused_with_its_place(value: Any) -> None:
    refused = refusal({"figures": [{"value": value}]})
    assert refused.pointer == "/figures/0/value"
    assert type(value).__name__ in refused.reason


@pytest.mark.parametrize("value", [2**53, -(2**53), 2**64, 10**30], ids=str)
def test_an_integer_that_other_readers_round_is_refused(value: int) -> None:
    refused = refusal({"count": value})
    assert (refused.pointer, "2^53 - 1" in refused.reason) == ("/count", True)


@pytest.mark.parametrize("key", ["é", "名", 1, None, Colour.RED], ids=repr)
def test_a_key_that_is_no_ascii_text_is_refused(key: Any) -> None:
    assert refusal({"data": {key: 1}}).pointer == "/data"


def test_a_lone_surrogate_is_refused() -> None:
    assert refusal({"a/b": "\ud800"}).pointer == "/a~1b"


def test_a_value_that_holds_itself_or_goes_too_deep_is_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert "nested" in refusal(circle).reason
    assert "nested" in refusal(deep).reason
