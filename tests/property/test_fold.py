"""The fold, on whole records drawn at random: what design section 3 says must hold, and that it never fails."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from events.memory import MemoryLog
from events.recorded import Recorded
from monitor.gather import Gather
from monitor.status.because import explain
from monitor.status.case import Case
from monitor.status.cases import Dossier, build
from monitor.status.changes import Core, changes
from monitor.status.history import Period, history
from tests.builders import Event, at, made, recorded
from tests.property.orders import meetings, shuffled
from tests.property.recording import append as put
from tests.property.recording import ends, makers, record
from tests.property.strategies import PLEDGES, Append, days, records
from tests.spec.monitor.status.asking import dossier

Runs = list[tuple[int, Core]]


def told(log: MemoryLog, pledge: str, through: int) -> Dossier | None:
    """The dossier as the service builds it, from what its tags find."""
    gather = Gather(log)
    return build(pledge, gather.commitment(pledge, through), gather.bodies(through))


def dossiers(log: MemoryLog) -> Iterator[tuple[str, int, Dossier | None]]:
    """Each commitment as known at the end of each append."""
    for through in ends(log):
        for pledge in PLEDGES:
            yield pledge, through, told(log, pledge, through)


def recorded_in(appends: Sequence[Append]) -> tuple[MemoryLog, list[Recorded]]:
    log = MemoryLog()
    return log, record(log, appends)


def answers(found: Dossier | None) -> dict[str, tuple[Period, ...]]:
    return {subject: history(case) for subject, case in found.every.items()} if found else {}


def runs(periods: Sequence[Period]) -> Runs:
    return [(period.since, period.standing.core) for period in periods]


def on(periods: Sequence[Period], day: int) -> Period:
    return [period for period in periods if period.since <= day][-1]


@given(records())
@settings(max_examples=60, deadline=None)
def test_history_never_raises_and_every_standing_can_be_explained(appends: list[Append]) -> None:
    log, _ = recorded_in(appends)
    for _, _, found in dossiers(log):
        for case in found.every.values() if found else ():
            for period in history(case):
                explain(case, period.standing, period.since)


@given(records())
@settings(max_examples=60, deadline=None)
def test_periods_begin_at_the_making_follow_each_other_without_a_gap_and_never_end(appends: list[Append]) -> None:
    log, _ = recorded_in(appends)
    for _, _, found in dossiers(log):
        for case in found.every.values() if found else ():
            periods = history(case)
            assert periods[0].since == case.made
            assert periods[-1].until is None
            for one, following in pairwise(periods):
                assert one.since < following.since == one.until
                assert one.standing != following.standing


def asked_often(case: Case) -> Case:
    """The same case, amended again and again to what it was, so that the fold looks at many more days."""
    first, last = case.made, max(fact.counts_from for fact in case.facts) + 200
    days = {*range(first, last, 7), *(definition.day for definition in case.definitions)}
    days |= {fact.counts_from + after for fact in case.facts for after in (0, 1, 149, 150, 151)}
    days |= {max(fact.earliest, first) for fact in case.facts}
    days |= {one.due_by + after for one in case.definitions if one.due_by is not None for after in (-91, -90, 0, 1)}
    told = [
        replace([one for one in case.definitions if one.day <= day][-1], day=day)
        for day in sorted(days)
        if day >= first
    ]
    return replace(case, definitions=tuple(told))


@given(records())
@settings(max_examples=80, deadline=None)
def test_history_misses_no_day_on_which_the_answer_changes(appends: list[Append]) -> None:
    log, _ = recorded_in(appends)
    for pledge in PLEDGES:
        found = told(log, pledge, log.head().position)
        for case in found.every.values() if found else ():
            periods = history(case)
            for period in history(asked_often(case)):
                assert on(periods, period.since).standing.core == period.standing.core
                assert on(periods, period.since).standing.events == period.standing.events


@given(records())
@settings(max_examples=60, deadline=None)
def test_property_1_tags_find_exactly_what_the_design_says_touches_a_commitment(appends: list[Append]) -> None:
    log, every = recorded_in(appends)
    for pledge, through, found in dossiers(log):
        assert answers(found) == answers(dossier(every, pledge, known_at=through))


@given(records())
@settings(max_examples=40, deadline=None)
def test_property_2_a_later_record_never_changes_an_answer_pinned_to_an_earlier_known_at(appends: list[Append]) -> None:
    log, made = MemoryLog(), makers()
    pinned: dict[tuple[str, int], Any] = {}
    gather = Gather(log)
    for events in appends:
        put(log, made, events)
        through = log.head().position
        for pledge in PLEDGES:
            then = build(pledge, gather.commitment(pledge, through), gather.bodies(through))
            pinned[pledge, through] = answers(then)
        for (pledge, earlier), answer in pinned.items():
            assert answers(told(log, pledge, earlier)) == answer
            kept = build(pledge, gather.commitment(pledge, earlier), gather.bodies(earlier))
            assert answers(kept) == answer


def without_positions(found: Dossier | None) -> Any:
    """The whole answer, but for the positions that its facts have on record."""
    return {
        subject: [
            (
                period.since,
                period.standing.core,
                period.standing.rule,
                [(event, role) for event, _, role in period.standing.events],
                [replace(concern, position=0) for concern in period.standing.concerns],
                period.standing.measures,
                period.standing.moved_to,
                period.standing.flags,
            )
            for period in periods
        ]
        for subject, periods in answers(found).items()
    }


@given(shuffled())
@settings(max_examples=100, deadline=None)
def test_property_4_the_order_of_recording_does_not_change_the_answer(orders: tuple[list[Event], list[Event]]) -> None:
    whole = []
    for events in orders:
        bodies = [event for event in events if event["type"] == "body-described.v1"]
        rest = [event for event in events if event["type"] != "body-described.v1"]
        log, taken = recorded_in([bodies, *([event] for event in rest)])
        assert len(taken) == len(events), "a refused event would make the records differ"
        whole.append([without_positions(told(log, pledge, len(taken))) for pledge in PLEDGES])
    assert whole[0] == whole[1]


@given(meetings(), st.sampled_from(["achieve", "uphold"]))
@settings(max_examples=200, deadline=None)
def test_property_4_nor_where_facts_crowd_on_a_few_days(orders: tuple[list[Event], list[Event]], kind: str) -> None:
    one, other = (recorded(made("2008-01-15", kind=kind, id=at(99)), *events) for events in orders)
    assert without_positions(dossier(one)) == without_positions(dossier(other))


@given(records())
@settings(max_examples=40, deadline=None)
def test_changes_are_none_exactly_where_both_histories_are_equal(appends: list[Append]) -> None:
    log, _ = recorded_in(appends)
    before: dict[str, Runs] = {pledge: [] for pledge in PLEDGES}
    for pledge, _, found in dossiers(log):
        after = runs(history(found.commitment)) if found else []
        check_changes(before[pledge], after)
        before[pledge] = after


cores = st.tuples(st.sampled_from(["in-progress", "enacted"]), st.booleans(), st.just("none"), st.just(()))
histories = st.dictionaries(days.map(lambda day: day.toordinal()), cores, max_size=5).map(
    lambda rows: sorted(rows.items())
)


@given(histories, histories)
def test_changes_are_disjoint_and_as_long_as_can_be(before: Runs, after: Runs) -> None:
    check_changes(before, after)


def check_changes(before: Runs, after: Runs) -> None:
    today = 733_500
    found = changes(before, after, today)
    bounds = sorted({day + step for day, _ in (*before, *after) for step in (-1, 0, 1)})
    for day in bounds:
        old, new = core_on(before, day), core_on(after, day)
        covering = [one for one in found if one.since <= day and (one.until is None or day < one.until)]
        assert len(covering) == (old != new)
        for one in covering:
            assert (one.before, one.after) == (old, new)
    for one in found:
        assert one.current == (one.since <= today and (one.until is None or today < one.until))
    for one, following in pairwise(found):
        assert one.until is not None
        assert one.until <= following.since
        joined = one.until == following.since
        assert not joined or (one.before, one.after) != (following.before, following.after)


def core_on(run: Runs, day: int) -> Core | None:
    standing = [core for since, core in run if since <= day]
    return standing[-1] if standing else None
