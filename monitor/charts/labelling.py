"""Labelling: where the words of a strip stand, so that each is seen whole and none lies on another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from monitor.charts.letter_widths import ANY_OTHER, UNITS, WIDTHS

FONT_SIZE = 11
"""Pixels."""

ROWS_ABOVE = 3
"""How many rows of labels there may be above the bar."""

_PADDING = 6  # pixels between a label and the end of its room
_APART = 8  # pixels between two labels in a row
_BESIDE = 4  # pixels between a label above and its line
_HALF = 0.5  # of a line that is a pixel wide
_INWARDS = 2.5  # pixels from the end of a room to a line there, which the next room may have one beside
_SEEN = 2  # pixels that a room needs for anybody to ask what it is


@dataclass(frozen=True, slots=True)
class Room:
    """Where a label may stand, in pixels from the left; ``texts`` are its words, the most telling first.

    Where none of them fits, the last one may stand ``above``.
    """

    left: float
    right: float
    texts: tuple[str, ...]
    above: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its left end at ``x``; ``row`` 0 is in the room, 1 and up count the rows above from below.

    Above, an upright line beside the label, at ``anchor``, ties it to its room.
    """

    text: str
    x: float
    row: int = 0
    anchor: float = 0

    @property
    def end(self) -> float:
        """Its right end."""
        return self.x + text_width(self.text)


Way = Callable[[Room, int], Placed]
"""Where the label of a room would stand in a row above."""


def text_width(text: str) -> float:
    """How wide a label is, in pixels; sooner too wide than too narrow."""
    return sum(WIDTHS.get(character, ANY_OTHER) for character in text) * FONT_SIZE / UNITS


def fits(text: str, left: float, right: float) -> bool:
    """Whether a label can stand between two places."""
    return text_width(text) + 2 * _PADDING <= right - left


def place(rooms: Sequence[Room], width: float) -> list[Placed | None]:
    """A label for each room: inside where one fits, else above; ``None`` where it is too crowded for any.

    Args:
        rooms: in the order of time, not overlapping.
        width: of the whole strip, from 0.
    """
    inside = [_inside(room) for room in rooms]
    left_over = [number for number, one in enumerate(inside) if one is None and _asks(rooms[number])]
    # From the right to the left a label to the right of its line finds none below it in the way; the other way round
    # one to the left of it. The way that brings more labels is taken.
    to_the_right = _all_above(rooms, left_over[::-1], width, (_to_the_right, _to_the_left))
    to_the_left = _all_above(rooms, left_over, width, (_to_the_left, _to_the_right))
    above = max(to_the_right, to_the_left, key=len)
    return [one or above.get(number) for number, one in enumerate(inside)]


def _asks(room: Room) -> bool:
    return room.above and room.right - room.left >= _SEEN


def _inside(room: Room) -> Placed | None:
    return next((Placed(text, room.left + _PADDING) for text in room.texts if fits(text, room.left, room.right)), None)


def _all_above(rooms: Sequence[Room], order: Iterable[int], width: float, ways: Sequence[Way]) -> dict[int, Placed]:
    """The labels above by the number of their room; each in its turn takes the lowest row that is free."""
    found: dict[int, Placed] = {}
    for number in order:
        for one in (way(rooms[number], row) for way in ways for row in range(1, ROWS_ABOVE + 1)):
            if one.x >= 0 and one.end <= width and not any(_collide(one, other) for other in found.values()):
                found[number] = one
                break
    return found


def _to_the_right(room: Room, row: int) -> Placed:
    anchor = room.left + _HALF
    return Placed(room.texts[-1], anchor + _BESIDE, row, anchor)


def _to_the_left(room: Room, row: int) -> Placed:
    anchor = max(room.left + _HALF, room.right - _INWARDS)
    return Placed(room.texts[-1], anchor - _BESIDE - text_width(room.texts[-1]), row, anchor)


def _collide(one: Placed, other: Placed) -> bool:
    lower, higher = sorted((one, other), key=lambda label: label.row)
    if lower.row == higher.row:
        return one.x < other.end + _APART and other.x < one.end + _APART
    # The line of the higher one passes through the row of the lower one.
    return lower.x - _BESIDE < higher.anchor < lower.end + _BESIDE
