"""What is kept of a strand now: its rows that stand, with the position each was written at."""

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.readmodel.strands import Strand


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of one strand that stand: first day -> (position written at, body); and what time alone brings."""

    rows: Mapping[int, tuple[int, bytes]]
    horizon: int = 0
    ahead: tuple[tuple[int, bytes], ...] = ()


NOTHING_KEPT = Kept({})


@dataclass(frozen=True, slots=True)
class Difference:
    """What turns the rows that stand into those of a strand: (day, position) to close, (day, body) to add."""

    closed: tuple[tuple[int, int], ...]
    added: tuple[tuple[int, bytes], ...]
    reach_moved: bool
    kept: Kept


def difference(old: Kept, strand: Strand, position: int) -> Difference:
    """The least rows to write so that the strand is what is known from a position on.

    The rows of a headline after its horizon are kept apart, with the horizon: time alone brings them, they stand beyond
    all facts, and among the others they would let no probe for an early position start low.
    """
    apart = strand.kind == "headline"
    solid = [row for row in strand.rows if not apart or row[0] <= strand.horizon]
    ahead = tuple(row for row in strand.rows if apart and row[0] > strand.horizon)
    wanted = dict(solid)
    closed = tuple((day, written) for day, (written, body) in old.rows.items() if wanted.get(day) != body)
    added = tuple((day, body) for day, body in solid if (kept := old.rows.get(day)) is None or kept[1] != body)
    rows = {day: old.rows[day] for day in wanted if day in old.rows and old.rows[day][1] == wanted[day]}
    rows.update({day: (position, body) for day, body in added})
    moved = apart and (old.horizon, old.ahead) != (strand.horizon, ahead)
    return Difference(closed, added, moved, Kept(rows, strand.horizon, ahead))
