"""JSON as the standard has it (RFC 8259, I-JSON RFC 7493), where most parsers let more pass."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NoReturn

from events.text import NONCHARACTER, SURROGATE

LARGEST_EXACT_INTEGER = 2**53 - 1
"""Integers up to this size, negative or not, mean the same to every parser (RFC 7493 section 2.2)."""

_MAX_DEPTH = 32
_WHITE_SPACE = b" \t\r"
_LONGEST_NUMBER = 40
# The decimal exponents of a double: what lies beyond is 0 or infinity to other parsers, and would take a gigabyte to
# write out where the exponent has nine digits.
_LARGEST_EXPONENT = 308

# Each is linear: the possessive quantifiers never go back, and a string that nobody closes is taken to the end at once.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_BRACKET = re.compile(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
_PIECE = re.compile(rf'{_STRING}|[\[\]{{}}]|[^\s"\[\]{{}}:,]++', re.DOTALL)
_COLON_AHEAD = re.compile(r"\s*+:")

_NO_CHARACTER = re.compile(f"{SURROGATE}|{NONCHARACTER}")
# The same where escaped. What follows a doubled backslash is no escape but may look like half a pair: only reading
# piece by piece tells.
_MAYBE_ESCAPED = re.compile(
    r"""\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])
    | (?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]
    | \\u[fF][dD][dDeE] | \\u[dDfF][fF][fF][eEfF]
    | \\\\u[dD]""",
    re.VERBOSE,
)


class MalformedJson(ValueError):
    """Not JSON as the standard has it; ``line`` and ``column`` say where, both from 1, in characters."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(f"{reason} (line {line}, column {column})")
        self.reason = reason
        self.line = line
        self.column = column


class _Offence(Exception):
    """The parser met what it lets pass and we do not; ``_first_offence`` finds what and where."""


def loads(body: bytes, *, max_depth: int = _MAX_DEPTH) -> object:
    """The JSON value in the bytes, made of dict, list, str, int, Decimal, bool and None, never float.

    A number without fraction and exponent is an ``int``, any other a ``Decimal`` with the digits as written.

    Args:
        max_depth: how many arrays and objects may lie within each other; ``[]`` has depth 1.

    Raises:
        MalformedJson: beside all that is no JSON, what other parsers pass: bytes that are no UTF-8, a byte order mark,
            NaN and Infinity, the same key twice in an object, surrogates without their half and noncharacters (raw or
            escaped), integers beyond 2^53 - 1, numbers longer than 40 characters or with an exponent beyond 308, and
            nesting beyond ``max_depth``.
    """
    text = _decoded(body)
    _refuse_deep(text, max_depth)
    try:
        value: object = _PARSER.decode(text)
    except json.JSONDecodeError as err:
        reason = f"not JSON: {err.msg[0].lower()}{err.msg[1:]}".removesuffix(" at")
        raise MalformedJson(reason, err.lineno, err.colno) from err
    except _Offence as err:
        raise _first_offence(text) or MalformedJson(str(err), 1, 1) from err
    except RecursionError as err:
        raise MalformedJson("nested too deep to be read", 1, 1) from err
    offence = _first_offence(text) if _may_hold_no_character(text) else None
    if offence is not None:
        raise offence
    return value


def loads_lines(body: bytes, *, max_depth: int = _MAX_DEPTH) -> Iterator[tuple[int, object | MalformedJson]]:
    """Each line of newline-delimited JSON with its number, from 1: its value, or what is wrong with it.

    Lines end in LF or CR LF; a line that holds nothing but white space is passed over, and counted. Reading goes on
    after a bad line. ``line`` of a ``MalformedJson`` is the number of the line in the body.
    """
    for number, line in enumerate(body.split(b"\n"), start=1):
        if not line.strip(_WHITE_SPACE):
            continue
        try:
            yield number, loads(line, max_depth=max_depth)
        except MalformedJson as err:
            yield number, MalformedJson(err.reason, number, err.column)


def _decoded(body: bytes) -> str:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as err:
        before = body[: err.start].decode("utf-8")
        raise _malformed("not UTF-8", before, len(before)) from err
    if text.startswith("\ufeff"):
        raise MalformedJson("begins with a byte order mark: send UTF-8 without one", 1, 1)
    return text


def _refuse_deep(text: str, max_depth: int) -> None:
    if text.count("[") + text.count("{") <= max_depth:
        return
    depth = 0
    for match in _BRACKET.finditer(text):
        bracket = match.group()
        if bracket in "[{":
            depth += 1
            if depth > max_depth:
                raise _malformed(f"nested deeper than {max_depth} levels", text, match.start())
        elif bracket in "]}":
            depth -= 1


def _may_hold_no_character(text: str) -> bool:
    if "\\u" in text and _MAYBE_ESCAPED.search(text) is not None:
        return True
    return not text.isprintable() and _NO_CHARACTER.search(text) is not None


def _integer(written: str) -> int:
    # Python refuses to convert more than some thousands of digits; the longest that fits has 16 and a sign.
    if len(written) > len(str(-LARGEST_EXACT_INTEGER)) or abs(number := int(written)) > LARGEST_EXACT_INTEGER:
        raise _Offence("an integer beyond 2^53 - 1, which many readers round: write it as text")
    return number


def _decimal(written: str) -> Decimal:
    exponent = written.lower().partition("e")[2].lstrip("+-0")
    if len(written) > _LONGEST_NUMBER or len(exponent) > len(str(_LARGEST_EXPONENT)):
        raise _Offence(f"a number of more than {_LONGEST_NUMBER} characters or an exponent beyond {_LARGEST_EXPONENT}")
    number = Decimal(written)
    if abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise _Offence(f"a number with an exponent beyond {_LARGEST_EXPONENT}")
    return number


def _constant(written: str) -> NoReturn:
    raise _Offence(f"{written} is no number of JSON")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _Offence("a key stands twice in one object")
    return value


_PARSER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_decimal, parse_constant=_constant
)


def _first_offence(text: str) -> MalformedJson | None:
    """Where the parser was too kind, read piece by piece: it is sound JSON up to there, since the parser came past."""
    keys: list[set[str]] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece in "[{":
            keys.append(set())
        elif piece in "]}":
            keys.pop()
        else:
            reason = _offence_of(piece)
            if reason is None and _COLON_AHEAD.match(text, match.end()) is not None:
                key = json.loads(piece)
                reason = f"the key {piece[:_LONGEST_NUMBER]} stands twice in one object" if key in keys[-1] else None
                keys[-1].add(key)
            if reason is not None:
                return _malformed(reason, text, match.start())
    return None


def _offence_of(piece: str) -> str | None:
    try:
        value = _PARSER.decode(piece)
    except _Offence as err:
        return str(err)
    if isinstance(value, str) and _NO_CHARACTER.search(value) is not None:
        return "a text holds half of a surrogate pair, or a noncharacter"
    return None


def _malformed(reason: str, text: str, offset: int) -> MalformedJson:
    line_start = text.rfind("\n", 0, offset) + 1
    return MalformedJson(reason, text.count("\n", 0, offset) + 1, offset - line_start + 1)
