"""The record axis: which events hold, as whose content, once corrections, retractions and reinstatements are read.

An act names an earlier position and works from its own position on, for every ``as_of``. Acts on acts work alike: a
retracted correction is undone, a retracted retraction too. The last act in effect wins; every step stays visible.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from events.codec import base_type
from monitor.status.facts import Fact, read_fact

RECORD_ONLY = frozenset(
    {"event-corrected", "event-retracted", "event-reinstated", "event-annotated", "content-withheld"}
)
"""Types that act on the record itself and are no facts of the world."""


class OnRecord(Protocol):
    """What is read of an event on record."""

    @property
    def position(self) -> int:
        """Its position."""
        ...

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def envelope(self) -> dict[str, Any]:
        """Its envelope, in the newest version of its type."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as the fold reads it: a fact, or an act on an earlier event (a correction brings a fact as well)."""

    position: int
    id: str
    type: str
    fact: Fact | None
    target: str | None = None
    editorial: bool = False


def read_entry(record: OnRecord) -> Entry:
    """The entry of an event on record; the same for ever, since the log never changes."""
    envelope = record.envelope
    kind, data = base_type(envelope["type"]), envelope["data"]
    recorded_on = date.fromisoformat(envelope["recorded_at"][:10]).toordinal()
    content: Mapping[str, Any] | None = envelope if kind not in RECORD_ONLY else data.get("replacement")
    fact = (
        read_fact(content, identity=record.id, place=record.position, position=record.position, recorded_on=recorded_on)
        if content is not None
        else None
    )
    return Entry(record.position, record.id, kind, fact, data.get("target"), data.get("kind") == "editorial")


@dataclass(slots=True)
class State:
    """How one event stands: whose content holds, and which acts in effect brought that about (ids, oldest first)."""

    retracted: bool = False
    retracted_by: str | None = None
    reinstated_by: str | None = None
    corrected_by: list[str] = field(default_factory=list)
    annotated_by: list[str] = field(default_factory=list)
    withheld_by: list[str] = field(default_factory=list)
    content: str | None = None

    @property
    def name(self) -> str:
        """``current``, ``corrected`` or ``retracted``."""
        return "retracted" if self.retracted else "corrected" if self.content else "current"


def states(entries: Sequence[Entry]) -> dict[str, State]:
    """How every one of these events stands, by id; acts on events that are not among them are left alone."""
    acts: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: one.position):
        if entry.target is not None:
            acts.setdefault(entry.target, []).append(entry)
    found: dict[str, State] = {}
    # Acts come after what they act upon, so the latest event is settled first.
    for entry in sorted(entries, key=lambda one: -one.position):
        found[entry.id] = _state(acts.get(entry.id, ()), found)
    return found


def _state(acts: Iterable[Entry], found: Mapping[str, State]) -> State:
    state = State()
    for act in acts:
        if found[act.id].retracted:
            continue
        match act.type:
            case "event-corrected":
                state.corrected_by.append(act.id)
                # What corrects a correction takes its place.
                state.content = found[act.id].content or act.id
            case "event-retracted":
                state.retracted, state.retracted_by = True, act.id
            case "event-reinstated":
                state.retracted, state.reinstated_by = False, act.id
            case "event-annotated":
                state.annotated_by.append(act.id)
            case "content-withheld":
                state.withheld_by.append(act.id)
            case _:
                pass
    return state


def effective(entries: Sequence[Entry]) -> tuple[Fact, ...]:
    """The facts that hold on this record, in the fold's order: (``counts_from``, ``order``, original position).

    A corrected fact keeps the id and the place of the event it corrects.
    """
    if not any(entry.target for entry in entries):
        return tuple(sorted((entry.fact for entry in entries if entry.fact is not None), key=lambda fact: fact.key))
    settled, by_id = states(entries), {entry.id: entry for entry in entries}
    facts = []
    for entry in entries:
        state = settled[entry.id]
        if state.retracted or entry.fact is None or entry.type in RECORD_ONLY:
            continue
        brought = by_id[state.content].fact if state.content else entry.fact
        if brought is not None:
            facts.append(entry.fact if brought is entry.fact else replace(brought, id=entry.id, place=entry.position))
    return tuple(sorted(facts, key=lambda fact: fact.key))
