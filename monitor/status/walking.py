"""Walking through a case, day by day: which day is next, and the state and the mere possibilities at its end."""

from bisect import bisect_right
from operator import attrgetter

from monitor.status.case import Case
from monitor.status.endings import ended_before
from monitor.status.facts import Fact
from monitor.status.ledger import Ledger, Saved

_NEVER = 10_000_000
_COUNTS_FROM = attrgetter("counts_from")


class Walk:
    """Takes the facts of a case into its ledger, from its making or from a state saved at the end of a day."""

    def __init__(self, case: Case, saved: Saved | None = None, day: int = 0) -> None:
        self._case = case
        self._facts, self._judgements, self._endings = case.concerning, case.judgements, case.endings
        self.ledger = Ledger(
            case.subject,
            case.made,
            case.bodies,
            case.own_grades_count,
            case.definitions[0],
            last_record=case.made,
        )
        self._fact = self._judgement = self._definition = 0
        if saved is not None:
            self.ledger = self.ledger.restored(saved)
            self._fact = bisect_right(self._facts, day, key=_COUNTS_FROM)
            self._judgement = bisect_right(self._judgements, day, key=_day_of)
            self._definition = max(bisect_right(case.definitions, day, key=lambda one: one.day) - 1, 0)

    def possible(self, day: int) -> tuple[Fact, ...]:
        """Facts merely possible on a day."""
        return possible_on(self._case, day) if self._case.imprecise else ()

    def next_day(self, day: int) -> int | None:
        """The first day after this one, to whose end it has gone, on which the standing can change again."""
        case, following = self._case, _NEVER
        if self._fact < len(self._facts):
            following = self._facts[self._fact].counts_from
        if self._judgement < len(self._judgements):
            following = min(following, self._judgements[self._judgement][0][0])
        for marks in (case.marks, case.possible_from):
            if marks and marks[-1] > day:
                following = min(following, marks[bisect_right(marks, day)])
        return following if following < _NEVER else None

    def go_to(self, day: int) -> None:
        """Take in everything that counts from a day up to this one, each under the definition of its day."""
        definitions = self._case.definitions
        while self._definition + 1 < len(definitions) and definitions[self._definition + 1].day <= day:
            self._definition += 1
            self._take_through(definitions[self._definition].day - 1)
            self.ledger.redefine(definitions[self._definition])
        self._take_through(day)

    def _take_through(self, day: int) -> None:
        """Take in facts and assessments up to a day, in one order."""
        judgements = self._judgements
        while self._fact < len(self._facts) and (fact := self._facts[self._fact]).counts_from <= day:
            while self._judgement < len(judgements) and judgements[self._judgement][0] < fact.key:
                self._judge()
            self.ledger.take(fact, fact.counts_from, ended_before(self._endings, fact.id, fact.key))
            self._fact += 1
        while self._judgement < len(judgements) and judgements[self._judgement][0][0] <= day:
            self._judge()

    def _judge(self) -> None:
        key, grade, fact = self._judgements[self._judgement]
        self.ledger.judge(grade, fact, key, ended_before(self._endings, fact.id, key))
        self._judgement += 1


def possible_on(case: Case, day: int) -> tuple[Fact, ...]:
    """Facts that may have happened by the end of a day, and may not: ``earliest <= day < counts_from``."""
    return tuple(fact for fact in case.imprecise if fact.earliest <= day < fact.counts_from)


def _day_of(judgement: tuple[tuple[int, int, int], object, object]) -> int:
    return judgement[0][0]
