"""The log: what every engine that keeps immutable events promises.

Writing is optimistic, with one sequencer. A writer reads the head, decides and builds everything against it without a
lock, and commits with ``append``, which takes the head's lock, compares, and stores all of it or nothing. So positions
have no gaps, commit order is position order, and whatever was checked while deciding is still true once committed.

    LogRefusal
    ├── HeadMoved             somebody else appended first: read the new part and decide again
    ├── EventIdTaken          never will: that id is on record, or twice in this append
    ├── ExternalIdTaken       never will: as above, for the id that the sender's system gave
    ├── IdempotencyKeyTaken   never will: answer with what that key stands for
    └── NothingToErase        never will: no such text beside the log
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from events.appends import (
    EMPTY,
    AppendRecord,
    ErasableText,
    Head,
    Idempotency,
    MalformedAppend,
    NewAppend,
    NewEvent,
    refuse_malformed,
)
from events.recorded import Recorded

__all__ = [
    "EMPTY",
    "AppendRecord",
    "ErasableText",
    "EventIdTaken",
    "EventQuery",
    "ExternalIdTaken",
    "Head",
    "HeadMoved",
    "Idempotency",
    "IdempotencyKeyTaken",
    "Log",
    "LogRefusal",
    "MalformedAppend",
    "NewAppend",
    "NewEvent",
    "NothingToErase",
    "Recorded",
    "refuse_malformed",
]


class LogRefusal(Exception):
    """The log did not take an append, and holds nothing of it."""


class HeadMoved(LogRefusal):
    """Another writer appended after ``expected`` was read: read what is new and decide again."""

    def __init__(self, expected: Head) -> None:
        super().__init__(f"the log no longer ends at position {expected.position}, append {expected.append}")
        self.expected = expected


class EventIdTaken(LogRefusal):
    """An event of this id is on record, or stands twice in the append."""

    def __init__(self, event_id: str) -> None:
        super().__init__(f"event id {event_id} is taken")
        self.event_id = event_id


class ExternalIdTaken(LogRefusal):
    """An event with this external id is on record, or stands twice in the append."""

    def __init__(self, external_id: str) -> None:
        super().__init__(f"external id {external_id!r} is taken")
        self.external_id = external_id


class IdempotencyKeyTaken(LogRefusal):
    """This credential has used this key on this route: answer with the append ``idempotency`` names."""

    def __init__(self, idempotency: Idempotency) -> None:
        super().__init__(f"idempotency key {idempotency.key!r} is taken")
        self.idempotency = idempotency


class NothingToErase(LogRefusal):
    """There never was a text at this path of this event."""

    def __init__(self, position: int, path: str) -> None:
        super().__init__(f"position {position} has no erasable text at {path}")
        self.position, self.path = position, path


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events to find; whatever is left empty does not narrow the search.

    ``every`` is an AND of ORs: the event carries at least one tag of each group. An empty group matches nothing.
    ``occurred_from`` and ``occurred_to`` are ISO days, inclusive; an event matches where ``[earliest, latest]``
    overlaps them, an open side reaching without end. ``recorded_from`` and ``recorded_to`` are instants, inclusive.
    Each of ``words`` occurs, casefolded, somewhere in the event's own.
    """

    every: tuple[tuple[str, ...], ...] = ()
    occurred_from: str | None = None
    occurred_to: str | None = None
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None
    words: tuple[str, ...] = ()


class Log(Protocol):
    """An append-only list of events, safe to share between threads; several processes may write one database.

    ``after`` is exclusive and ``through`` inclusive wherever they stand; ``through=None`` reads to the end. Every call
    sees all appends committed before it and no part of any other. Collections may hold thousands of members; an empty
    one finds nothing, and what is not on record is left out of the answer.
    """

    def head(self) -> Head:
        """Where the log ends now."""
        ...

    def append(self, new: NewAppend) -> None:
        """Put one append on record, durably, in one transaction.

        All or nothing: events, tags, texts beside them, the idempotency record, and the texts to be forgotten. Where a
        text is forgotten, the fingerprint and salt of every idempotency record of the append that held it go as well.

        Raises:
            MalformedAppend: it contradicts itself (``refuse_malformed``).
            HeadMoved: looked at first; only where the head still is ``expected`` are the others given, in this order:
            IdempotencyKeyTaken, EventIdTaken, ExternalIdTaken, NothingToErase.
        """
        ...

    def turn(self, *, exclusive: bool = False) -> AbstractContextManager[None]:
        """Keep other threads that ask for a turn out of the way while deciding and appending; a thread may nest them.

        A turn is a courtesy and ``append`` does not need one. With ``exclusive``, for a writer that lost twice, other
        processes wait with their appends too where the engine can make them (PostgreSQL); append in the same thread.
        """
        ...

    def read(self, *, after: int = 0, through: int | None = None, limit: int = 1000) -> list[Recorded]:
        """The next events, ascending, at most ``limit``; a follower that reads on from the last one misses none."""
        ...

    def at(self, positions: Collection[int]) -> list[Recorded]:
        """The events at these positions, ascending."""
        ...

    def positions_of(self, ids: Collection[str]) -> dict[str, int]:
        """Event id -> position."""
        ...

    def positions_of_external(self, external_ids: Collection[str]) -> dict[str, int]:
        """External id -> position."""
        ...

    def find(
        self,
        query: EventQuery,
        *,
        after: int = 0,
        through: int | None = None,
        limit: int = 100,
        newest_first: bool = False,
    ) -> list[Recorded]:
        """The events that match, ascending, or descending with ``newest_first``; at most ``limit``."""
        ...

    def tagged(self, tags: Collection[str], *, after: int = 0, through: int | None = None) -> list[int]:
        """The positions that carry any of these tags, ascending, each once."""
        ...

    def tagged_each(self, tags: Collection[str], *, through: int | None = None) -> dict[str, list[int]]:
        """Tag -> the positions that carry it, ascending; a tag that none carries is left out."""
        ...

    def last_tagged(self, tags: Collection[str], *, through: int | None = None) -> dict[str, int]:
        """Tag -> the newest position that carries it."""
        ...

    def first_tagged(self, tags: Collection[str], *, after: int) -> int | None:
        """The first position past ``after`` that carries any of these tags."""
        ...

    def tags_like(self, prefixes: Collection[str], *, through: int | None = None) -> dict[str, dict[str, int]]:
        """Prefix -> {tag that begins with it -> first position that carries it}; a prefix without tags is left out."""
        ...

    def tags_of(self, positions: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Position -> its tags, in the order they were given."""
        ...

    def texts(self, positions: Collection[int]) -> dict[int, tuple[ErasableText, ...]]:
        """Position -> the texts beside it, by path; a position without any is left out."""
        ...

    def append_record(self, number: int) -> AppendRecord | None:
        """The append of this number."""
        ...

    def append_records(self, numbers: Collection[int]) -> list[AppendRecord]:
        """The appends of these numbers, ascending."""
        ...

    def append_holding(self, position: int) -> AppendRecord | None:
        """The append that brought this position."""
        ...

    def last_append_at(self, instant: datetime) -> AppendRecord | None:
        """The last append recorded at or before an instant: what "known at" an instant means."""
        ...

    def idempotency(self, credential: str, route: str, key: str) -> Idempotency | None:
        """What this credential's key on this route stands for."""
        ...
