"""Canonical bytes hold against an independent implementation of the standard, and read back to the same value."""

import json
from decimal import Decimal
from typing import Any

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from events.canonical import NotCanonical, canonical
from events.strict_json import MalformedJson, loads
from events.text import TextRefused, clean, clean_tree

LARGEST = 2**53 - 1

ascii_keys = st.text(st.characters(max_codepoint=0x7F), max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-LARGEST, LARGEST), texts)


def trees_of(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ascii_keys, inner, max_size=4),
        max_leaves=20,
    )


trees = trees_of(scalars)
inexact_trees = trees_of(st.one_of(scalars, st.floats(), st.decimals(), st.integers(), st.binary(max_size=3)))


def holds_only(tree: Any, kinds: tuple[type, ...]) -> bool:
    if isinstance(tree, dict):
        return all(holds_only(item, kinds) for item in tree.values())
    if isinstance(tree, list):
        return all(holds_only(item, kinds) for item in tree)
    return type(tree) in kinds and (type(tree) is not int or abs(tree) <= LARGEST)


@given(trees)
def test_the_bytes_are_those_of_another_implementation_of_rfc_8785(tree: Any) -> None:
    assert canonical(tree) == rfc8785.dumps(tree)


@given(trees)
def test_what_is_written_reads_back_as_the_same_value_with_the_same_bytes(tree: Any) -> None:
    written = canonical(tree)
    assert orjson.loads(written) == tree
    assert canonical(orjson.loads(written)) == written


@given(inexact_trees)
def test_a_tree_is_refused_exactly_where_it_holds_more_than_plain_json_without_floats(tree: Any) -> None:
    if holds_only(tree, (str, int, bool, type(None))):
        assert canonical(tree) == rfc8785.dumps(tree)
    else:
        with pytest.raises(NotCanonical):
            canonical(tree)


@given(trees)
def test_strict_json_reads_what_is_canonical_but_for_noncharacters(tree: Any) -> None:
    written = canonical(tree)
    if any(0xFDD0 <= ord(character) <= 0xFDEF or ord(character) & 0xFFFE == 0xFFFE for character in written.decode()):
        with pytest.raises(MalformedJson, match="noncharacter"):
            loads(written)
    else:
        assert loads(written) == tree


@given(st.one_of(st.binary(max_size=40), st.text(alphabet='[]{}:,"\\ud8Fabe0123456789.-+eENaIinfty \n', max_size=40)))
def test_strict_json_reads_nothing_that_the_standard_library_refuses_and_raises_nothing_else(body: bytes | str) -> None:
    body = body.encode() if isinstance(body, str) else body
    try:
        value = loads(body)
    except MalformedJson:
        return
    assert json.loads(body.decode("utf-8"), parse_float=Decimal) == value


@given(trees)
def test_a_tree_is_clean_exactly_where_each_of_its_texts_is(tree: Any) -> None:
    def each(value: Any) -> Any:
        if isinstance(value, dict):
            return {clean(key): each(item) for key, item in value.items()}
        if isinstance(value, list):
            return [each(item) for item in value]
        return clean(value) if isinstance(value, str) else value

    try:
        expected = each(tree)
    except TextRefused:
        with pytest.raises(TextRefused):
            clean_tree(tree)
    else:
        assert clean_tree(tree) == expected
        assert clean_tree(expected) is expected
