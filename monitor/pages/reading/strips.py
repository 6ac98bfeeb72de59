"""Thin strips: which status held when, as bars of one height over a span of days that all strips of a page share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from markupsafe import Markup

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
    """A strip: its bars, and what they show in words; ``now`` is where the day of the view stands.

    ``opening`` is its beginning as SVG, in which only that day is missing.
    """

    bars: tuple[Bars, ...]
    words: str
    now: float
    opening: Markup

    @property
    def svg(self) -> Markup:
        """The strip as an image within HTML."""
        return self.opening + Markup(f'<path class="now" d="M{self.now} 0v{HEIGHT}"/></svg>')  # noqa: S704 - numbers


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
    bars, words, opening = _drawn(stretches, span, language().code)
    seen = min(max(day, span.first), span.last)
    return Strip(bars, words, round(((seen - span.first).days + 0.5) * _a_day(span), 1), opening)


# Whoever drags a board through time asks for the same strips again and again.
@lru_cache(maxsize=5_000)
def _drawn(stretches: tuple[Stretch, ...], span: Span, _spoken: str) -> tuple[tuple[Bars, ...], str, Markup]:
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
    words = in_words(stretches, span.first, span.known)
    return bars, words, _opening(bars, words)


def _opening(bars: Iterable[Bars], words: str) -> Markup:
    strip = Markup('<svg class="strip" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">')
    bar = Markup('<path class="f-{}{}" d="{}"/>')
    drawn = (bar.format(one.status, " beyond" if one.beyond else "", one.path) for one in bars)
    return Markup("").join([strip.format(WIDTH, HEIGHT, words), *drawn])


def _a_day(span: Span) -> float:
    return WIDTH / ((span.last - span.first).days + 1)
