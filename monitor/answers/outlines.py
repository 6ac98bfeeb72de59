"""Outlines: how every commitment stands on any day, in few words, kept in memory as known at the end of the record.

A board counts and filters all commitments, on whatever day somebody drags it to. What it needs of each is little, and
an append changes few of them; so it is read once, and after an append only of those that it touched.
"""

import threading
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Engine

from events.log import Log
from events.sql.engines import reading
from monitor.affected import affected
from monitor.gather import Gather
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.strands import NO_REACH

TOO_FAR = 1_000
"""So many new events at most are looked through for what they touched; beyond it everything is read anew."""

READ_TOGETHER = 500

_TOLD = ("status", "certain", "flags", "since", "by", "legal")

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """One commitment: the first days of its headlines and definitions, ascending, and what they are from then on.

    A headline is told by its status, whether that is certain, its flags, since when, by whose grade, the last change of
    the law, and, where the coverage has an end, the day of the last event that counted. ``assessors`` are all who ever
    assessed it, in the order in which their accounts are shown.
    """

    days: tuple[int, ...]
    headlines: tuple[Body, ...]
    defined: tuple[int, ...]
    definitions: tuple[Body, ...]
    assessors: tuple[str, ...]

    def on(self, day: int) -> tuple[Body, Body] | None:
        """Headline and definition on a day; None while it was not made."""
        number, definition = bisect_right(self.days, day), bisect_right(self.defined, day)
        if not number or not definition:
            return None
        return self.headlines[number - 1], self.definitions[definition - 1]


@dataclass(frozen=True, slots=True)
class _Known:
    """All outlines as known at a position, in one generation of the read model."""

    generation: str
    through: int
    outlines: Mapping[str, Outline]


class Outlines:
    """The outlines of one process; any thread may ask."""

    def __init__(self, engine: Engine, log: Log, gather: Gather) -> None:
        self._engine, self._log, self._gather = engine, log, gather
        self._lock = threading.Lock()
        self._known: _Known | None = None

    def through(self, position: int) -> Mapping[str, Outline] | None:
        """Every commitment that ever was on record, ascending by id, as known at a position.

        None where that lies before what was asked for last, or the read model has not come so far.
        """
        with self._lock, reading(self._engine) as connection:
            point = checkpoint(connection)
            known = self._known
            if known is not None and known.generation != point.generation:
                known = None
            if point.position < position or (known is not None and position < known.through):
                return None
            if known is None or known.through < position:
                known = self._advanced(Probes(connection, point.generation), known, point.generation, position)
            self._known = known
            return known.outlines

    def _advanced(self, probes: Probes, known: _Known | None, generation: str, position: int) -> _Known:
        outlines: dict[str, Outline] = {}
        if known is None or position - known.through > TOO_FAR:
            touched: Collection[str] = probes.commitments()
        else:
            outlines |= known.outlines
            touched = self._touched(known.through, position)
        outlines |= _read(probes, sorted(touched), position)
        return _Known(generation, position, dict(sorted(outlines.items())))

    def _touched(self, after: int, through: int) -> Collection[str]:
        positions = range(after + 1, through + 1)
        entries = self._gather.at(positions)
        carried = {tag for tags in self._log.tags_of(positions).values() for tag in tags}
        return affected(self._log, self._gather.at, entries, carried, through).commitments


def _read(probes: Probes, keys: Sequence[str], through: int) -> dict[str, Outline]:
    found: dict[str, Outline] = {}
    for start in range(0, len(keys), READ_TOGETHER):
        some = keys[start : start + READ_TOGETHER]
        reaches = dict.fromkeys(some, NO_REACH) | probes.reach(some, through)
        headlines, definitions = probes.headlines_told(reaches, through), probes.wholes("definition", some, through)
        found |= {key: _outline(headlines[key], definitions[key], reaches[key].assessors) for key in some}
    return found


def _outline(
    headlines: Sequence[tuple[int, Body]], definitions: Sequence[tuple[int, Body]], assessors: tuple[str, ...]
) -> Outline:
    names = (*_TOLD, "moved_to") if any(body["covers_to"] is not None for _, body in definitions) else _TOLD
    told = ((day, {name: body[name] for name in names}) for day, body in headlines)
    # Neighbours that differ in what is left out are one.
    first = [next(run) for _, run in groupby(told, key=lambda one: one[1])]
    return Outline(
        tuple(day for day, _ in first),
        tuple(body for _, body in first),
        tuple(day for day, _ in definitions),
        tuple(body for _, body in definitions),
        assessors,
    )
