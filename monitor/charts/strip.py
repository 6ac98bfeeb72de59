"""The status strip: which status held when, as one bar over time; a specification in Vega-Lite."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from monitor.charts.labelling import Placed, Room, fits, place
from monitor.charts.layers import Bar, Layer, Words, bars, lines, texts, with_time
from monitor.charts.palette import DARK, LIGHT, Palette
from monitor.charts.stretches import A_DAY, Shown, Stretch, between, in_words
from monitor.charts.time_locale import time_locale
from monitor.languages.phrases import gettext as _

__all__ = ["FONT", "WIDTH", "Stretch", "in_words", "status_strip"]

WIDTH = 560
"""Pixels, from edge to edge."""

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first is the font that the renderer brings along; letters of the next two are as wide, where a browser draws."""

_SIDE, _TOP = 10, 4  # pixels around the bar
_BAR, _ROW, _AXIS = 26, 15, 24  # heights in pixels: the bar, a row of labels above it, the years below it
_LINE = 2  # pixels between the top of a row and the line beside its label
_PALE = 0.2
_LONG = 3  # pixels of a stretch that can spare one for the line between it and the next


def status_strip(stretches: Sequence[Stretch], first: date, last: date, *, dark: bool = False) -> dict[str, Any]:
    """A bar over time as a Vega-Lite 6 specification, complete and with nothing to fetch.

    560 pixels wide; 54 high, and 15 more for each row of labels above the bar, three at most. A stretch has its colour
    and its label, inside or above; one narrower than two pixels, or too crowded for a label, is told of in words alone.
    Days that are not on record any more are pale, with a broken edge. The description is what ``in_words`` says.

    Args:
        stretches: in the order of time, not overlapping.
        first: the first day shown.
        last: the last day shown, inclusive.
        dark: whether it is to stand on a dark background.

    Raises:
        ValueError: ``last`` is before ``first``.
    """
    palette, width = DARK if dark else LIGHT, WIDTH - 2 * _SIDE
    shown = between(stretches, first, last)
    a_day = width / ((last - first).days + 1)
    placed = _labels(shown, first, a_day, width, palette)
    top = max((label.row for label, _ in placed), default=0) * _ROW
    track = bars([Bar(first, last + A_DAY, palette.track)], (top, top + _BAR))
    layers = [
        with_time(track, first, last + A_DAY, width, palette),
        *_bars(shown, top, palette),
        lines([(x, top, top + _BAR) for x in _borders(shown, first, a_day)], palette.background),
        lines([(one.anchor, top - one.row * _ROW + _LINE, top) for one, _ in placed if one.row], palette.line),
        texts([Words(one.text, one.x, _middle(one, top), ink) for one, ink in placed]),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": in_words(stretches, first, last),
        "autosize": "none",
        "width": width,
        "height": top + _BAR,
        "padding": {"left": _SIDE, "right": _SIDE, "top": _TOP, "bottom": _AXIS},
        "background": palette.background,
        "config": {"font": FONT, "view": {"stroke": None}, **time_locale()},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _bars(shown: Iterable[Shown], top: int, palette: Palette) -> Iterable[Layer]:
    span, known, pale = (top, top + _BAR), [], []
    for one in shown:
        fill = palette.tint(one.stretch.status).fill
        known += [Bar(one.start, one.known, fill)] if one.start < one.known else []
        pale += [Bar(one.known, one.stop, fill)] if one.known < one.stop else []
    yield bars(known, span)
    yield bars([replace(one, fill=palette.background) for one in pale], span)
    yield bars(pale, span, fillOpacity=_PALE, stroke=palette.line, strokeDash=[4, 3])


def _labels(
    shown: Iterable[Shown], first: date, a_day: float, width: float, palette: Palette
) -> list[tuple[Placed, str]]:
    """Every label with the colour it is written in: one for each stretch, and one where it is not on record."""
    rooms: list[tuple[Room, str]] = []
    for one in shown:
        left, known, right = ((day - first).days * a_day for day in (one.start, one.known, one.stop))
        label, ink = one.stretch.label, palette.tint(one.stretch.status).ink
        if one.last_known is None or fits(label, left, known):
            rooms.append((Room(left, known, (label,)), ink))
        if one.last_known is None:
            continue
        words = _("last known on %(day)s", day=one.last_known)
        if fits(label, left, known):
            rooms.append((Room(known, right, (words, _("last known")), above=False), palette.ink))
        else:
            rooms.append((Room(known, right, (f"{label}, {words}", label)), palette.ink))
    placed = place([room for room, _ in rooms], width)
    return [(label, palette.ink if label.row else ink) for label, (_, ink) in zip(placed, rooms, strict=True) if label]


def _middle(label: Placed, top: int) -> float:
    return top + _BAR / 2 if label.row == 0 else top - label.row * _ROW + _ROW / 2


def _borders(shown: Sequence[Shown], first: date, a_day: float) -> Iterable[float]:
    """Where one stretch follows another at once, and both are long enough to be told apart."""
    for one, other in pairwise(shown):
        long = all((each.stop - each.start).days * a_day >= _LONG for each in (one, other))
        if one.stop == other.start and long:
            yield (other.start - first).days * a_day
