"""What a filter looks at in a notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from alerts.notices import What
from events.codec import base_type
from events.touches import commitment_of

FilterField = Literal["commitment", "measure", "body", "topic", "jurisdiction", "account", "event_type"]
"""What a notice can be about, by the name of the field in a filter that asks for it."""

FIELDS: Final[tuple[FilterField, ...]] = (
    "commitment",
    "measure",
    "body",
    "topic",
    "jurisdiction",
    "account",
    "event_type",
)
"""All of them, the most selective first: a commitment has fewest notices, a type of event most."""


@dataclass(frozen=True, slots=True)
class Announced:
    """One change, with everything that a filter may ask of it.

    ``what`` is the kind of change. ``commitments`` are ids of commitments and benchmarks, ``event_types`` names with
    their version (``court-ruling.v1``). ``status_before`` and ``status_after`` are None where there was or is none, and
    equal where the status did not move. ``text`` is what a search for words looks through: as it will be printed, in
    NFC as all text on record is.
    """

    what: What
    jurisdictions: frozenset[str]
    topics: frozenset[str]
    commitments: frozenset[str]
    measures: frozenset[str]
    bodies: frozenset[str]
    event_types: frozenset[str]
    accounts: frozenset[str]
    status_before: str | None
    status_after: str | None
    text: str

    def values(self) -> Mapping[FilterField, frozenset[str]]:
        """Field of a filter -> each value of it that this notice answers to.

        A benchmark answers for its commitment too, and a type with its version also without.
        """
        return MappingProxyType(
            {
                "commitment": self.commitments.union(map(commitment_of, self.commitments)),
                "measure": self.measures,
                "body": self.bodies,
                "topic": self.topics,
                "jurisdiction": self.jurisdictions,
                "account": self.accounts,
                "event_type": self.event_types.union(map(base_type, self.event_types)),
            }
        )
