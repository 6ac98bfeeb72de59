"""Dates as they are written (EDTF), in the words of a sentence; what they leave open stays open."""

import re
from datetime import UTC, date, datetime
from typing import Final

from monitor.languages.calendar import day_in_words, instant_in_words, month_in_words
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _

_SEASONS: Final = {
    21: N_("spring %(year)s"),
    22: N_("summer %(year)s"),
    23: N_("autumn %(year)s"),
    24: N_("winter %(year)s"),
}
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_DOUBTS: Final = {
    "?": N_("%(when)s (uncertain)"),
    "~": N_("%(when)s (about)"),
    "%": N_("%(when)s (about, uncertain)"),
}


def dated(written: str) -> str:
    """A date in words: ``[2007-11,2007-12]`` is ``November 2007 or December 2007``, ``2008`` stays ``2008``.

    An open start reads *by*, an open end *undated, not before*, since that is how the record writes what an undated
    document says. What is in none of the usual forms stays as it is written.
    """
    if written.startswith("[") and written.endswith("]"):
        return _one_of(written[1:-1])
    if "/" in written:
        first, _slash, last = written.partition("/")
        return _from_to(first, last)
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
        return _("by %(day)s", day=_single(inside[2:]))
    if inside.endswith(".."):
        return _("undated, not before %(day)s", day=_single(inside[:-2]))
    members = [_from_to(*member.split("..")) for member in inside.split(",")]
    if len(members) == 1:
        first, _dots, last = inside.partition("..")
        return _("between %(first)s and %(last)s", first=_single(first), last=_single(last)) if last else members[0]
    return _("%(days)s or %(last)s", days=", ".join(members[:-1]), last=members[-1])


def _from_to(first: str, *more: str) -> str:
    return _("%(first)s to %(last)s", first=_single(first), last=_single(more[-1])) if more else _single(first)


def _single(written: str) -> str:
    found = _PLAIN.fullmatch(written.strip())
    if found is None:
        return written
    try:
        words = _told(*map(int, filter(None, found.groups()[:3])))
    except ValueError:
        return written
    doubt = found[4]
    return _(_DOUBTS[doubt], when=words) if doubt else words


def _told(year: int, month: int | None = None, day: int | None = None) -> str:
    """The words of a date; a ``ValueError`` where no calendar has it."""
    if month is None:
        return f"{year:04}"
    if month in _SEASONS:
        return _(_SEASONS[month], year=f"{year:04}")
    return month_in_words(date(year, month, 1)) if day is None else day_in_words(date(year, month, day))
