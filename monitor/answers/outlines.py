"""Outlines: how every commitment stands on any day, in few words, kept in memory as known at the end of the record.

A board counts and filters all commitments, on whatever day somebody drags it to. What it needs of each is little, and
an append changes few of them; so it is read once, and after an append only of those that it touched.
"""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from events.log import Log
from events.sql.engines import reading
from monitor.affected import affected_between
from monitor.answers.outline import Outline, outline_of
from monitor.gather import Gather
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.strands import NO_REACH

TOO_FAR = 1_000
"""So many new events at most are looked through for what they touched; beyond it everything is read anew."""

READ_TOGETHER = 500


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
            touched = affected_between(self._log, self._gather.at, known.through, position).commitments
        outlines |= _read(probes, sorted(touched), position)
        return _Known(generation, position, dict(sorted(outlines.items())))


def _read(probes: Probes, keys: Sequence[str], through: int) -> dict[str, Outline]:
    found: dict[str, Outline] = {}
    for start in range(0, len(keys), READ_TOGETHER):
        some = keys[start : start + READ_TOGETHER]
        reaches = dict.fromkeys(some, NO_REACH) | probes.reach(some, through)
        headlines, definitions = probes.headlines_told(reaches, through), probes.wholes("definition", some, through)
        found |= {key: outline_of(headlines[key], definitions[key]) for key in some}
    return found
