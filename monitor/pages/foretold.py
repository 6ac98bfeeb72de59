"""A message that a filter would have sent, in the language that is spoken: what feeds say of the same in English."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alerts.mail.printable import one_line
from alerts.notices import Notice
from monitor.feeds.change_entry import Happened, Names
from monitor.feeds.entries import MOST_LINES as MOST_TOLD
from monitor.feeds.told_event import ToldEvent
from monitor.pages.reading.changes_told import change_told
from monitor.pages.reading.labels import jurisdiction

MOST_LINES: Final = 3
"""How many changes of one message a preview spells out."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change: ``title`` is of what, in the language ``language``, or of an event that was retracted."""

    title: str
    language: str | None
    retracted: bool
    words: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A message that would have been sent: where, what it tells first, and of how much more it tells.

    ``event`` is the one event that it is about, where it is about one; ``others`` are the changes of its cause but the
    first, ``more`` those of the whole message but ``lines``.
    """

    recorded_at: datetime
    place: str
    event: ToldEvent | None
    lines: Sequence[Line]
    others: int
    more: int


def sample(happened: Happened, names: Names, number: int) -> Sample:
    """The message of a cause, of which it tells as the feed of changes does.

    Args:
        happened: its newest cause.
        names: what things are called.
        number: how many changes it tells in all.
    """
    told = names.told(happened.notices[:MOST_TOLD])
    of_a_day = happened.cause.kind == "time"
    lines = [_line(notice, happened, names) for notice in happened.notices[:MOST_LINES]]
    return Sample(
        recorded_at=happened.notices[0].recorded_at,
        place=_place(happened, told),
        event=told[0] if len(told) == 1 and not of_a_day and not happened.left_out else None,
        lines=lines,
        others=happened.number - 1,
        more=number - len(lines),
    )


def _place(happened: Happened, told: Sequence[ToldEvent]) -> str:
    if happened.cause.kind == "time":
        return f"{jurisdiction(happened.cause.jurisdiction or '')}, {happened.cause.day}"
    return jurisdiction(told[0].jurisdiction) if told else ""


def _line(notice: Notice, happened: Happened, names: Names) -> Line:
    kind, _colon, identity = notice.item.partition(":")
    event = names.events.get(identity) if kind == "event" else None
    words = one_line(change_told(notice, names.bodies, happened.by.get(identity)))
    if event is None:
        return Line(one_line(names.title(notice.item)), "en", retracted=False, words=words)
    return Line(one_line(event.title), event.language, retracted=event.state == "retracted", words=words)
