"""Events as they are taken away: one of them, a list by a filter, or what a search has found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from monitor.answers.event_shapes import Shape
from monitor.answers.events import EventFilter, find_events, one_event
from monitor.answers.export import EVENT_COLUMNS, event_cells
from monitor.answers.search import search
from monitor.languages.calendar import instant_in_words
from monitor.pages.reading.addresses import Addresses
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.dates_in_words import dated
from monitor.pages.reading.labels import account_of
from monitor.pages.reading.record_data import record_data
from monitor.pages.reading.record_words import plain, type_of
from monitor.pages.shown import opening
from monitor.pages.takeaway.cited_event import CitedEvent, reference_to
from monitor.pages.takeaway.citing_events import Footnotes, cited_events, event_address
from monitor.pages.takeaway.selection import Selection
from monitor.searching.finding import Wanted
from monitor.status.rules import LABELS
from monitor.takeaway.document import Draft, Link, Text
from monitor.takeaway.reference import Reference

MOST: Final = 500
"""So many events, or hits of a search, are taken away together; what more there are is said."""

HIT_COLUMNS: Final = ("kind", "id", "title", "jurisdiction", "occurred", "state", "status", "stage", "through_position")


def event_selection(shown: Shown, identity: str) -> Selection:
    """One event.

    Raises:
        NotOnRecord: it is not on record at that moment.
    """
    found = one_event(shown.reader, identity, shown.view.through)
    cited = cited_events(shown, [found["id"]])[found["id"]]
    content = cited.content

    def write(draft: Draft, notes: Footnotes) -> None:
        draft.say(content.get("summary") or content["title"], *notes.on([found["id"]]))
        if found["state"] != "current":
            draft.say(f"This event is {plain(found['state'])}. It was first recorded as: “{found['title']}”.")
        draft.items([f"{opening(label)}: {value}"] for label, value in _facts(shown, content))
        draft.heading("What it touches")
        # No day belongs to the view of an event, so none is in what it leads to.
        then = f"?known_at={shown.view.through}"
        draft.items([Link(one, f"{shown.public_url}/commitments/{one}{then}")] for one in found["touches"])
        draft.heading("Its place in the record")
        draft.items([[f"{label}: {found[name]}"] for label, name in _PLACE])

    def itself(event: CitedEvent) -> Reference:
        return reference_to(event, shown.recorded_at.date() if shown.recorded_at else None)

    return Selection(
        title=content["title"],
        named=("event", str(found["position"])),
        permanent=event_address(shown, found["id"]),
        ids=(found["id"],),
        write=write,
        columns=EVENT_COLUMNS,
        rows=lambda: _event_rows([found]),
        itself=itself,
        unlike=f"Event {found['position']}, {_known(shown)}",
    )


_PLACE: Final = (
    ("Id", "id"), ("Position", "position"), ("Append", "append"), ("Recorded", "recorded_at"),
    ("Leaf hash", "leaf_hash"),
)  # fmt: skip


def listing_selection(shown: Shown, wanted: EventFilter, asked: Sequence[tuple[str, str]]) -> Selection:
    """The events that match a filter, by position; ``asked`` is the filter as parameters."""
    found, more = find_events(shown.reader, shown.view.through, wanted, limit=MOST)

    def write(draft: Draft, notes: Footnotes) -> None:
        draft.say(f"The first {MOST} events that match; there are more." if more else f"Events: {len(found)}.")
        draft.items([f"{name.replace('_', ' ')}: {value}"] for name, value in asked)
        draft.table(
            ("Position", "Happened", "What", "Who"),
            (
                [
                    [str(one["position"])],
                    [dated(one["occurred"])],
                    [Text(one["title"], struck=one["state"] == "retracted"), *notes.on([one["id"]])],
                    [account_of(one["account"]), f", {type_of(one['type'])}"],
                ]
                for one in found
            ),
        )

    pinned = {"known_at": str(shown.view.through)}
    permanent = f"{shown.public_url}{Addresses('', pinned).page('/v1/events', asked)}"
    return Selection(
        title="Events on record",
        named=("events", *(value for _, value in asked)),
        permanent=permanent,
        ids=tuple(one["id"] for one in found),
        write=write,
        columns=EVENT_COLUMNS,
        rows=lambda: _event_rows(found),
        unlike=f"Events, {_known(shown)}",
    )


def search_selection(shown: Shown, wanted: Wanted, asked: Sequence[tuple[str, str]]) -> Selection:
    """What has all the words of a search."""
    found, last = search(shown.reader, shown.view, wanted, limit=MOST)

    def write(draft: Draft, notes: Footnotes) -> None:
        draft.say(f"Searched for: {wanted.q}.")
        draft.say(f"The first {MOST} that were found; there are more." if last else f"Found: {len(found)}.")
        draft.items([*_hit(shown, one), *notes.on([one["id"]])] for one in found)

    permanent = shown.permanent("/search", asked)
    return Selection(
        title="What a search found",
        named=("search", wanted.q),
        permanent=permanent,
        ids=tuple(one["id"] for one in found if one["kind"] == "event"),
        write=write,
        columns=HIT_COLUMNS,
        rows=lambda: ([*(one[name] for name in HIT_COLUMNS[:-1]), shown.view.through] for one in found),
    )


def _hit(shown: Shown, hit: Shape) -> list[Link | str]:
    status = hit["status"]
    state = "" if hit["state"] == "current" else hit["state"] or ""
    said = LABELS.get(status, status) if status else hit["stage"] or state
    happened = f", {dated(hit['occurred'])}" if hit["occurred"] else ""
    if hit["kind"] == "event":
        address = event_address(shown, hit["id"])
    else:
        address = shown.permanent(f"/{hit['kind']}s/{hit['id']}")
    return [Link(hit["title"], address), f" ({hit['kind']}{f', {plain(said)}' if said else ''}{happened})"]


def _facts(shown: Shown, content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "happened", dated(content["occurred"])
    if content.get("dating_note"):
        yield "on its date", content["dating_note"]
    yield "who acts or speaks", account_of(content["account"])
    yield from ((one.label, one.value) for one in record_data(content["data"], shown.name))
    for one in content.get("bears_on", ()):
        yield f"{one['effect']} {one['of']}", f"according to {shown.name(one['according_to'])}"
    for one in content.get("assessments", ()):
        value = one.get("value") or one.get("direction") or "no direction"
        yield f"grade on {one['of']}", f"{value}, by {shown.name(one['assessor'])}"


def _event_rows(events: Iterable[Shape]) -> Iterator[list[object]]:
    for one in events:
        cells = event_cells(one)
        yield [cells.get(column) for column in EVENT_COLUMNS]


def _known(shown: Shown) -> str:
    if shown.recorded_at is None:
        return "before anything was on record"
    return f"as known to this record at position {shown.view.through} ({instant_in_words(shown.recorded_at)})"
