"""Thin strips: which status held when, as bars of one height over a span of days that all strips of a page share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from monitor.charts.stretches import Stretch, between, in_words
from monitor.languages.speaking import language

WIDTH: Final = 1000
"""How wide a strip is, in units of its own."""

HEIGHT: Final = 10

_LONGEST = 20 * 366
_DAY = timedelta(days=1)
_BEYOND = 0.05
"""So much of the whole is shown past the last day known, or nobody would see what began on that day."""


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars of one status, as one path of SVG; ``none`` is the status of what has none.

    ``beyond`` are days that are not on record any more.
    """

    status: str
    beyond: bool
    path: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip: its bars, the same as elements of SVG, and in words; ``now`` is where the day of the view stands."""

    bars: tuple[Bars, ...]
    drawn: Markup
    words: Markup
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


def strip(stretches: tuple[Stretch, ...], span: Span, day: date) -> Strip:
    """The strip of some stretches, in the order of time; ``day`` is that of the view."""
    bars, elements, words = _drawn(stretches, span, language().code)
    seen = min(max(day, span.first), span.last)
    return Strip(bars, elements, words, round(((seen - span.first).days + 0.5) * _a_day(span), 1))


# Whoever drags a board through time asks for the same strips again and again.
@lru_cache(maxsize=5_000)
def _drawn(stretches: tuple[Stretch, ...], span: Span, _spoken: str) -> tuple[tuple[Bars, ...], Markup, Markup]:
    """What a strip shows whatever the day: its bars, and the same in the words of the language that is spoken."""
    paths: dict[tuple[str, bool], list[str]] = {}
    for one in between(stretches, span.first, span.last):
        for start, stop, beyond in (
            (one.start, min(one.stop, span.known + _DAY), False),
            (max(one.start, span.known + _DAY), one.stop, True),
        ):
            if start < stop:
                x, width = ((days.days * _a_day(span)) for days in (start - span.first, stop - start))
                bar = f"M{x:.1f} 0h{width:.1f}v{HEIGHT}h-{width:.1f}z"
                paths.setdefault((one.stretch.status or "none", beyond), []).append(bar)
    bars = tuple(Bars(status, beyond, "".join(path)) for (status, beyond), path in paths.items())
    return bars, _elements(bars), escape(in_words(stretches, span.first, span.known))


def _elements(bars: Iterable[Bars]) -> Markup:
    one = Markup('<path class="f-{}{}" d="{}"/>')
    return Markup("").join(one.format(bar.status, " beyond" if bar.beyond else "", bar.path) for bar in bars)


def _a_day(span: Span) -> float:
    return WIDTH / ((span.last - span.first).days + 1)
