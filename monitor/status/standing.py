"""Standing: where a commitment or benchmark stands on a day, read off the state of the fold."""

from collections.abc import Sequence
from typing import NamedTuple

from monitor.status.accounts import Account
from monitor.status.case import Case
from monitor.status.changes import Core
from monitor.status.concerns import Concerns
from monitor.status.definitions import Definition
from monitor.status.facts import Fact
from monitor.status.flags import NO_FLAGS, Flags, due_flag, flags
from monitor.status.ledger import Ledger, furthest
from monitor.status.rules import NOTHING_POSSIBLE, RULE_SETS, Matched, Possible, match
from monitor.status.tracks import Track, possible_track

_NOTHING = Matched(())

DecidingEvent = tuple[str, int, str]
"""Id, position and role of an event that decided a status."""


class Standing(NamedTuple):
    """Where one commitment or benchmark stands on a day, and what decided it.

    Until something on record changes it, it stands so on the days that follow too, but for what goes by the day of the
    last record: see ``heard``.
    """

    status: str | None
    certain: bool
    stage: str
    flags: Flags
    rule: str | None
    events: tuple[DecidingEvent, ...]
    verdict: Account | None
    concerns: Concerns
    definition: Definition
    measures: tuple[tuple[str, str], ...] = ()
    legal_change: Fact | None = None
    moved_to: int | None = None

    def heard(self, *, quiet: bool, moved_to: int | None) -> "Standing":
        """The same with what goes by the day of the last record: *no recent record*, and how far it is known."""
        return self._replace(flags=self.flags.with_quiet(), moved_to=moved_to) if quiet else self._moved(moved_to)

    @property
    def core(self) -> Core:
        """What a change is a change of: status, certain, stage, flags."""
        return self.status, self.certain, self.stage, self.flags.names

    def _moved(self, moved_to: int | None) -> "Standing":
        return self if moved_to is None else self._replace(moved_to=moved_to)


def standing(case: Case, ledger: Ledger, possible: Sequence[Fact], day: int) -> Standing:
    """The standing at the end of a day, from the state of the fold and the facts merely possible on that day."""
    maybe_facts = _possible(case, ledger, possible)
    matched = match(RULE_SETS[case.rules][ledger.definition.kind], ledger, maybe_facts)
    sure = furthest(ledger.advancing_tracks)
    maybe = furthest(maybe_facts.tracks) if sure is None else None
    shown = sure or maybe
    rule, found = matched or (None, _NOTHING)
    # A row without a status of its own gives that of the grade.
    status = (rule.status or found.status) if rule else None
    graded = any(role == "grade" for _, _, role in found.events)
    return Standing(
        status=status,
        certain=found.certain and maybe is None,
        stage=shown.stage if shown else "none",
        flags=flags(ledger, status, day, case.covers_to) if status else NO_FLAGS,
        rule=rule.name if rule else None,
        events=found.events,
        verdict=ledger.verdict if graded else None,
        concerns=ledger.concerns,
        definition=ledger.definition,
        measures=_linked(ledger, maybe_facts),
        legal_change=ledger.legal_change,
    )


def on_another_day(case: Case, ledger: Ledger, before: Standing, day: int) -> Standing:
    """The standing where only words were added since another, or a deadline came: the same one, or other flags."""
    status = before.status
    if status is None or before.flags.due == due_flag(ledger, status, day, case.covers_to):
        return before
    return before._replace(flags=flags(ledger, status, day, case.covers_to))


def _linked(ledger: Ledger, possible: Possible) -> tuple[tuple[str, str], ...]:
    """Measures linked to the subject with their effect, those that merely possibly advance it last."""
    return (
        *[(measure, "advances") for measure in ledger.advancing],
        *[(measure, "hinders") for measure in ledger.hindering],
        *[(track.measure, "advances") for track in possible.tracks if track.measure not in ledger.advancing],
    )


def _possible(case: Case, ledger: Ledger, facts: Sequence[Fact]) -> Possible:
    """What is merely possible and may decide: the stage of a measure that has none yet, and *in progress*."""
    if not facts:
        return NOTHING_POSSIBLE
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
