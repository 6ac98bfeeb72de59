"""The rule set ``default/1``: which status a commitment has, as one readable table for each kind; the first match wins.

``monitor`` makes no finding: a row either repeats a grade somebody external gave, or states what is on record.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor.status.concerns import IN_LINE, Concern
from monitor.status.ledger import Ledger
from monitor.status.stages import ENACTABLE, IN_EFFECT
from monitor.status.tracks import Track

STATUS_OF_ORDINAL = ("not-implemented", "partially-implemented", "mostly-implemented", "implemented")
OPEN = frozenset({"no-action-on-record", "in-progress", "not-implemented", "partially-implemented", "reversed"})
"""Statuses of a promise that is still to be kept."""


@dataclass(frozen=True, slots=True)
class Possible:
    """What is merely possible on the day: tracks of advancing measures without a stage yet, and the first such act."""

    tracks: tuple[Track, ...] = ()
    step: tuple[str, int] | None = None


NOTHING_POSSIBLE = Possible()


class Matched(NamedTuple):
    """What a row found: the events that decide, as (id, position, role), and whether they surely have happened."""

    events: tuple[tuple[str, int, str], ...]
    certain: bool = True
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: its permanent name, the status it gives, what it says, and the test.

    A status of ``None`` is that of the grade itself.
    """

    name: str
    status: str | None
    label: str
    text: str
    matches: Callable[[Ledger, Possible], Matched | None]


def _events_of(tracks: Sequence[Track]) -> tuple[tuple[str, int, str], ...]:
    return tuple((track.set_by.id, track.set_by.position, "stage") for track in tracks if track.set_by)


def _reversed(ledger: Ledger, _: Possible) -> Matched | None:
    tracks = ledger.advancing_tracks
    if not tracks or not all(track.ended for track in tracks) or ledger.has_advancing_without_stage:
        return None
    return Matched(_events_of(tracks))


def _graded(ledger: Ledger, _: Possible) -> Matched | None:
    verdict = ledger.verdict
    if verdict is None or verdict.grade.ordinal is None:
        return None
    event = (verdict.fact.id, verdict.fact.position, "grade")
    return Matched((event,), status=STATUS_OF_ORDINAL[verdict.grade.ordinal])


def _enacted(ledger: Ledger, _: Possible) -> Matched | None:
    tracks = [t for t in ledger.advancing_tracks if t.kind in ENACTABLE and t.stage in IN_EFFECT]
    return Matched(_events_of(tracks)) if tracks else None


def _in_progress(ledger: Ledger, possible: Possible) -> Matched | None:
    alive = [track for track in ledger.advancing_tracks if track.alive]
    if alive:
        return Matched(_events_of(alive))
    if ledger.step is not None:
        return Matched(((ledger.step.id, ledger.step.position, "stage"),))
    if possible.step is not None:
        return Matched(((*possible.step, "stage"),), certain=False)
    return None


def _by_definition(ledger: Ledger, _: Possible) -> Matched | None:
    return Matched(((ledger.definition.event, ledger.definition.position, "definition"),))


def _not_in_line(ledger: Ledger, possible: Possible) -> Matched | None:
    return _graded(ledger, possible) if ledger.verdict and ledger.verdict.grade.ordinal == 0 else None


def _concern(ledger: Ledger, _: Possible) -> Matched | None:
    return Matched(tuple(_role(one) for one in ledger.standing_concerns)) if ledger.standing_concerns else None


def _role(concern: Concern) -> tuple[str, int, str]:
    return concern.event, concern.position, "grade" if concern.assessor else "concern"


def _in_line(ledger: Ledger, possible: Possible) -> Matched | None:
    return _graded(ledger, possible) if ledger.verdict and ledger.verdict.grade.ordinal == IN_LINE else None


ACHIEVE = (
    Rule("achieve/1-reversed", "reversed", "reversed", "Every measure that advanced it has ended.", _reversed),
    Rule("achieve/2-graded", None, "graded", "The latest grade by an assessor other than the duty-bearer.", _graded),
    Rule(
        "achieve/3-enacted",
        "enacted",
        "enacted, not assessed",
        "A constitution, law or decree that advances it is signed or in force; nobody external has graded it.",
        _enacted,
    ),
    Rule(
        "achieve/4-in-progress",
        "in-progress",
        "in progress",
        "A measure that advances it is announced or further, or another act advances it.",
        _in_progress,
    ),
    Rule(
        "achieve/5-no-action-on-record",
        "no-action-on-record",
        "no action on record",
        "Nothing on record advances it; that is a statement about the record.",
        _by_definition,
    ),
)

UPHOLD = (
    Rule(
        "uphold/1-not-in-line", "not-in-line", "not in line", "The latest external grade is the lowest.", _not_in_line
    ),
    Rule(
        "uphold/2-concern-on-record",
        "concern-on-record",
        "concern on record",
        "A measure that hinders it is alive, or a concern, threat or low grade has not been ended.",
        _concern,
    ),
    Rule("uphold/3-in-line", "in-line", "in line", "The latest external grade is the highest.", _in_line),
    Rule(
        "uphold/4-no-breach-on-record",
        "no-breach-on-record",
        "no breach on record",
        "No concern stands on record; that is a statement about the record.",
        _by_definition,
    ),
)

RULE_SETS: Mapping[str, Mapping[str, tuple[Rule, ...]]] = {
    "default/1": {"achieve": ACHIEVE, "recommendation": ACHIEVE, "uphold": UPHOLD, "watch": ()}
}
LATEST_RULES = "default/1"
LABELS = {
    **{rule.status: rule.label for rule in (*ACHIEVE, *UPHOLD) if rule.status},
    "implemented": "implemented",
    "mostly-implemented": "mostly implemented",
    "partially-implemented": "partially implemented",
    "not-implemented": "not implemented",
}
RULE_TEXTS = {rule.name: rule.text for rule in (*ACHIEVE, *UPHOLD)}
EXTERNAL_TEXT = (
    "External is an assessor that neither bears the duty nor belongs to whoever does. Of a body tied to the "
    "duty-bearer or paid by it, a grade of partly or lower counts; a higher one is shown and moves nothing."
)


def match(rules: tuple[Rule, ...], ledger: Ledger, possible: Possible) -> tuple[Rule, Matched] | None:
    """The first row that matches, with what it found; ``None`` for a kind without a status."""
    for rule in rules:
        found = rule.matches(ledger, possible)
        if found is not None:
            return rule, found
    return None
