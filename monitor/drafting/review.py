"""Which appends need a second person, and why: one rule, for forms, corrections, retractions and imports alike."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Why = Literal["commitments", "told", "persons", "retracts", "erases"]

_RETRACTING: Final = "event-retracted.v1"
_ERASING: Final = "content-withheld.v1"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on a second person is needed: above so many commitments moved, above so many people told.

    ``persons`` and ``retractions`` say whether naming private persons does, and retracting or erasing.
    """

    commitments: int = 3
    told: int = 500
    persons: bool = True
    retractions: bool = True


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a trial run says: the commitments whose headline moves on any day, and how many would be told."""

    moved: Collection[str]
    told: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a second person is needed, in a word for programs and in words for people."""

    why: Why
    words: str


def needs_review(foreseen: Foreseen, events: Iterable[Mapping[str, Any]], limits: Thresholds) -> tuple[Reason, ...]:
    """Why an append of these events needs a second person; empty where it needs none.

    A headline moves where status, stage or flags differ on any day, so a revision of history counts as well. Erasing
    counts with retracting: of all acts it is the one that nothing undoes.
    """
    return tuple(_reasons(foreseen, tuple(events), limits))


def _reasons(foreseen: Foreseen, events: tuple[Mapping[str, Any], ...], limits: Thresholds) -> Iterator[Reason]:
    moved = len(set(foreseen.moved))
    if moved > limits.commitments:
        yield Reason("commitments", f"It moves the headline of {moved} commitments, more than {limits.commitments}.")
    if foreseen.told > limits.told:
        yield Reason("told", f"It tells {foreseen.told} people, more than {limits.told}.")
    if limits.persons and any(names_persons(one) for one in events):
        yield Reason("persons", "It names a private person.")
    if limits.retractions and any(one.get("type") == _RETRACTING for one in events):
        yield Reason("retracts", "It retracts what is on record.")
    if limits.retractions and any(one.get("type") == _ERASING for one in events):
        yield Reason("erases", "It erases text for good.")


def names_persons(event: Mapping[str, Any]) -> bool:
    """Whether an event, or the replacement in it, names private persons."""
    data = event.get("data")
    if not isinstance(data, Mapping):
        return False
    replacement = data.get("replacement")
    return bool(data.get("persons")) or (isinstance(replacement, Mapping) and names_persons(replacement))
