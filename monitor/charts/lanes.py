"""Lanes: rows of bars over the same days, one above the other; the higher a bar in its lane, the more it stands for.

A specification in Vega-Lite. What a lane shows stands in words above it, so that nothing rests on a colour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from monitor.charts.labelling import fits
from monitor.charts.layers import Layer, Words, texts, with_time
from monitor.charts.palette import DARK, LIGHT
from monitor.charts.stretches import A_DAY
from monitor.charts.strip import FONT
from monitor.charts.time_locale import time_locale

WIDTH: Final = 720
"""Pixels, from edge to edge."""

HEIGHT: Final = 36
"""Pixels of a lane without its words."""

_SIDE, _TOP, _AXIS = 10, 4, 24  # pixels around all lanes; below them stands the time
_WORDS, _BETWEEN = 16, 12  # pixels for the words above a lane, and below it
_PALE = 0.4
_PADDING = 6  # as the labelling of strips has it


@dataclass(frozen=True, slots=True)
class Raised:
    """A bar from a day on, up to a day, that fills a ``share`` of its lane from below, from 0 to 1.

    ``status`` gives its colour; ``None`` is grey. ``label`` is written in it where it fits, else above it.
    """

    start: date
    stop: date
    share: float
    status: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of bars, the later ones drawn over the earlier, under its words; ``dashed`` gives it a broken edge.

    ``track`` gives it a ground of its own, where the bars are not on one.
    """

    words: str
    bars: tuple[Raised, ...]
    dashed: bool = False
    track: bool = True


def height_of(number: int) -> int:
    """How high a chart of so many lanes is, in pixels, from edge to edge."""
    return _TOP + _inner(number) + _AXIS


def lanes(
    found: Sequence[Lane], first: date, known: date, last: date, *, description: str, dark: bool = False
) -> dict[str, Any]:
    """A chart as a Vega-Lite 6 specification, complete and with nothing to fetch: 720 pixels wide, 64 high a lane.

    Args:
        found: from above.
        first: the first day shown.
        known: the last day on record; the bars after it are pale.
        last: the last day shown, inclusive.
        description: what it shows, in words.
        dark: whether it is to stand on a dark background.

    Raises:
        ValueError: ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    palette, width, end = DARK if dark else LIGHT, WIDTH - 2 * _SIDE, last + A_DAY
    each = _WORDS + HEIGHT + _BETWEEN
    tops = [number * each + _WORDS for number in range(len(found))]
    a_day = width / (end - first).days
    grounds = [palette.track if lane.track else palette.background for lane in found]
    tracks = [_box(first, end, top, top + HEIGHT, fill) for top, fill in zip(tops, grounds, strict=True)]
    solid, pale, edges, labels = [], [], [], []
    for lane, top in zip(found, tops, strict=True):
        labels.append(Words(lane.words, 0, top - _WORDS / 2, palette.ink))
        edges += [_box(first, end, top, top + HEIGHT, palette.track)] if lane.dashed else []
        for bar in lane.bars:
            start, stop = max(bar.start, first), min(bar.stop, end)
            tint = palette.tint(bar.status)
            fill = tint.fill
            upper = top + HEIGHT * (1 - bar.share)
            middle = min(max(start, known + A_DAY), stop)
            solid += [_box(start, middle, upper, top + HEIGHT, fill)] if start < middle else []
            pale += [_box(middle, stop, upper, top + HEIGHT, fill)] if middle < stop else []
            left, known_to, right = ((day - first).days * a_day for day in (start, middle, stop))
            if bar.label and bar.share * HEIGHT > _WORDS and fits(bar.label, left, known_to):
                labels.append(Words(bar.label, left + _PADDING, upper + _WORDS / 2 + 1, tint.ink))
            elif bar.label and upper - top > _WORDS - 3 and fits(bar.label, left, right):
                labels.append(Words(bar.label, left + _PADDING, upper - _WORDS / 2 + 1, palette.ink))
    layers = [
        with_time(_boxes(tracks), first, end, width, palette),
        _boxes(solid, stroke=palette.line, strokeWidth=0.75),
        _boxes(pale, fillOpacity=_PALE, stroke=palette.line, strokeWidth=0.75, strokeDash=[3, 2]),
        _boxes(edges, fillOpacity=0, stroke=palette.line, strokeDash=[5, 3]),
        texts(labels),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "autosize": "none",
        "width": width,
        "height": _inner(len(found)),
        "padding": {"left": _SIDE, "right": _SIDE, "top": _TOP, "bottom": _AXIS},
        "background": palette.background,
        "config": {"font": FONT, "view": {"stroke": None}, **time_locale()},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _inner(number: int) -> int:
    return max(number * (_WORDS + HEIGHT + _BETWEEN) - _BETWEEN, 1)


def _box(start: date, stop: date, top: float, bottom: float, fill: str) -> dict[str, Any]:
    return {"from": start.isoformat(), "to": stop.isoformat(), "top": round(top, 2), "bottom": bottom, "fill": fill}


def _boxes(found: Iterable[dict[str, Any]], **mark: object) -> Layer:
    pixels = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "mark": {"type": "rect", "aria": False, **mark},
        "data": {
            "values": list(found),
            "format": {"parse": dict.fromkeys(("from", "to"), "utc:'%Y-%m-%d'")},
        },
        "encoding": {
            "x": {"field": "from", "type": "temporal"},
            "x2": {"field": "to"},
            "y": {"field": "top", **pixels},
            "y2": {"field": "bottom"},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
        },
    }
