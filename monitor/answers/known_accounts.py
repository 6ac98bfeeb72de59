"""What assessors ever said, read once and kept in memory: rows are added and closed, and never written again.

What is known of a subject through a position therefore tells what was said on every day, as known at every position up
to it; only a later one has it read anew. A board shows several accounts of each commitment, more of them as the record
grows, and asked the database for each.
"""

import threading
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from cachetools import LRUCache

from monitor.answers.accounts import Said
from monitor.readmodel.probing import AccountRow, Probes

ROWS_KEPT = 50_000
"""Rows remembered at most, about half a kilobyte each."""

_NEVER = 2**62


@dataclass(frozen=True, slots=True)
class _Voice:
    """All that one assessor ever said of a subject: rows with their first days, ascending, the newest of a day last."""

    assessor: str
    days: tuple[int, ...]
    rows: tuple[tuple[int, int, bytes], ...]
    """Known from a position on, until another (exclusive): what is said, as kept."""

    def on(self, day: int, through: int) -> bytes | None:
        """What is said on a day, as known at a position."""
        for at in range(bisect_right(self.days, day) - 1, -1, -1):
            known_from, superseded_at, kept = self.rows[at]
            if known_from <= through < superseded_at:
                return kept
        return None


@dataclass(frozen=True, slots=True)
class _Known:
    """All that was ever said of a subject by a position."""

    through: int
    voices: tuple[_Voice, ...]

    @property
    def rows(self) -> int:
        return 1 + sum(len(voice.rows) for voice in self.voices)


class KnownAccounts:
    """What one process knows of what the generation that answers keeps; any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation: str | None = None
        self._kept: LRUCache[str, _Known] = LRUCache(ROWS_KEPT, getsizeof=lambda one: one.rows)

    def said(self, probes: Probes, subjects: Collection[str], day: int, through: int) -> dict[str, Said]:
        """What each assessor says of each subject on a day, as known at a position, in the order of their ids."""
        return {
            subject: [(voice.assessor, kept) for voice in known.voices if (kept := voice.on(day, through)) is not None]
            for subject, known in self._known(probes, subjects, through).items()
        }

    def _known(self, probes: Probes, subjects: Collection[str], through: int) -> dict[str, _Known]:
        with self._lock:
            if self._generation != probes.generation:
                self._kept.clear()
                self._generation = probes.generation
            kept = {subject: one for subject in subjects if (one := self._kept.get(subject)) is not None}
        found = {subject: one for subject, one in kept.items() if through <= one.through}
        missing = [subject for subject in subjects if subject not in found]
        return found | self._read(probes, missing) if missing else found

    def _read(self, probes: Probes, subjects: Collection[str]) -> dict[str, _Known]:
        read = dict.fromkeys(subjects, _Known(probes.reached, ()))
        for subject, rows in groupby(probes.account_rows(subjects), key=lambda row: row[0].partition("/")[0]):
            read[subject] = _Known(probes.reached, tuple(_voices(rows)))
        with self._lock:
            if self._generation == probes.generation:
                self._kept.update({subject: one for subject, one in read.items() if one.rows <= ROWS_KEPT})
        return read


def _voices(rows: Iterable[AccountRow]) -> Iterable[_Voice]:
    for key, own in groupby(rows, key=itemgetter(0)):
        _, days, known_from, superseded_at, kept = zip(*own, strict=True)
        until = (_NEVER if one is None else one for one in superseded_at)
        yield _Voice(key.partition("/")[2], days, tuple(zip(known_from, until, kept, strict=True)))
