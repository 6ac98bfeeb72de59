"""Parts of a measure, kept by what changes on a day: all days up to one tell what holds on it, in order."""

from dataclasses import asdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitor.readmodel.row_json import parts_body, parts_on
from monitor.status.tracks import Part

parts = st.builds(
    Part,
    scope=st.sampled_from([None, "article 5"]),
    stage=st.sampled_from(["struck-down", "suspended"]),
    since=st.integers(1, 3),
    event=st.sampled_from("abcd"),
)
together = st.lists(parts, max_size=4, unique_by=lambda part: part.event)


@given(st.lists(together, max_size=6))
def test_the_parts_of_a_day_are_those_that_began_and_have_not_ended(days: list[list[Part]]) -> None:
    rows = [parts_body(before, now) for before, now in pairwise([[], *days])]
    for number, now in enumerate(days, 1):
        assert parts_on(rows[:number]) == [asdict(part) for part in now]


def test_a_part_that_begins_leaves_the_others_untold() -> None:
    first, second = Part("article 5", "struck-down", 1, "a"), Part(None, "suspended", 2, "b")
    assert parts_body([first], [first, second]) == {"ended": [], "begun": [asdict(second)]}
    assert parts_body([first, second], [second]) == {"ended": ["a"], "begun": []}
