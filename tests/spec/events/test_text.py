"""Which text the record keeps, and in which form."""

from decimal import Decimal
from typing import Any

import pytest

from events.text import TextRefused, clean, clean_tree

DECOMPOSED, COMPOSED = "Cafe\u0301", "Caf\u00e9"

NEVER_KEPT = [
    *range(0x20),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    *(0xD800, 0xDBFF, 0xDC00, 0xDFFF),
    *(0xFEFF, *range(0xFDD0, 0xFDF0)),
    *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
]
BESIDE_THEM = [
    *(0x20, 0x7E, 0xA0, 0x061B, 0x061D, 0x200D, 0x2010, 0x2027, 0x202F, 0x2065, 0x206A),
    *(0xE000, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000, 0x1F600, 0x1FFFD, 0x10FFFD),
]


def refusal(text: str) -> TextRefused:
    with pytest.raises(TextRefused) as refused:
        clean(text)
    return refused.value


def tree_refusal(tree: Any) -> TextRefused:
    with pytest.raises(TextRefused) as refused:
        clean_tree(tree)
    return refused.value


def test_text_comes_back_in_normalization_form_c() -> None:
    assert clean(DECOMPOSED) == COMPOSED
    assert clean("Қазақстан, «закон» — 法 😀") == "Қазақстан, «закон» — 法 😀"
    assert clean("") == ""


@pytest.mark.parametrize("code", NEVER_KEPT, ids=hex)
def test_a_character_that_hides_or_reorders_text_is_refused_alone_and_in_a_tree(code: int) -> None:
    assert refusal(f"a{chr(code)}b").character == chr(code)
    refused = tree_refusal({"data": [f"a{chr(code)}b"]})
    assert (refused.character, refused.pointer) == (chr(code), "/data/0")


@pytest.mark.parametrize("code", BESIDE_THEM, ids=hex)
def test_its_neighbours_are_kept(code: int) -> None:
    assert clean(f"a{chr(code)}b") == f"a{chr(code)}b"
    assert clean_tree([f"a{chr(code)}b"]) == [f"a{chr(code)}b"]


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("\n", "a line break"),
        ("\t", "a tab"),
        ("\x00", "a control character (U+0000)"),
        ("\x7f", "a control character (U+007F)"),
        ("\u202e", "a bidirectional control (U+202E)"),
        ("\ud800", "half of a surrogate pair (U+D800)"),
        ("\ufeff", "a byte order mark (U+FEFF)"),
        ("\U0001fffe", "a noncharacter (U+1FFFE)"),
    ],
)
def test_a_refusal_says_what_the_character_is(character: str, kind: str) -> None:
    assert kind in str(refusal(f"word{character}"))


def test_a_clean_tree_comes_back_itself() -> None:
    tree = {"title": COMPOSED, "path": 'a\\n "quoted" \\', "value": Decimal("7.5"), "n": [1, None, True], "": "é"}
    assert clean_tree(tree) is tree


def test_every_text_and_key_of_a_tree_is_normalised_and_the_tree_given_is_left_alone() -> None:
    tree = {DECOMPOSED: [{"title": DECOMPOSED, "n": 1}], "value": Decimal("7.5"), "large": 2**70}
    assert clean_tree(tree) == {COMPOSED: [{"title": COMPOSED, "n": 1}], "value": Decimal("7.5"), "large": 2**70}
    assert list(tree) == [DECOMPOSED, "value", "large"]


def test_a_combining_mark_at_the_start_of_a_text_is_kept() -> None:
    assert clean_tree(["\u0301a", "\u0338"]) == ["\u0301a", "\u0338"]


def test_a_text_that_spells_an_escape_out_is_kept() -> None:
    assert clean_tree([r"\n \u0000 \ud800", "C:\\new"]) == [r"\n \u0000 \ud800", "C:\\new"]


def test_a_refusal_in_a_tree_names_the_place() -> None:
    refused = tree_refusal({"sources": [{"title": "a"}, {"a/b": {"m~n": "x\ty"}}]})
    assert refused.pointer == "/sources/1/a~1b/m~0n"
    assert str(refused).startswith("/sources/1/a~1b/m~0n holds a tab")


def test_a_refused_key_is_named_by_the_object_that_holds_it() -> None:
    refused = tree_refusal({"data": {"of\u200e": 1}})
    assert (refused.pointer, refused.character) == ("/data", "\u200e")
    assert "has a key that holds a bidirectional control" in str(refused)


def test_two_keys_that_become_one_are_refused_rather_than_one_of_them_dropped() -> None:
    refused = tree_refusal({"data": {DECOMPOSED: 1, COMPOSED: 2}})
    assert (refused.pointer, refused.character) == ("/data", None)
    assert "two keys" in refused.reason


def test_a_tree_may_be_a_single_text() -> None:
    assert clean_tree(DECOMPOSED) == COMPOSED
    assert tree_refusal("a\nb").pointer == ""
