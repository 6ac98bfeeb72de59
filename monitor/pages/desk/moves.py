"""What an append would change, in the words of a preview: by commitment, before and after, from when to when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from monitor.languages.calendar import day_in_words
from monitor.languages.phrases import gettext
from monitor.pages.reading.labels import FLAGS, Mark, mark
from monitor.pages.reading.record_words import plain, stage_of
from monitor.status.changes import Change, Core

When = Literal["today", "past", "to come"]


@dataclass(frozen=True, slots=True)
class Move:
    """One run of days that would read otherwise: today among them, past (history is revised), or to come.

    ``before`` and ``after`` are ``None`` where the commitment is not on record. ``beside`` is what else becomes
    different: the stage, flags set and taken off.
    """

    before: Mark | None
    after: Mark | None
    beside: tuple[str, ...]
    span: str
    when: When


@dataclass(frozen=True, slots=True)
class Moved:
    """A commitment whose headline would move, what is current first."""

    id: str
    title: str
    moves: tuple[Move, ...]


def moved(changes: Iterable[tuple[str, Change]], titles: Mapping[str, str], today: date) -> tuple[Moved, ...]:
    """The changes of an append, pairs of a commitment and one of them, by commitment, those of today first.

    An id stands where there is no title.
    """
    found: dict[str, list[Move]] = {}
    for commitment, change in changes:
        found.setdefault(commitment, []).append(_move(change, today))
    told = [
        Moved(one, titles.get(one, one), tuple(sorted(moves, key=lambda move: move.when != "today")))
        for one, moves in found.items()
    ]
    return tuple(sorted(told, key=lambda one: one.moves[0].when != "today"))


def _move(change: Change, today: date) -> Move:
    ahead: When = "to come" if change.since > today.toordinal() else "past"
    return Move(
        _mark(change.before),
        _mark(change.after),
        tuple(_beside(change.before, change.after)),
        _span(change.since, change.until),
        "today" if change.current else ahead,
    )


def _mark(core: Core | None) -> Mark | None:
    return mark(core[0], certain=core[1]) if core is not None else None


def _beside(before: Core | None, after: Core | None) -> Iterable[str]:
    if before is not None and after is not None and before[2] != after[2]:
        yield gettext("stage: %(before)s → %(after)s", before=stage_of(before[2]), after=stage_of(after[2]))
    old, new = (set(core[3]) if core is not None else set[str]() for core in (before, after))
    yield from (gettext("now %(flag)s", flag=FLAGS.get(flag, plain(flag))) for flag in sorted(new - old))
    yield from (gettext("no longer %(flag)s", flag=FLAGS.get(flag, plain(flag))) for flag in sorted(old - new))


def _span(since: int, until: int | None) -> str:
    first = day_in_words(date.fromordinal(since))
    if until is None:
        return gettext("from %(day)s on", day=first)
    last = date.fromordinal(until) - timedelta(days=1)
    if last.toordinal() == since:
        return gettext("on %(day)s", day=first)
    return gettext("from %(day)s to %(last)s", day=first, last=day_in_words(last))
