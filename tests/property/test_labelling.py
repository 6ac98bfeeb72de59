"""What holds of labels however a strip is cut up."""

from itertools import accumulate, combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitor.charts.labelling import ROWS_ABOVE, Placed, Room, fits, place
from monitor.status.rules import LABELS

WIDTH = 540.0

labels = st.sampled_from([*LABELS.values(), "possibly in progress", "выполнено частично"])
lengths = st.lists(st.sampled_from([3.0, 15.0, 25.0, 40.0, 90.0, 150.0]), min_size=1, max_size=12)


@st.composite
def strips(draw: st.DrawFn) -> list[Room]:
    """Rooms one after the other, most of them too short for their labels, somewhere in the strip."""
    found = draw(lengths)
    ends = list(accumulate(found, initial=draw(st.floats(0, max(WIDTH - sum(found), 0)))))
    ends = [end for end in ends if end <= WIDTH]
    return [Room(left, right, (draw(labels),), above=draw(st.booleans())) for left, right in pairwise(ends)]


def line_crosses(one: Placed, other: Placed) -> bool:
    """Whether the line of a label above passes through another label."""
    return one.row > other.row > 0 and other.x < one.anchor < other.end


@given(strips())
def test_every_label_is_seen_whole_and_none_lies_on_another_or_is_crossed_by_a_line(rooms: list[Room]) -> None:
    placed = [one for one in place(rooms, WIDTH) if one]
    assert all(one.x >= 0 and one.end <= WIDTH and one.row <= ROWS_ABOVE for one in placed)
    for one, other in combinations(placed, 2):
        assert one.row != other.row or one.end < other.x or other.end < one.x
        assert not line_crosses(one, other)
        assert not line_crosses(other, one)


@given(strips())
def test_a_label_is_inside_exactly_where_it_fits_and_above_it_touches_its_room(rooms: list[Room]) -> None:
    for room, one in zip(rooms, place(rooms, WIDTH), strict=True):
        if fits(room.texts[0], room.left, room.right):
            assert one is not None
            assert one.row == 0
            assert room.left < one.x < one.end < room.right
        elif one is not None:
            assert room.above
            assert one.row > 0
            assert room.left < one.anchor < room.right


@given(strips())
def test_where_one_room_alone_wants_a_label_above_it_gets_it(rooms: list[Room]) -> None:
    wanting = [room for room in rooms if not fits(room.texts[0], room.left, room.right)]
    if len(wanting) == 1 and wanting[0].above and wanting[0].right - wanting[0].left >= 2:
        assert None not in place(rooms, WIDTH)
