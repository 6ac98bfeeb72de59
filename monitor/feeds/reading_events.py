"""The feed of events, read from the log."""

from collections.abc import Iterator
from itertools import islice

from alerts.filters import Filter, matches
from events.log import EventQuery
from monitor.answers.events import wire_names
from monitor.answers.reader import Reader
from monitor.feeds.entries import MOST_ENTRIES, Entry
from monitor.feeds.event_entry import event_entry
from monitor.feeds.matching import LOOKED_THROUGH, PAGE, newest_matching, subject
from monitor.feeds.reading_changes import Changes
from monitor.feeds.telling import tell, tell_ids
from monitor.feeds.told_event import ToldEvent


class Events:
    """Reads the feed of events, as known at position ``through``."""

    def __init__(self, reader: Reader, through: int, public_url: str) -> None:
        self._reader, self._through, self._public_url = reader, through, public_url

    def entries(self, wanted: Filter, *, bringing: bool) -> tuple[Entry, ...]:
        """The newest events that match.

        Args:
            wanted: what is asked for.
            bringing: whether only events are meant that brought a change of the kinds in the filter; else every event
                is, and its kinds of change say nothing.
        """
        found = self._bringing(wanted) if bringing else self._matching(wanted)
        bodies = self._reader.gather.bodies(self._through)
        return tuple(event_entry(event, self._public_url, bodies) for event in islice(found, MOST_ENTRIES))

    def _matching(self, wanted: Filter) -> Iterator[ToldEvent]:
        """Events that match by what they carry; of many only the newest are looked through."""
        asked = wanted.model_copy(update={"change": ("event",)})
        query, last = _query(wanted), self._through
        for _ in range(0, LOOKED_THROUGH, PAGE):
            page = self._reader.log.find(query, through=last, limit=PAGE, newest_first=True)
            tags = self._reader.log.tags_of([record.position for record in page])
            for start in range(0, len(page), MOST_ENTRIES):
                some = page[start : start + MOST_ENTRIES]
                for record, event in zip(some, tell(self._reader, some, self._through), strict=True):
                    if matches(asked, subject("event", tags[record.position], event.text)):
                        yield event
            if len(page) < PAGE:
                return
            last = page[-1].position - 1

    def _bringing(self, wanted: Filter) -> Iterator[ToldEvent]:
        """Events that brought a change that matches, by their notices."""
        texts = Changes(self._reader, self._through, self._public_url).texts
        ids: dict[str, None] = {}
        for one in newest_matching(self._reader, wanted, texts):
            if one.notice.cause.kind == "append":
                ids.update(dict.fromkeys(one.notice.events))
            if len(ids) >= MOST_ENTRIES:
                break
        found = tell_ids(self._reader, list(ids), self._through)
        yield from sorted(found.values(), key=lambda event: -event.position)


def _query(wanted: Filter) -> EventQuery:
    """What the log can already tell apart; all of it where a search for words alone could make the match."""
    tags = {
        field: tuple(f"type:{name}" for value in values for name in wire_names(value))
        if field == "event_type"
        else tuple(f"{field}:{value}" for value in values)
        for field, values in wanted.values().items()
    }
    if wanted.match == "all":
        return EventQuery(every=tuple(tags.values()))
    if wanted.text is not None or not tags:
        return EventQuery()
    return EventQuery(every=(tuple(tag for group in tags.values() for tag in group),))
