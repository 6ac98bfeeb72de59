"""A batch leaves on record what its events leave that are appended one by one, and is refused where one of them is.

Two exceptions have specifications of their own: what a batch declares may be named before, and it does not bring a text
that it has forgotten.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from events.codec import base_type
from events.log import Log
from events.memory import MemoryLog
from monitor.gather import Gather
from monitor.intake.deciding import Makers, decide
from monitor.intake.reading import read_drafts
from monitor.intake.refusals import InvalidEvents
from monitor.intake.request import Request
from monitor.intake.standings import Standings
from monitor.status.record import read_entry, states
from tests import builders as new
from tests.builders import FIRST_APPEND, Event, at
from tests.property.recording import SALT, record
from tests.property.strategies import BODIES, PLEDGES, Append, Author, Draw, records

MAKERS = Makers(now=lambda: FIRST_APPEND, new_id=lambda: at(0), new_salt=lambda: SALT)


@st.composite
def acted_upon(draw: Draw) -> list[Event]:
    """Makings, what names their commitments or the coverage of these, and many acts upon them and upon each other."""
    author = Author(draw)
    for name in BODIES:
        author.add(author.body(name))
    author.add(author.made(PLEDGES[0]))
    for _ in range(draw(st.integers(2, 12))):
        match draw(st.sampled_from("aaaaamccnnf")):
            case "a":
                event = author.act(author.events[len(BODIES) :])
            case "n":
                about = new.bears("neutral", draw(st.sampled_from(author.pledges)), "reviewer")
                event = new.stated("2008-05-01", by="reviewer", bears_on=[about])
            case "c":
                event = author.covered()
            case "m":
                event = author.made(draw(st.sampled_from(PLEDGES[:2])))
            case _:
                event = author.fact()
        author.add(event)
    return author.events


def flat(appends: Iterable[Append]) -> list[Event]:
    return [event for append in appends for event in append]


def refusals(log: Log, events: Sequence[Event]) -> list[tuple[int, str, str, str]]:
    """Append these events as one; what is wrong with any, by how many come after it, and then nothing is stored."""
    drafts = tuple(read_drafts(enumerate(events, start=1)))
    lines = tuple(range(1, len(drafts) + 1))
    try:
        log.append(decide(log, Gather(log), MAKERS, Request(drafts, "rm-1", lines=lines), log.head()))
    except InvalidEvents as error:
        return [(len(drafts) - (one.line or 0), one.pointer, one.code, one.detail) for one in error.refusals]
    return []


def left(log: Log) -> list[tuple[Any, ...]]:
    """All that an event leaves for ever, but for what says in which append it came."""
    events = log.read(limit=10_000)
    tags = log.tags_of([event.position for event in events])
    own = ("append", "recorded_at")
    return [
        ({key: value for key, value in event.envelope.items() if key not in own}, tags[event.position])
        for event in events
    ]


@given(events=acted_upon() | records().map(flat), cut=st.integers(len(BODIES), len(BODIES) + 6))
@settings(max_examples=400, deadline=None)
def test_a_batch_leaves_what_its_events_leave_one_by_one(events: list[Event], cut: int) -> None:
    one_by_one, at_once = MemoryLog(), MemoryLog()
    batch: list[Event] = []
    for event in events:
        alone = refusals(one_by_one, [event])
        if one_by_one.head().position <= cut:
            assert refusals(at_once, [event]) == alone
        elif alone:
            assert refusals(at_once, [*batch, event]) == alone
        else:
            batch.append(event)
    if batch:
        assert refusals(at_once, batch) == []
    assert left(at_once) == left(one_by_one)


@given(appends=records() | acted_upon().map(lambda events: [[event] for event in events]))
@settings(max_examples=200, deadline=None)
def test_what_is_followed_act_by_act_is_what_all_acts_together_say(appends: list[Append]) -> None:
    standings, entries = Standings(), []
    for one in record(MemoryLog(), appends):
        entry = read_entry(one)
        entries.append(entry)
        before = {each.id for each in entries if standings.is_retracted(each.id)}
        changed = set(standings.follow(entry.id, base_type(one.type), entry.target))
        after = {each.id for each in entries if standings.is_retracted(each.id)}
        assert after == {identity for identity, state in states(entries).items() if state.retracted}
        assert changed == before ^ after
        begun = Standings()
        begun.begin(entries)
        assert after == {each.id for each in entries if begun.is_retracted(each.id)}
