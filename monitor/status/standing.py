"""Standing: where a commitment or benchmark stands on a day, read off the state of the fold."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.status.accounts import Account
from monitor.status.case import Case
from monitor.status.concerns import Concern
from monitor.status.definitions import Definition
from monitor.status.facts import Fact
from monitor.status.flags import Flags, flags
from monitor.status.ledger import Ledger, furthest
from monitor.status.rules import RULE_SETS, Matched, Possible, match
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

    def at_another_time(self, flags: Flags, moved_to: int | None) -> "Standing":
        """The same but for what time alone changes. ``dataclasses.replace`` takes three times as long."""
        return Standing(
            self.status,
            self.certain,
            self.stage,
            flags,
            self.rule,
            self.events,
            self.verdict,
            self.concerns,
            moved_to,
            self.definition,
            self.assessors,
            self.measures,
            self.legal_change,
        )


def standing(case: Case, ledger: Ledger, possible: Iterable[Fact], day: int) -> Standing:
    """The standing at the end of a day, from the state of the fold and the facts merely possible on that day."""
    maybe_facts = _possible(case, ledger, possible)
    matched = match(RULE_SETS[case.rules][ledger.definition.kind], ledger, maybe_facts)
    sure = furthest(ledger.advancing_tracks)
    maybe = furthest(maybe_facts.tracks) if sure is None else None
    shown = sure or maybe
    rule, found = matched or (None, Matched(()))
    # A row without a status of its own gives that of the grade.
    status = (rule.status or found.status) if rule else None
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
        moved_to=_moved_to(case, ledger),
        definition=ledger.definition,
        assessors=tuple(sorted(ledger.accounts)),
        measures=_linked(ledger, maybe_facts),
        legal_change=ledger.legal_change,
    )


def on_another_day(case: Case, ledger: Ledger, before: Standing, day: int) -> Standing:
    """The standing where only time has passed since another: the flags that time sets may differ, nothing else."""
    now = flags(ledger, before.status, day, case.covers_to) if before.status else before.flags
    moved_to = _moved_to(case, ledger)
    if now == before.flags and moved_to == before.moved_to:
        return before
    return before.at_another_time(now, moved_to)


def _moved_to(case: Case, ledger: Ledger) -> int | None:
    """The day of the last record, where that is later than the coverage."""
    return ledger.last_record if case.covers_to is not None and ledger.last_record > case.covers_to else None


def _linked(ledger: Ledger, possible: Possible) -> tuple[tuple[str, str], ...]:
    """Measures linked to the subject with their effect, those that merely possibly advance it last."""
    sure = [(measure, "advances") for measure in ledger.advancing]
    sure += [(measure, "hinders") for measure in ledger.hindering]
    maybe = [(track.measure, "advances") for track in possible.tracks if track.measure not in ledger.advancing]
    return (*sure, *maybe)


def _possible(case: Case, ledger: Ledger, facts: Iterable[Fact]) -> Possible:
    """What is merely possible and may decide: the stage of a measure that has none yet, and *in progress*."""
    facts = tuple(facts)
    if not facts:
        return Possible()
    steps = [fact for fact in facts if fact.is_act and case.is_advanced_by(fact)]
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
