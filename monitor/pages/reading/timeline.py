"""The events of a commitment or measure as a page tells them: what is corrected or retracted stays, struck through."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from events.codec import base_type
from events.schemes import SchemeError, find_scheme
from monitor.answers.event_shapes import content_of
from monitor.answers.shape import Shape
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.effects_told import effect_told
from monitor.pages.reading.schemes_told import scheme_told
from monitor.pages.reading.source_shown import SourceShown, sources_shown

ACTS: Final = frozenset({"event-corrected", "event-retracted", "event-reinstated", "event-annotated"})
_OF_THE_RECORD: Final = ACTS | {"content-withheld", "coverage-stated", "body-described"}
_ACT_WORDS: Final[Mapping[str, str]] = {
    "event-corrected": N_("Corrected"),
    "event-retracted": N_("Retracted"),
    "event-reinstated": N_("Reinstated"),
    "event-annotated": N_("Remark"),
    "substantive": N_("Corrected (substantive)"),
    "editorial": N_("Corrected (editorial)"),
    "error": N_("Retracted (error)"),
    "duplicate": N_("Retracted (duplicate)"),
    "source-withdrew": N_("Retracted (source withdrew)"),
}
"""By type, or by kind where an act says of which kind it is."""

_DIRECTIONS: Final[Mapping[str | None, str]] = {
    "positive": N_("positive, no grade"),
    "mixed": N_("mixed, no grade"),
    "negative": N_("negative, no grade"),
    None: N_("no direction, no grade"),
}


@dataclass(frozen=True, slots=True)
class ActShown:
    """What the record did to an event: which act, when it was recorded, and why, in which language."""

    id: str
    words: str
    recorded_on: str
    reason: str
    language: str


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
    words = _(_ACT_WORDS[data.get("kind") or base_type(one["type"])])
    return ActShown(one["id"], words, one["recorded_at"][:10], reason, one["language"])


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
            of = one["of"] if one["of"] != subject else None
            yield effect_told(one["effect"], name(one["according_to"]), of)


def _grades(grades: Iterable[Mapping[str, Any]], subject: str | None, name: Callable[[str], str]) -> Iterable[str]:
    for one in grades:
        if subject is None or one["of"].partition(".")[0] == subject:
            told = {"body": name(one["assessor"]), "grade": grade_in_words(one)}
            if one["of"] == subject:
                yield _("%(body)s: %(grade)s", **told)
            else:
                yield _("%(body)s on %(of)s: %(grade)s", of=one["of"], **told)


def grade_in_words(one: Mapping[str, Any]) -> str:
    """A grade by the words of its scheme; without one, its direction."""
    if not one.get("value"):
        return _(_DIRECTIONS[one.get("direction") or None])
    try:
        return scheme_told(find_scheme(one["scheme"]).value(one["value"]).label)
    except SchemeError:
        return str(one["value"])
