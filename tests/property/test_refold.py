"""Going on from a fold when facts are added gives what folding all of them gives, and says where it differs."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.status.cases import Dossier
from monitor.status.facts import Fact
from monitor.status.history import Folded, fold
from monitor.status.measure_history import Course, course, lengthened
from monitor.status.refolding import Splice, refold
from tests.builders import Event, at, made, recorded
from tests.property.orders import meetings
from tests.property.strategies import MEASURES
from tests.spec.monitor.status.asking import dossier

kinds = st.sampled_from(["achieve", "uphold"])


def whole(events: Sequence[Event], kind: str) -> Dossier:
    """The dossier of a pledge with these facts upon it."""
    found = dossier(recorded(made("2008-01-15", kind=kind, id=at(99)), *events))
    assert found is not None
    return found


def told(folded: Folded) -> list[tuple[object, ...]]:
    """All that is kept of a fold, but for what explains and decides nothing."""
    decided = [state for state, _, _ in folded.saves]
    standings = [one._replace(concerns=()) for one in folded.standings]
    return list(zip(folded.days, standings, folded.sinces, decided, strict=True))


@given(orders=meetings(), kind=kinds, cut=st.integers(0, 5))
@settings(max_examples=300, deadline=None)
def test_a_fold_gone_on_from_is_the_fold_of_all_facts(
    orders: tuple[list[Event], list[Event]], kind: str, cut: int
) -> None:
    events, _ = orders
    before, after = whole(events[:cut], kind), whole(events, kind)
    fresh = [fact for fact in after.commitment.facts if fact not in before.commitment.facts]
    if before.linked != after.linked:
        return
    grown, _ = before.with_facts(fresh)
    earlier = fold(before.commitment)
    folded, splices = refold(earlier, grown.commitment, fresh)
    assert told(folded) == told(fold(after.commitment))
    assert folded.concerns == fold(after.commitment).concerns
    check_splices(told(earlier), told(folded), splices)


def check_splices(old: Sequence[object], new: Sequence[object], splices: Sequence[Splice]) -> None:
    """What lies outside the splices is the same, and they stand in order."""
    for one, following in pairwise(splices):
        assert one.old_stop <= following.old_start
        assert one.stop <= following.start
    ends = [(0, 0), *((one.old_stop, one.stop) for one in splices)]
    starts = [*((one.old_start, one.start) for one in splices), (len(old), len(new))]
    for (old_start, start), (old_stop, stop) in zip(ends, starts, strict=True):
        assert old[old_start:old_stop] == new[start:stop]


@given(orders=meetings(), cut=st.integers(0, 5))
@settings(max_examples=300, deadline=None)
def test_a_measure_gone_on_from_is_the_measure_of_all_facts(orders: tuple[list[Event], list[Event]], cut: int) -> None:
    events, _ = orders
    before, after = whole(events[:cut], "achieve").commitment.facts, whole(events, "achieve").commitment.facts
    for measure in MEASURES:
        fresh = [fact for fact in after if fact not in before and acts_on(fact, measure)]
        if fresh and not any(fact.resolves for fact in fresh):
            old = course(measure, [fact for fact in before if acts_on(fact, measure)])
            grown, splice = lengthened(old, fresh)
            assert grown == course(measure, [fact for fact in after if acts_on(fact, measure)])
            check_splices(steps(old), steps(grown), [splice])


def acts_on(fact: Fact, measure: str) -> bool:
    return fact.act is not None and fact.act.measure == measure


def steps(one: Course) -> list[tuple[object, ...]]:
    return list(zip(one.days, one.steps, one.sure, strict=True))
