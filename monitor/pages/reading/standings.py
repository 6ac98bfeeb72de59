"""Where all commitments of a filter stand in a view, how many stand where, and how they stood before."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from monitor.answers.board_filter import EVERYTHING, BoardFilter
from monitor.answers.candidates import candidates
from monitor.answers.items import item
from monitor.answers.outline import Outline
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.snapshots import headlines, snapshot
from monitor.answers.views import View
from monitor.charts.stretches import Stretch
from monitor.languages.speaking import language
from monitor.pages.reading.labels import STATUS_ORDER, Mark, mark

PAGE = 500
"""Commitments looked at together."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many commitments have a status, of how many that can have one."""

    mark: Mark
    status: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Standings:
    """Commitments that match, ascending by id; each with its headline and definition on the day of the view.

    ``jurisdictions`` are those of all commitments on record, whether they match or not.
    """

    ids: tuple[str, ...]
    headline: Mapping[str, Any]
    definition: Mapping[str, Any]
    jurisdictions: frozenset[str]

    @property
    def counts(self) -> tuple[Counted, ...]:
        """How many have each status that any has, in a fixed order; what is merely followed is in no number of them."""
        found = Counter(self.headline[one]["status"] for one in self.ids)
        whole = sum(found.values()) - found[None]
        return tuple(Counted(mark(one), one, found[one], whole) for one in STATUS_ORDER if found[one])

    @property
    def followed(self) -> int:
        """How many are followed without a promise, and so have no status."""
        return sum(self.headline[one]["status"] is None for one in self.ids)

    @property
    def flags(self) -> Mapping[str, int]:
        """Flag -> how many have it."""
        return Counter(flag for one in self.ids for flag in self.headline[one]["flags"])

    def last_day(self, today: date) -> date:
        """The last day that any of them is followed to: today, or earlier where the coverage of all has ended."""
        ends = [_end(self.definition[one], self.headline[one], today) for one in self.ids]
        return max(ends, default=today)


def _end(definition: Mapping[str, Any], headline: Mapping[str, Any], today: date) -> date:
    covers_to = definition["covers_to"]
    return today if covers_to is None else date.fromordinal(max(covers_to, headline["moved_to"] or 0))


def standings(reader: Reader, view: View, wanted: BoardFilter) -> Standings:
    """Everything that matches in a view; commitments not made by its day are absent."""
    if not view.aspect.plain:
        return _folded(reader, view, wanted)
    outlines = reader.outlines.through(view.through)
    if outlines is None:
        return _read(reader, view, wanted)
    return _outlined(outlines, view, wanted, _codes(outlines))


def _outlined(outlines: Mapping[str, Outline], view: View, wanted: BoardFilter, codes: frozenset[str]) -> Standings:
    headline, definition, everything = {}, {}, wanted == EVERYTHING
    for one, outline in outlines.items():
        there = outline.on(view.day)
        if there is not None and (everything or wanted.shows(*there)):
            headline[one], definition[one] = there
    return Standings(tuple(headline), headline, definition, codes)


def _codes(outlines: Mapping[str, Outline]) -> frozenset[str]:
    return frozenset(body["jurisdiction"] for outline in outlines.values() for body in outline.definitions)


def _folded(reader: Reader, view: View, wanted: BoardFilter) -> Standings:
    names = candidates(reader, wanted.jurisdiction, view.through)
    folded = reader.folds.commitments(names, view)
    return _outlined({name: one.outline for name, one in folded.items()}, view, wanted, _on_record(reader, view))


def _on_record(reader: Reader, view: View) -> frozenset[str]:
    """The jurisdictions of all commitments on record, whatever is shown of them."""
    outlines = reader.outlines.through(view.through)
    if outlines is not None:
        return _codes(outlines)
    tags = reader.log.tags_like(["declared-in:"], through=view.through)
    return frozenset(tag.split(":")[1] for tag in tags.get("declared-in:", {}))


def _read(reader: Reader, view: View, wanted: BoardFilter) -> Standings:
    names = candidates(reader, wanted.jurisdiction, view.through)
    found: dict[str, Any] = {}
    defined: dict[str, Any] = {}
    for start in range(0, len(names), PAGE):
        headline, definition = headlines(reader, view, names[start : start + PAGE])
        shown = {one: body for one, body in headline.items() if wanted.shows(body, definition[one])}
        found |= shown
        defined |= {one: definition[one] for one in shown}
    return Standings(tuple(sorted(found)), found, defined, _on_record(reader, view))


def items_of(reader: Reader, view: View, ids: Sequence[str]) -> list[Shape]:
    """Some commitments in the shape of the contract."""
    whole, bodies = snapshot(reader, view, ids), reader.gather.bodies(view.through)
    return [item(one, whole, view, bodies) for one in ids]


def stretches_of(reader: Reader, view: View, ids: Collection[str]) -> dict[str, tuple[Stretch, ...]]:
    """How each of some commitments stood when, as known in the view; nothing of one that is not in view on any day.

    Read from what is kept; folded where the view shows only a part of the record.
    """
    outlines: Mapping[str, Outline] | None
    if view.aspect.plain:
        outlines = reader.outlines.through(view.through)
    else:
        outlines = {name: one.outline for name, one in reader.folds.commitments(ids, view).items()}
    if outlines is not None:
        return {one: _stretches(outlines[one]) if one in outlines else () for one in ids}
    with reader.probes() as probes:
        reaches = probes.reach(list(ids), view.through)
        return {one: _merged(rows) for one, rows in probes.headlines_told(reaches, view.through).items()}


_told: WeakKeyDictionary[Outline, dict[str, tuple[Stretch, ...]]] = WeakKeyDictionary()
"""The stretches of outlines, by the language of their labels, for as long as anybody keeps the outline."""


def _stretches(outline: Outline) -> tuple[Stretch, ...]:
    spoken = language().code
    told = _told.setdefault(outline, {})
    if spoken not in told:
        told[spoken] = _merged(zip(outline.days, outline.headlines, strict=True))
    return told[spoken]


def _merged(rows: Iterable[tuple[int, Any]]) -> tuple[Stretch, ...]:
    """Rows of a headline by first day, ascending; neighbours that say the same are one stretch."""
    told = ((day, body["status"], mark(body["status"], certain=body["certain"]).label) for day, body in rows)
    first = [next(run) for _, run in groupby(told, key=lambda one: one[1:])]
    days = [date.fromordinal(day) for day, _, _ in first]
    return tuple(
        Stretch(since, until, status, label)
        for since, until, (_, status, label) in zip(days, [*days[1:], None], first, strict=True)
    )
