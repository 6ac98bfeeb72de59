"""The events of a commitment or measure as a page tells them: what is corrected or retracted stays, struck through."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from events.codec import base_type
from events.schemes import SchemeError, find_scheme
from monitor.answers.event_shapes import content_of
from monitor.answers.items import Shape
from monitor.pages.reading.source_shown import SourceShown, sources_shown

ACTS: Final = frozenset({"event-corrected", "event-retracted", "event-reinstated", "event-annotated"})
_OF_THE_RECORD: Final = ACTS | {"content-withheld", "coverage-stated", "body-described"}
_ACT_WORDS: Final = {
    "event-corrected": "Corrected",
    "event-retracted": "Retracted",
    "event-reinstated": "Reinstated",
    "event-annotated": "Remark",
}


@dataclass(frozen=True, slots=True)
class ActShown:
    """What the record did to an event: which act, when it was recorded, and why."""

    id: str
    words: str
    recorded_on: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event: what it says now, and what it said first where that differs (``was``, ``was_occurred``).

    ``effects`` are phrases on what it does to the commitment; ``grades`` those that it gives.
    """

    id: str
    position: int
    type: str
    title: str
    was: str | None
    occurred: str
    was_occurred: str | None
    counts_from: str
    summary: str | None
    language: str
    account: str
    retracted: bool
    withheld: bool
    acts: tuple[ActShown, ...]
    sources: tuple[SourceShown, ...]
    effects: tuple[str, ...]
    grades: tuple[str, ...]


def timeline(events: Iterable[Shape], subject: str | None, name: Callable[[str], str]) -> tuple[EventShown, ...]:
    """Events in the order in which they count, the acts of the record told beside what they act upon.

    Args:
        events: in the shape of the contract, as known in one view; acts among them are looked for by their target.
        subject: the commitment whose effects and grades are told; ``None`` tells all.
        name: what a body is called.
    """
    found = list(events)
    upon: dict[str, list[Shape]] = {}
    for one in found:
        if base_type(one["type"]) in ACTS:
            upon.setdefault(one["data"]["target"], []).append(one)
    shown = [
        _shown(one, upon.get(one["id"], []), subject, name)
        for one in found
        if base_type(one["type"]) not in _OF_THE_RECORD
    ]
    return tuple(sorted(shown, key=lambda one: (one.counts_from, one.position)))


def act_shown(one: Shape) -> ActShown:
    """An act of the record in words."""
    data = one["data"]
    reason = data.get("reason") or data.get("note") or ""
    kind = data.get("kind")
    words = _ACT_WORDS[base_type(one["type"])]
    told = f"{words} ({kind.replace('-', ' ')})" if kind else words
    return ActShown(one["id"], told, one["recorded_at"][:10], reason)


def _shown(one: Shape, acts: list[Shape], subject: str | None, name: Callable[[str], str]) -> EventShown:
    corrected = [act for act in acts if act["id"] == (one["corrected_by"] or [None])[-1]]
    content = content_of(corrected[0]) if corrected else one
    return EventShown(
        id=one["id"],
        position=one["position"],
        type=content["type"],
        title=content["title"],
        was=one["title"] if one["title"] != content["title"] else None,
        occurred=content["occurred"],
        was_occurred=one["occurred"] if one["occurred"] != content["occurred"] else None,
        counts_from=content.get("counts_from") or one["counts_from"],
        summary=content.get("summary"),
        language=content["language"],
        account=content["account"],
        retracted=one["state"] == "retracted",
        withheld=bool(one["withheld"]),
        acts=tuple(act_shown(act) for act in acts),
        sources=sources_shown(content.get("sources", ())),
        effects=tuple(_effects(content.get("bears_on", ()), subject, name)),
        grades=tuple(_grades(content.get("assessments", ()), subject, name)),
    )


def _effects(bearings: Iterable[Mapping[str, Any]], subject: str | None, name: Callable[[str], str]) -> Iterable[str]:
    for one in bearings:
        if subject is None or one["of"].partition(".")[0] == subject:
            of = f" {one['of']}" if one["of"] != subject else ""
            effect = {"concern": "concern about", "neutral": "bears on"}.get(one["effect"], one["effect"])
            yield f"{effect}{of or ' it'}, according to {name(one['according_to'])}"


def _grades(grades: Iterable[Mapping[str, Any]], subject: str | None, name: Callable[[str], str]) -> Iterable[str]:
    for one in grades:
        if subject is None or one["of"].partition(".")[0] == subject:
            of = f" on {one['of']}" if one["of"] != subject else ""
            yield f"{name(one['assessor'])}{of}: {grade_in_words(one)}"


def grade_in_words(one: Mapping[str, Any]) -> str:
    """A grade by the words of its scheme; without one, its direction."""
    if not one.get("value"):
        return f"{one.get('direction') or 'no direction'}, no grade"
    try:
        return find_scheme(one["scheme"]).value(one["value"]).label
    except SchemeError:
        return str(one["value"])
