"""The entry of an event, and how events and their sources stand in the entries of changes."""

from collections.abc import Iterable

from events.codec import base_type
from events.jurisdictions import JURISDICTIONS
from monitor.feeds.addresses import answer_of, event_link, tag_uri
from monitor.feeds.entries import Entry, Linked, Listed
from monitor.feeds.names import name_of
from monitor.feeds.told_event import Source, ToldEvent
from monitor.status.assessors import Bodies


def event_entry(event: ToldEvent, public_url: str, bodies: Bodies) -> Entry:
    """The entry: who did what when, in which place, on which sources; a retracted event stays, marked as such.

    Args:
        event: what there is to tell.
        public_url: the address that the service is reached at.
        bodies: as described on record.
    """
    about = [
        Linked(words=f"{place(event.jurisdiction)}, {event.occurred}: {base_type(event.type).replace('-', ' ')}"),
        *([Linked(words=f"{event.state} since it was first recorded")] if event.state != "current" else []),
    ]
    lists = [Listed(heading="On record", lines=tuple(about))]
    if event.sources:
        lines = tuple(Linked(words=_source(source, bodies)) for source in event.sources)
        lists.append(Listed(heading="Sources", lines=lines))
    link = event_link(public_url, event.id)
    return Entry(
        identity=tag_uri(public_url, f"events/{event.id}"),
        title=event.marked_title,
        link=link,
        data=answer_of(link, public_url),
        published=event.recorded_at,
        updated=event.updated,
        summary=event.summary,
        lists=tuple(lists),
        topics=event.topics,
        language=event.language,
    )


def event_lines(events: Iterable[ToldEvent], public_url: str, bodies: Bodies) -> tuple[Linked, ...]:
    """One line for each event: its day, its title, how it stands, and its first source."""
    return tuple(Linked(words=_line(event, bodies), url=event_link(public_url, event.id)) for event in events)


def place(jurisdiction: str) -> str:
    """The name of a jurisdiction; its code where it is none of those that are listed."""
    known = JURISDICTIONS.get(jurisdiction)
    return known.name if known is not None else jurisdiction


def _line(event: ToldEvent, bodies: Bodies) -> str:
    corrected = " (corrected)" if event.state == "corrected" else ""
    source = f"; {_source(event.sources[0], bodies)}" if event.sources else ""
    return f"{event.occurred}: {event.marked_title}{corrected}{source}"


def _source(source: Source, bodies: Bodies) -> str:
    return f"“{source.title}” ({name_of(source.publisher, bodies)}; {source.account})"
