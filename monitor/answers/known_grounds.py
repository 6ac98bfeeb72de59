"""The grounds of commitments and measures, found once and remembered: what was on record somewhere never changes."""

import threading
from collections.abc import Callable, Collection, Mapping
from typing import Literal

from cachetools import LRUCache

from events.log import Log
from monitor.affected import affected_between
from monitor.gather import Gather
from monitor.gather_many import Entries, gather_commitments, gather_measures
from monitor.status.grounds import Grounds, grounds_of

Kind = Literal["commitment", "measure"]

TOO_FAR = 1_000
"""So many new events at most are looked through for what they reached; beyond it everything is looked for anew."""

POSITIONS_KEPT = 8
"""Moments on record whose grounds are remembered; most of them are the same at each."""

_GATHERING: Mapping[Kind, Callable[[Log, Gather, Collection[str], int], Entries]] = {
    "commitment": gather_commitments,
    "measure": gather_measures,
}
_Known = dict[tuple[Kind, str], Grounds]


class KnownGrounds:
    """The grounds that one process knows; any thread may ask."""

    def __init__(self, log: Log, gather: Gather) -> None:
        self._log, self._gather = log, gather
        self._lock = threading.Lock()
        self._at: LRUCache[int, _Known] = LRUCache(POSITIONS_KEPT)

    def known(self, kind: Kind, names: Collection[str], through: int) -> dict[str, Grounds]:
        """The grounds as known at a position of those of these names for which they are remembered."""
        known = self._known_at(through)
        with self._lock:
            return {name: known[kind, name] for name in names if (kind, name) in known}

    def find(self, kind: Kind, names: Collection[str], through: int) -> dict[str, Grounds]:
        """The grounds as known at a position, read from the log."""
        found = {
            name: grounds_of(entries)
            for name, entries in _GATHERING[kind](self._log, self._gather, names, through).items()
        }
        known = self._known_at(through)
        with self._lock:
            known.update({(kind, name): grounds for name, grounds in found.items()})
        return found

    def _known_at(self, through: int) -> _Known:
        with self._lock:
            if through in self._at:
                return self._at[through]
            later = min((one for one in self._at if one > through), default=None)
            earlier = max((one for one in self._at if one < through), default=None)
            near = self._at[later] if later is not None else self._at[earlier] if earlier is not None else {}
            near = dict(near)
        if later is not None:
            # What comes later is found from what was there: grounds that end by then were the same then.
            near = {name: grounds for name, grounds in near.items() if grounds.last <= through}
        elif earlier is not None:
            near = self._untouched(near, earlier, through)
        with self._lock:
            return self._at.setdefault(through, near)

    def _untouched(self, known: _Known, earlier: int, through: int) -> _Known:
        if through - earlier > TOO_FAR:
            return {}
        reached = affected_between(self._log, self._gather.at, earlier, through)
        names = {"commitment": reached.commitments, "measure": reached.measures}
        return {(kind, name): grounds for (kind, name), grounds in known.items() if name not in names[kind]}
