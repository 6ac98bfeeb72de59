"""Facts: events of the record as the fold reads them, small and immutable.

Days are proleptic Gregorian ordinals (``date.toordinal``) throughout this package: whole numbers compare and subtract
faster than dates, and the fold does little else. An open start is day 1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from events.codec import base_type
from events.dates import parse_dating
from events.schemes import direction_of, find_scheme
from events.touches import LINKING, named
from events.when import first_day_it_can_stand_on, public_day, when
from monitor.status.stages import Move, move_of

OPEN_START = 1
WORDS_ONLY = frozenset(
    {
        "osce-statement",
        "statement",
        "recommendation-response",
        "commitment-made",
        "commitment-amended",
        "coverage-stated",
    }
)
"""Types that are words, not acts: they alone never make anything *in progress*."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """An effect on a commitment or benchmark; ``given`` is the day from which it was public, if it has its own."""

    of: str
    effect: str
    according_to: str
    given: int | None


@dataclass(frozen=True, slots=True)
class Grade:
    """An assessment; ``day`` is where its own ``given`` counts, before the event's own day is taken into account."""

    of: str
    assessor: str
    scheme: str | None
    value: str | None
    ordinal: int | None
    direction: str | None
    ungraded: bool
    graded_by: str
    given: str | None
    day: int | None
    undated: bool


@dataclass(frozen=True, slots=True)
class Act:
    """What a fact does to a measure."""

    measure: str
    title: str | None
    kind: str | None
    links: bool
    move: Move


@dataclass(frozen=True, slots=True)
class Told:
    """Who published a source of the fact, as which account, and from which day it could be read."""

    publisher: str
    account: str
    published: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it stands on record, in the place of the event that first told it.

    ``place`` is the position of the original event, ``position`` that of the event whose content holds (a correction).
    """

    id: str
    place: int
    position: int
    type: str
    earliest: int
    latest: int | None
    counts_from: int
    order: int
    public: int
    jurisdiction: str
    occurred: str
    bearings: tuple[Bearing, ...] = ()
    grades: tuple[Grade, ...] = ()
    resolves: tuple[str, ...] = ()
    act: Act | None = None
    speech: str | None = None
    told: tuple[Told, ...] = ()
    topics: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    data: Mapping[str, Any] | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[int, int, int]:
        """The fold's order: the day it counts from, the order within that day, the position."""
        return self.counts_from, self.order, self.place

    @property
    def to_the_day(self) -> bool:
        """Whether it is known to the day."""
        return self.earliest == self.latest

    @property
    def is_act(self) -> bool:
        """Whether it is more than words."""
        return self.type not in WORDS_ONLY

    def kept(self, bearings: Iterable[Bearing], grades: Iterable[Grade], told: Iterable[Told]) -> "Fact":
        """The same fact with only these parts of it, in their order."""
        parts = tuple(bearings), tuple(grades), tuple(told)
        if [len(part) for part in parts] == [len(self.bearings), len(self.grades), len(self.told)]:
            return self
        return replace(self, bearings=parts[0], grades=parts[1], told=parts[2])


def read_fact(content: Mapping[str, Any], *, identity: str, place: int, position: int, recorded_on: int) -> Fact:
    """The fact an envelope tells, or a replacement that stands in the place of the event ``identity``."""
    happened = when(content)
    kind, data = base_type(content["type"]), content["data"]
    public = public_day(content)
    return Fact(
        id=identity,
        place=place,
        position=position,
        type=kind,
        earliest=happened.earliest.toordinal() if happened.earliest else OPEN_START,
        latest=happened.latest.toordinal() if happened.latest else None,
        counts_from=happened.counts_from.toordinal(),
        order=content.get("order", 0),
        public=public.toordinal() if public else recorded_on,
        jurisdiction=content["jurisdiction"],
        occurred=content["occurred"],
        bearings=tuple(_bearing(part) for part in content.get("bears_on", ())),
        grades=tuple(_grade(part) for part in content.get("assessments", ())),
        resolves=tuple(content.get("resolves", ())),
        act=_act(content),
        speech=data.get("act") if kind in {"statement", "osce-statement"} else None,
        told=tuple(_told(source) for source in content.get("sources", ())),
        topics=tuple(content.get("topics", ())),
        names=frozenset(named(content)),
        data=data if kind in _DEFINING else None,
    )


_DEFINING = frozenset({"commitment-made", "commitment-amended", "coverage-stated", "body-described"})


def _ordinal(day: date) -> int:
    return day.toordinal()


def _bearing(part: Mapping[str, Any]) -> Bearing:
    given = part.get("given_on")
    return Bearing(
        part["of"], part["effect"], part["according_to"], _ordinal(first_day_it_can_stand_on(given)) if given else None
    )


def _grade(part: Mapping[str, Any]) -> Grade:
    given, scheme, value = part.get("given"), part.get("scheme"), part.get("value")
    ordinal = find_scheme(scheme).value(value).ordinal if scheme and value else None
    return Grade(
        of=part["of"],
        assessor=part["assessor"],
        scheme=scheme,
        value=value,
        ordinal=ordinal,
        direction=direction_of(ordinal) or part.get("direction"),
        ungraded=bool(part.get("ungraded")),
        graded_by=part.get("graded_by", "assessor"),
        given=given,
        day=_ordinal(first_day_it_can_stand_on(given)) if given else None,
        undated=parse_dating(given).open_ended if given else False,
    )


def _act(content: Mapping[str, Any]) -> Act | None:
    measure = content["data"].get("measure")
    if not isinstance(measure, dict):
        return None
    return Act(
        measure=measure["id"],
        title=measure.get("title"),
        kind=measure.get("kind"),
        links=content["type"] in LINKING,
        move=move_of(base_type(content["type"]), content["data"]),
    )


def _told(source: Mapping[str, Any]) -> Told:
    published = source.get("published")
    return Told(
        source["publisher"],
        source["account"],
        _ordinal(first_day_it_can_stand_on(published)) if published else None,
    )
