"""How many commitments stood where on each day: counted once for each run of days on which nothing changed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.charts.stretches import Stretch


@dataclass(frozen=True, slots=True)
class Counted:
    """From a day on: how many have each status that any has, and of how many (what has no status is in neither)."""

    since: date
    numbers: Mapping[str, int]
    of: int


def standing_counts(each: Iterable[Sequence[Stretch]], first: date, last: date) -> tuple[Counted, ...]:
    """The counts from one day to another, both inclusive: the first on ``first``, then one for each day of change."""
    moves: dict[date, Counter[str]] = {}
    for stretches in each:
        for one in stretches:
            if one.status is None or one.since > last or (one.until is not None and one.until <= first):
                continue
            moves.setdefault(max(one.since, first), Counter())[one.status] += 1
            if one.until is not None and one.until <= last:
                moves.setdefault(one.until, Counter())[one.status] -= 1
    found: list[Counted] = []
    now: Counter[str] = Counter()
    for day in sorted({first, *moves}):
        now.update(moves.get(day, Counter()))
        numbers = {status: number for status, number in now.items() if number}
        if not found or found[-1].numbers != numbers:
            found.append(Counted(day, numbers, sum(numbers.values())))
    return tuple(found)


def thinned(found: Sequence[Counted], first: date, last: date, most: int) -> tuple[Counted, ...]:
    """At most so many counts: of those that begin in one of as many equal parts of the time, the last one."""
    if len(found) <= most:
        return tuple(found)
    days = (last - first).days + 1
    kept = {(one.since - first).days * most // days: one for one in found}
    return tuple(kept.values())
