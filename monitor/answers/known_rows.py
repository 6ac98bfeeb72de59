"""Rows of the read model, read once and kept in memory: they are added and closed, and never written again.

What is known of a name through a position therefore tells what held on every day, as known at every position up to it;
only a later one has it read anew.
"""

import threading
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

from monitor.readmodel.probing import EveryRow, Probes

T = TypeVar("T")

_NEVER = 2**62


@dataclass(frozen=True, slots=True)
class KnownStrand(Generic[T]):
    """All that a strand ever said: rows with their first days, ascending, the newest of a day last."""

    days: tuple[int, ...]
    rows: tuple[tuple[int, int, T], ...]
    """Known from a position on, until another (exclusive): what is said."""

    @classmethod
    def of(cls, rows: Iterable[EveryRow], read: Callable[[bytes], T]) -> "KnownStrand[T]":
        """The rows of one strand, in the order of their first days and positions."""
        days, known = [], []
        for _, day, position, superseded_at, body in rows:
            days.append(day)
            known.append((position, _NEVER if superseded_at is None else superseded_at, read(body)))
        return cls(tuple(days), tuple(known))

    def on(self, day: int, through: int) -> T | None:
        """What holds on a day, as known at a position."""
        for at in range(bisect_right(self.days, day) - 1, -1, -1):
            known_from, superseded_at, said = self.rows[at]
            if known_from <= through < superseded_at:
                return said
        return None

    def up_to(self, day: int, through: int) -> Iterator[tuple[int, T]]:
        """What holds from each day up to this one, as known at a position, ascending."""
        for at in range(bisect_right(self.days, day)):
            known_from, superseded_at, said = self.rows[at]
            if known_from <= through < superseded_at:
                yield self.days[at], said


class KnownRows(Generic[T]):
    """What one process knows, by name, of what the generation that answers keeps; any thread may ask.

    Args:
        read: every row ever written of each of these names.
        size: how many rows that is.
        most: so many rows are remembered at most.
    """

    def __init__(
        self, read: Callable[[Probes, Collection[str]], dict[str, T]], size: Callable[[T], int], most: int
    ) -> None:
        self._read, self._size, self._most = read, size, most
        self._lock = threading.Lock()
        self._generation: str | None = None
        self._kept: LRUCache[str, tuple[int, T]] = LRUCache(most, getsizeof=lambda one: size(one[1]))

    def known(self, probes: Probes, names: Collection[str], through: int) -> dict[str, T]:
        """All that was ever known of each name by a position; it may tell of later ones too."""
        with self._lock:
            if self._generation != probes.generation:
                self._kept.clear()
                self._generation = probes.generation
            kept = [(name, one) for name in names if (one := self._kept.get(name)) is not None]
        found = {name: one for name, (reached, one) in kept if through <= reached}
        missing = [name for name in names if name not in found]
        return found | self._read_anew(probes, missing) if missing else found

    def _read_anew(self, probes: Probes, names: Collection[str]) -> dict[str, T]:
        read = self._read(probes, names)
        with self._lock:
            if self._generation == probes.generation:
                self._kept.update(
                    {name: (probes.reached, one) for name, one in read.items() if self._size(one) <= self._most}
                )
        return read
