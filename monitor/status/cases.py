"""From entries of the record to the cases the fold takes: one commitment with its benchmarks, in one view."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from events.touches import commitment_of
from monitor.status.assessors import Bodies, read_body
from monitor.status.case import IN_FOLD_ORDER, Case, with_inserted
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


def cut(facts: Iterable[Fact], aspect: Aspect, bodies: Bodies) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """What an aspect shows of some facts, effects and grades cut with it, and the facts that its lens leaves out."""
    found = tuple(facts)
    if aspect.public_at is not None:
        found = public_by(found, aspect.public_at)
    return (found, ()) if aspect.lens is None else through_lens(found, aspect.lens, bodies)


NO_PART = frozenset({"coverage-stated", "body-described"})
"""Types that the fold knows by other ways than as facts of a commitment."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One commitment in one view: its case, those of its benchmarks by id, and the facts its lens leaves out.

    ``linked`` are the measures linked to the commitment or a benchmark of it.
    """

    commitment: Case
    benchmarks: dict[str, Case]
    outside: tuple[Fact, ...]
    linked: frozenset[str]

    @property
    def definition(self) -> Definition:
        """The commitment as last amended."""
        return self.commitment.definitions[-1]

    @property
    def every(self) -> dict[str, Case]:
        """All cases by subject."""
        return {self.commitment.subject: self.commitment, **self.benchmarks}

    def with_facts(self, fresh: Sequence[Fact]) -> tuple["Dossier", tuple[Fact, ...]]:
        """The same dossier with later facts that neither define, amend, nor link a measure for the first time.

        Returns:
            The dossier, and those of the facts that have to do with the commitment.
        """
        before = self.commitment
        told = about(before.subject, fresh, self.linked, before.facts)
        every = with_inserted(before.facts, told, IN_FOLD_ORDER)
        marks = {subject: case.with_facts(told, every) for subject, case in self.benchmarks.items()}
        return Dossier(before.with_facts(told, every), marks, self.outside, self.linked), told


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
    facts, outside = cut(effective(entries), aspect, bodies)
    definitions = define(facts, commitment, Terms(aspect.public_at, aspect.lens))
    if not definitions:
        return None
    covers_to = covered_to(entries, commitment, definitions[0].jurisdiction)
    linked = _measures_linked(facts, commitment)
    told = about(commitment, facts, linked)
    own_grades = aspect.lens is not None
    marks = sorted({mark["id"] for definition in definitions for mark in definition.content.get("benchmarks", ())})
    cases = {
        subject: Case(subject, told, definitions, bodies, covers_to, aspect.rules, own_grades)
        for subject in (commitment, *marks)
    }
    return Dossier(cases.pop(commitment), cases, about(commitment, outside, linked), linked)


def _measures_linked(facts: Sequence[Fact], commitment: str) -> frozenset[str]:
    return frozenset(
        fact.act.measure
        for fact in facts
        if fact.act is not None and fact.act.links
        for bearing in fact.bearings
        if commitment_of(bearing.of) == commitment and bearing.effect in {"advances", "hinders"}
    )


def about(
    commitment: str, facts: Iterable[Fact], linked: Collection[str], earlier: Iterable[Fact] = ()
) -> tuple[Fact, ...]:
    """The facts that have to do with a commitment as they hold now; a correction may have made one about another.

    Those that name it, move a measure linked to it, or end something that has to do with it.

    Args:
        commitment: its id.
        facts: in the fold's order.
        linked: measures linked to it.
        earlier: facts known to have to do with it, besides.
    """
    facts = [fact for fact in facts if fact.type not in NO_PART]
    told = {
        fact.id for fact in facts if commitment in fact.names or (fact.act is not None and fact.act.measure in linked)
    }
    ending = [fact for fact in facts if fact.resolves and fact.id not in told]
    if ending:
        ended = {*told, *(fact.id for fact in earlier)}
        while more := {fact.id for fact in ending if not ended.isdisjoint(fact.resolves)} - ended:
            told |= more
            ended |= more
    return tuple(fact for fact in facts if fact.id in told)
