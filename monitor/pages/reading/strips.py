"""Thin strips: which status held when, as bars of one height over a span of days that all strips of a page share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from monitor.charts.stretches import Stretch, between, in_words

WIDTH: Final = 1000
"""How wide a strip is, in units of its own."""

_LONGEST = 20 * 366
_DAY = timedelta(days=1)
_BEYOND = 0.05
"""So much of the whole is shown past the last day known, or nobody would see what began on that day."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of days: where it begins, how wide it is, and the status whose class it has (``none`` for no status).

    ``beyond`` are days that are not on record any more.
    """

    x: float
    width: float
    status: str
    beyond: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip: its bars, and what they show in words; ``now`` is where the day of the view stands."""

    bars: tuple[Bar, ...]
    words: str
    now: float


@dataclass(frozen=True, slots=True)
class Span:
    """The days that strips show, both inclusive; those after ``known`` are on record of none of them."""

    first: date
    last: date
    known: date


def span_of(each: Iterable[Sequence[Stretch]], known: date) -> Span:
    """From the first day of any stretch, at most twenty years back, to a little past the last day that is known."""
    first = min((stretches[0].since for stretches in each if stretches), default=known)
    first = min(max(first, known - timedelta(days=_LONGEST)), known)
    return Span(first, known + max((known - first) * _BEYOND, _DAY), known)


def strip(stretches: Sequence[Stretch], span: Span, day: date) -> Strip:
    """The strip of some stretches, in the order of time; ``day`` is that of the view."""
    a_day = WIDTH / ((span.last - span.first).days + 1)
    bars = tuple(
        Bar(
            round((start - span.first).days * a_day, 1),
            round((stop - start).days * a_day, 1),
            one.stretch.status or "none",
            beyond,
        )
        for one in between(stretches, span.first, span.last)
        for start, stop, beyond in (
            (one.start, min(one.stop, span.known + _DAY), False),
            (max(one.start, span.known + _DAY), one.stop, True),
        )
        if start < stop
    )
    seen = min(max(day, span.first), span.last)
    words = in_words(stretches, span.first, span.known)
    return Strip(bars, words, round(((seen - span.first).days + 0.5) * a_day, 1))
