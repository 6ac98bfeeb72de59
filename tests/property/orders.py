"""The same facts in two orders of recording: what they refer to stays before them, each has an ``order`` of its own."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from tests import builders as new
from tests.builders import Event, at
from tests.property.strategies import BODIES, MOSTLY_DAYS, OFTEN, PLEDGES, VAGUE, Author, datings, days

Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def shuffled(draw: Draw, *, most: int = 9) -> tuple[list[Event], list[Event]]:
    """The same facts in two orders of recording, no act among them; each has an ``order`` that no other has.

    What an event refers to stays before it. Bodies and coverage are stated once: of those the last on record holds.
    """
    author = Author(draw, distinct_orders=True)
    for name in BODIES:
        author.add(author.body(name))
    for pledge in PLEDGES[:2]:
        author.add(author.made(pledge))
    if draw(st.booleans()):
        author.add(author.covered())
    for _ in range(draw(st.integers(1, most))):
        author.add(author.fact())
    return author.events, _in_order(author.events, draw(st.permutations(range(len(author.events)))))


def _in_order(events: list[Event], wished: Sequence[int]) -> list[Event]:
    """The events by what is wished, each behind everything it refers to."""
    placed: list[Event] = []
    left = [events[number] for number in wished]
    declared: set[str] = set()
    while left:
        event = next(one for one in left if _needs(one) <= declared)
        left.remove(event)
        placed.append(event)
        declared |= {event["id"], *_declares(event)}
    return placed


def _declares(event: Event) -> set[str]:
    data = event["data"]
    if event["type"] == "commitment-made.v1":
        return {data["commitment"]["id"]}
    return {data["body"]["id"]} if event["type"] == "body-described.v1" else set()


def _needs(event: Event) -> set[str]:
    if event["type"] == "body-described.v1":
        return set()
    named = {one["of"].partition(".")[0] for key in ("bears_on", "assessments") for one in event.get(key, ())}
    commitment = event["data"].get("commitment")
    named |= {commitment} if isinstance(commitment, str) else set()
    named |= set(event["data"].get("commitments", ()))
    return {*named, *event.get("resolves", ()), *BODIES}


@st.composite
def meetings(draw: Draw) -> tuple[list[Event], list[Event]]:
    """Acts upon one law, and words and grades about one pledge, that crowd on a few days, in two orders of recording.

    Some end earlier ones, which may count later.
    """
    few = st.sampled_from(draw(st.lists(days, min_size=2, max_size=3, unique=True)))
    dating = datings(few, draw(st.sampled_from([VAGUE, MOSTLY_DAYS])))
    events = []
    for number in range(1, draw(st.integers(2, 6)) + 1):
        kind = draw(st.sampled_from("llllllaas"))
        if kind == "s":
            act = draw(st.sampled_from(["concern", "threat", "position"]))
            event = new.stated(draw(dating), act, bears_on=[*draw(st.sampled_from([new.CONCERNS, ()]))])
        elif kind == "l":
            bears_on = draw(st.sampled_from([new.ADVANCES, new.HINDERS, ()]))
            event = new.legislated(draw(dating), draw(st.sampled_from(OFTEN)), bears_on=bears_on)
        else:
            value = draw(st.sampled_from(["implemented", "partially-implemented", "not-implemented"]))
            event = new.assessed(draw(dating), new.grade(value, draw(st.sampled_from(BODIES))))
        if number > 1 and not draw(st.integers(0, 2)):
            event["resolves"] = [at(draw(st.integers(1, number - 1)))]
        events.append({**event, "id": at(number), "order": number})
    return events, list(draw(st.permutations(events)))
