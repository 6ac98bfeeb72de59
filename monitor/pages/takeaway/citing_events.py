"""Events of the record as a view's documents cite them."""

from collections.abc import Iterable, Mapping
from datetime import date

from monitor.answers.event_shapes import content_of
from monitor.answers.events import event_shape
from monitor.pages.reading.answering import Shown
from monitor.pages.takeaway.cited_event import CitedEvent, footnote
from monitor.takeaway.document import Draft, Mark


def cited_events(shown: Shown, ids: Iterable[str]) -> dict[str, CitedEvent]:
    """Event id -> the event as known in the view; ids that are not on record by then are left out."""
    through = shown.view.through
    positions = sorted(place for place in shown.reader.log.positions_of({*ids}).values() if place <= through)
    shapes = event_shape(shown.reader, shown.reader.log.at(positions), through)
    acts = [one["corrected_by"][-1] for one in shapes if one["corrected_by"]]
    places = shown.reader.log.positions_of(acts)
    corrections = {
        one["id"]: one for one in event_shape(shown.reader, shown.reader.log.at(sorted(places.values())), through)
    }
    return {
        one["id"]: CitedEvent(
            id=one["id"],
            position=one["position"],
            state=one["state"],
            recorded_on=date.fromisoformat(one["recorded_at"][:10]),
            content=content_of(corrections[one["corrected_by"][-1]] if one["corrected_by"] else one),
            url=event_address(shown, one["id"]),
        )
        for one in shapes
    }


def event_address(shown: Shown, identity: str) -> str:
    """Where an event is found as known in the view, for ever."""
    return f"{shown.public_url}/events/{identity}?known_at={shown.view.through}"


class Footnotes:
    """Calls for footnotes about the events of a view."""

    def __init__(self, shown: Shown, draft: Draft, events: Mapping[str, CitedEvent]) -> None:
        self._shown, self._draft, self._events = shown, draft, events

    def on(self, ids: Iterable[str | None]) -> list[Mark | str]:
        """Marks for these events, once each; several are parted by commas. What is not on record has none."""
        found: list[Mark | str] = []
        for one in dict.fromkeys(ids):
            if one is not None and one in self._events:
                event = self._events[one]
                found += [","] if found else []
                found.append(self._draft.note(event.id, footnote(event, self._shown.name), event.name))
        return found
