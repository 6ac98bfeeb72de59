"""The layers of a chart over time, in the words of Vega-Lite 6.

Days are placed by the scale of time; labels and their lines by pixels from its left end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from monitor.charts.labelling import FONT_SIZE
from monitor.charts.palette import Palette
from monitor.charts.years import marks

Layer = dict[str, Any]

_SILENT = {"aria": False}
"""Screen readers are told what the whole shows, not each piece of it."""

_PIXELS = {"type": "quantitative", "scale": None, "axis": None}


@dataclass(frozen=True, slots=True)
class Bar:
    """An area of one colour from a day on, up to a day."""

    start: date
    stop: date
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its left end at ``x`` and its middle at ``y``, in pixels from the upper left corner."""

    text: str
    x: float
    y: float
    ink: str


def bars(found: Sequence[Bar], span: tuple[float, float], **mark: object) -> Layer:
    """Bars side by side, from and to a height in pixels."""
    top, bottom = span
    return {
        "mark": {"type": "rect", **_SILENT, **mark},
        "data": {
            "values": [{"from": one.start.isoformat(), "to": one.stop.isoformat(), "fill": one.fill} for one in found],
            "format": {"parse": dict.fromkeys(("from", "to"), "utc:'%Y-%m-%d'")},
        },
        "encoding": {
            "x": {"field": "from", "type": "temporal"},
            "x2": {"field": "to"},
            "y": {"value": top},
            "y2": {"value": bottom},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
        },
    }


def with_time(layer: Layer, first: date, end: date, width: float, palette: Palette) -> Layer:
    """The layer with the scale of time, and its axis below the chart; the other layers then share both."""
    marked = marks(first, end, width)
    axis = {
        **_SILENT,
        "title": None,
        "values": [_milliseconds(day) for day in marked.days],
        "format": marked.written,
        "grid": False,
        "labelFlush": _HALF_A_LABEL,
        "labelFontSize": FONT_SIZE,
        "labelColor": palette.ink,
        "labelPadding": 3,
        "tickSize": 4,
        "tickColor": palette.line,
        "domainColor": palette.line,
    }
    scale = {"type": "utc", "domain": [_milliseconds(first), _milliseconds(end)], "nice": False}
    encoding = layer["encoding"]
    return {**layer, "encoding": {**encoding, "x": {**encoding["x"], "scale": scale, "axis": axis}}}


def lines(found: Iterable[tuple[float, float, float]], colour: str) -> Layer:
    """Upright lines at ``x``, from and to a height, in pixels."""
    return {
        "mark": {"type": "rule", **_SILENT, "color": colour, "strokeWidth": 1},
        "data": {"values": [{"x": x, "from": top, "to": bottom} for x, top, bottom in found]},
        "encoding": {
            "x": {"field": "x", **_PIXELS},
            "y": {"field": "from", **_PIXELS},
            "y2": {"field": "to"},
        },
    }


def texts(found: Iterable[Words]) -> Layer:
    """Texts in their places."""
    return {
        "mark": {"type": "text", **_SILENT, "align": "left", "baseline": "middle", "fontSize": FONT_SIZE},
        "data": {"values": [{"text": one.text, "x": one.x, "y": one.y, "ink": one.ink} for one in found]},
        "encoding": {
            "text": {"field": "text", "type": "nominal"},
            "x": {"field": "x", **_PIXELS},
            "y": {"field": "y", **_PIXELS},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


_HALF_A_LABEL = 14  # pixels


def _milliseconds(day: date) -> int:
    """Since the beginning of 1970, as Vega counts."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000
