"""Why a commitment stands where it stands: what decided, what was set aside and why, what is merely possible."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.status.case import Case
from monitor.status.facts import Fact
from monitor.status.history import ledger_on
from monitor.status.ledger import Ledger
from monitor.status.standing import Standing


@dataclass(frozen=True, slots=True)
class SetAside:
    """A fact that counts and decides nothing, with the reason."""

    fact: Fact
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands beside a standing: the facts set aside, in the fold's order, and those merely possible."""

    standing: Standing
    set_aside: tuple[SetAside, ...]
    possible: tuple[Fact, ...]


def explain(case: Case, standing: Standing, day: int, outside: Sequence[Fact] = ()) -> Explanation:
    """Everything on record about the subject by the end of a day that did not decide its status.

    Args:
        case: what was folded.
        standing: where it stands on that day.
        day: the day asked about.
        outside: facts that the lens leaves out.
    """
    ledger = ledger_on(case, day)
    deciding = {event for event, _, _ in standing.events}
    aside = [
        SetAside(fact, _why(case, ledger, day, fact))
        for fact in case.concerning
        if fact.counts_from <= day and fact.id not in deciding
    ]
    aside += [SetAside(fact, "outside-lens") for fact in outside if fact.counts_from <= day]
    aside.sort(key=lambda one: one.fact.key)
    # Concerns, words and grades too, which decide nothing before they count.
    possible = [fact for fact in case.concerning if fact.earliest <= day < fact.counts_from and fact.id not in deciding]
    possible.sort(key=lambda fact: (fact.earliest, fact.latest or fact.counts_from, fact.id))
    return Explanation(standing, tuple(aside), tuple(possible))


def _why(case: Case, ledger: Ledger, day: int, fact: Fact) -> str:
    if fact.counts_from < case.made:
        return "before-commitment"
    if fact.id in ledger.order_unknown:
        return "order-unknown"
    return _why_of_grade(case, ledger, day, fact) or _why_of_act(case, ledger, fact) or "not-evaluated"


def _why_of_grade(case: Case, ledger: Ledger, day: int, fact: Fact) -> str | None:
    accounts = [entry for entry in ledger.accounts.values() if entry.fact.id == fact.id]
    for entry in accounts:
        if entry.claim:
            return "claim"
        if entry.grade.ordinal is not None and not entry.moves:
            return "tied"
        if entry.moves:
            return "superseded" if entry is not ledger.verdict else "lower-rule"
    graded = [grade for grade in fact.grades if grade.of == case.subject and grade.ordinal is not None]
    return "superseded" if any((grade.day or 0) <= day for grade in graded) else None


def _why_of_act(case: Case, ledger: Ledger, fact: Fact) -> str | None:
    if fact.act is not None and fact.act.measure in case.measures:
        track = ledger.tracks.get(fact.act.measure)
        setter = track.set_by if track else None
        if setter is not None and fact.act.move.stage:
            return "lower-rule" if setter.id == fact.id else "superseded"
    if fact.is_act and any(one.of == case.subject and one.effect == "advances" for one in fact.bearings):
        return "lower-rule"
    if any(one.event == fact.id and not one.stands for one in ledger.concerns):
        return "superseded"
    if any(one.event == fact.id for one in ledger.concerns):
        return "lower-rule"
    return None
