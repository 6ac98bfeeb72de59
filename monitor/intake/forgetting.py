"""What a withholding has forgotten: the texts it names in its target, there and in every correction of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from events.erasable import named_by

WITHHOLDING, CORRECTION = "content-withheld.v1", "event-corrected.v1"


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


class Forgotten(NamedTuple):
    """What one withholding forgets: its position, its target, and of each of its fields the texts."""

    position: int
    target: str
    fields: tuple[set[str], ...]


class Clash(NamedTuple):
    """A field of a withholding, by the position of the act and its index, and where its text stands anew."""

    position: int
    field: int
    place: Place


@dataclass(slots=True)
class Family:
    """Events with what corrects them, and the texts beside them, as far as an append withholds from them."""

    corrections: dict[str, list[str]] = field(default_factory=dict)
    """Ids of what corrects an event, by its id."""
    texts: dict[str, Beside] = field(default_factory=dict)
    """By the id of the event, of those on record."""
    brought: dict[str, Beside] = field(default_factory=dict)
    """By the id of the event, of those that the append itself brings."""
    forgotten: list[Forgotten] = field(default_factory=list)

    def add(self, event: Mapping[str, Any], event_id: str, beside: Beside) -> None:
        """Learn of an event that the append brings, with its texts."""
        if event["type"] == CORRECTION:
            self.corrections.setdefault(event["data"]["target"], []).append(event_id)
        if beside.texts:
            self.brought[event_id] = beside

    def of(self, event_id: str) -> list[str]:
        """The event and every correction of it, corrections of corrections included."""
        found = [event_id]
        for one in found:
            found += self.corrections.get(one, ())
        return found

    def named(self, event_id: str, field: str) -> set[str]:
        """The texts of an event that a field names and that are not withheld yet."""
        beside = self.texts.get(event_id) or self.brought.get(event_id)
        if beside is None:
            return set()
        texts = (beside.texts[place] for place in named_by(field, tuple(beside.texts)))
        return {text for text in texts if text is not None}

    def forget(self, event: Mapping[str, Any], position: int) -> list[Place]:
        """The places on record that a withholding erases, in their order; from then on they are withheld here too.

        What counts is the text. A correction may have put another one at the same place, which has to stay, and this
        one at another place, or twice, where it must not be left.
        """
        target = event["data"]["target"]
        fields = tuple(self.named(target, field) for field in event["data"]["fields"])
        self.forgotten.append(Forgotten(position, target, fields))
        places = sorted(self._places(target, set[str]().union(*fields), self.texts))
        for place in places:
            self.texts[place.event].texts[place.pointer] = None
        return places

    def clashes(self) -> Iterator[Clash]:
        """Where an append brings a text that it has forgotten too, in whichever order, once all of it is known.

        What one append stores is not erased by it, and its sender cannot have meant both.
        """
        for position, target, fields in self.forgotten:
            for index, texts in enumerate(fields):
                place = next(self._places(target, texts, self.brought), None)
                if place is not None:
                    yield Clash(position, index, place)

    def _places(self, event_id: str, wanted: set[str], among: Mapping[str, Beside]) -> Iterator[Place]:
        for one in self.of(event_id):
            beside = among.get(one)
            if beside is not None:
                yield from (Place(beside.position, one, at) for at, text in beside.texts.items() if text in wanted)
