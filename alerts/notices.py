"""Notices: what there is to tell, one for each thing that became different, whoever asked for it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import orjson

from events.jurisdictions import today_in

What = Literal[
    "commitment",
    "status",
    "stage",
    "overdue",
    "due-soon",
    "no-recent-record",
    "dispute",
    "flag",
    "concern",
    "history",
    "event",
    "ruling",
    "assessment",
    "correction",
    "retraction",
]
"""What became different: the kinds of change that a subscription can ask for."""

_JURISDICTION = "jurisdiction:"


@dataclass(frozen=True, slots=True)
class Cause:
    """What brought it: one append, an act of knowing, or one day in one jurisdiction, for what time alone brings."""

    kind: Literal["append", "time"]
    append: int | None = None
    day: date | None = None
    jurisdiction: str | None = None

    @property
    def key(self) -> str:
        """The same text for the same cause: ``append:12``, ``time:KZ:2009-01-01``."""
        return f"append:{self.append}" if self.kind == "append" else f"time:{self.jurisdiction}:{self.day}"


def cause_of(key: str) -> Cause:
    """The cause with a key.

    Raises:
        ValueError: the text is no key of a cause.
    """
    kind, _, rest = key.partition(":")
    if kind == "append":
        return Cause("append", append=int(rest))
    jurisdiction, _, day = rest.rpartition(":")
    if kind != "time" or not jurisdiction:
        raise ValueError(key)
    return Cause("time", day=date.fromisoformat(day), jurisdiction=jurisdiction)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that became different.

    ``item`` is what is followed, ``commitment:kz-media-law``, ``measure:...`` or, where only an event is to be told,
    ``event:<id>``. ``before`` and ``after`` are JSON values, ``None`` for nothing. ``since`` is the day from which it
    is so, ``until`` the first day from which it no longer is, ``None`` for good. ``tags`` are those of the events that
    concern it, as the log has them, with the item's own: what a subscription can be about. ``counts_from`` is the day
    of the newest fact in it, by which old news is told from news. A silent notice is shown and sent to nobody.
    """

    what: What
    item: str
    before: Any
    after: Any
    since: date | None
    until: date | None
    cause: Cause
    tags: tuple[str, ...]
    events: tuple[str, ...]
    recorded_at: datetime
    counts_from: date
    silent: bool

    @property
    def key(self) -> bytes:
        """Bytes that no other notice has, so that written twice it is one; they begin with the key of the cause.

        Those of one cause lie beside each other in an index.
        """
        told = [self.item, self.what, self.before, self.after, self.since]
        return self.cause.key.encode() + b" " + hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).digest()

    @property
    def recorded_on(self) -> date:
        """The day on which it was recorded in the jurisdiction that it is about; in UTC where that is not one."""
        codes = [tag.removeprefix(_JURISDICTION) for tag in self.tags if tag.startswith(_JURISDICTION)]
        return today_in(codes[0] if len(codes) == 1 else None, self.recorded_at)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A notice with its number: later ones have greater numbers, and none is ever given twice."""

    number: int
    notice: Notice
