"""What a withholding has forgotten: the texts it names in its target, there and in every correction of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from events.erasable import named_by

WITHHOLDING = "content-withheld.v1"


@dataclass(slots=True)
class Beside:
    """The texts beside one event, by JSON pointer; a withheld one is null."""

    position: int
    texts: dict[str, str | None]


class Place(NamedTuple):
    """Where a text stands that is to be erased: the event by position and id, and the JSON pointer in it."""

    position: int
    event: str
    pointer: str


@dataclass(slots=True)
class Family:
    """Events with what corrects them, and the texts beside them, as far as an append withholds from them."""

    corrections: dict[str, list[str]] = field(default_factory=dict)
    """Ids of what corrects an event, by its id."""
    texts: dict[str, Beside] = field(default_factory=dict)
    """By the id of the event."""

    def of(self, event_id: str) -> list[str]:
        """The event and every correction of it, corrections of corrections included."""
        found = [event_id]
        for one in found:
            found += self.corrections.get(one, ())
        return found

    def named(self, event_id: str, field: str) -> set[str]:
        """The texts of an event that a field names and that are not withheld yet."""
        beside = self.texts.get(event_id)
        if beside is None:
            return set()
        texts = (beside.texts[place] for place in named_by(field, tuple(beside.texts)))
        return {text for text in texts if text is not None}

    def forget(self, event: Mapping[str, Any]) -> list[Place]:
        """The places that a withholding erases, in their order; from then on their texts are withheld here too.

        What counts is the text. A correction may have put another one at the same place, which has to stay, and this
        one at another place, or twice, where it must not be left.
        """
        target = event["data"]["target"]
        wanted = set[str]().union(*(self.named(target, field) for field in event["data"]["fields"]))
        places = sorted(self._places(target, wanted))
        for place in places:
            self.texts[place.event].texts[place.pointer] = None
        return places

    def _places(self, event_id: str, wanted: set[str]) -> Iterator[Place]:
        for one in self.of(event_id):
            beside = self.texts.get(one)
            if beside is not None:
                yield from (Place(beside.position, one, at) for at, text in beside.texts.items() if text in wanted)
