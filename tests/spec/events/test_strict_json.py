"""Which JSON is read, and what other parsers pass that is refused here."""

from decimal import Decimal
from typing import Any

import pytest

from events.strict_json import MalformedJson, loads, loads_lines


def refusal(body: str | bytes, **options: int) -> MalformedJson:
    with pytest.raises(MalformedJson) as refused:
        loads(body.encode("utf-8") if isinstance(body, str) else body, **options)
    return refused.value


def place(body: str | bytes) -> tuple[int, int]:
    refused = refusal(body)
    return refused.line, refused.column


def test_sound_json_is_read() -> None:
    body = ' {"a": [1, -2, true, false, null, "\\u00e9 \\ud83d\\ude00 \\" \\\\ \\n"],\r\n\t"b": {"": {}}} '
    assert loads(body.encode()) == {"a": [1, -2, True, False, None, 'é 😀 " \\ \n'], "b": {"": {}}}


@pytest.mark.parametrize(("body", "value"), [(b"1", 1), (b'"a"', "a"), (b"null", None), (b"[]", [])])
def test_any_value_may_be_the_whole(body: bytes, value: Any) -> None:
    assert loads(body) == value


@pytest.mark.parametrize("written", ["7.5", "0.1", "1.0", "-0.0", "1e3", "1E-300", "12345678901234567890.123456789"])
def test_a_number_with_fraction_or_exponent_keeps_its_digits(written: str) -> None:
    number = loads(written.encode())
    assert isinstance(number, Decimal)
    assert str(number) == str(Decimal(written))


def test_a_number_without_them_is_an_integer() -> None:
    value = loads(b"[9007199254740991, -9007199254740991, 0, -0]")
    assert value == [2**53 - 1, -(2**53 - 1), 0, 0]
    assert isinstance(value, list)
    assert {type(number) for number in value} == {int}


@pytest.mark.parametrize("written", ["9007199254740992", "-9007199254740992", "1" * 5_000])
def test_an_integer_beyond_what_every_reader_keeps_exact_is_refused(written: str) -> None:
    assert "2^53 - 1" in refusal(written).reason
    assert place(f'{{"n":\n  {written}}}') == (2, 3)


@pytest.mark.parametrize(
    "written", ["1e400000", "0e400000", "1E+309", "1e-309", "1e99999999999999999999", "0." + "1" * 50, "1" * 400 + ".5"]
)
def test_a_number_that_explodes_is_refused(written: str) -> None:
    assert place(f"[0.5, {written}]") == (1, 7)


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_of_json_is_refused(written: str) -> None:
    refused = refusal(f'{{"a": "NaN",\n "b": [{written}]}}')
    assert (refused.line, refused.column, refused.reason) == (2, 8, f"{written} is no number of JSON")


@pytest.mark.parametrize(
    "body",
    [
        *("", " ", "nan", "01", "1.", ".5", "+1", "-", "0x10", "1_000", "١", "tru", "nullnull", "undefined"),
        *("[1,]", "[,1]", "[1 2]", "[1", "]", '{"a":1,}', '{"a" 1}', "{a:1}", "{'a':1}", '{"a":1', '{"a":1}}', "{1:2}"),
        *('"a', '"a\tb"', '"a\nb"', '"\\x41"', '"\\u12"', '"\\u+123"', "'a'", "/**/1", "1//", "1#", "\u00a01", "1\x0c"),
    ],
)
def test_what_is_no_json_is_refused_with_line_and_column(body: str) -> None:
    refused = refusal(body)
    assert refused.reason.startswith("not JSON: ")
    assert refused.line >= 1
    assert refused.column >= 1


def test_the_place_of_a_mistake_is_counted_in_lines_and_characters_from_one() -> None:
    assert place('{"a": 1,\n "é": 2,\n}') == (3, 1)
    assert place('["é", x]') == (1, 7)


def test_a_key_that_stands_twice_is_refused_where_it_stands_again() -> None:
    assert place('{"a": {"b": 1},\n "c": 2, "a": 3}') == (2, 10)
    assert place('[{"b": {"a": 1, "a": 2}}]') == (1, 17)
    assert 'the key "a" stands twice' in refusal('{"a": 1, "a": 2}').reason


def test_a_key_that_stands_twice_is_seen_through_its_escapes() -> None:
    assert place(r'{"a": 1, "\u0061": 2}') == (1, 10)


def test_the_same_key_in_different_objects_is_no_repetition() -> None:
    assert loads(b'[{"a": {"a": 1}}, {"a": "a", "b": "a"}]') == [{"a": {"a": 1}}, {"a": "a", "b": "a"}]


@pytest.mark.parametrize(
    "written",
    [
        *(
            r"\ud800",
            r"\uDBFF",
            r"\udc00",
            r"\uDFFF x",
            r"\ud800\ud800",
            r"\ude00\ud83d",
            r"\ud800\n",
            r"\ud83d \ude00",
        ),
        *(r"\\ud83d\ude00", r"\\\ud83d\\ude00", r"\ufdd0", r"\uFDEF", r"\ufffe", r"\uffff", r"\ud83f\udffe"),
        *("\ufdd0", "\uffff", "\U0001fffe", "\U0010ffff"),
    ],
)
def test_half_a_surrogate_pair_or_a_noncharacter_is_refused_in_texts_and_in_keys(written: str) -> None:
    assert place(f'["sound", "{written}"]') == (1, 11)
    assert place(f'{{"{written}": 1}}') == (1, 2)


@pytest.mark.parametrize("written", [r"\ud83d\ude00", r"\\ud800", r"\\\\udc00", r"\uD7FF\ue000\ufffd", r"\ufdcf\ufdf0"])
def test_sound_escapes_that_look_like_them_are_read(written: str) -> None:
    assert isinstance(loads(f'"{written}"'.encode()), str)


@pytest.mark.parametrize(
    "body", [b'["a", "\xff"]', b'["a", "\xed\xa0\x80"]', b'["a", "\xc0\xaf"]', b'["a", "\xf5\x80\x80\x80"]']
)
def test_bytes_that_are_no_utf_8_are_refused(body: bytes) -> None:
    refused = refusal(body)
    assert (refused.reason, refused.line, refused.column) == ("not UTF-8", 1, 8)


def test_another_encoding_is_not_guessed() -> None:
    assert refusal('{"a": 1}'.encode("utf-16-be")).reason.startswith("not JSON")
    assert refusal('{"a": 1}'.encode("utf-16")).reason == "not UTF-8"


def test_a_byte_order_mark_is_refused() -> None:
    assert "byte order mark" in refusal(b"\xef\xbb\xbf{}").reason


def test_nesting_is_bounded() -> None:
    assert loads(b"[" * 32 + b"]" * 32) is not None
    refused = refusal(b"[" * 33 + b"]" * 33)
    assert (refused.reason, refused.column) == ("nested deeper than 32 levels", 33)
    assert refusal(b'{"a":[{}]}', max_depth=2).column == 7
    assert loads(b'{"a":[{}]}', max_depth=3) == {"a": [{}]}


def test_brackets_in_texts_and_side_by_side_are_no_nesting() -> None:
    text = '[{\\"' * 100
    assert loads(f'["{text}"]'.encode()) == ['[{"' * 100]
    assert loads(b"[" + b"[]," * 1_000 + b"[]]") == [[]] * 1_001


@pytest.mark.parametrize("opened", ["[", '{"a":', '[{"a":'])
def test_a_million_levels_are_refused_and_do_no_harm(opened: str) -> None:
    assert "nested" in refusal(opened * 1_000_000).reason
    assert "nested too deep" in refusal(opened * 1_000_000, max_depth=10_000_000).reason


def test_an_unclosed_text_full_of_escapes_takes_no_longer_than_it_is() -> None:
    # Tried again from each of its quotation marks, this would take hours.
    assert "unterminated" in refusal('["' + '\\"' * 500_000 + "[" * 100).reason


def test_lines_are_read_one_by_one_and_a_bad_one_hides_no_other() -> None:
    body = b'{"a":1}\n\n  \r\n{"a":\n{"b":2}\r\n[1,]\n3'
    lines = list(loads_lines(body))
    values = {number: value for number, value in lines if not isinstance(value, MalformedJson)}
    mistakes = {number: value for number, value in lines if isinstance(value, MalformedJson)}
    assert values == {1: {"a": 1}, 5: {"b": 2}, 7: 3}
    assert {number: (bad.line, bad.column) for number, bad in mistakes.items()} == {4: (4, 6), 6: (6, 4)}


def test_the_depth_of_each_line_is_bounded() -> None:
    (first, second) = loads_lines(b"[]\n[[]]", max_depth=1)
    assert first == (1, [])
    assert isinstance(second[1], MalformedJson)


def test_a_line_separator_in_a_text_ends_no_line() -> None:
    assert list(loads_lines('["a\u2028b"]\n'.encode())) == [(1, ["a\u2028b"])]
