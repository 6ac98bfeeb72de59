"""Header lines exactly as they leave: ASCII, each on one line, never folded and never encoded behind our back.

``email.message.EmailMessage`` encodes values by its own judgement, which breaks ``List-Unsubscribe``, reads what looks
like an encoded word in a title as one, and folds subjects in ways that some providers refuse.
"""

import base64
import re

LONGEST_LINE = 998
"""Octets in a line without its CRLF (RFC 5322 section 2.1.1)."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_VALUE = re.compile(r"[\x20-\x7e]+")
# RFC 2047 section 2: an encoded word has at most 75 characters; 12 of them are `=?utf-8?b?` and `?=`, and base64 makes
# 60 of 45 octets.
_OCTETS_IN_A_WORD = 45
_QUOTED = re.compile(r'(["\\])')


class HeaderRefused(ValueError):
    """A header cannot leave as it is; ``name`` is its name. The letter it belongs to can never be sent."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} {reason}")
        self.name = name


def header_line(name: str, value: str) -> bytes:
    """``name: value`` and CRLF.

    Raises:
        HeaderRefused: the value is empty, not printable ASCII, begins or ends with a space, or makes the line longer
            than ``LONGEST_LINE``.
    """
    if _NAME.fullmatch(name) is None:
        raise HeaderRefused(repr(name), "is no name of a header")
    if _VALUE.fullmatch(value) is None or value != value.strip():
        raise HeaderRefused(name, "is not printable ASCII on one line")
    line = f"{name}: {value}".encode("ascii")
    if len(line) > LONGEST_LINE:
        raise HeaderRefused(name, f"is longer than a line of {LONGEST_LINE} octets")
    return line + b"\r\n"


def unstructured(text: str) -> str:
    """A text as the value of a header that people read, such as ``Subject``.

    It is itself where it is ASCII and holds nothing that could be taken for an encoded word, else encoded words (RFC
    2047) with one space between them, which readers drop. All words stay on one line: the RFC would fold them at 76
    characters, and folded subjects are what some providers refuse.
    """
    if text.isascii() and "=?" not in text:
        return text
    words, word = [], b""
    for character in text:
        octets = character.encode("utf-8")
        if len(word) + len(octets) > _OCTETS_IN_A_WORD:
            words.append(word)
            word = b""
        word += octets
    return " ".join(f"=?utf-8?b?{base64.b64encode(each).decode('ascii')}?=" for each in [*words, word])


def mailbox(name: str, address: str) -> str:
    """A name and an address as the value of ``From`` (RFC 5322 section 3.4)."""
    shown = unstructured(name)
    if shown == name:
        shown = '"' + _QUOTED.sub(r"\\\1", name) + '"'
    return f"{shown} <{address}>"
