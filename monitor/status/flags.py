"""Flags: what stands beside a status. Deadlines and dormancy go by a clock that stops where the coverage ends."""

from dataclasses import dataclass
from functools import cache

from monitor.status.facts import Fact
from monitor.status.ledger import Ledger
from monitor.status.rules import OPEN
from monitor.status.stages import ENACTABLE, IN_EFFECT

DUE_SOON_DAYS = 90
NO_RECENT_RECORD_DAYS = 150
NO_RECENT_RECORD = "no-recent-record"

FLAGS: tuple[tuple[str, str, int | None], ...] = (
    (
        "disputed-by-duty-bearer",
        "A claim of the duty-bearer and an external assessment differ by a grade, or in direction where one gave none.",
        None,
    ),
    ("due-soon", "It is open, and the due day is near or today.", DUE_SOON_DAYS),
    ("late", "It was enacted after the due day; the days are given at least and at most.", None),
    (NO_RECENT_RECORD, "Nothing on record about it counts from any of the last days.", NO_RECENT_RECORD_DAYS),
    ("overdue", "It is open, and the due day has passed.", None),
    ("reviewers-differ", "Two external assessments differ by a grade, or in direction where one gave no grade.", None),
    ("threatened", "It is to be achieved, and a measure that hinders it is alive or in force.", None),
)
"""Name, meaning, and the number of days that decides, where one does."""


@dataclass(frozen=True, slots=True)
class Late:
    """Enacted after the deadline: by how many days at least and at most."""

    days_min: int
    days_max: int


@dataclass(frozen=True, slots=True)
class Flags:
    """The names of the flags that are set, sorted, with what is known about *late* and *overdue*.

    ``due`` is the one that a deadline sets by time alone.
    """

    names: tuple[str, ...]
    late: Late | None = None
    overdue: int | None = None
    due: str | None = None

    def with_quiet(self) -> "Flags":
        """The same with *no recent record*."""
        return Flags(quietened(self.names), self.late, self.overdue, self.due)


NO_FLAGS = Flags(())


@cache
def quietened(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of flags with *no recent record* among them, sorted."""
    return tuple(sorted((*names, NO_RECENT_RECORD)))


def clock(day: int, covers_to: int | None, last_record: int) -> int:
    """The day that deadlines and dormancy go by: the day itself, or the last one known once the coverage has ended."""
    return day if covers_to is None or day <= covers_to else max(covers_to, last_record)


def flags(ledger: Ledger, status: str, day: int, covers_to: int | None) -> Flags:
    """The flags of a commitment of this status on this day, but for *no recent record*: see ``hearing``."""
    due_by = ledger.definition.due_by
    late = late_by(ledger) if due_by is not None else None
    due = due_flag(ledger, status, day, covers_to)
    names = [due] if due else []
    if late is not None:
        names.append("late")
    if ledger.disputed:
        names.append("disputed-by-duty-bearer")
    if ledger.reviewers_differ:
        names.append("reviewers-differ")
    may_be_threatened = ledger.hindering and ledger.definition.kind != "uphold"
    if may_be_threatened and any(track.alive for track in ledger.hindering_tracks):
        names.append("threatened")
    if not names:
        return NO_FLAGS
    return Flags(tuple(sorted(names)), late, due_by if due == "overdue" else None, due)


def due_flag(ledger: Ledger, status: str, day: int, covers_to: int | None) -> str | None:
    """*overdue* or *due soon*, where either is set on this day."""
    due_by = ledger.definition.due_by
    if due_by is None or status not in OPEN:
        return None
    now = clock(day, covers_to, ledger.last_record)
    if now > due_by:
        return "overdue"
    return "due-soon" if now >= due_by - DUE_SOON_DAYS else None


def late_by(ledger: Ledger) -> Late | None:
    """By how much the first enactment still in effect came after the deadline; ``None`` where it may have kept it."""
    due_by = ledger.definition.due_by
    if due_by is None:
        return None
    first: Fact | None = None
    for track in ledger.advancing_tracks:
        by = track.enacted_by
        if by is not None and track.kind in ENACTABLE and track.stage in IN_EFFECT:
            first = by if first is None or by.key < first.key else first
    if first is None or first.earliest <= due_by:
        return None
    return Late(first.earliest - due_by, first.counts_from - due_by)
