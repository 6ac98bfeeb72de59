"""What ``Gather`` finds for one commitment or measure, found for many at once, in a handful of questions to the log.

Asked one after the other, a thousand commitments would take several thousand questions.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from events.log import Log
from monitor.gather import Gather, measures_linked
from monitor.status.record import Entry

TOGETHER = 500
"""So many are asked about at once, which bounds what a question and its answer hold."""

Entries = dict[str, list[Entry]]
Positions = dict[str, set[int]]


def gather_commitments(log: Log, gather: Gather, commitments: Collection[str], through: int) -> Entries:
    """Commitment -> what ``Gather.commitment`` gives for it."""
    found: Entries = {}
    for some in _in_parts(commitments):
        reading = _Reading(log, gather, through)
        touching = reading.closed(reading.tagged({one: [f"commitment:{one}"] for one in some}))
        tags = {one: _of_its_measures_and_coverage(one, own) for one, own in reading.entries(touching).items()}
        more = reading.tagged(tags)
        found |= reading.entries(reading.closed({one: own | more[one] for one, own in touching.items()}))
    return found


def gather_measures(log: Log, gather: Gather, measures: Collection[str], through: int) -> Entries:
    """Measure -> what ``Gather.measure`` gives for it."""
    found: Entries = {}
    for some in _in_parts(measures):
        reading = _Reading(log, gather, through)
        found |= reading.entries(reading.closed(reading.tagged({one: [f"measure:{one}"] for one in some})))
    return found


def _in_parts(names: Collection[str]) -> Iterator[Sequence[str]]:
    every = list(names)
    return (every[start : start + TOGETHER] for start in range(0, len(every), TOGETHER))


def _of_its_measures_and_coverage(commitment: str, entries: Sequence[Entry]) -> list[str]:
    """The tags of what has a part in a commitment without touching it."""
    facts = (entry.fact for entry in entries if entry.fact is not None)
    jurisdictions = {fact.jurisdiction for fact in facts if fact.type == "commitment-made"}
    measures = measures_linked(entries, commitment)
    return [*(f"measure:{measure}" for measure in measures), *(f"covers:{code}" for code in jurisdictions)]


class _Reading:
    """What was read of a log up to a position: entries, and which others each of them brings along."""

    def __init__(self, log: Log, gather: Gather, through: int) -> None:
        self._log, self._gather, self._through = log, gather, through
        self._read: dict[int, Entry] = {}
        self._brought: dict[int, set[int]] = {}

    def tagged(self, tags: Mapping[str, Sequence[str]]) -> Positions:
        """Name -> the positions that carry any of its tags."""
        found = self._log.tagged_each({tag for own in tags.values() for tag in own}, through=self._through)
        return {name: {position for tag in own for position in found.get(tag, ())} for name, own in tags.items()}

    def closed(self, seeds: Positions) -> Positions:
        """Each of these sets with what acts upon or resolves a member, and what an act among them is upon."""
        new = {position for seed in seeds.values() for position in seed} - self._read.keys()
        while new:
            self._take(new)
            new = {other for position in new for other in self._brought.get(position, ())} - self._read.keys()
        return {name: self._reached(seed) for name, seed in seeds.items()}

    def entries(self, positions: Positions) -> Entries:
        """Name -> its entries, ascending by position."""
        return {name: [self._read[position] for position in sorted(own)] for name, own in positions.items()}

    def _take(self, positions: set[int]) -> None:
        entries = self._gather.at(positions)
        self._read |= {entry.position: entry for entry in entries}
        acts = {entry.position: entry.target for entry in entries if entry.target}
        targets = self._log.positions_of(set(acts.values())) if acts else {}
        for position, target in acts.items():
            if target in targets:
                self._brought.setdefault(position, set()).add(targets[target])
        upon = [f"{how}:{position}" for position in positions for how in ("target", "resolves")]
        for tag, found in self._log.tagged_each(upon, through=self._through).items():
            self._brought.setdefault(int(tag.partition(":")[2]), set()).update(found)

    def _reached(self, seed: set[int]) -> set[int]:
        reached = set(seed)
        new = reached & self._brought.keys()
        while new:
            found = {other for position in new for other in self._brought[position]} - reached
            reached |= found
            new = found & self._brought.keys()
        return reached
