"""The calendar days that one EDTF date can mean: a day, month, year or season, or digits left unspecified."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from time import struct_time
from typing import NamedTuple

import edtf

FIRST_YEAR = 1000
LAST_YEAR = 2999

_MONTHS = 12
_SPRING, _WINTER = 21, 24
_LAST_LEVEL_2_GROUPING = 41

# `re` reads \d as any digit of any script, so the digits are spelt out here and below.
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_UNSPECIFIED = re.compile(r"([12])(?:[0-9]{2}X|[0-9]XX|XXX|[0-9]{3}-(?:XX(?:-XX)?|(?:0[1-9]|1[0-2])-XX))")
_DIGITS_ALONE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")

# The readers of exactly these two forms: the library's whole grammar takes some 10 ms a date, prints while it fails and
# lets errors of its own through. What is passed here has been matched above, so neither reader can refuse it.
_read_season: Callable[[str], edtf.EDTFObject] = edtf.Season.parse
_read_unspecified: Callable[[str], edtf.EDTFObject] = edtf.Unspecified.parse


class NoSuchDate(ValueError):
    """No EDTF date of level 0 or 1 in the years 1000 to 2999; ``reason`` completes "'2009-02-30' ..."."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Days(NamedTuple):
    """The first and the last day that a date can mean, both inclusive."""

    earliest: date
    latest: date


@lru_cache(maxsize=4096)
def days_of(written: str) -> Days:
    """The days that one date can mean, without qualifier, set or interval around it.

    Read are ``2009-02-11``, ``2009-02``, ``2009``, the seasons ``2008-21`` to ``2008-24`` and unspecified digits from
    the right: ``2009-02-XX``, ``2009-XX``, ``2009-XX-XX``, ``200X``, ``20XX``, ``2XXX`` (EDTF, Library of Congress
    2019, levels 0 and 1; ISO 8601-2:2019 annex A). The standard gives seasons no months. Ours are the northern
    meteorological ones: spring is March to May, and winter runs from December of its year to the end of February of the
    next.

    Raises:
        NoSuchDate: anything else, with what to write instead.
    """
    plain = _PLAIN.fullmatch(written)
    if plain is not None:
        year, month, day = (int(part) if part is not None else None for part in plain.groups())
        return _days_of_numbers(written, year or 0, month, day)
    if _UNSPECIFIED.fullmatch(written) is not None:
        read = _read_unspecified(written)
        return Days(_day(read.lower_strict()), _day(read.upper_strict()))
    raise NoSuchDate(_why_unread(written))


def _days_of_numbers(written: str, year: int, month: int | None, day: int | None) -> Days:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDate(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is None and _SPRING <= month <= _WINTER:
        return _season(written, year, month)
    if day is None and _WINTER < month <= _LAST_LEVEL_2_GROUPING:
        raise NoSuchDate(
            "is a part of a year of EDTF level 2: of these, only the seasons 21 to 24 are read; write months"
        )
    if not 1 <= month <= _MONTHS:
        raise NoSuchDate(f"is no date: there is no month {month:02}; write 01 to 12, or 21 to 24 for a season")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Days(date(year, month, 1), date(year, month, last))
    if not 1 <= day <= last:
        in_month = f"{year}-{month:02}"
        raise NoSuchDate(f"is no date: {in_month} has {last} days; write {in_month} where the day is not known")
    return Days(date(year, month, day), date(year, month, day))


def _season(written: str, year: int, number: int) -> Days:
    read = _read_season(written)
    # The library ends winter with its December.
    latest = date(year + 1, 3, 1) - timedelta(days=1) if number == _WINTER else _day(read.upper_strict())
    return Days(_day(read.lower_strict()), latest)


def _day(read: struct_time) -> date:
    return date(read.tm_year, read.tm_mon, read.tm_mday)


def _why_unread(written: str) -> str:
    if any(sign in written for sign in "?~%"):
        return "qualifies a part of a date (EDTF level 2): put ?, ~ or % once, at the end of the whole date"
    if _DIGITS_ALONE.fullmatch(written) is not None:
        return f"lacks its hyphens: write {written[:4]}-{written[4:6]}-{written[6:]}"
    if re.match(r"Y|-[0-9]|[0-9]{5}|[03-9][0-9X]{3}(-|$)", written) is not None:
        return f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}"
    if ".." in written:
        return "is a range outside a set: write it in brackets, as [2007-11..2008-02]"
    if re.fullmatch(r"[0-9X]{4}(-[0-9X]{2}){0,2}", written) is not None:
        return "leaves digits unspecified in a way not read: X stands from the right, as in 2009-02-XX, 2009-XX or 200X"
    return "is not a date: write a day 2009-02-11, a month 2009-02, a year 2009, a season 2008-21 (spring) or 200X"
