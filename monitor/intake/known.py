"""What the record knows just before an event, as far as it is asked; it learns from each event of a batch in turn."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from events.codec import base_type
from events.touches import links_made, touches
from monitor.intake.forgetting import Family
from monitor.intake.standings import Standings


@dataclass(slots=True)
class OnRecord:
    """An earlier event: where it stands and what it touches."""

    position: int
    id: str
    type: str
    touches: frozenset[str]
    envelope: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """The part of the record that some events refer to. Implements ``events.touches.Links``."""

    commitments: dict[str, str] = field(default_factory=dict)
    """Live commitments with their jurisdiction."""
    makings: dict[str, dict[str, str]] = field(default_factory=dict)
    """By commitment: the events that make it, whether they hold or not, oldest first, each with its jurisdiction."""
    maker: dict[str, str] = field(default_factory=dict)
    """By such an event: the commitment."""
    standings: Standings = field(default_factory=Standings)
    declared: Counter[str] = field(default_factory=Counter)
    """How often the batch at hand has still to make a commitment, which may be named before that."""
    benchmarks: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    measures: set[str] = field(default_factory=set)
    links: dict[str, set[str]] = field(default_factory=dict)
    jurisdictions: dict[str, set[str]] = field(default_factory=dict)
    """Commitments that were ever declared there."""
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
        return self.jurisdictions.get(jurisdiction, set()) & self.commitments.keys()

    def may_name(self, commitment: str) -> bool:
        """Whether an event may name a commitment: it is live, or the batch has still to make it."""
        return commitment in self.commitments or self.declared[commitment] > 0

    def declare(self, event: Mapping[str, Any]) -> None:
        """Learn what an event declares, so that others of its batch may name it, before it or after."""
        for part in (event, event["data"].get("replacement")):
            if not isinstance(part, dict):
                continue
            data = part["data"]
            commitment, body, measure = data.get("commitment"), data.get("body"), data.get("measure")
            if isinstance(commitment, dict):
                # A correction makes nothing: what it corrects is the making.
                self.declared[commitment["id"]] += 1 if part is event else 0
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
        made = _made(event)
        if made is not None:
            self.declared[made[0]] -= 1
            self.make(event_id, *made)
        for commitment, jurisdiction in filter(None, (made, _made(event["data"].get("replacement")))):
            self.jurisdictions.setdefault(jurisdiction, set()).add(commitment)
        for changed in self.standings.follow(event_id, base_type(event["type"]), event["data"].get("target")):
            if changed in self.maker:
                self._settle(self.maker[changed])
        touched = touches(event, self)
        previous = {one: self.last_touch.get(one) for one in sorted(touched)}
        self.last_touch.update(dict.fromkeys(touched, position))
        self.events[event_id] = OnRecord(position, event_id, event["type"], frozenset(touched), envelope=event)
        self.by_position[position] = event_id
        return touched, previous

    def make(self, event_id: str, commitment: str, jurisdiction: str) -> None:
        """Learn that an event makes a commitment."""
        self.makings.setdefault(commitment, {})[event_id] = jurisdiction
        self.maker[event_id] = commitment
        self._settle(commitment)

    def made_beside(self, kind: str, target: str) -> str | None:
        """The live commitment that an act upon an event would let have a second making; ``kind`` without version."""
        making = self.standings.upon(target)
        commitment = self.maker.get(making)
        if commitment is None or not self.standings.is_retracted(making) or commitment not in self.commitments:
            return None
        return commitment if self.standings.would_hold(making, kind, target) else None

    def _settle(self, commitment: str) -> None:
        """Whether a commitment is live, and where: by the last of its makings that holds."""
        makings = self.makings[commitment].items()
        held = [jurisdiction for event_id, jurisdiction in makings if not self.standings.is_retracted(event_id)]
        if held:
            self.commitments[commitment] = held[-1]
        else:
            self.commitments.pop(commitment, None)


def _made(part: Mapping[str, Any] | None) -> tuple[str, str] | None:
    """The commitment that an event or a replacement makes, with the jurisdiction."""
    if part is None or part["type"] != "commitment-made.v1":
        return None
    return part["data"]["commitment"]["id"], part["jurisdiction"]
