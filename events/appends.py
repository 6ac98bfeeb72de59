"""What one append brings into the log, and what must be true of it on any engine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from events.recorded import Recorded

_HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends: the last position, the last append and its instant; ``Head(0, 0, None)`` when empty."""

    position: int
    append: int
    recorded_at: datetime | None


EMPTY = Head(position=0, append=0, recorded_at=None)


@dataclass(frozen=True, slots=True)
class ErasableText:
    """A text kept beside the leaf, which holds its salted digest only.

    ``path`` is an RFC 6901 pointer into the envelope, such as ``/sources/0/quote``. Text and salt are ``None`` once
    erased, both or neither.
    """

    path: str
    text: str | None
    salt: bytes | None


@dataclass(frozen=True, slots=True)
class NewEvent:
    """One event to be appended.

    ``words`` is the casefolded text that a search looks into; it can never be forgotten, so nothing erasable stands in
    it. ``earliest`` and ``latest`` are ISO days, both inclusive, ``None`` where that side is open.
    """

    position: int
    id: str
    type: str
    leaf: bytes
    leaf_hash: bytes
    tags: tuple[str, ...]
    words: str = ""
    earliest: str | None = None
    latest: str | None = None
    erasable: tuple[ErasableText, ...] = ()
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Idempotency:
    """Which append a credential's key on a route stands for.

    ``fingerprint`` is the salted digest of the request; both are ``None`` once content of that append was withheld,
    since they would let a short withheld text be guessed.
    """

    credential: str
    route: str
    key: str
    fingerprint: bytes | None
    salt: bytes | None
    append: int


@dataclass(frozen=True, slots=True)
class NewAppend:
    """One append, decided against the head ``expected`` and true only while that is still the head.

    ``number`` is ``expected.append + 1``; the positions of ``events`` follow ``expected.position`` without a gap;
    ``recorded_at`` is UTC and later than ``expected.recorded_at``. ``notify`` is false for an append that tells nobody.
    ``erase`` names texts of earlier events, ``(position, path)``, to forget in the same transaction.
    """

    expected: Head
    number: int
    recorded_at: datetime
    recorded_by: str
    notify: bool
    events: tuple[NewEvent, ...]
    idempotency: Idempotency | None = None
    erase: tuple[tuple[int, str], ...] = ()

    @property
    def head(self) -> Head:
        """The head once this append is on record."""
        return Head(position=self.events[-1].position, append=self.number, recorded_at=self.recorded_at)

    @property
    def record(self) -> "AppendRecord":
        """What the log says of this append afterwards."""
        return AppendRecord(
            number=self.number,
            first_position=self.events[0].position,
            last_position=self.events[-1].position,
            recorded_at=self.recorded_at,
            recorded_by=self.recorded_by,
            notify=self.notify,
        )

    def recorded(self) -> list[Recorded]:
        """The events as the log gives them back afterwards, ascending."""
        return [
            Recorded(
                position=event.position,
                append=self.number,
                id=event.id,
                type=event.type,
                recorded_at=self.recorded_at,
                recorded_by=self.recorded_by,
                leaf=event.leaf,
                leaf_hash=event.leaf_hash,
            )
            for event in self.events
        ]


@dataclass(frozen=True, slots=True)
class AppendRecord:
    """One append on record; ``first_position`` and ``last_position`` are both inclusive."""

    number: int
    first_position: int
    last_position: int
    recorded_at: datetime
    recorded_by: str
    notify: bool


class MalformedAppend(ValueError):
    """The append contradicts itself: a mistake of the program that built it, never of its user."""


def refuse_malformed(new: NewAppend) -> None:
    """Refuse an append that no log could take, whatever its head is.

    Raises:
        MalformedAppend: no events; a number, position or instant that does not follow ``expected``; an instant that is
            not UTC; a hash that is not 32 bytes; a text without its salt; a tag or path twice; an idempotency record of
            another append; a text to erase that is not of an earlier event.
    """
    if not new.events:
        raise MalformedAppend("an append holds at least one event")
    if new.number != new.expected.append + 1:
        raise MalformedAppend(f"append {new.number} does not follow {new.expected.append}")
    if new.recorded_at.utcoffset() != timedelta(0):
        raise MalformedAppend(f"recorded_at {new.recorded_at} is not UTC")
    if new.expected.recorded_at is not None and new.recorded_at <= new.expected.recorded_at:
        raise MalformedAppend(f"recorded_at {new.recorded_at} is not later than {new.expected.recorded_at}")
    for position, event in enumerate(new.events, start=new.expected.position + 1):
        _refuse_malformed_event(event, position)
    if new.idempotency is not None and new.idempotency.append != new.number:
        raise MalformedAppend(f"the idempotency record names append {new.idempotency.append}, not {new.number}")
    for position, path in new.erase:
        if not 0 < position <= new.expected.position:
            raise MalformedAppend(f"{path} of position {position} is no text of an earlier event")


def _refuse_malformed_event(event: NewEvent, position: int) -> None:
    if event.position != position:
        raise MalformedAppend(f"position {event.position} stands where {position} is next")
    if len(event.leaf_hash) != _HASH_BYTES:
        raise MalformedAppend(f"the leaf hash of position {position} is not {_HASH_BYTES} bytes long")
    if len(set(event.tags)) != len(event.tags):
        raise MalformedAppend(f"position {position} carries a tag twice")
    if len({text.path for text in event.erasable}) != len(event.erasable):
        raise MalformedAppend(f"position {position} has two texts at one path")
    if any(text.text is None or text.salt is None for text in event.erasable):
        raise MalformedAppend(f"a new text of position {position} has no text or no salt")
