"""Which events are retracted, followed act by act: the same as ``monitor.status.record.states``, without starting over.

Of the acts upon an event that retract or reinstate it, the last that is not retracted itself decides.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from monitor.status.record import Entry, states

_RETRACTS = {"event-retracted": True, "event-reinstated": False}


class Standings:
    """How events stand after every act followed so far."""

    def __init__(self) -> None:
        self._retracted: set[str] = set()
        self._acts: dict[str, list[tuple[str, bool]]] = {}
        self._targets: dict[str, str] = {}

    def begin(self, entries: Sequence[Entry]) -> None:
        """Take over how these events stand on record, oldest first, before any other is followed."""
        if not any(entry.target for entry in entries):
            return
        self._retracted = {event_id for event_id, state in states(entries).items() if state.retracted}
        for entry in entries:
            self._learn(entry.id, entry.type, entry.target)

    def is_retracted(self, event_id: str) -> bool:
        """Whether it is retracted; not so, of an event that nothing has acted upon."""
        return event_id in self._retracted

    def follow(self, event_id: str, kind: str, target: str | None) -> Iterator[str]:
        """Learn of the newest event, by its type without version; the ids of those that stand otherwise from then on.

        A retracted retraction no longer retracts, so one act may change how several events stand.
        """
        self._learn(event_id, kind, target)
        changed = self._targets.get(event_id)
        while changed is not None and self._changes(changed):
            yield changed
            changed = self._targets.get(changed)

    def would_hold(self, event_id: str, kind: str, target: str) -> bool:
        """Whether an event would hold if an act of this type were put upon that target."""
        after = deepcopy(self)
        for _ in after.follow("", kind, target):
            pass
        return not after.is_retracted(event_id)

    def upon(self, target: str) -> str:
        """The event that an act upon this one comes down to: itself, or of an act what that is upon, and so on."""
        while target in self._targets:
            target = self._targets[target]
        return target

    def _learn(self, event_id: str, kind: str, target: str | None) -> None:
        if target is not None and kind in _RETRACTS:
            self._acts.setdefault(target, []).append((event_id, _RETRACTS[kind]))
            self._targets[event_id] = target

    def _changes(self, event_id: str) -> bool:
        acts = reversed(self._acts[event_id])
        retracted = next((retracts for act, retracts in acts if act not in self._retracted), False)
        if retracted == (event_id in self._retracted):
            return False
        (self._retracted.add if retracted else self._retracted.discard)(event_id)
        return True
