"""Text as the record keeps it: NFC, on one line, and without characters that hide or reorder what a reader sees."""

import re
import unicodedata
from typing import TypeVar, cast

import orjson

Tree = TypeVar("Tree")

_PLANE_ENDS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))

# What Unicode keeps from ever being a character, as regular expressions (Unicode 15, sections 23.6 and 23.7). A class
# with characters beyond U+FFFF in it is ten times slower, so those are looked at only where a character lies so far up.
SURROGATE = "[\ud800-\udfff]"
NONCHARACTER = f"[\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe-\U0010ffff](?<=[{_PLANE_ENDS}])"

_REFUSED: tuple[tuple[str, str], ...] = (
    ("[\t\n\v\f\r\x85\u2028\u2029]", "a tab or a line break: keep it on one line, with spaces"),
    ("[\x00-\x1f\x7f-\x9f]", "a control character"),
    # UAX 9 section 2: they let a line read otherwise than it is stored.
    ("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "a bidirectional control"),
    (SURROGATE, "half of a surrogate pair"),
    ("\ufeff", "a byte order mark"),
    (NONCHARACTER, "a noncharacter"),
)
"""Regular expressions and what to call the characters that they match; the first match names it."""

_REFUSED_CHARACTER = re.compile("|".join(pattern for pattern, _ in _REFUSED))
# JSON escapes the controls up to U+001F; a quotation mark and a doubled backslash are the text's own.
_ESCAPE_IN_JSON = re.compile(r'(?<!\\)(?:\\\\)*+\\[^"\\]')


class TextRefused(ValueError):
    """The text holds a character that the record does not keep, or two keys differ only before normalisation.

    ``reason`` says which kind, ``character`` is the character (None for such keys), ``pointer`` the place in the tree
    as an RFC 6901 JSON pointer; of a key, the object that holds it. For a lone text it is ``""``, the whole.
    """

    def __init__(self, reason: str, character: str | None, pointer: str = "") -> None:
        code = "" if character is None else f" (U+{ord(character):04X})"
        super().__init__(f"{pointer or 'the text'} {reason}{code}")
        self.reason = reason
        self.character = character
        self.pointer = pointer


def clean(text: str) -> str:
    """The text in Normalization Form C (UAX 15), unchanged where it is so already.

    Raises:
        TextRefused: it holds a control character (C0, DEL, C1; so tabs and line breaks too), U+2028 or U+2029, a
            bidirectional control, a lone surrogate, a noncharacter or U+FEFF.
    """
    return _cleaned_text(text, "")


def clean_tree(value: Tree) -> Tree:
    """The same tree of dicts, lists and scalars, with every text and every key as ``clean`` gives it.

    A tree that is clean already comes back itself, which its serialised form decides; another one is copied. How deep
    it may go is for whoever read it to bound (``strict_json.loads``).

    Raises:
        TextRefused: as ``clean`` does, naming the place; also where two keys of one object are one once normalised.
    """
    return value if _is_clean(value) else cast("Tree", _cleaned(value, ""))


def _is_clean(value: object) -> bool:
    """Whether nothing in the tree needs a change; False where only the walk can tell."""
    try:
        serialised = orjson.dumps(value, default=_without_text).decode()
    except orjson.JSONEncodeError:  # a lone surrogate, or an integer of more than 64 bits
        return False
    if "\\" in serialised and _ESCAPE_IN_JSON.search(serialised) is not None:
        return False
    # Each text in it begins after a quotation mark, which composes with nothing: the whole is NFC where each text is.
    return _refused_in(serialised) is None and unicodedata.is_normalized("NFC", serialised)


def _without_text(_value: object) -> None:
    """Stand for what orjson does not know, such as a Decimal."""


def _cleaned(value: object, pointer: str) -> object:
    if isinstance(value, str):
        return _cleaned_text(value, pointer)
    if isinstance(value, list | tuple):
        return [_cleaned(item, f"{pointer}/{n}") for n, item in enumerate(value)]
    if isinstance(value, dict):
        return _cleaned_object(value, pointer)
    return value


def _cleaned_object(value: dict[str, object], pointer: str) -> dict[str, object]:
    cleaned: dict[str, object] = {}
    for key, item in value.items():
        clean_key = _cleaned_text(key, pointer, verb="has a key that holds")
        if clean_key in cleaned:
            raise TextRefused(f"has two keys that are the same once normalised: {clean_key}", None, pointer)
        step = clean_key.replace("~", "~0").replace("/", "~1")
        cleaned[clean_key] = _cleaned(item, f"{pointer}/{step}")
    return cleaned


def _cleaned_text(text: str, pointer: str, verb: str = "holds") -> str:
    character = _refused_in(text)
    if character is None:
        return unicodedata.normalize("NFC", text)
    kind = next(kind for pattern, kind in _REFUSED if re.match(pattern, character))
    raise TextRefused(f"{verb} {kind}", character, pointer)


def _refused_in(text: str) -> str | None:
    # All that is refused is unprintable (the general categories Cc, Cf, Cs, Cn, Zl and Zp), and most texts hold nothing
    # unprintable at all, which Python tells in a tenth of the time.
    if text.isprintable():
        return None
    refused = _REFUSED_CHARACTER.search(text)
    return None if refused is None else refused.group()
