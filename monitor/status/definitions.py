"""What a commitment is on a day: as made, and as amended in the world since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.when import first_day_it_can_stand_on
from monitor.status.facts import Fact, Told

_AMENDABLE = (
    "title",
    "duty_bearers",
    "basis",
    "applies",
    "due",
    "reviewers",
    "terms",
    "benchmarks",
    "open_ended",
    "superseded_by",
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A commitment as the world knows it from ``day`` on; ``content`` is the contract's ``commitment``, amended."""

    day: int
    event: str
    position: int
    content: Mapping[str, Any]
    due: str | None
    due_by: int | None
    topics: tuple[str, ...]
    jurisdiction: str
    made: str

    @property
    def kind(self) -> str:
        """``achieve``, ``uphold``, ``recommendation`` or ``watch``."""
        return str(self.content["kind"])

    @property
    def duty_bearers(self) -> tuple[str, ...]:
        """Ids of the bodies that bear the duty."""
        return tuple(self.content.get("duty_bearers", ()))

    @property
    def terms(self) -> Sequence[Mapping[str, Any]]:
        """Each source's own text and due date."""
        terms: Sequence[Mapping[str, Any]] = self.content.get("terms", ())
        return terms


def define(facts: Sequence[Fact], commitment: str, told: "Terms") -> tuple[Definition, ...]:
    """The definitions of a commitment, oldest first; empty where its making is not on record.

    Args:
        facts: in the fold's order.
        commitment: its id.
        told: which terms the view lets through.
    """
    made = [fact for fact in facts if fact.type == "commitment-made" and _names(fact, commitment)]
    if not made:
        return ()
    first = made[-1]
    content = dict((first.data or {})["commitment"])
    found = [_definition(first.counts_from, first, content, first, told)]
    for fact in facts:
        if fact.type == "commitment-amended" and _names(fact, commitment) and fact.data is not None:
            content = {**content, **{key: fact.data[key] for key in _AMENDABLE if fact.data.get(key) is not None}}
            found.append(_definition(max(fact.counts_from, first.counts_from), fact, content, first, told))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Terms:
    """Which terms a view shows: those of sources public by a day, those of one account or body. ``None`` shows all."""

    public_at: int | None = None
    lens: str | None = None

    def show(self, term: Mapping[str, Any], told: Sequence[Told]) -> bool:
        """Whether a term is in view, given who told of the commitment and from when on it could be read."""
        own = [source for source in told if source.publisher == term["source"]]
        if self.lens is not None and self.lens != term["source"] and self.lens not in {one.account for one in own}:
            return False
        if self.public_at is None or not own:
            return True
        return any(one.published is None or one.published <= self.public_at for one in own)


def _names(fact: Fact, commitment: str) -> bool:
    named = (fact.data or {}).get("commitment")
    return bool(named == commitment or (isinstance(named, Mapping) and named["id"] == commitment))


def _definition(day: int, fact: Fact, content: Mapping[str, Any], made: Fact, told: Terms) -> Definition:
    terms = content.get("terms", ())
    shown = [term for term in terms if told.show(term, (*fact.told, *made.told))]
    due = content.get("due")
    if len(shown) < len(terms) or due is None:
        dues = [term["due"] for term in shown if term.get("due")]
        due = min(dues, key=first_day_it_can_stand_on, default=None)
    return Definition(
        day=day,
        event=fact.id,
        position=fact.position,
        content={**content, "terms": shown},
        due=due,
        due_by=first_day_it_can_stand_on(due).toordinal() if due else None,
        topics=made.topics,
        jurisdiction=made.jurisdiction,
        made=made.occurred,
    )
