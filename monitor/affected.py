"""Which commitments and measures an append may change: those it touches, and those reached by what it acts upon."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from monitor.status.record import Entry


class Tagged(Protocol):
    """What is asked of a log here."""

    def positions_of(self, ids: Collection[str]) -> dict[str, int]:
        """Event id -> position."""
        ...

    def tags_of(self, positions: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Position -> its tags."""
        ...

    def tagged(self, tags: Collection[str], *, after: int = 0, through: int | None = None) -> list[int]:
        """The positions that carry any of these tags."""
        ...

    def tags_like(self, prefixes: Collection[str], *, through: int | None = None) -> dict[str, dict[str, int]]:
        """Prefix -> {tag -> first position}."""
        ...


@dataclass(frozen=True, slots=True)
class Affected:
    """Ids of what may change.

    ``from_afar`` are the commitments for which more than the append's own events is new; ``acts`` says whether it acts
    upon earlier events, or resolves some.
    """

    commitments: frozenset[str]
    measures: frozenset[str]
    from_afar: frozenset[str]
    acts: bool


def affected(
    log: Tagged,
    read: Callable[[Collection[int]], Sequence[Entry]],
    entries: Sequence[Entry],
    carried: Collection[str],
    through: int,
) -> Affected:
    """What an append may change.

    Args:
        log: to look up tags up to ``through``; it need not hold the append itself.
        read: the entries at positions.
        entries: those of the append.
        carried: the tags of its events.
        through: the position up to which the log is read.
    """
    acted_on = _acted_on(log, read, entries, through)
    every = {*carried, *acted_on}
    measures = _names(every, "measure:")
    commitments = _names(every, "commitment:") | _linked(log, carried, measures, through)
    commitments |= _covered(log, every, through)
    if _names(every, "declares:body:"):
        commitments |= _assessed(log, through)
    return Affected(
        frozenset(commitments),
        frozenset(measures),
        frozenset(commitments if acted_on else commitments - _names(carried, "commitment:")),
        acts=bool(acted_on),
    )


def affected_between(
    log: Tagged, read: Callable[[Collection[int]], Sequence[Entry]], after: int, through: int
) -> Affected:
    """What everything on record past one position, up to another, may have changed; arguments as for ``affected``."""
    positions = range(after + 1, through + 1)
    carried = {tag for tags in log.tags_of(positions).values() for tag in tags}
    return affected(log, read, read(positions), carried, through)


def _acted_on(
    log: Tagged, read: Callable[[Collection[int]], Sequence[Entry]], entries: Sequence[Entry], through: int
) -> set[str]:
    """The tags of every event that these act upon or resolve, and so on up: an act may be upon another act.

    With those of the acts upon any of them: a correction may have made it about something else.
    """
    found: set[str] = set()
    seen: set[int] = set()
    while named := [name for entry in entries for name in _acted_on_by(entry)]:
        positions = set(log.positions_of(named).values()) - seen
        if positions:
            positions |= set(log.tagged([f"target:{position}" for position in positions], through=through)) - seen
        seen |= positions
        for tags in log.tags_of(positions).values():
            found.update(tags)
        entries = read(positions)
    return found


def _acted_on_by(entry: Entry) -> Iterator[str]:
    if entry.target is not None:
        yield entry.target
    if entry.fact is not None:
        yield from entry.fact.resolves


def _linked(log: Tagged, carried: Collection[str], measures: Collection[str], through: int) -> set[str]:
    """Commitments that any of these measures is linked to, now or by the append at hand."""
    prefixes = {f"link:{measure}:" for measure in measures}
    found = {tag for tags in log.tags_like(prefixes, through=through).values() for tag in tags} if prefixes else set()
    found |= {tag for tag in carried if tag.startswith("link:")}
    return {tag.rpartition(":")[2] for tag in found}


def _covered(log: Tagged, every: Collection[str], through: int) -> set[str]:
    """Commitments of a jurisdiction whose coverage is stated, or stated otherwise."""
    prefixes = {f"declared-in:{code}:" for code in _names(every, "covers:")}
    found = log.tags_like(prefixes, through=through) if prefixes else {}
    return {tag.rpartition(":")[2] for tags in found.values() for tag in tags}


def _assessed(log: Tagged, through: int) -> set[str]:
    """Commitments somebody was asked about: ties are followed through bodies, so any description may matter to each."""
    assessed = log.tags_like(["assessed:"], through=through).get("assessed:", {})
    tags: Mapping[int, tuple[str, ...]] = log.tags_of(log.tagged(list(assessed), through=through))
    return _names({tag for every in tags.values() for tag in every}, "commitment:")


def _names(tags: Collection[str], prefix: str) -> set[str]:
    return {tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)}
