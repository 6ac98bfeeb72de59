"""Dates as they are written (EDTF), in the words of a sentence; what they leave open stays open."""

import re
from datetime import UTC, date, datetime
from typing import Final

from monitor.pages.shown import day_in_words, instant_in_words

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_DOUBTS: Final = {"": "", "?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}


def dated(written: str) -> str:
    """A date in words: ``[2007-11,2007-12]`` is ``November 2007 or December 2007``, ``2008`` stays ``2008``.

    An open start reads *by*, an open end *undated, not before*, since that is how the record writes what an undated
    document says. What is in none of the usual forms stays as it is written.
    """
    if written.startswith("[") and written.endswith("]"):
        return _one_of(written[1:-1])
    if "/" in written:
        first, _, last = written.partition("/")
        return f"{_single(first)} to {_single(last)}"
    return _single(written)


def iso_day(written: str) -> str:
    """A day written ``2009-02-06`` in words: ``6 February 2009``.

    Raises:
        ValueError: it is no day.
    """
    return day_in_words(date.fromisoformat(written))


def iso_moment(written: str) -> str:
    """An instant of an answer in words, to the minute: ``4 March 2021, 12:00 UTC``.

    Raises:
        ValueError: it is none.
    """
    return instant_in_words(datetime.fromisoformat(written).astimezone(UTC))


def _one_of(inside: str) -> str:
    if inside.startswith(".."):
        return f"by {_single(inside[2:])}"
    if inside.endswith(".."):
        return f"undated, not before {_single(inside[:-2])}"
    members = [" to ".join(map(_single, member.split(".."))) for member in inside.split(",")]
    if len(members) == 1:
        first, _, last = inside.partition("..")
        return f"between {_single(first)} and {_single(last)}" if last else members[0]
    return f"{', '.join(members[:-1])} or {members[-1]}"


def _single(written: str) -> str:
    found = _PLAIN.fullmatch(written.strip())
    if found is None:
        return written
    year, month, day, doubt = found.groups()
    words = year
    if day is not None and 1 <= int(month) <= len(MONTHS):
        words = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    elif month is not None:
        number = int(month)
        if number in _SEASONS:
            words = f"{_SEASONS[number]} {year}"
        elif 1 <= number <= len(MONTHS):
            words = f"{MONTHS[number - 1]} {year}"
        else:
            return written
    return f"{words}{_DOUBTS[doubt]}"
