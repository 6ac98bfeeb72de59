"""Figures put into series: two belong together only if indicator, unit and ``of`` are equal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from events.dates import parse_dating
from monitor.answers.event_shapes import number
from monitor.answers.shape import Shape
from monitor.status.facts import Fact

Told = tuple[Fact, Mapping[str, Any]]
"""A fact, and a figure it gives as recorded."""


def series(figures: Iterable[Told]) -> list[Shape]:
    """Every series by indicator, unit and ``of``; its points by the time they are about, then in the order given."""
    found: dict[tuple[str, str, str], list[Told]] = {}
    for fact, figure in figures:
        found.setdefault((figure["indicator"], figure["unit"], figure.get("of") or ""), []).append((fact, figure))
    return [
        {
            "indicator": indicator,
            "unit": unit,
            "of": of or None,
            "points": [_point(fact, figure) for fact, figure in sorted(told, key=_time)],
        }
        for (indicator, unit, of), told in sorted(found.items())
    ]


def indicators(figures: Iterable[Told]) -> list[Shape]:
    """Every indicator by name, with the unit, the subject and the number of points of each of its series."""
    found: dict[str, list[Shape]] = {}
    for one in series(figures):
        part = {"unit": one["unit"], "of": one["of"], "points": len(one["points"])}
        found.setdefault(one["indicator"], []).append(part)
    return [{"indicator": indicator, "series": parts} for indicator, parts in found.items()]


def _point(fact: Fact, figure: Mapping[str, Any]) -> Shape:
    amounts = {key: number(figure[key]) for key in ("value", "min", "max") if key in figure}
    return {
        "period": figure.get("period"),
        **amounts,
        "by": figure.get("by"),
        "event": fact.id,
        "position": fact.position,
        "occurred": fact.occurred,
    }


def _time(told: Told) -> tuple[int, int]:
    """First and last day of what a figure is about; without a period, of its event."""
    dating = parse_dating(told[1].get("period") or told[0].occurred)
    earliest, latest = dating.earliest or date.min, dating.latest or date.max
    return earliest.toordinal(), latest.toordinal()
