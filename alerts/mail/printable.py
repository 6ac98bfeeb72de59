"""Text made safe to show: what the record refuses (``events.text``) is taken out, since a message must not fail."""

import re
import unicodedata

from events.text import NONCHARACTER, SURROGATE

LINE_CHARACTERS = 500
"""A title or a name is cut after this many: nobody reads on, and a mail program may break."""

PASSAGE_CHARACTERS = 10_000
"""A quoted text or a note is cut after this many."""

# Bidirectional controls (UAX 9 section 2) let a line read otherwise than it is stored; the others are no characters.
_HIDDEN = re.compile(f"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|{SURROGATE}|{NONCHARACTER}")
_BLANKS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_EMPTY_LINES = re.compile(r"\n[ \n]*\n")


def one_line(text: str, longest: int = LINE_CHARACTERS) -> str:
    """The text on one line: NFC, no control or bidirectional control, single spaces, at most ``longest`` characters.

    What is cut ends with an ellipsis, which counts. A text that is so already comes back unchanged.
    """
    return _cut(unicodedata.normalize("NFC", _BLANKS.sub(" ", _HIDDEN.sub("", text))).strip(), longest)


def passage(text: str) -> str:
    """The text with its lines kept, each as ``one_line`` would have it, and at most one empty line between them."""
    return _cut(printable_lines(text), PASSAGE_CHARACTERS)


def printable_lines(text: str) -> str:
    r"""The whole text without control characters but ``\n``, as which all line ends come back; nothing is cut."""
    shown = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", _HIDDEN.sub("", text)))
    return unicodedata.normalize("NFC", _EMPTY_LINES.sub("\n\n", shown)).strip()


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
