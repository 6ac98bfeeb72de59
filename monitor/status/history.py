"""``history``: the only fold. From the facts on record to every period of a commitment's valid time, future ones too."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from monitor.status.accounts import Account
from monitor.status.assessors import Bodies
from monitor.status.concerns import Concern
from monitor.status.definitions import Definition
from monitor.status.facts import Fact, Grade
from monitor.status.flags import DUE_SOON_DAYS, NO_RECENT_RECORD_DAYS, Flags, flags
from monitor.status.ledger import Ledger, furthest
from monitor.status.rules import LATEST_RULES, RULE_SETS, Matched, Possible, match
from monitor.status.tracks import Track, possible_track

DecidingEvent = tuple[str, int, str]
"""Id, position and role of an event that decided a status."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one commitment or benchmark stands on a day, and what decided it."""

    status: str | None
    certain: bool
    stage: str
    flags: Flags
    rule: str | None
    events: tuple[DecidingEvent, ...]
    verdict: Account | None
    concerns: tuple[Concern, ...]
    moved_to: int | None
    definition: Definition
    assessors: tuple[str, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    legal_change: Fact | None = None

    @property
    def core(self) -> tuple[str | None, bool, str, tuple[str, ...]]:
        """What a change is a change of: status, certain, stage, flags."""
        return self.status, self.certain, self.stage, self.flags.names


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, ``since`` inclusive and ``until`` exclusive (``None``: for good), on which it stands the same."""

    since: int
    until: int | None
    standing: Standing


@dataclass(frozen=True)
class Case:
    """All that the fold needs to know of one commitment or benchmark.

    ``facts`` are those that touch the commitment, all events of its measures among them, in the order of their keys, and
    already cut to the view; ``definitions`` its definitions, oldest first, at least one; ``covers_to`` the last day covered.
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
    def judgements(self) -> tuple[tuple[tuple[int, int, int], Grade, Fact], ...]:
        """Assessments of the subject by the place from which they count: the later of their event and ``given``."""
        found = [
            ((max(fact.counts_from, grade.day or 0), fact.order, fact.place), grade, fact)
            for fact in self.facts
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
    def imprecise(self) -> tuple[Fact, ...]:
        """Facts that are merely possible for a while and could matter then: acts that advance it, or move its measures."""
        return tuple(fact for fact in self.facts if fact.earliest < fact.counts_from and self._may_matter(fact))

    def _may_matter(self, fact: Fact) -> bool:
        if fact.act is not None and fact.act.measure in self.measures:
            return True
        return fact.is_act and any(one.of == self.subject and one.effect == "advances" for one in fact.bearings)

    def record_days(self) -> list[int]:
        """The days from which something on record about the subject counts, from the making on, ascending."""
        days = {fact.counts_from for fact in self.facts if self.is_concerned_by(fact)}
        days |= {key[0] for key, _, _ in self.judgements} | {self.made}
        return sorted(day for day in days if day >= self.made)

    def is_concerned_by(self, fact: Fact) -> bool:
        """A commitment is concerned by every fact that touches it, a benchmark by those that bear on it."""
        if "." not in self.subject:
            return True
        if fact.act is not None and fact.act.measure in self.measures:
            return True
        return self.subject in {*(one.of for one in fact.bearings), *(one.of for one in fact.grades)}


def history(case: Case) -> tuple[Period, ...]:
    """Every period of the subject's valid time, gap-free from the day the commitment counts; the last one is open.

    Pure and total: a fact on record never raises. Facts are read in the order of (``counts_from``, ``order``, position).
    """
    periods: list[Period] = []
    for day, standing in _standings(case):
        if periods and periods[-1].standing == standing:
            continue
        if periods:
            periods[-1] = Period(periods[-1].since, day, periods[-1].standing)
        periods.append(Period(day, None, standing))
    return tuple(periods)


def ledger_on(case: Case, day: int) -> Ledger:
    """The state of the fold at the end of a day: what ``because`` reads its explanation from."""
    walk = _Walk(case)
    walk.go_to(day)
    return walk.ledger


def _standings(case: Case) -> Iterator[tuple[int, Standing]]:
    walk = _Walk(case)
    for day in _days_that_matter(case):
        walk.go_to(day)
        yield day, _standing(case, walk.ledger, day)


def _days_that_matter(case: Case) -> list[int]:
    """Every day on which the answer can change: facts, merely possible ones, deadlines, dormancy."""
    days = set(records := case.record_days())
    days |= {definition.day for definition in case.definitions}
    for fact in case.imprecise:
        days |= {max(fact.earliest, case.made), fact.counts_from}
    for definition in case.definitions:
        if definition.due_by is not None:
            days |= {day for day in (definition.due_by - DUE_SOON_DAYS, definition.due_by + 1) if case_covers(case, day)}
    for last, following in zip(records, [*records[1:], None], strict=True):
        dormant = last + NO_RECENT_RECORD_DAYS
        if (following is None or dormant < following) and case_covers(case, dormant):
            days.add(dormant)
    return sorted(day for day in days if day >= case.made)


def case_covers(case: Case, day: int) -> bool:
    """Whether time itself moves on that day: it stands still once the coverage has ended."""
    return case.covers_to is None or day <= case.covers_to


class _Walk:
    """Takes the facts of a case into its ledger, day by day."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._facts = [fact for fact in case.facts if case.is_concerned_by(fact) or fact.resolves]
        self._keys = [fact.counts_from for fact in self._facts]
        self._judged = [key[0] for key, _, _ in case.judgements]
        self._fact = self._judgement = self._definition = 0
        self.ledger = Ledger(
            case.subject, case.made, case.bodies, case.definitions[0], own_grades_count=case.own_grades_count
        )

    def go_to(self, day: int) -> None:
        """Take in everything that counts from a day up to this one, facts and assessments in one order."""
        while self._definition + 1 < len(self._case.definitions):
            following = self._case.definitions[self._definition + 1]
            if following.day > day:
                break
            self._definition += 1
            self.ledger.definition = following
        last_fact = bisect_left(self._keys, day + 1, self._fact)
        last_judgement = bisect_left(self._judged, day + 1, self._judgement)
        for fact in self._facts[self._fact : last_fact]:
            while self._judgement < last_judgement and self._case.judgements[self._judgement][0] < fact.key:
                self._judge()
            self.ledger.take(fact, fact.counts_from)
        while self._judgement < last_judgement:
            self._judge()
        self._fact = last_fact

    def _judge(self) -> None:
        key, grade, fact = self._case.judgements[self._judgement]
        self.ledger.judge(grade, fact, key)
        self._judgement += 1


def _standing(case: Case, ledger: Ledger, day: int) -> Standing:
    possible = _possible(case, ledger, day)
    rules = RULE_SETS[case.rules][ledger.definition.kind]
    matched = match(rules, ledger, possible)
    sure = furthest(ledger.deciding(ledger.advancing))
    maybe = furthest(possible.tracks) if sure is None else None
    shown = sure or maybe
    rule, found = matched if matched else (None, Matched(()))
    status = found.status or (rule.status if rule else None)
    graded = any(role == "grade" for _, _, role in found.events)
    return Standing(
        status=status,
        certain=found.certain and maybe is None,
        stage=shown.stage if shown else "none",
        flags=flags(ledger, status, day, case.covers_to) if status else Flags(()),
        rule=rule.name if rule else None,
        events=found.events,
        verdict=ledger.verdict if graded else None,
        concerns=tuple(ledger.concerns),
        moved_to=ledger.last_record if case.covers_to is not None and ledger.last_record > case.covers_to else None,
        definition=ledger.definition,
        assessors=tuple(ledger.accounts),
        measures=_linked(ledger, possible),
        legal_change=ledger.legal_change,
    )


def _linked(ledger: Ledger, possible: Possible) -> tuple[tuple[str, str], ...]:
    """Measures linked to the subject with their effect, those that merely possibly advance it last."""
    sure = [(measure, "advances") for measure in ledger.advancing]
    sure += [(measure, "hinders") for measure in ledger.hindering]
    maybe = [(track.measure, "advances") for track in possible.tracks if track.measure not in ledger.advancing]
    return (*sure, *maybe)


def _possible(case: Case, ledger: Ledger, day: int) -> Possible:
    """What is merely possible on the day and may decide: the stage of a measure that has none, and *in progress*."""
    facts = possible_on(case, day)
    if not facts:
        return Possible()
    steps = [fact for fact in facts if fact.is_act and _advances(fact, case.subject)]
    linked = {*ledger.advancing, *(fact.act.measure for fact in steps if fact.act is not None and fact.act.links)}
    acts: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.act is not None and fact.act.measure in linked:
            acts.setdefault(fact.act.measure, []).append(fact)
    tracks = []
    for measure, moves in acts.items():
        now = ledger.tracks.get(measure) or Track(measure)
        if now.stage == "none":
            tracks.append(possible_track(now, moves))
    deciding = steps or [track.set_by for track in tracks if track.alive and track.set_by is not None]
    first = min(deciding, key=lambda fact: (fact.earliest, fact.latest or fact.counts_from, fact.id), default=None)
    return Possible(
        tuple(track for track in tracks if track.stage != "none"), (first.id, first.position) if first else None
    )


def possible_on(case: Case, day: int) -> tuple[Fact, ...]:
    """Facts that may have happened by the end of a day, and may not: ``earliest <= day < counts_from``."""
    return tuple(fact for fact in case.imprecise if fact.earliest <= day < fact.counts_from)


def _advances(fact: Fact, subject: str) -> bool:
    return any(bearing.of == subject and bearing.effect == "advances" for bearing in fact.bearings)

