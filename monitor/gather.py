"""What the fold needs, fetched from the log: every entry that touches a commitment, a measure or the bodies."""

import threading
from collections.abc import Collection, Iterable
from typing import Protocol

from cachetools import LRUCache

from events.recorded import Recorded
from monitor.status.assessors import Bodies
from monitor.status.cases import read_bodies
from monitor.status.record import Entry, read_entry, states

ENTRIES_KEPT = 200_000
"""Decoded entries kept in memory, about 1.5 kB each: the log never changes, so they never go stale."""


class Readable(Protocol):
    """What gathering asks of a log; every ``events.log.Log`` answers it."""

    def at(self, positions: Collection[int]) -> list[Recorded]:
        """The events at these positions."""
        ...

    def positions_of(self, ids: Collection[str]) -> dict[str, int]:
        """Event id -> position."""
        ...

    def tagged(self, tags: Collection[str], *, after: int = 0, through: int | None = None) -> list[int]:
        """The positions that carry any of these tags."""
        ...


class Gather:
    """Reads entries of a log through a cache that all threads of a process share."""

    def __init__(self, log: Readable, *, kept: int = ENTRIES_KEPT) -> None:
        self.log = log
        self._entries: LRUCache[int, Entry] = LRUCache(kept)
        self._bodies: LRUCache[tuple[int, ...], Bodies] = LRUCache(64)
        self._lock = threading.Lock()

    def at(self, positions: Collection[int]) -> list[Entry]:
        """The entries at these positions, ascending."""
        with self._lock:
            found = {position: entry for position in positions if (entry := self._entries.get(position)) is not None}
        missing = [position for position in positions if position not in found]
        if missing:
            read = [read_entry(record) for record in self.log.at(missing)]
            self.keep(read)
            found.update({entry.position: entry for entry in read})
        return [found[position] for position in sorted(found)]

    def keep(self, entries: Iterable[Entry]) -> None:
        """Put entries into the cache that were read from the log already."""
        with self._lock:
            self._entries.update({entry.position: entry for entry in entries})

    def commitment(self, commitment: str, through: int) -> list[Entry]:
        """Every entry up to a position that has a part in where a commitment stands.

        Those that touch it, all events of its measures, what states the coverage of its jurisdiction, every act upon
        any of them and every event those act upon.
        """
        found = self.closed(self.log.tagged([f"commitment:{commitment}"], through=through), through)
        measures = sorted(measures_linked(found, commitment))
        made = (entry.fact for entry in found if entry.fact is not None and entry.fact.type == "commitment-made")
        jurisdictions = sorted({fact.jurisdiction for fact in made})
        more = [f"measure:{measure}" for measure in measures] + [f"covers:{code}" for code in jurisdictions]
        if more:
            known = {entry.position for entry in found}
            extra = [position for position in self.log.tagged(more, through=through) if position not in known]
            if extra:
                found = self.closed(sorted(known | set(extra)), through)
        return found

    def measure(self, measure: str, through: int) -> list[Entry]:
        """Every entry up to a position about a measure, with the acts upon them."""
        return self.closed(self.log.tagged([f"measure:{measure}"], through=through), through)

    def bodies(self, through: int) -> Bodies:
        """The bodies as known at a position."""
        return self.bodies_at(through)[1]

    def bodies_at(self, through: int) -> tuple[int, Bodies]:
        """The bodies as known at a position, and the last position that had a part in that; 0 where there is none."""
        positions = self.log.tagged(["type:body-described.v1"], through=through)
        entries = self.closed(positions, through)
        key = tuple(entry.position for entry in entries)
        with self._lock:
            known = self._bodies.get(key)
            if known is None:
                self._bodies[key] = known = read_bodies(entries)
            return (key[-1] if key else 0), known

    def standing_at(self, positions: Iterable[int], through: int) -> list[str]:
        """Ids of the events at these positions that hold: neither retracted nor mere remarks; in the order asked."""
        asked = list(positions)
        settled = states(self.closed(asked, through))
        entries = {entry.position: entry for entry in self.at(asked)}
        held = (entries[position] for position in asked)
        return [one.id for one in held if not settled[one.id].retracted and one.type not in _REMARKS]

    def closed(self, positions: Collection[int], through: int) -> list[Entry]:
        """The entries at these positions, what acts upon or resolves them, and what an act among them is upon."""
        found: dict[int, Entry] = {}
        new = set(positions)
        while new:
            entries = self.at(new)
            found.update({entry.position: entry for entry in entries})
            targets = (
                self.log.positions_of([entry.target for entry in entries if entry.target]) if _acts(entries) else {}
            )
            acts = self.log.tagged(
                [f"{how}:{position}" for position in new for how in ("target", "resolves")], through=through
            )
            new = {*targets.values(), *acts} - found.keys()
        return [found[position] for position in sorted(found)]


_REMARKS = frozenset({"event-annotated", "content-withheld"})


def _acts(entries: Iterable[Entry]) -> bool:
    return any(entry.target for entry in entries)


def measures_linked(entries: Iterable[Entry], commitment: str) -> set[str]:
    """Measures that any of these entries, whether it holds or not, links to a commitment or a benchmark of it."""
    return {
        entry.fact.act.measure
        for entry in entries
        if entry.fact is not None and entry.fact.act is not None and entry.fact.act.links
        for bearing in entry.fact.bearings
        if bearing.of.partition(".")[0] == commitment and bearing.effect in {"advances", "hinders"}
    }
