"""An outline: how one commitment stands on any day, in few words."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

_TOLD = ("status", "certain", "flags", "since", "by", "legal")

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Outline:
    """One commitment: the first days of its headlines and definitions, ascending, and what they are from then on.

    A headline is told by its status, whether that is certain, its flags, since when, by whose grade, the last change of
    the law, and, where the coverage has an end, the day of the last event that counted.
    """

    days: tuple[int, ...]
    headlines: tuple[Body, ...]
    defined: tuple[int, ...]
    definitions: tuple[Body, ...]

    def on(self, day: int) -> tuple[Body, Body] | None:
        """Headline and definition on a day; None while it was not made."""
        number, definition = bisect_right(self.days, day), bisect_right(self.defined, day)
        if not number or not definition:
            return None
        return self.headlines[number - 1], self.definitions[definition - 1]


def outline_of(headlines: Iterable[tuple[int, Body]], definitions: Sequence[tuple[int, Body]]) -> Outline:
    """The outline of a commitment from what is told of its headlines (``headlines_told``) and from its definitions.

    Both by their first days, ascending.
    """
    names = (*_TOLD, "moved_to") if any(body["covers_to"] is not None for _, body in definitions) else _TOLD
    told = ((day, {name: body[name] for name in names}) for day, body in headlines)
    # Neighbours that differ in what is left out are one.
    first = [next(run) for _, run in groupby(told, key=lambda one: one[1])]
    return Outline(
        tuple(day for day, _ in first),
        tuple(body for _, body in first),
        tuple(day for day, _ in definitions),
        tuple(body for _, body in definitions),
    )
