"""``history``: the only fold. From the facts on record to every period of a commitment's valid time, future ones too.

The fold can go on from an earlier one: facts that are new change nothing before the first day any of them can have
happened on, and nothing after the day on which the state is again what it was.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.status.case import Case
from monitor.status.facts import Fact
from monitor.status.ledger import Ledger
from monitor.status.standing import Standing, on_another_day, standing

SAVE_EVERY = 8
"""Days between two saved states: copying one costs about as much as walking a day."""


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, ``since`` inclusive and ``until`` exclusive (``None``: for good), on which it stands the same."""

    since: int
    until: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Folded:
    """A finished fold: the standing on every day that matters, and states to go on from (index of the day, state)."""

    case: Case
    days: tuple[int, ...]
    standings: tuple[Standing, ...]
    saves: tuple[tuple[int, Ledger], ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The runs of days with one standing; gap-free from the day the commitment counts, the last one open."""
        starts = [
            number
            for number in range(len(self.days))
            if not number or self.standings[number] != self.standings[number - 1]
        ]
        ends = [*(self.days[number] for number in starts[1:]), None]
        return tuple(
            Period(self.days[number], until, self.standings[number]) for number, until in zip(starts, ends, strict=True)
        )


def history(case: Case) -> tuple[Period, ...]:
    """Every period of the subject's valid time, gap-free from the day the commitment counts; the last one is open.

    Pure and total: a fact on record never raises. Facts are read in the order of (``counts_from``, ``order``,
    position).
    """
    return fold(case).periods


def fold(case: Case, earlier: Folded | None = None, fresh: Sequence[Fact] = ()) -> Folded:
    """The whole fold of a case, going on from an earlier one where that gives the same and costs less.

    Args:
        case: all facts, the fresh ones among them.
        earlier: the fold of the same subject without the fresh facts.
        fresh: the facts that are new since.
    """
    if earlier is None or not _goes_on(case, earlier.case, fresh):
        return _walk(case, 0, None, None, 0)
    spans = [day for fact in fresh for day in _span(case, fact)]
    first, last = min(spans, default=0), max(spans, default=0)
    start = bisect_left(earlier.days, first)
    usable = [save for save in earlier.saves if save[0] < start]
    return _walk(case, usable[-1][0] + 1 if usable else 0, usable[-1][1] if usable else None, earlier, last)


def ledger_on(case: Case, day: int) -> Ledger:
    """The state of the fold at the end of a day: what ``because`` reads its explanation from."""
    walk = _Walk(case, None, 0)
    walk.go_to(day)
    return walk.ledger


def possible_on(case: Case, day: int) -> tuple[Fact, ...]:
    """Facts that may have happened by the end of a day, and may not: ``earliest <= day < counts_from``."""
    return tuple(fact for fact in case.imprecise if fact.earliest <= day < fact.counts_from)


def _goes_on(case: Case, before: Case, fresh: Sequence[Fact]) -> bool:
    """Whether an earlier fold can be gone on from: only facts were added, and nothing that reaches back."""
    return (
        case.bodies is before.bodies
        and (case.definitions, case.covers_to, case.rules) == (before.definitions, before.covers_to, before.rules)
        and case.measures == before.measures
        and len(case.facts) == len(before.facts) + len(fresh)
    )


def _span(case: Case, fact: Fact) -> tuple[int, int]:
    """The first and the last day on which a fact by itself can change the state or what is possible."""
    judged = [max(fact.counts_from, grade.day or 0) for grade in fact.grades if grade.of == case.subject]
    return fact.earliest, max([fact.counts_from, *judged])


def _walk(case: Case, index: int, state: Ledger | None, earlier: Folded | None, settled: int) -> Folded:
    """Walk on from a saved state; where the earlier fold is in the same state again, its rest is taken over."""
    kept = earlier if earlier is not None and state is not None else None
    days: list[int] = list(kept.days[:index]) if kept else []
    standings: list[Standing] = list(kept.standings[:index]) if kept else []
    saves = [save for save in kept.saves if save[0] < index] if kept else []
    todo = case.days_that_matter
    old_saves = dict(earlier.saves) if earlier is not None else {}
    old_index = {earlier.days[number]: number for number in old_saves} if earlier is not None else {}
    walk = _Walk(case, state, days[-1] if days else 0)
    last: Standing | None = None
    seen: tuple[int, tuple[Fact, ...]] = (-1, ())
    for day in todo[bisect_right(todo, days[-1]) if days else 0 :]:
        walk.go_to(day)
        ledger, possible = walk.ledger, walk.possible(day)
        # Most facts are words that decide nothing: then only the flags that time sets can have changed.
        if last is None or seen != (ledger.version, possible):
            last, seen = standing(case, ledger, possible, day), (ledger.version, possible)
        else:
            last = on_another_day(case, ledger, last, day)
        days.append(day)
        standings.append(last)
        at = old_index.get(day)
        if earlier is not None and at is not None and day >= settled and old_saves[at] == ledger:
            moved = len(days) - 1 - at
            rest = ((number + moved, save) for number, save in earlier.saves if number >= at)
            return Folded(
                case, (*days, *earlier.days[at + 1 :]), (*standings, *earlier.standings[at + 1 :]), (*saves, *rest)
            )
        if len(days) % SAVE_EVERY == 0:
            saves.append((len(days) - 1, ledger.copy()))
    return Folded(case, tuple(days), tuple(standings), tuple(saves))


class _Walk:
    """Takes the facts of a case into its ledger, day by day, from the start or from a saved state."""

    def __init__(self, case: Case, state: Ledger | None, day: int) -> None:
        self._case = case
        self._facts = case.concerning
        self._fact = bisect_right(self._facts, day, key=_counts_from)
        self._judgement = bisect_right(case.judgements, day, key=lambda one: one[0][0])
        self._definition = max(bisect_right(case.definitions, day, key=lambda one: one.day) - 1, 0)
        self.ledger = (
            state.copy()
            if state is not None
            else Ledger(
                case.subject,
                case.made,
                case.bodies,
                case.definitions[0],
                own_grades_count=case.own_grades_count,
                last_record=case.made,
            )
        )
        if state is None:
            self._fact = self._judgement = self._definition = 0

    def possible(self, day: int) -> tuple[Fact, ...]:
        """Facts merely possible on a day."""
        return possible_on(self._case, day) if self._case.imprecise else ()

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
        judgements = self._case.judgements
        while self._fact < len(self._facts) and (fact := self._facts[self._fact]).counts_from <= day:
            while self._judgement < len(judgements) and judgements[self._judgement][0] < fact.key:
                self._judge()
            self.ledger.take(fact, fact.counts_from)
            self._fact += 1
        while self._judgement < len(judgements) and judgements[self._judgement][0][0] <= day:
            self._judge()

    def _judge(self) -> None:
        key, grade, fact = self._case.judgements[self._judgement]
        self.ledger.judge(grade, fact, key)
        self._judgement += 1


def _counts_from(fact: Fact) -> int:
    return fact.counts_from
