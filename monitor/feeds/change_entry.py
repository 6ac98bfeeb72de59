"""The entry of a cause: one append, or one day in one jurisdiction, with every change that it brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from alerts.notices import Cause, Notice
from monitor.feeds.addresses import answer_of, event_link, tag_uri, view_link
from monitor.feeds.entries import MOST_LINES, Entry, Linked, Listed
from monitor.feeds.event_entry import event_lines, place
from monitor.feeds.sayings import saying
from monitor.feeds.told_event import ToldEvent
from monitor.status.assessors import Bodies


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called: bodies as described, titles by item (``commitment:kz-media-law``), events by id."""

    bodies: Bodies
    items: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, ToldEvent] = field(default_factory=dict)

    def title(self, item: str) -> str:
        """The title of an item; its id where it has none."""
        kind, _, identity = item.partition(":")
        if kind == "event" and identity in self.events:
            return self.events[identity].marked_title
        return self.items.get(item, identity)

    def told(self, notices: Sequence[Notice]) -> list[ToldEvent]:
        """The events that concern these notices, each once, in the order of their first notice."""
        ids = dict.fromkeys(event for notice in notices for event in notice.events)
        return [self.events[event] for event in ids if event in self.events]


@dataclass(frozen=True, slots=True)
class Happened:
    """A cause with those of its notices that were asked for, by number; never none.

    ``as_of`` and ``known_at`` are the view in which they hold: the day of the cause, and the position known at then.
    ``by`` says of a commitment whose grade its status rests on, ``left_out`` how many notices more there were.
    """

    cause: Cause
    notices: tuple[Notice, ...]
    as_of: date
    known_at: int
    by: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0

    @property
    def number(self) -> int:
        """How many notices there were, with those left out."""
        return len(self.notices) + self.left_out


def notice_text(notice: Notice, names: Names) -> str:
    """What is printed of a notice: what a search for words looks through."""
    events = (event.text for event in names.told([notice]))
    return " ".join([names.title(notice.item), saying(notice, names.bodies), *events])


def change_entry(happened: Happened, names: Names, public_url: str) -> Entry:
    """The entry; it is updated when an event that concerns it is corrected, retracted or reinstated later."""
    shown = happened.notices[:MOST_LINES]
    lines = tuple(_line(notice, happened, names, public_url) for notice in shown)
    changes = Listed(heading="What changed", lines=lines, more=happened.number - len(shown))
    told = names.told(shown)
    listed = told[:MOST_LINES]
    facts = Listed(
        heading="What happened" if happened.cause.kind == "append" else "On record",
        lines=event_lines(listed, public_url, names.bodies),
        more=len(told) - len(listed),
    )
    recorded_at, link = shown[0].recorded_at, lines[0].url or public_url
    topics = sorted({tag.removeprefix("topic:") for one in shown for tag in one.tags if tag.startswith("topic:")})
    return Entry(
        identity=tag_uri(public_url, f"changes/{_name(happened.cause)}"),
        title=_title(happened, lines, told),
        link=link,
        data=answer_of(link, public_url),
        published=recorded_at,
        updated=max([recorded_at, *(event.updated for event in told)]),
        lists=(changes, facts) if told else (changes,),
        topics=tuple(topics),
    )


def _name(cause: Cause) -> str:
    return f"append/{cause.append}" if cause.kind == "append" else f"day/{cause.jurisdiction}/{cause.day}"


def _title(happened: Happened, lines: Sequence[Linked], told: Sequence[ToldEvent]) -> str:
    """Place, who did what, and when; of a day, or where several events came at once, what that brought first."""
    more = f", and {happened.number - 1} more" if happened.number > 1 else ""
    if happened.cause.kind == "time":
        return f"{place(happened.cause.jurisdiction or '')}, {happened.cause.day}: {lines[0].words}{more}"
    if len(told) == 1 and not happened.left_out:
        return f"{place(told[0].jurisdiction)}: {told[0].marked_title}, {told[0].occurred}"
    where = f"{place(told[0].jurisdiction)}: " if told else ""
    return f"{where}{lines[0].words}{more}"


def _line(notice: Notice, happened: Happened, names: Names, public_url: str) -> Linked:
    kind, _, identity = notice.item.partition(":")
    words = f"{names.title(notice.item)}: {saying(notice, names.bodies, happened.by.get(identity))}"
    is_gone = notice.what == "commitment" and notice.after is None
    if kind == "event" or is_gone:
        event = identity if kind == "event" else notice.events[0]
        return Linked(words=words, url=event_link(public_url, event, happened.known_at))
    day = notice.since if notice.what == "history" and notice.since is not None else happened.as_of
    return Linked(words=words, url=view_link(public_url, f"{kind}s", identity, day, happened.known_at))
