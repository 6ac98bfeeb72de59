"""Dates as they are written (EDTF), the days they can mean, and the day from which a fact counts."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from events.days import NoSuchDate, days_of

EDTF_EXAMPLES: tuple[str, ...] = (
    "2009-02-11",
    "2009-05",
    "2009",
    "2008-21",
    "2009-05-01?",
    "2009~",
    "2009-05-XX",
    "200X",
    "[2007-11,2007-12]",
    "[2007-11..2008-02,2008-05]",
    "[..2009-02-10]",
    "[2009-02-11..]",
    "2008-12-01/2009-02-11",
)
"""One date of each accepted form, for schemas and documentation."""

_LONGEST = 200
_QUALIFIERS = "?~%"
_TIME_OF_DAY = re.compile(r"[0-9]T[0-9]|:")
_NO_END = frozenset({"", "..", "open", "unknown"})


class DatingError(ValueError):
    """The text is no date that we read; the message says what is wrong and what to write instead.

    ``written`` is the text, ``reason`` the message without it.
    """

    def __init__(self, written: str, reason: str) -> None:
        shown = written if len(written) <= _LONGEST else f"{written[:_LONGEST]}..."
        super().__init__(f"{shown!r} {reason}")
        self.written = written
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as written, and the days it can mean; both ends inclusive.

    ``earliest`` is None where the start is open, ``[..2009-02-10]``; ``latest`` where the end is, ``[2009-02-11..]``;
    never both. ``certain`` is False where the date, or one date of the set or interval, is qualified with ``?``, ``~``
    or ``%``: its bounds stay those of the date without the sign. ``lasted`` is True for an interval ``a/b``: it lasted
    from a to b, where all other forms mean one day among several.
    """

    written: str
    earliest: date | None
    latest: date | None
    certain: bool
    lasted: bool

    @property
    def to_the_day(self) -> bool:
        """Whether it can mean one day only."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def open_ended(self) -> bool:
        """Whether it has no latest day, as what an undated document says."""
        return self.latest is None


def parse_dating(written: str) -> Dating:
    """The dating that a text in EDTF means (ISO 8601-2, levels 0 and 1, and one-of sets with ranges).

    Read are single dates (see ``events.days.days_of``), each with ``?``, ``~`` or ``%`` behind it or without; intervals
    ``a/b`` with both ends known; sets ``[a,b..c]`` whose members may differ in precision, the first of which may be
    ``..a`` and the last ``b..``. One space may follow a comma. A range or interval is reversed where no day of its
    start comes before or on a day of its end: ``2009-05/2009`` is none, ``2009-05/2009-04`` is. ``written`` comes back
    unchanged.

    Raises:
        DatingError: anything else: times of day, impossible dates, unknown or open ends of intervals, reversed ends,
            sets that mean all their members, other forms of level 2, years outside 1000 to 2999.
    """
    return _parse(written)


def counting_day(dating: Dating, *, reported_by: Iterable[Dating], scheduled: bool) -> date:
    """The first day on which a fact of this dating surely has happened: ``counts_from``.

    That is its latest day; or, unless it is ``scheduled``, the earlier day on which a source that reports it as past
    was published, since nothing happens after the report of it. Where the end is open and no dated source closes it, it
    is the earliest day. It never lies before the earliest day.

    Args:
        dating: as made by ``parse_dating``.
        reported_by: when each source of the fact was published; the last day that can mean is taken. An undated source
            (``open_ended``) bounds nothing, nor does one published before the fact can have happened or, for an
            interval, can have ended: it does not report it as past.
        scheduled: whether the sources tell of it as still to come.
    """
    can_be_past = parse_dating(dating.written.partition("/")[2]).earliest if dating.lasted else dating.earliest
    bounds = [] if dating.latest is None else [dating.latest]
    if not scheduled:
        published = [report.latest for report in reported_by if report.latest is not None]
        bounds += [day for day in published if can_be_past is None or day >= can_be_past]
    if bounds:
        return min(bounds)
    if dating.earliest is None:
        raise DatingError(dating.written, "is open at both ends and counts from no day")
    return dating.earliest


# Records repeat their dates many times over, and a rebuild reads them all again.
@lru_cache(maxsize=16_384)
def _parse(written: str) -> Dating:
    if not written.strip():
        raise DatingError(written, "is empty: write a day 2009-02-11, a month 2009-02 or a year 2009")
    if written != written.strip():
        raise DatingError(written, "has white space around it: write the date alone")
    if len(written) > _LONGEST:
        raise DatingError(written, f"is longer than {_LONGEST} characters: write the range of its days instead")
    if _TIME_OF_DAY.search(written) is not None:
        raise DatingError(written, "has a time of day: write the day alone, such as 2009-02-11")
    if written.startswith("{"):
        raise DatingError(written, "means all of its dates: record one event for each, or write [a,b] for one of them")
    try:
        if written.startswith("["):
            return _one_of(written)
        if "/" in written:
            return _interval(written)
        return _span(written, written, written)
    except NoSuchDate as err:
        raise DatingError(written, err.reason) from err


def _span(written: str, first: str, last: str) -> Dating:
    """One date, or a range from one date to another; an empty text stands for an open end."""
    start, end = first.rstrip(_QUALIFIERS), last.rstrip(_QUALIFIERS)
    if len(first) - len(start) > 1 or len(last) - len(end) > 1:
        raise NoSuchDate("is qualified twice: write ? for uncertain, ~ for approximate, % for both")
    earliest = days_of(start).earliest if first else None
    latest = days_of(end).latest if last else None
    if earliest is not None and latest is not None and earliest > latest:
        raise NoSuchDate(f"runs backwards: {last} ends before {first} begins; write the earlier date first")
    return Dating(written, earliest, latest, certain=(start, end) == (first, last), lasted=False)


def _interval(written: str) -> Dating:
    ends = written.split("/")
    if written.count("/") != 1:
        raise NoSuchDate("is no interval: write one slash, between the first and the last date")
    if not _NO_END.isdisjoint(ends):
        raise NoSuchDate(
            "is an interval with an unknown or open end: write both ends, or date the start alone; "
            "a day not known but bounded on one side is written [2009-02-11..] or [..2009-02-10]"
        )
    if "X" in written:
        raise NoSuchDate("leaves digits of an interval unspecified (EDTF level 2): write the month or the year alone")
    span = _span(written, *ends)
    return Dating(written, span.earliest, span.latest, span.certain, lasted=True)


def _one_of(written: str) -> Dating:
    if not written.endswith("]") or "/" in written:
        raise NoSuchDate("is no one-of set: write [a,b], with a..b for a range of days in it")
    members = re.split(", ?", written[1:-1])
    if len(members) == 1 and ".." not in written:
        raise NoSuchDate("is a set of fewer than two dates: write a single date without brackets")
    spans = [_member(member, first=n == 0, last=n == len(members) - 1) for n, member in enumerate(members)]
    starts, ends = [span.earliest for span in spans], [span.latest for span in spans]
    earliest, latest = _outermost(starts, min), _outermost(ends, max)
    if earliest is None and latest is None:
        raise NoSuchDate("is open at both ends and says nothing: give one of them a date")
    return Dating(written, earliest, latest, all(span.certain for span in spans), lasted=False)


def _member(member: str, *, first: bool, last: bool) -> Dating:
    if ".." not in member:
        if not member:
            raise NoSuchDate("has an empty member: write a date between the commas")
        return _span(member, member, member)
    if member.count("..") > 1:
        raise NoSuchDate("has a range of more than two dates: write a..b")
    start, _, end = member.partition("..")
    if (not start and not first) or (not end and not last):
        raise NoSuchDate("is open in the middle: only the first member may be ..a and only the last b..")
    return _span(member, start, end)


def _outermost(days: Sequence[date | None], choose: Callable[[Iterable[date]], date]) -> date | None:
    """The first or last of the days, or None where one of them is open."""
    known = [day for day in days if day is not None]
    return choose(known) if len(known) == len(days) else None
