"""What is kept of a strand now: its rows that stand, with the position each was written at."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.readmodel.strands import NO_REACH, Reach, Row, Strand


@dataclass(frozen=True, slots=True)
class Difference:
    """What turns the rows that stand into those of a strand: (day, position) to close, (day, body) to add."""

    closed: tuple[tuple[int, int], ...]
    added: tuple[Row, ...]
    reach: Reach | None


class Kept:
    """The rows of one strand that stand: first day -> (position written at, body); and the reach of a headline."""

    def __init__(self, rows: Mapping[int, tuple[int, bytes]] | None = None, reach: Reach = NO_REACH) -> None:
        self.rows = dict(rows or {})
        self.reach = reach
        self._days = sorted(self.rows)

    def body_on(self, day: int) -> bytes | None:
        """The row that holds on a day; ``None`` before the first."""
        at = bisect_right(self._days, day)
        return self.rows[self._days[at - 1]][1] if at else None

    def become(self, strand: Strand, position: int) -> Difference:
        """Take on the rows of a strand, known from a position on; the least that has to be written for it."""
        start = bisect_left(self._days, strand.first)
        stop = len(self._days) if strand.until is None else bisect_left(self._days, strand.until)
        wanted = dict(strand.rows)
        closed, added = [], []
        for day in self._days[start:stop]:
            written, body = self.rows[day]
            if wanted.get(day) != body:
                closed.append((day, written))
                del self.rows[day]
        for day, body in strand.rows:
            if day not in self.rows:
                added.append((day, body))
                self.rows[day] = (position, body)
        self._days[start:stop] = wanted
        moved = strand.reach is not None and strand.reach != self.reach
        self.reach = strand.reach or self.reach
        return Difference(tuple(closed), tuple(added), strand.reach if moved else None)
