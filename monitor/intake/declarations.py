"""Which names stand that events declare: what was retracted, or corrected into something else, declares nothing."""

from collections.abc import Collection, Mapping

from events.log import Log
from monitor.gather import Gather
from monitor.status.record import effective


def that_stand(log: Log, gather: Gather, newest: Mapping[str, int], through: int) -> set[str]:
    """Those of these ``declares:`` tags that an event carries whose content holds, as known at a position.

    ``newest`` has the last position that carries each.
    """
    if not newest:
        return set()
    positions = set(newest.values())
    acted_upon = log.last_tagged([f"target:{position}" for position in positions], through=through)
    acts = {entry.position for entry in gather.at(positions) if entry.target is not None}
    # Most were declared by an event that nothing has acted upon: then it holds.
    doubtful = [tag for tag, position in newest.items() if position in acts or f"target:{position}" in acted_upon]
    return newest.keys() - _gone(log, gather, doubtful, through) if doubtful else set(newest)


def _gone(log: Log, gather: Gather, tags: Collection[str], through: int) -> set[str]:
    every = log.tagged_each(tags, through=through)
    entries = gather.closed({position for positions in every.values() for position in positions}, through)
    held = {fact.position for fact in effective(entries)}
    return {tag for tag, positions in every.items() if held.isdisjoint(positions)}
