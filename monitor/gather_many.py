"""What ``Gather`` finds for one commitment or measure, found for many at once, in a handful of questions to the log.

Asked one after the other, a thousand commitments would take several thousand questions.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
        closed = _closed(log, gather, _tagged(log, {one: [f"commitment:{one}"] for one in some}, through), through)
        known = _entries(gather, closed)
        more = _tagged(
            log, {one: _of_its_measures_and_coverage(one, entries) for one, entries in known.items()}, through
        )
        grown = {one: closed[one] | more[one] for one in some if not more[one] <= closed[one]}
        found |= known | _entries(gather, _closed(log, gather, grown, through))
    return found


def gather_measures(log: Log, gather: Gather, measures: Collection[str], through: int) -> Entries:
    """Measure -> what ``Gather.measure`` gives for it."""
    found: Entries = {}
    for some in _in_parts(measures):
        tagged = _tagged(log, {one: [f"measure:{one}"] for one in some}, through)
        found |= _entries(gather, _closed(log, gather, tagged, through))
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


def _tagged(log: Log, tags: Mapping[str, Iterable[str]], through: int) -> Positions:
    """Name -> the positions that carry any of its tags."""
    each = {name: list(own) for name, own in tags.items()}
    found = log.tagged_each({tag for own in each.values() for tag in own}, through=through)
    return {name: {position for tag in own for position in found.get(tag, ())} for name, own in each.items()}


def _closed(log: Log, gather: Gather, seeds: Mapping[str, set[int]], through: int) -> Positions:
    """Each of these sets with what acts upon or resolves a member, and what an act among them is upon."""
    brought: dict[int, set[int]] = {}
    seen: set[int] = set()
    new = {position for seed in seeds.values() for position in seed}
    while new:
        seen |= new
        for position, others in _brought_by(log, gather, new, through):
            brought.setdefault(position, set()).update(others)
        new = {other for position in new for other in brought.get(position, ())} - seen
    return {name: _reached(seed, brought) for name, seed in seeds.items()}


def _brought_by(log: Log, gather: Gather, positions: set[int], through: int) -> Iterator[tuple[int, Iterable[int]]]:
    acts = {entry.position: entry.target for entry in gather.at(positions) if entry.target}
    targets = log.positions_of(set(acts.values())) if acts else {}
    for position, target in acts.items():
        if target in targets:
            yield position, (targets[target],)
    upon = [f"{how}:{position}" for position in positions for how in ("target", "resolves")]
    for tag, found in log.tagged_each(upon, through=through).items():
        yield int(tag.partition(":")[2]), found


def _reached(seed: set[int], brought: Mapping[int, Iterable[int]]) -> set[int]:
    reached = set(seed)
    new = reached & brought.keys()
    while new:
        found = {other for position in new for other in brought[position]} - reached
        reached |= found
        new = found & brought.keys()
    return reached


def _entries(gather: Gather, positions: Mapping[str, set[int]]) -> Entries:
    every = {entry.position: entry for entry in gather.at(set().union(*positions.values()))}
    return {name: [every[position] for position in sorted(own)] for name, own in positions.items()}
