"""Figures: what was measured, one line of JSON each."""

import os
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure should reach: ``at_least`` or ``at_most`` so much."""

    at_least: float | None = None
    at_most: float | None = None

    def is_met_by(self, value: float) -> bool:
        """Whether a value reaches it."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        return f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of this machine. ``events`` is how many the log held, or was filled with, besides declarations."""

    name: str
    value: float
    unit: str
    engine: str
    events: int
    parameters: Mapping[str, object] = field(default_factory=dict)
    bar: Bar | None = None

    def line(self) -> str:
        """The figure as one line of JSON: beside its bar whether it is met, and how much the machine had to do."""
        shown = {
            "name": self.name,
            "value": float(f"{self.value:.4g}"),
            "unit": self.unit,
            "engine": self.engine,
            "events": self.events,
            "parameters": {**self.parameters, "load": round(os.getloadavg()[0], 1)},
        }
        if self.bar is not None:
            shown |= {"bar": str(self.bar), "met": self.bar.is_met_by(self.value)}
        return orjson.dumps(shown).decode()


def say(figure: Figure) -> None:
    """Print a figure as soon as it is known."""
    sys.stdout.write(f"{figure.line()}\n")
    sys.stdout.flush()


def median(samples: Sequence[float]) -> float:
    """The median of samples."""
    return statistics.median(samples)


def p99(samples: Sequence[float]) -> float:
    """The smallest sample that 99 in 100 do not exceed (nearest rank)."""
    ordered = sorted(samples)
    return ordered[-(-99 * len(ordered) // 100) - 1]
