"""Folds that are remembered, on whole records drawn at random: what they rest on and say is what is folded anew."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from events.log import Log
from events.memory import MemoryLog
from monitor.answers.folded import FoldedCommitment, fold_commitment, fold_measure
from monitor.answers.folds import Folds
from monitor.answers.known_grounds import Kind, KnownGrounds
from monitor.answers.outline import Outline
from monitor.answers.views import Asked, View, resolve
from monitor.gather import Gather
from monitor.gather_many import gather_commitments, gather_measures
from monitor.status.grounds import grounds_of
from monitor.status.record import Entry
from tests.builders import Event, source
from tests.property.keeping import some
from tests.property.recording import append, ends, makers
from tests.property.strategies import FIRST_DAY, MEASURES, PLEDGES, Append, records

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TELLERS = (("a-journal", "media"), ("state", "government"), ("reviewer", "civil-society"), ("league", "civil-society"))
LENSES = (None, None, "media", "government", "civil-society", "state", "reviewer", "council", "nobody", "somebody")
DAYS = (None, None, *(date.fromordinal(FIRST_DAY.toordinal() + number) for number in (-1, 0, 31, 90, 151, 400, 3_000)))

asked_views = st.lists(
    st.tuples(st.sampled_from(LENSES), st.sampled_from(DAYS)).filter(any), min_size=2, max_size=4, unique=True
)


def told_by_several(appends: list[Append]) -> list[Append]:
    """The same record, told of by several on the days of the facts, and with terms of commitments by two of them."""
    tellers = cycle(TELLERS)
    return [[_told(event, tellers) for event in events] for events in appends]


def _told(event: Event, tellers: Any) -> Event:
    if event["type"] == "event-corrected.v1":
        return {**event, "data": {**event["data"], "replacement": _told(event["data"]["replacement"], tellers)}}
    if "occurred" not in event or not event.get("sources"):
        return event
    published = {"published": event["occurred"]} if len(event["occurred"]) == len("2008-01-01") else {}
    told = {**event, "sources": [source(*next(tellers), **published)]}
    if event["type"] != "commitment-made.v1":
        return told
    terms = [
        {"source": "state", "text": "as the state has it", "due": "2008-06-30"},
        {"source": "reviewer", "text": "as the reviewer has it", "due": "2008-03-31"},
    ]
    return {**told, "data": {"commitment": {**event["data"]["commitment"], "terms": terms}}}


def views(log: Log, through: int, asked: list[tuple[str | None, date | None]]) -> list[View]:
    written = [(lens, day.isoformat() if day is not None else None) for lens, day in asked]
    return [
        resolve(log, Asked(as_of="2010-01-01", known_at=str(through), lens=lens, public_at=day), NOW)
        for lens, day in written
    ]


def said(folded: FoldedCommitment | None) -> Any:
    """All that a folded commitment says."""
    return folded and (folded.strands, [getattr(folded.outline, name) for name in Outline.__dataclass_fields__])


@given(appends=records(most=12))
@some(max_examples=30)
def test_many_are_gathered_as_each_by_itself(appends: list[Append]) -> None:
    log, made = MemoryLog(), makers()
    for events in appends:
        append(log, made, events)
    for through in (0, *ends(log)):
        gather = Gather(log)
        one_by_one = {name: gather.commitment(name, through) for name in PLEDGES}
        assert gather_commitments(log, gather, PLEDGES, through) == one_by_one
        assert gather_measures(log, gather, MEASURES, through) == {
            name: gather.measure(name, through) for name in MEASURES
        }


@given(appends=records(most=12), data=st.data())
@some(max_examples=30)
def test_grounds_that_are_remembered_are_those_found_anew_at_any_moment(
    appends: list[Append], data: st.DataObject
) -> None:
    log, made = MemoryLog(), makers()
    gather = Gather(log)
    known = KnownGrounds(log, gather)
    asked: list[tuple[Kind, tuple[str, ...], Callable[[str, int], list[Entry]]]] = [
        ("commitment", PLEDGES, gather.commitment),
        ("measure", MEASURES, gather.measure),
    ]
    for events in appends:
        append(log, made, events)
        earlier = data.draw(st.sampled_from([0, *ends(log)]))
        for through in (log.head().position, earlier):
            for kind, names, gathered in asked:
                remembered = known.known(kind, names, through)
                assert remembered == {name: grounds_of(gathered(name, through)) for name in remembered}
                known.find(kind, names, through)


@given(appends=records(most=8).map(told_by_several), asked=asked_views)
@some(max_examples=40)
def test_what_is_remembered_of_a_view_is_what_is_folded_anew(
    appends: list[Append], asked: list[tuple[str | None, date | None]]
) -> None:
    log, made = MemoryLog(), makers()
    gather = Gather(log)
    folds = Folds(log, gather, at_once=1)
    for events in appends:
        append(log, made, events)
        for view in views(log, log.head().position, asked):
            through, bodies = view.through, gather.bodies(view.through)
            found = folds.commitments(PLEDGES, view)
            for name in PLEDGES:
                anew = fold_commitment(name, gather.commitment(name, through), bodies, view.aspect)
                assert said(found.get(name)) == said(anew)
            assert folds.measures(MEASURES, view) == {
                name: fold_measure(name, gather.measure(name, through), bodies, view.aspect) for name in MEASURES
            }
