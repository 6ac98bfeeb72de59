"""What an event refers to: everything that has to be on record, or in the same batch, for it to make sense."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from events.tags import bodies_named
from events.touches import measure_of, named
from monitor.intake.forgetting import WITHHOLDING


@dataclass(slots=True)
class References:
    """Ids of everything that events refer to, by kind.

    ``positions`` are targets named by position, ``withheld`` targets of a withholding.
    """

    commitments: set[str] = field(default_factory=set)
    benchmarks: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    measures: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    positions: set[int] = field(default_factory=set)
    withheld: set[str | int] = field(default_factory=set)
    jurisdictions: set[str] = field(default_factory=set)

    def add(self, event: Mapping[str, Any]) -> None:
        """Add everything an encoded draft refers to, in its replacement as well."""
        for _, part in parts(event):
            self.commitments |= named(part)
            self.benchmarks |= {subject for _, subject in subjects(part) if "." in subject}
            self.bodies |= bodies_named(part)
            self.events |= set(part.get("resolves", ()))
            measure = measure_of(part)
            if measure is not None:
                self.measures.add(measure["id"])
            if part["data"].get("jurisdiction"):
                self.jurisdictions.add(part["data"]["jurisdiction"])
        target = event["data"].get("target")
        if isinstance(target, int):
            self.positions.add(target)
        elif target is not None:
            self.events.add(target)
        if target is not None and event["type"] == WITHHOLDING:
            self.withheld.add(target)
        if event["data"].get("duplicate_of"):
            self.events.add(event["data"]["duplicate_of"])


def external_id(event: Mapping[str, Any]) -> str:
    """The external id as one text: ``scheme:value``."""
    return f"{event['external_id']['scheme']}:{event['external_id']['value']}"


def parts(event: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The event and the replacement in it, each with its JSON pointer."""
    yield "", event
    replacement = event["data"].get("replacement")
    if isinstance(replacement, dict):
        yield "/data/replacement", replacement


def subjects(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Commitments and benchmarks an event bears on, assesses or gives figures of, each with its JSON pointer."""
    for key in ("bears_on", "assessments", "figures"):
        for index, one in enumerate(part.get(key, ())):
            if one.get("of"):
                yield f"/{key}/{index}/of", one["of"]
