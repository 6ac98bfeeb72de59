"""Flags: what stands beside a status. Deadlines and dormancy go by a clock that stops where the coverage ends."""

from dataclasses import dataclass

from monitor.status.ledger import Ledger
from monitor.status.rules import OPEN
from monitor.status.stages import ENACTABLE, IN_EFFECT

DUE_SOON_DAYS = 90
NO_RECENT_RECORD_DAYS = 150


@dataclass(frozen=True, slots=True)
class Late:
    """Enacted after the deadline: by how many days at least and at most."""

    days_min: int
    days_max: int


@dataclass(frozen=True, slots=True)
class Flags:
    """The names of the flags that are set, sorted, with what is known about *late* and *overdue*."""

    names: tuple[str, ...]
    late: Late | None = None
    overdue: int | None = None


def clock(day: int, covers_to: int | None, last_record: int) -> int:
    """The day that deadlines and dormancy go by: the day itself, or the last one known once the coverage has ended."""
    return day if covers_to is None or day <= covers_to else max(covers_to, last_record)


def flags(ledger: Ledger, status: str, day: int, covers_to: int | None) -> Flags:
    """The flags of a commitment of this status on this day."""
    now, due_by = clock(day, covers_to, ledger.last_record), ledger.definition.due_by
    names, overdue = [], None
    late = late_by(ledger) if due_by is not None else None
    if due_by is not None and status in OPEN:
        if now > due_by:
            names.append("overdue")
            overdue = due_by
        elif due_by - now <= DUE_SOON_DAYS:
            names.append("due-soon")
    if late is not None:
        names.append("late")
    if now - ledger.last_record >= NO_RECENT_RECORD_DAYS:
        names.append("no-recent-record")
    if ledger.disputed:
        names.append("disputed-by-duty-bearer")
    if ledger.reviewers_differ:
        names.append("reviewers-differ")
    if ledger.definition.kind != "uphold" and any(track.alive for track in ledger.hindering_tracks):
        names.append("threatened")
    return Flags(tuple(sorted(names)), late, overdue)


def late_by(ledger: Ledger) -> Late | None:
    """By how much the first enactment still in effect came after the deadline; ``None`` where it may have kept it."""
    due_by = ledger.definition.due_by
    enacted = [
        track.enacted_by
        for track in ledger.advancing_tracks
        if track.enacted_by and track.kind in ENACTABLE and track.stage in IN_EFFECT
    ]
    if due_by is None or not enacted:
        return None
    first = min(enacted, key=lambda fact: fact.key)
    if first.earliest <= due_by:
        return None
    return Late(first.earliest - due_by, first.counts_from - due_by)
