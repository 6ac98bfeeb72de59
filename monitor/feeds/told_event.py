"""An event as feeds tell it: in the words that hold now, with how it stands on the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.recorded import Recorded
from monitor.answers.event_shapes import content_of
from monitor.status.record import Entry, State

_MOVING = frozenset({"event-corrected", "event-retracted", "event-reinstated"})
"""Acts by which an event says something else than before."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document, who published it, whose account it is, where it can be read, and in which language it is."""

    title: str
    publisher: str
    account: str
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade that an event gives: on what, whose it is, and its value, or the direction where it has none."""

    of: str
    by: str
    value: str


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """What there is to tell of an event; ``state`` is ``current``, ``corrected`` or ``retracted``.

    ``outcome`` is that of a ruling, ``grades`` are those it gives.

    ``updated`` is the moment of the last act upon it, or upon such an act, and of recording where there is none: it
    never goes back, also where an act is taken back.
    """

    id: str
    position: int
    type: str
    title: str
    summary: str | None
    language: str | None
    occurred: str
    jurisdiction: str
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    state: str
    recorded_at: datetime
    updated: datetime
    outcome: str | None = None
    grades: tuple[Grade, ...] = ()

    @property
    def marked_title(self) -> str:
        """The title, which begins by saying so where the event was retracted."""
        return f"Retracted: {self.title}" if self.state == "retracted" else self.title

    @property
    def grades_several(self) -> bool:
        """Whether its grades are on several things, so that each has to say on which."""
        return len({grade.of for grade in self.grades}) > 1

    @property
    def text(self) -> str:
        """What a search for words looks through."""
        return " ".join([self.title, self.summary or "", *self.topics, *(source.title for source in self.sources)])


def acts_upon(entries: Iterable[Entry]) -> Mapping[str, tuple[int, ...]]:
    """Event id -> positions of every act upon it, and of every act upon those, ascending; ones without are left out."""
    upon: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.target is not None and entry.type in _MOVING:
            upon.setdefault(entry.target, []).append(entry)
    found: dict[str, tuple[int, ...]] = {}
    # An act comes after what it acts upon, so what is upon the act itself is found first.
    for target, acts in sorted(upon.items(), key=lambda one: -min(act.position for act in one[1])):
        found[target] = tuple(sorted(each for act in acts for each in (act.position, *found.get(act.id, ()))))
    return found


def told_event(record: Recorded, state: State, correction: Recorded | None, updated: datetime) -> ToldEvent:
    """The event as it is told.

    Args:
        record: as it stands in the log.
        state: how it stands.
        correction: the event whose content holds in its place, where there is one.
        updated: the moment of the last act upon it.
    """
    own = record.envelope
    content = own if correction is None else content_of(correction.envelope)
    sources = content.get("sources") or content_of(content).get("sources", ())
    return ToldEvent(
        id=record.id,
        position=record.position,
        type=content["type"],
        title=content["title"],
        summary=content.get("summary"),
        language=content.get("language"),
        occurred=content["occurred"],
        jurisdiction=content["jurisdiction"],
        topics=tuple(content.get("topics", ())),
        sources=tuple(_source(source) for source in sources),
        outcome=content["data"].get("outcome"),
        grades=tuple(
            Grade(one["of"], one["assessor"], str(one.get("value") or one.get("direction")))
            for one in content.get("assessments", ())
        ),
        state=state.name,
        recorded_at=record.recorded_at,
        updated=updated,
    )


def _source(source: Mapping[str, Any]) -> Source:
    return Source(source["title"], source["publisher"], source["account"], source.get("url"), source.get("language"))
