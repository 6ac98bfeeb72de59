"""Changes: the difference between two answers about one commitment, and whether it is news or history revised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Core = tuple[str | None, bool, str, tuple[str, ...]]
"""Status, certain, stage, flags."""

Run = Sequence[tuple[int, Core]]
"""From a day (an ordinal) on it stood so; before the first day there is nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One longest run of days with the same before and after; ``until`` is exclusive, ``None`` without end.

    ``current``: it covers the day it was recorded. Only current changes are news; the others are history revised.
    """

    since: int
    until: int | None
    before: Core | None
    after: Core | None
    current: bool


def changes(before: Run, after: Run, today: int) -> tuple[Change, ...]:
    """What differs between two histories of one commitment, earliest first.

    Args:
        before: as known before an append, ascending; empty where it was not on record.
        after: as known since.
        today: the day of recording, in the jurisdiction's own zone.
    """
    if before == after:
        return ()
    found: list[Change] = []
    days = sorted({day for day, _ in before} | {day for day, _ in after})
    olds, news = _on_each(before, days), _on_each(after, days)
    for day, until, old, new in zip(days, [*days[1:], None], olds, news, strict=False):
        if old == new:
            continue
        since, last = day, found[-1] if found else None
        if last is not None and last.until == day and (last.before, last.after) == (old, new):
            found.pop()
            since = last.since
        found.append(Change(since, until, old, new, current=since <= today and (until is None or today < until)))
    return tuple(found)


def core_shape(core: Core | None) -> dict[str, Any] | None:
    """Where something stands in four words, as JSON; ``None`` where it is not on record or not made."""
    if core is None:
        return None
    status, certain, stage, flags = core
    return {"status": status, "certain": certain, "stage": stage, "flags": list(flags)}


def _on_each(run: Run, days: Sequence[int]) -> Iterator[Core | None]:
    """What stood on each of these ascending days."""
    standing, taken = None, 0
    for day in days:
        while taken < len(run) and run[taken][0] <= day:
            standing = run[taken][1]
            taken += 1
        yield standing
