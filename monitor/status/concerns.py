"""Concerns and threats: how they begin, and how they end (averted, resolved, or by a better grade)."""

from dataclasses import dataclass, replace

from monitor.status.accounts import Account
from monitor.status.facts import Fact
from monitor.status.tracks import Track

IN_LINE = 3


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern on record; ``until`` is the first day it no longer stands, with how it ended and by which event."""

    event: str
    position: int
    kind: str
    since: int
    measure: str | None = None
    assessor: str | None = None
    ordinal: int | None = None
    until: int | None = None
    ended: str | None = None
    by_event: str | None = None

    @property
    def stands(self) -> bool:
        """Whether nothing has ended it."""
        return self.until is None

    def closed(self, day: int, how: str, event: str) -> "Concern":
        """The same concern, ended."""
        return replace(self, until=day, ended=how, by_event=event)


Concerns = tuple[Concern, ...]
"""Every concern so far in the order in which they began, those that ended among them."""


def raised_by(fact: Fact, subject: str) -> Concern | None:
    """The concern a fact raises about a subject by itself; a measure that hinders is followed through its stages."""
    effects = {bearing.effect for bearing in fact.bearings if bearing.of == subject}
    follows_measure = fact.act is not None and fact.act.links and "hinders" in effects
    if follows_measure or not effects & {"concern", "hinders"}:
        return None
    kind = "threat" if fact.speech == "threat" else "concern" if "concern" in effects else "hinders"
    measure = fact.act.measure if fact.act else None
    return Concern(fact.id, fact.position, kind, fact.counts_from, measure)


def resolved(concerns: Concerns, fact: Fact) -> Concerns:
    """What is left standing after a fact that ends earlier ones: a threat is averted, a concern resolved.

    One that was ended before it counts stands on no day: it ends on the day on which it begins.
    """
    if not fact.resolves:
        return concerns
    return tuple(
        one.closed(max(fact.counts_from, one.since), "averted" if one.kind == "threat" else "resolved", fact.id)
        if one.stands and one.event in fact.resolves
        else one
        for one in concerns
    )


def after_measure(concerns: Concerns, track: Track, fact: Fact, day: int, *, hinders: bool) -> Concerns:
    """The concerns once a measure stands where a fact put it: opened while it hinders and lives, closed by its end."""
    standing = [one for one in concerns if one.stands and one.measure == track.measure]
    if track.ended:
        how = "resolved" if track.took_effect else "averted"
        return tuple(one.closed(day, how, fact.id) if one in standing else one for one in concerns)
    if hinders and track.alive and not any(one.kind == "hinders" for one in standing):
        return (*concerns, Concern(fact.id, fact.position, "hinders", day, track.measure))
    return concerns


def after_grade(concerns: Concerns, account: Account) -> Concerns:
    """The concerns after an external grade: below *in line* it is one, until the same assessor gives a better one."""
    ordinal, assessor = account.grade.ordinal, account.grade.assessor
    if ordinal is None or not account.moves:
        return concerns
    day = account.key[0]
    kept: list[Concern] = []
    still = False
    for one in concerns:
        if one.stands and one.assessor == assessor and one.ordinal is not None:
            if ordinal > one.ordinal:
                kept.append(one.closed(day, "better-grade", account.fact.id))
                continue
            still = True
        kept.append(one)
    if ordinal < IN_LINE and not still:
        kept.append(Concern(account.fact.id, account.fact.position, "concern", day, assessor=assessor, ordinal=ordinal))
    return tuple(kept)
