"""A case: all that the fold needs to know of one commitment or benchmark, in one view of the record."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from monitor.status.assessors import Bodies
from monitor.status.definitions import Definition
from monitor.status.endings import Endings, endings
from monitor.status.facts import Fact, Grade
from monitor.status.flags import DUE_SOON_DAYS
from monitor.status.rules import LATEST_RULES

Judgement = tuple[tuple[int, int, int], Grade, Fact]
"""An assessment with its fact and the place from which it counts: (day, order within it, position)."""

T = TypeVar("T")
IN_FOLD_ORDER = attrgetter("key")


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

    def with_facts(self, fresh: Sequence[Fact], every: tuple[Fact, ...]) -> "Case":
        """The same case with more facts; what was found out about the others is not looked up again.

        Args:
            fresh: the facts that are new; they neither define nor amend the commitment.
            every: all facts, the fresh ones among them, in the order of their keys.
        """
        case = Case(
            self.subject, every, self.definitions, self.bodies, self.covers_to, self.rules, self.own_grades_count
        )
        if any(self._brings_others(fact) for fact in fresh):
            return case
        concerning = [fact for fact in fresh if "." not in self.subject or self._bears_on_benchmark(fact)]
        imprecise = [fact for fact in fresh if fact.earliest < fact.counts_from and self._may_matter(fact)]
        # Seeds the cached properties of the new case.
        case.__dict__.update(
            marks=self.marks,
            measures=self.measures,
            endings=self.endings,
            judgements=with_inserted(self.judgements, self.judgements_in(fresh), itemgetter(0)),
            concerning=every if "." not in self.subject else with_inserted(self.concerning, concerning, IN_FOLD_ORDER),
            imprecise=with_inserted(self.imprecise, imprecise, IN_FOLD_ORDER) if imprecise else self.imprecise,
        )
        if not imprecise:
            case.__dict__["possible_from"] = self.possible_from
        return case

    def _brings_others(self, fact: Fact) -> bool:
        """Whether a fact makes others matter: the earlier events of a measure newly linked, or what it ends."""
        if fact.resolves:
            return True
        if fact.act is None or not fact.act.links or fact.act.measure in self.measures:
            return False
        return self._is_named(fact)

    @property
    def made(self) -> int:
        """The day the commitment counts from; nothing is asked before it."""
        return self.definitions[0].day

    @property
    def last_day(self) -> int:
        """The last day on which something on record happens; past it there is only what time alone brings."""
        last = self.facts[-1].counts_from if self.facts else self.made
        return max(last, self.judgements[-1][0][0]) if self.judgements else last

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Assessments of the subject, by the place from which they count: the later of their event and ``given``."""
        return tuple(sorted(self.judgements_in(self.facts), key=itemgetter(0)))

    def judgements_in(self, facts: Iterable[Fact]) -> list[Judgement]:
        """The assessments of the subject in some facts."""
        return [
            ((max(fact.counts_from, grade.day or 0), fact.order, fact.place), grade, fact)
            for fact in facts
            if fact.grades
            for grade in fact.grades
            if grade.of == self.subject
        ]

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

    @cached_property
    def endings(self) -> Endings:
        """What was ended by a fact that concerns the subject."""
        return endings(self.concerning)

    def is_concerned_by(self, fact: Fact) -> bool:
        """Whether one of its facts may change where the subject stands."""
        return "." not in self.subject or bool(fact.resolves) or self._bears_on_benchmark(fact)

    def _bears_on_benchmark(self, fact: Fact) -> bool:
        if fact.act is not None and fact.act.measure in self.measures:
            return True
        return self._is_named(fact)

    def _is_named(self, fact: Fact) -> bool:
        of = self.subject
        return any(one.of == of for one in fact.bearings) or any(one.of == of for one in fact.grades)

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

    def bearers_then(self, day: int) -> tuple[str, ...] | None:
        """Who bore the duty on a day since the making, where that is not the same on all of them."""
        if all(one.duty_bearers == self.definitions[0].duty_bearers for one in self.definitions):
            return None
        return [one.duty_bearers for one in self.definitions if one.day <= day][-1]

    def covers(self, day: int) -> bool:
        """Whether time itself moves on that day: it stands still once the coverage has ended."""
        return self.covers_to is None or day <= self.covers_to

    @cached_property
    def marks(self) -> tuple[int, ...]:
        """Days on which the definitions by themselves can change the answer: their own, deadlines; ascending."""
        days = {definition.day for definition in self.definitions}
        dues = {definition.due_by for definition in self.definitions if definition.due_by is not None}
        of_time = {day for due_by in dues for day in (due_by - DUE_SOON_DAYS, due_by + 1)}
        return tuple(sorted(days | {day for day in of_time if day >= self.made and self.covers(day)}))

    @cached_property
    def possible_from(self) -> tuple[int, ...]:
        """Days since which facts are merely possible, ascending."""
        return tuple(sorted({max(fact.earliest, self.made) for fact in self.imprecise}))


def with_inserted(every: tuple[T, ...], fresh: Iterable[T], key: Callable[[T], Any]) -> tuple[T, ...]:
    """A sorted tuple with a few more, each behind its equals; cheaper than sorting it anew."""
    for one in fresh:
        place = bisect_right(every, key(one), key=key)
        every = (*every[:place], one, *every[place:])
    return every
