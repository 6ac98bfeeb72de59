"""What the record knows just before an event, as far as it is asked; it learns from each event of a batch in turn."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from events.touches import links_made, touches
from monitor.intake.forgetting import Family


@dataclass(slots=True)
class OnRecord:
    """An earlier event: where it stands, what it touches, whether it holds."""

    position: int
    id: str
    type: str
    touches: frozenset[str]
    retracted: bool = False
    envelope: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """The part of the record that some events refer to. Implements ``events.touches.Links``."""

    commitments: dict[str, str] = field(default_factory=dict)
    """Live commitments with their jurisdiction."""
    declared: set[str] = field(default_factory=set)
    """Commitments that the batch at hand makes, before or after the event that names them."""
    benchmarks: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    measures: set[str] = field(default_factory=set)
    links: dict[str, set[str]] = field(default_factory=dict)
    jurisdictions: dict[str, set[str]] = field(default_factory=dict)
    events: dict[str, OnRecord] = field(default_factory=dict)
    by_position: dict[int, str] = field(default_factory=dict)
    last_touch: dict[str, int] = field(default_factory=dict)
    family: Family = field(default_factory=Family)
    """Of the events that the append at hand withholds text from."""

    def of_measure(self, measure: str) -> AbstractSet[str]:
        """Commitments the measure is linked to."""
        return self.links.get(measure, set())

    def of_event(self, event_id: str) -> AbstractSet[str]:
        """Commitments an earlier event touches."""
        found = self.events.get(event_id)
        return found.touches if found else frozenset()

    def in_jurisdiction(self, jurisdiction: str) -> AbstractSet[str]:
        """Live commitments of a jurisdiction."""
        return self.jurisdictions.get(jurisdiction, set())

    def declare(self, event: Mapping[str, Any]) -> None:
        """Learn what an event declares, so that others of its batch may name it, before it or after."""
        for part in (event, event["data"].get("replacement")):
            if not isinstance(part, dict):
                continue
            data = part["data"]
            commitment, body, measure = data.get("commitment"), data.get("body"), data.get("measure")
            if isinstance(commitment, dict):
                self.declared.add(commitment["id"])
                self.benchmarks |= {mark["id"] for mark in commitment.get("benchmarks", ())}
            self.benchmarks |= {mark["id"] for mark in data.get("benchmarks") or ()}
            if isinstance(body, dict):
                self.bodies.add(body["id"])
            if isinstance(measure, dict) and measure.get("title") and measure.get("kind"):
                self.measures.add(measure["id"])

    def record(self, event: Mapping[str, Any], event_id: str, position: int) -> tuple[set[str], dict[str, int | None]]:
        """Learn that an event is on record at a position.

        Returns:
            The commitments it touches, and of each the position of the last earlier event that touches it.
        """
        for measure, commitment in links_made(event):
            self.links.setdefault(measure, set()).add(commitment)
        commitment = event["data"].get("commitment")
        if event["type"] == "commitment-made.v1" and isinstance(commitment, dict):
            self.commitments[commitment["id"]] = event["jurisdiction"]
            self.jurisdictions.setdefault(event["jurisdiction"], set()).add(commitment["id"])
        touched = touches(event, self)
        previous = {one: self.last_touch.get(one) for one in sorted(touched)}
        self.last_touch.update(dict.fromkeys(touched, position))
        self.events[event_id] = OnRecord(position, event_id, event["type"], frozenset(touched), envelope=event)
        self.by_position[position] = event_id
        self._act(event)
        return touched, previous

    def _act(self, event: Mapping[str, Any]) -> None:
        target = self.events.get(str(event["data"].get("target")))
        if target is None:
            return
        if event["type"] in {"event-retracted.v1", "event-reinstated.v1"}:
            target.retracted = event["type"] == "event-retracted.v1"
            commitment = target.envelope.get("data", {}).get("commitment")
            if target.type == "commitment-made.v1" and isinstance(commitment, dict):
                if target.retracted:
                    self.commitments.pop(commitment["id"], None)
                else:
                    self.commitments[commitment["id"]] = target.envelope["jurisdiction"]
