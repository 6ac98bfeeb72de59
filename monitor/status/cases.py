"""From entries of the record to the cases the fold takes: one commitment with its benchmarks, in one view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.touches import commitment_of
from monitor.status.assessors import Bodies, read_body
from monitor.status.case import Case
from monitor.status.definitions import Definition, Terms, define
from monitor.status.facts import Fact
from monitor.status.lenses import public_by, through_lens
from monitor.status.record import Entry, effective
from monitor.status.rules import LATEST_RULES


@dataclass(frozen=True, slots=True)
class Aspect:
    """What a view shows of the record, besides its two clocks: ``public_at`` as an ordinal, the lens, the rule set."""

    public_at: int | None = None
    lens: str | None = None
    rules: str = LATEST_RULES

    @property
    def plain(self) -> bool:
        """Whether the read model answers it; anything else is folded on request."""
        return self == PLAIN


PLAIN = Aspect()

NO_PART = frozenset({"coverage-stated", "body-described"})
"""Types that the fold knows by other ways than as facts of a commitment."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One commitment in one view: its case, those of its benchmarks by id, and the facts its lens leaves out."""

    commitment: Case
    benchmarks: dict[str, Case]
    outside: tuple[Fact, ...]

    @property
    def definition(self) -> Definition:
        """The commitment as last amended."""
        return self.commitment.definitions[-1]

    @property
    def every(self) -> dict[str, Case]:
        """All cases by subject."""
        return {self.commitment.subject: self.commitment, **self.benchmarks}


def read_bodies(entries: Sequence[Entry]) -> Bodies:
    """The bodies as last described in these entries."""
    described = sorted(
        (fact for fact in effective(entries) if fact.type == "body-described" and fact.data),
        key=lambda one: one.place,
    )
    return Bodies({body.id: body for fact in described if fact.data for body in (read_body(fact.data),)})


def covered_to(entries: Sequence[Entry], commitment: str, jurisdiction: str) -> int | None:
    """The last day covered, by the last ``coverage-stated`` on record that names the commitment or its jurisdiction."""
    stated = [
        fact
        for fact in effective(entries)
        if fact.type == "coverage-stated"
        and fact.data
        and (fact.data.get("jurisdiction") == jurisdiction or commitment in (fact.data.get("commitments") or ()))
    ]
    if not stated:
        return None
    to = (max(stated, key=lambda fact: fact.place).data or {}).get("covers_to")
    return date.fromisoformat(to).toordinal() if to else None


def build(commitment: str, entries: Sequence[Entry], bodies: Bodies, aspect: Aspect = PLAIN) -> Dossier | None:
    """The cases of a commitment on these entries; ``None`` where its making is not among them, or not in view.

    Args:
        commitment: its id.
        entries: every event that touches it or one of its measures, every act on those, and what states its coverage.
        bodies: as known at the same position.
        aspect: what the view shows.
    """
    facts = effective(entries)
    if aspect.public_at is not None:
        facts = public_by(facts, aspect.public_at)
    outside: tuple[Fact, ...] = ()
    if aspect.lens is not None:
        facts, outside = through_lens(facts, aspect.lens, bodies)
    definitions = define(facts, commitment, Terms(aspect.public_at, aspect.lens))
    if not definitions:
        return None
    covers_to = covered_to(entries, commitment, definitions[0].jurisdiction)
    linked = _measures_linked(facts, commitment)
    told = tuple(fact for fact in facts if _is_about(fact, commitment, linked))
    own_grades = aspect.lens is not None
    marks = sorted({mark["id"] for definition in definitions for mark in definition.content.get("benchmarks", ())})
    cases = {
        subject: Case(subject, told, definitions, bodies, covers_to, aspect.rules, own_grades)
        for subject in (commitment, *marks)
    }
    return Dossier(cases.pop(commitment), cases, outside)


def _measures_linked(facts: Sequence[Fact], commitment: str) -> frozenset[str]:
    return frozenset(
        fact.act.measure
        for fact in facts
        if fact.act is not None and fact.act.links
        for bearing in fact.bearings
        if commitment_of(bearing.of) == commitment and bearing.effect in {"advances", "hinders"}
    )


def _is_about(fact: Fact, commitment: str, measures: frozenset[str]) -> bool:
    """Whether a fact as it holds now has to do with a commitment: a correction may have made it about another."""
    if fact.type in NO_PART:
        return False
    if commitment in fact.names or fact.resolves:
        return True
    return fact.act is not None and fact.act.measure in measures
