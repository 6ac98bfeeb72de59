"""A case: all that the fold needs to know of one commitment or benchmark, in one view of the record."""

from dataclasses import dataclass
from functools import cached_property

from monitor.status.assessors import Bodies
from monitor.status.definitions import Definition
from monitor.status.facts import Fact, Grade
from monitor.status.flags import DUE_SOON_DAYS, NO_RECENT_RECORD_DAYS
from monitor.status.rules import LATEST_RULES

Judgement = tuple[tuple[int, int, int], Grade, Fact]
"""An assessment with its fact and the place from which it counts: (day, order within it, position)."""


@dataclass(frozen=True)
class Case:
    """All that the fold needs to know of one commitment or benchmark.

    ``facts`` are those that touch the commitment, all events of its measures among them, in the order of their keys,
    and already cut to the view; ``definitions`` its definitions, oldest first, at least one; ``covers_to`` the last
    day covered.
    """

    subject: str
    facts: tuple[Fact, ...]
    definitions: tuple[Definition, ...]
    bodies: Bodies
    covers_to: int | None = None
    rules: str = LATEST_RULES
    own_grades_count: bool = False

    @property
    def made(self) -> int:
        """The day the commitment counts from; nothing is asked before it."""
        return self.definitions[0].day

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Assessments of the subject, by the place from which they count: the later of their event and ``given``."""
        found = [
            ((max(fact.counts_from, grade.day or 0), fact.order, fact.place), grade, fact)
            for fact in self.facts
            if fact.grades
            for grade in fact.grades
            if grade.of == self.subject
        ]
        return tuple(sorted(found, key=lambda one: one[0]))

    @cached_property
    def measures(self) -> frozenset[str]:
        """Measures that any fact links to the subject."""
        return frozenset(
            fact.act.measure
            for fact in self.facts
            if fact.act is not None and fact.act.links
            for bearing in fact.bearings
            if bearing.of == self.subject and bearing.effect in {"advances", "hinders"}
        )

    @cached_property
    def concerning(self) -> tuple[Fact, ...]:
        """The facts the subject is concerned by: a commitment by every one, a benchmark by those that bear on it.

        What ends one of those concerns it too.
        """
        if "." not in self.subject:
            return self.facts
        own = {fact.id for fact in self.facts if self._bears_on_benchmark(fact)}
        return tuple(fact for fact in self.facts if fact.id in own or not own.isdisjoint(fact.resolves))

    def _bears_on_benchmark(self, fact: Fact) -> bool:
        if fact.act is not None and fact.act.measure in self.measures:
            return True
        return self.subject in {*(one.of for one in fact.bearings), *(one.of for one in fact.grades)}

    @cached_property
    def imprecise(self) -> tuple[Fact, ...]:
        """Facts merely possible for a while that could matter then: acts that advance it, or move its measures."""
        return tuple(fact for fact in self.facts if fact.earliest < fact.counts_from and self._may_matter(fact))

    def _may_matter(self, fact: Fact) -> bool:
        if fact.act is not None and fact.act.measure in self.measures:
            return True
        return fact.is_act and self.is_advanced_by(fact)

    def is_advanced_by(self, fact: Fact) -> bool:
        """Whether somebody says of this fact that it advances the subject."""
        return any(bearing.of == self.subject and bearing.effect == "advances" for bearing in fact.bearings)

    def covers(self, day: int) -> bool:
        """Whether time itself moves on that day: it stands still once the coverage has ended."""
        return self.covers_to is None or day <= self.covers_to

    @cached_property
    def days_that_matter(self) -> list[int]:
        """Every day on which the answer can change: facts, merely possible ones, deadlines, dormancy; ascending."""
        made = self.made
        records = {fact.counts_from for fact in self.concerning if fact.counts_from >= made}
        records |= {key[0] for key, _, _ in self.judgements if key[0] >= made}
        records.add(made)
        days = records | self._days_of_time(sorted(records))
        days.update(definition.day for definition in self.definitions)
        for fact in self.imprecise:
            if fact.counts_from >= made:
                days |= {max(fact.earliest, made), fact.counts_from}
        return sorted(days)

    def _days_of_time(self, records: list[int]) -> set[int]:
        """Days that time alone brings: deadlines near and passed, and too long without a record."""
        days = set()
        for definition in self.definitions:
            if definition.due_by is not None:
                days |= {definition.due_by - DUE_SOON_DAYS, definition.due_by + 1}
        last = records[0]
        for following in records[1:]:
            if following - last > NO_RECENT_RECORD_DAYS:
                days.add(last + NO_RECENT_RECORD_DAYS)
            last = following
        days.add(last + NO_RECENT_RECORD_DAYS)
        return {day for day in days if day >= self.made and self.covers(day)}
