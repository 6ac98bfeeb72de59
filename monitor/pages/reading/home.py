"""What the home page shows: each jurisdiction in numbers, what changed last, what is overdue or due soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from alerts.mail.printable import one_line
from alerts.notices import Notice
from monitor.answers.board_filter import BoardFilter
from monitor.answers.jurisdictions import jurisdictions
from monitor.answers.shape import Shape
from monitor.feeds.change_entry import Happened as Cause
from monitor.feeds.change_entry import Names, change_entry
from monitor.feeds.reading_changes import Changes
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import view_on
from monitor.pages.reading.changes_told import change_told
from monitor.pages.reading.labels import jurisdiction
from monitor.pages.reading.standings import Counted, items_of, standings

LATEST: Final = 5
"""So many causes of changes are shown, and so many changes of each."""

DEADLINES: Final = 12
"""So many commitments that are overdue or due soon are shown."""

_DUE: Final = ("overdue", "due-soon")


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction in numbers; ``covers_to`` is the last day that its record is stated to cover, if it ends."""

    code: str
    name: str
    counts: Sequence[Counted]
    whole: int
    followed: int
    contested: int
    covers_from: str | None
    covers_to: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words, with what it is a change of and the page that shows it.

    ``language`` is that of the title; ``retracted`` says that it is the title of an event that was.
    """

    title: str
    language: str | None
    retracted: bool
    words: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Happened:
    """A cause of changes: where, how many, when it came on record, the first of them, how many more."""

    place: str
    number: int
    recorded_on: str
    lines: tuple[Line, ...]
    more: int


def home(shown: Shown) -> dict[str, Any]:
    """What the template takes."""
    places, due, more = [], [], 0
    for found in jurisdictions(shown.reader, shown.view):
        # A day ends in the zone of each jurisdiction.
        view = view_on(shown.service, shown.asked, found["code"])
        stand = standings(shown.reader, view, BoardFilter(jurisdiction=(found["code"],)))
        coverage = found["coverage"] or {}
        places.append(
            Place(
                code=found["code"],
                name=jurisdiction(found["code"]),
                counts=stand.counts,
                whole=len(stand.ids) - stand.followed,
                followed=stand.followed,
                contested=stand.flags.get("disputed-by-duty-bearer", 0),
                covers_from=coverage.get("covers_from"),
                covers_to=coverage.get("covers_to"),
            )
        )
        late = [one for one in stand.ids if not set(_DUE).isdisjoint(stand.headline[one]["flags"])]
        due += items_of(shown.reader, view, late[:DEADLINES])
        more += len(late[DEADLINES:])
    due.sort(key=lambda one: (one["due_by"] or "", one["id"]))
    return {
        "places": places,
        "due": [_due(one) for one in due[:DEADLINES]],
        "due_more": more + len(due[DEADLINES:]),
        "latest": _latest(shown),
    }


def _due(item: Shape) -> dict[str, Any]:
    return {**item, "overdue": "overdue" in item["flags"]}


def _latest(shown: Shown) -> list[Happened]:
    """The changes that came on record last, as known at the moment of the view."""
    if shown.recorded_at is None:
        return []
    changes = Changes(shown.reader, shown.view.through, shown.public_url)
    until = shown.recorded_at if shown.asked.known_at is not None else None
    latest, names = changes.latest(LATEST, LATEST, until)
    return [_happened(one, names, shown.public_url) for one in latest]


def _happened(cause: Cause, names: Names, public_url: str) -> Happened:
    entry = change_entry(cause, names, public_url)
    urls = [one.url for one in entry.lists[0].lines]
    lines = tuple(_line(cause, notice, names, url) for notice, url in zip(cause.notices, urls, strict=False))[:LATEST]
    recorded_on = entry.published.date().isoformat()
    return Happened(_place(cause, names), cause.number, recorded_on, lines, cause.number - len(lines))


def _place(happened: Cause, names: Names) -> str:
    """Where it happened, and of what a day brought that day; empty where nothing says it."""
    if happened.cause.kind == "time":
        return f"{jurisdiction(happened.cause.jurisdiction or '')}, {happened.cause.day}"
    told = names.told(happened.notices)
    return jurisdiction(told[0].jurisdiction) if told else ""


def _line(cause: Cause, notice: Notice, names: Names, url: str | None) -> Line:
    kind, _, identity = notice.item.partition(":")
    event = names.events.get(identity) if kind == "event" else None
    words = change_told(notice, names.bodies, cause.by.get(identity))
    if event is None:
        return Line(one_line(names.title(notice.item)), "en", retracted=False, words=words, url=url)
    return Line(one_line(event.title), event.language, retracted=event.state == "retracted", words=words, url=url)
