"""Short codes of views: what an address asks for, in a few letters, and back. Nothing is stored, so nothing is lost.

A code is bytes in the alphabet of Crockford's Base 32 (https://www.crockford.com/base32.html): the page, the position
of the event that its subject is named by, the parameters of the view, and a checksum (CRC-16/XMODEM), so that a slip
of the pen leads nowhere rather than elsewhere. Positions are used in place of names, since an event never changes and
never moves. The numbers below are what links in print rest on: they are added to, and never given another meaning.
"""

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

PageName = Literal["home", "board", "commitment", "measure", "event", "compare"]

_PAGES: Final[Mapping[PageName, int]] = MappingProxyType(
    {"home": 1, "board": 2, "commitment": 3, "measure": 4, "event": 5, "compare": 6}
)
_WITH_SUBJECT: Final = frozenset({"commitment", "measure", "event"})

_DAYS: Final[Mapping[str, int]] = MappingProxyType({"as_of": 1, "public_at": 2, "from": 3, "to": 4})
_POSITIONS: Final[Mapping[str, int]] = MappingProxyType({"known_at": 10, "from_known_at": 11, "to_known_at": 12})
_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {"lens": 20, "rules": 21, "jurisdiction": 22, "topic": 23, "status": 24, "flag": 25, "kind": 26, "q": 27}
)
_WHOLE: Final[Mapping[tuple[str, str], int]] = MappingProxyType({("rules", "default/1"): 40})
"""Parameters so frequent that one byte stands for both name and value."""

_NAMES: Final = {number: name for each in (_DAYS, _POSITIONS, _WORDS) for name, number in each.items()}
_EPOCH: Final = date(2000, 1, 1).toordinal()
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_READ_AS: Final = str.maketrans("oil", "011", "-")
_CHECK_BYTES: Final = 2
_BITS_OF_A_LETTER: Final = 5
LONGEST: Final = 2000
"""So many letters at most are read; what makes a longer code has no short link."""


class NoSuchCode(ValueError):
    """This is no code of a view."""


@dataclass(frozen=True, slots=True)
class ShortView:
    """A view of a page: the position that names its subject, where it has one, and its parameters in their order."""

    page: PageName
    subject: int | None
    parameters: tuple[tuple[str, str], ...]


def short_code(view: ShortView) -> str:
    """The code of a view; the same view always has the same.

    Raises:
        ValueError: a parameter is none of a pinned view: a day or position is not written as one, or its name is new.
    """
    body = bytearray([_PAGES[view.page]])
    if view.subject is not None:
        body += _number(view.subject)
    for name, value in view.parameters:
        body += _parameter(name, value)
    body += binascii.crc_hqx(bytes(body), 0).to_bytes(_CHECK_BYTES)
    bits = "".join(f"{byte:08b}" for byte in body)
    bits += "0" * (-len(bits) % 5)
    return "".join(_ALPHABET[int(bits[place : place + 5], 2)] for place in range(0, len(bits), 5))


def read_code(code: str) -> ShortView:
    """The view that a code stands for, however its letters are written: ``O`` is read as 0, ``I`` and ``L`` as 1.

    Raises:
        NoSuchCode: it stands for none.
    """
    plain = code.lower().translate(_READ_AS)
    if len(plain) > LONGEST or re.fullmatch(f"[{_ALPHABET}]+", plain) is None:
        raise NoSuchCode(code)
    bits = "".join(f"{_ALPHABET.index(letter):05b}" for letter in plain)
    whole = len(bits) // 8 * 8
    content = bytes(int(bits[place : place + 8], 2) for place in range(0, whole, 8))
    body, check = content[:-_CHECK_BYTES], content[-_CHECK_BYTES:]
    if len(bits) - whole >= _BITS_OF_A_LETTER or "1" in bits[whole:] or not body:
        raise NoSuchCode(code)
    if binascii.crc_hqx(body, 0).to_bytes(_CHECK_BYTES) != check:
        raise NoSuchCode(code)
    try:
        return _view(_Bytes(body))
    except (IndexError, KeyError, ValueError, OverflowError) as error:
        raise NoSuchCode(code) from error


class _Bytes:
    """Bytes that are read one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content, self._place = content, 0

    @property
    def left(self) -> bool:
        return self._place < len(self._content)

    def one(self) -> int:
        self._place += 1
        return self._content[self._place - 1]

    def number(self) -> int:
        found, shift = 0, 0
        while True:
            byte = self.one()
            found |= (byte & 0x7F) << shift
            if byte < 0x80:  # noqa: PLR2004 - the bit that says that more follows
                return found
            shift += 7

    def words(self) -> str:
        length = self.number()
        found = bytes(self.one() for _ in range(length))
        return found.decode()


def _view(content: _Bytes) -> ShortView:
    number = content.one()
    page = next(name for name, known in _PAGES.items() if known == number)
    subject = content.number() if page in _WITH_SUBJECT else None
    parameters: list[tuple[str, str]] = []
    while content.left:
        kind = content.one()
        whole = [pair for pair, known in _WHOLE.items() if known == kind]
        if whole:
            parameters.append(whole[0])
            continue
        name = _NAMES[kind]
        if name in _DAYS:
            parameters.append((name, _day(content.number())))
        elif name in _POSITIONS:
            parameters.append((name, str(content.number())))
        else:
            parameters.append((name, content.words()))
    return ShortView(page, subject, tuple(parameters))


def _parameter(name: str, value: str) -> bytes:
    if (name, value) in _WHOLE:
        return bytes([_WHOLE[name, value]])
    if name in _DAYS:
        return bytes([_DAYS[name]]) + _number(_days(value))
    if name in _POSITIONS:
        if not (value.isascii() and value.isdigit()):
            raise ValueError(f"{name} is pinned by a position")
        return bytes([_POSITIONS[name]]) + _number(int(value))
    if name not in _WORDS:
        raise ValueError(f"{name} is no parameter of a view")
    written = value.encode()
    return bytes([_WORDS[name]]) + _number(len(written)) + written


def _number(value: int) -> bytes:
    """A whole number, seven bits to a byte, the lowest first; the highest bit says that more follow (LEB128)."""
    found = bytearray()
    while value > 0x7F:  # noqa: PLR2004 - the largest that fits seven bits
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def _days(written: str) -> int:
    """Days from 2000 on, those before it between them: 0, -1, 1, -2 are 0, 1, 2, 3, so that near days are short."""
    days = date.fromisoformat(written).toordinal() - _EPOCH
    return days * 2 if days >= 0 else -days * 2 - 1


def _day(number: int) -> str:
    days = number // 2 if number % 2 == 0 else -(number + 1) // 2
    return date.fromordinal(days + _EPOCH).isoformat()
