"""Folds: commitments and measures in views that the read model does not keep, folded once and remembered.

A view through a lens or by ``public_at`` shows a part of the record; there are as many as days and voices, and none is
kept in the database. What was folded of one is remembered by what went into it: the last entry that has a part in it,
the last description of a body, and what of the view makes a difference. So it never goes stale, and an append leaves
valid what it does not reach. A fold holds all days: moving ``as_of`` folds nothing.
"""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

from events.log import Log
from monitor.answers.folded import FoldedCommitment, FoldedMeasure, fold_commitment, fold_measure
from monitor.answers.known_grounds import Kind, KnownGrounds
from monitor.answers.turns import Turns
from monitor.answers.views import View
from monitor.gather import Gather
from monitor.status.assessors import Bodies
from monitor.status.cases import Aspect
from monitor.status.grounds import Grounds
from monitor.status.record import Entry

ROWS_KEPT = 200_000
"""Rows of folds kept in memory at most, about 0.5 kB each; beyond it those not asked for longest are forgotten.

The board asked for last is kept besides, however large: a page asks for it more than once.
"""

FEW_ENTRIES = 1_000
"""So many entries at most are folded without a turn: a tenth of a second, as much as some other answers take."""

FEW_UNKNOWN = 20
"""So many commitments or measures at most are looked for in the log without a turn."""

WAITING = 8
"""So many threads may wait for what another folds: the server has forty, and all other answers need them."""

Found = TypeVar("Found", FoldedCommitment, FoldedMeasure)
Fold = Callable[[str, Sequence[Entry], Bodies, Aspect], Found | None]
Key = tuple[str, int, int, Aspect]
"""What decides a fold: its subject, the last entry with a part in it, the last description of a body, what is shown."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: some names, in a view, with the bodies known in it and the last position that described any."""

    names: Collection[str]
    through: int
    aspect: Aspect
    bodies: Bodies
    described: int

    def key(self, name: str, grounds: Grounds) -> Key:
        return name, grounds.last, self.described, grounds.plainest(self.aspect, self.bodies)


@dataclass(frozen=True, slots=True)
class _Missing:
    """What is not remembered of what is asked: without its grounds, and with them and the key it will have."""

    unknown: list[str]
    unfolded: dict[str, tuple[Grounds, Key]]

    @property
    def is_long_work(self) -> bool:
        entries = sum(len(grounds.positions) for grounds, _ in self.unfolded.values())
        return len(self.unknown) > FEW_UNKNOWN or entries > FEW_ENTRIES


class _FoldsOf(Generic[Found]):
    """The folds of one kind of subject."""

    def __init__(
        self,
        kind: Kind,
        gather: Gather,
        grounds: KnownGrounds,
        turns: Turns,
        fold: Fold[Found],
    ) -> None:
        self._kind, self._gather, self._grounds, self._turns = kind, gather, grounds, turns
        self._fold: Fold[Found] = fold
        self._lock = threading.Lock()
        self._kept: LRUCache[Key, tuple[Found | None]] = LRUCache(ROWS_KEPT, getsizeof=self._size)
        self._last: tuple[tuple[int, Aspect], dict[str, Found | None]] | None = None

    def of(self, names: Collection[str], view: View) -> dict[str, Found]:
        asked = (view.through, view.aspect)
        last = self._last
        found = last[1] if last is not None and last[0] == asked else {}
        missing = [name for name in names if name not in found]
        if missing:
            found = found | self._found(missing, view)
            self._last = (asked, found)
        return {name: one for name in names if (one := found[name]) is not None}

    def _found(self, names: Collection[str], view: View) -> dict[str, Found | None]:
        described, bodies = self._gather.bodies_at(view.through)
        asked = _Asked(names, view.through, view.aspect, bodies, described)
        while True:
            found, missing = self._remembered(asked)
            if not missing.is_long_work:
                return found | self._folded(asked, missing)
            with self._turns.turn((self._kind, view.through, view.aspect)) as ours:
                if ours:
                    # Whoever had the turn before may have done it.
                    found, missing = self._remembered(asked)
                    return found | self._folded(asked, missing)

    def _remembered(self, asked: _Asked) -> tuple[dict[str, Found | None], _Missing]:
        grounds = self._grounds.known(self._kind, asked.names, asked.through)
        found, unfolded = self._kept_of(asked, grounds)
        return found, _Missing([name for name in asked.names if name not in grounds], unfolded)

    def _kept_of(
        self, asked: _Asked, grounds: Mapping[str, Grounds]
    ) -> tuple[dict[str, Found | None], dict[str, tuple[Grounds, Key]]]:
        keys = {name: asked.key(name, own) for name, own in grounds.items()}
        with self._lock:
            kept = {name: one for name, key in keys.items() if (one := self._kept.get(key)) is not None}
        unfolded = {name: (own, keys[name]) for name, own in grounds.items() if name not in kept}
        return {name: folded for name, (folded,) in kept.items()}, unfolded

    def _folded(self, asked: _Asked, missing: _Missing) -> dict[str, Found | None]:
        found: dict[str, Found | None] = {}
        unfolded = missing.unfolded
        if missing.unknown:
            grounds = self._grounds.find(self._kind, missing.unknown, asked.through)
            # What was forgotten are perhaps the grounds alone.
            found, more = self._kept_of(asked, grounds)
            unfolded = unfolded | more
        for name, (own, key) in unfolded.items():
            *_, aspect = key
            found[name] = self._fold(name, self._gather.at(own.positions), asked.bodies, aspect)
            self._keep(key, found[name])
        return found

    def _keep(self, key: Key, folded: Found | None) -> None:
        one = (folded,)
        if self._size(one) <= ROWS_KEPT:
            with self._lock:
                self._kept[key] = one

    def _size(self, one: tuple[Found | None]) -> int:
        return 1 + (one[0].rows if one[0] is not None else 0)


class Folds:
    """What one process has folded; any thread may ask.

    Args:
        log: the log.
        gather: its entries.
        at_once: so many boards are folded at a time.
    """

    def __init__(self, log: Log, gather: Gather, at_once: int) -> None:
        grounds, turns = KnownGrounds(log, gather), Turns(at_once, WAITING)
        self._commitments = _FoldsOf[FoldedCommitment]("commitment", gather, grounds, turns, fold_commitment)
        self._measures = _FoldsOf[FoldedMeasure]("measure", gather, grounds, turns, fold_measure)

    def commitments(self, names: Collection[str], view: View) -> dict[str, FoldedCommitment]:
        """Commitments in a view, in the order of the names; those not in view on any day are left out.

        Raises:
            TooManyFolds: it is long work, and too many ask for such.
        """
        return self._commitments.of(names, view)

    def measures(self, names: Collection[str], view: View) -> dict[str, FoldedMeasure]:
        """Measures in a view, in the order of the names.

        Raises:
            TooManyFolds: as above.
        """
        return self._measures.of(names, view)
