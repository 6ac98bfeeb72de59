"""Which commitments an event touches, and which measures it ties to them, by the links on record at its position."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Protocol

LINKING = frozenset({"legislative-action.v1", "executive-action.v1", "intergovernmental-decision.v1"})
"""Types whose ``bears_on`` links their measure to a commitment; a ruling's own is about the ruling."""


class Links(Protocol):
    """What the record knows just before an event."""

    def of_measure(self, measure: str) -> AbstractSet[str]:
        """Commitments the measure is linked to."""

    def of_event(self, event_id: str) -> AbstractSet[str]:
        """Commitments an earlier event touches."""

    def in_jurisdiction(self, jurisdiction: str) -> AbstractSet[str]:
        """Commitments on record in a jurisdiction."""


def commitment_of(subject: str) -> str:
    """The commitment itself, or the one a benchmark belongs to."""
    return subject.partition(".")[0]


def measure_of(event: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The measure an event acts upon, if any."""
    measure = event["data"].get("measure")
    return measure if isinstance(measure, dict) else None


def links_made(event: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Pairs of measure and commitment that this event, or the replacement in it, links."""
    links: set[tuple[str, str]] = set()
    for part in _with_replacement(event):
        if part["type"] not in LINKING:
            continue
        measure = measure_of(part)
        if measure is not None:
            links |= {
                (measure["id"], commitment_of(bearing["of"]))
                for bearing in part.get("bears_on", ())
                if bearing["effect"] in {"advances", "hinders"}
            }
    return links


def touches(event: Mapping[str, Any], links: Links) -> set[str]:
    """Commitments touched by an event: those it names, those its measure is linked to, those of what it acts upon."""
    touched: set[str] = set()
    for part in _with_replacement(event):
        touched |= named(part)
        measure = measure_of(part)
        if measure is not None:
            touched |= links.of_measure(measure["id"])
        if part["type"] == "coverage-stated.v1" and part["data"].get("jurisdiction"):
            touched |= links.in_jurisdiction(part["data"]["jurisdiction"])
        for earlier in part.get("resolves", ()):
            touched |= links.of_event(earlier)
    target = event["data"].get("target")
    if isinstance(target, str):
        touched |= links.of_event(target)
    return touched


def named(event: Mapping[str, Any]) -> set[str]:
    """Commitments an event names itself."""
    subjects: list[str] = [part["of"] for key in ("bears_on", "assessments") for part in event.get(key, ())]
    subjects += [figure["of"] for figure in event.get("figures", ()) if figure.get("of")]
    subjects += _named_in_data(event["data"])
    return {commitment_of(subject) for subject in subjects}


def _named_in_data(data: Mapping[str, Any]) -> Iterable[str]:
    commitment = data.get("commitment")
    if isinstance(commitment, str):
        yield commitment
    elif isinstance(commitment, dict):
        yield commitment["id"]
    if data.get("superseded_by"):
        yield data["superseded_by"]
    if isinstance(data.get("commitments"), list):
        yield from data["commitments"]


def _with_replacement(event: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    yield event
    replacement = event["data"].get("replacement")
    if isinstance(replacement, dict):
        yield replacement
