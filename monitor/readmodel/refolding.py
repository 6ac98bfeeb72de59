"""Folding a commitment or a measure again: on from where it stood by the facts that are new, or from the start."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.readmodel.measure_strands import measure_after, strands_of_course
from monitor.readmodel.remembered import Followed, FollowedMeasure
from monitor.readmodel.strands import (
    NO_REACH,
    Strand,
    accounts_after,
    fold_all,
    headline_after,
    records_after,
    strands_of,
)
from monitor.status.assessors import Bodies
from monitor.status.cases import NO_PART, Dossier
from monitor.status.changes import Run
from monitor.status.facts import Fact
from monitor.status.history import Folded
from monitor.status.measure_history import course, lengthened
from monitor.status.record import Entry
from monitor.status.refolding import refold

_DEFINING = NO_PART | {"commitment-made", "commitment-amended"}


@dataclass(frozen=True, slots=True)
class Refolded:
    """What a commitment has become: the stretches of its strands to write, and pairs of where it stood and stands.

    On the days between these runs it stands as it stood, and so it does after the last day of each.
    """

    strands: tuple[Strand, ...]
    runs: tuple[tuple[Run, Run], ...]


def goes_on(followed: Followed, fresh: Sequence[Entry], bodies: Bodies) -> bool:
    """Whether the folds of a commitment can be gone on from: only facts were added, and nothing that reaches back."""
    dossier = followed.dossier
    if dossier is None or not fresh or dossier.commitment.bodies is not bodies:
        return False
    return all(entry.fact is not None and _adds(entry, entry.fact, dossier) for entry in fresh)


def _adds(entry: Entry, fact: Fact, dossier: Dossier) -> bool:
    if entry.target is not None or fact.type in _DEFINING:
        return False
    # A new link brings the earlier events of its measure.
    return fact.act is None or not fact.act.links or not fact.bearings or fact.act.measure in dossier.linked


def grown(followed: Followed, fresh: Sequence[Entry]) -> Refolded:
    """A commitment with more facts; its folds go on from where they were."""
    if followed.dossier is None:
        raise LookupError("nothing to go on from")
    dossier, told = followed.dossier.with_facts([entry.fact for entry in fresh if entry.fact is not None])
    strands: list[Strand] = []
    runs: list[tuple[Run, Run]] = []
    for subject, case in dossier.every.items():
        earlier = followed.folds[subject]
        folded, splices = refold(earlier, case, told)
        followed.folds[subject] = folded
        strands.extend(headline_after(folded, splices, followed.reach(subject), followed.headlines))
        strands.extend(records_after(folded, splices))
        strands.extend(accounts_after(case, told))
        if case is dossier.commitment:
            for one in splices:
                ends = one.stop == len(folded.days)
                before = _run(earlier, max(one.old_start - 1, 0), one.old_stop, to_the_end=ends)
                runs.append((before, _run(folded, max(one.start - 1, 0), one.stop, to_the_end=ends)))
    followed.dossier = dossier
    followed.headlines.forget_older()
    return Refolded(tuple(strands), tuple(runs))


def whole(commitment: str, followed: Followed, dossier: Dossier | None) -> Refolded:
    """A commitment folded from the start; ``None`` as its dossier says that it is not on record."""
    before = followed.run(commitment)
    followed.dossier = dossier
    followed.folds = fold_all(dossier) if dossier is not None else {}
    strands = strands_of(dossier, followed.folds, followed.headlines) if dossier is not None else []
    followed.headlines.forget_older()
    emptied = sorted(followed.kept.keys() - {(strand.kind, strand.key) for strand in strands})
    strands += [Strand(kind, key, (), NO_REACH if kind == "headline" else None) for kind, key in emptied]
    folded = followed.folds.get(commitment)
    after = _run(folded, 0, len(folded.days), to_the_end=True) if folded else ()
    return Refolded(tuple(strands), ((before, after),))


def grown_measure(followed: FollowedMeasure, fresh: Sequence[Entry]) -> Sequence[Strand]:
    """The changed stretches of a measure with more facts; none where it cannot be gone on from what is known."""
    before = followed.course
    facts = [entry.fact for entry in fresh if entry.fact is not None]
    if before is None or len(facts) < len(fresh) or not facts or any(fact.resolves for fact in facts):
        return ()
    if not all(fact.act is not None and fact.act.measure == before.measure for fact in facts):
        return ()
    followed.course, splice = lengthened(before, facts)
    return measure_after(followed.course, splice)


def whole_measure(measure: str, followed: FollowedMeasure, facts: Sequence[Fact]) -> Sequence[Strand]:
    """The strands of a measure, from every fact about it."""
    followed.course = course(measure, facts)
    return strands_of_course(followed.course)


def _run(folded: Folded, start: int, stop: int, *, to_the_end: bool) -> Run:
    return [(day, folded.core_on(day, at)) for day, at in folded.moments(start, stop, to_the_end=to_the_end)]
