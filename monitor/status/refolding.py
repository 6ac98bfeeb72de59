"""Going on from a finished fold when facts are added: only the days on which they tell are walked again."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.status.case import Case
from monitor.status.facts import Fact
from monitor.status.history import Folded, Folding, Span, fold


@dataclass(frozen=True, slots=True)
class Splice:
    """Days of an earlier fold, by their indices, with those that stand in their place now; stops are exclusive.

    On the last of these days both stand alike, unless they are the last of all.
    """

    old_start: int
    old_stop: int
    start: int
    stop: int


def refold(earlier: Folded, case: Case, fresh: Sequence[Fact]) -> tuple[Folded, tuple[Splice, ...]]:
    """The fold of a case to which facts were added.

    They change nothing before the first day any of them can have happened on, and nothing after the day on which the
    state is again what it was.

    Args:
        earlier: the fold of the same case without the fresh facts.
        case: that case ``with_facts``.
        fresh: the facts that are new since.

    Returns:
        The fold, equal to ``fold(case)``, and where it differs from the earlier one, ascending.
    """
    if case.measures != earlier.case.measures:
        folded = fold(case)
        return folded, (Splice(0, len(earlier.days), 0, len(folded.days)),)
    spans = sorted(_span(case, fact) for fact in fresh if case.is_concerned_by(fact))
    if not spans:
        return replace(earlier, case=case), ()
    folding, splices, old, taken = Folding(case, earlier), [], 0, 0
    while taken < len(spans):
        first, settled = spans[taken]
        old_start = max(bisect_left(earlier.days, first), old)
        folding.take_over(old, old_start)
        start = len(folding.days)
        taken += 1
        met, passed = folding.walk(spans[taken:], settled)
        taken += passed
        old = len(earlier.days)
        if met is not None:
            until = spans[taken][0] if taken < len(spans) else None
            old = _with_sinces(folding, earlier, met + 1, until)
        splices.append(Splice(old_start, old, start, len(folding.days)))
    folding.take_over(old, len(earlier.days))
    return folding.folded(), tuple(splices)


def _span(case: Case, fact: Fact) -> Span:
    """The first and the last day on which a fact by itself can change the state or what is possible.

    What it ends may count later than it does, and stands then or does not.
    """
    last = _last_day(case, fact)
    if fact.resolves:
        last = max([last, *(_last_day(case, one) for one in case.concerning if one.id in fact.resolves)])
    return fact.earliest, last


def _last_day(case: Case, fact: Fact) -> int:
    """The last day on which it counts, or an assessment in it."""
    return max([fact.counts_from, *(key[0] for key, _, _ in case.judgements_in([fact]))])


def _with_sinces(folding: Folding, earlier: Folded, at: int, until: int | None) -> int:
    """Take over what follows the day on which both meet, while its status has held since another day than before.

    Returns:
        The index in the earlier fold from which on all is the same.
    """
    status, since = folding.standings[-1].status, folding.sinces[-1]
    while (
        at < len(earlier.days)
        and (until is None or earlier.days[at] < until)
        and earlier.standings[at].status == status
        and earlier.sinces[at] != since
    ):
        folding.take_over(at, at + 1)
        folding.sinces[-1] = since
        at += 1
    return at
