"""Appends to test a log with: complete and boring, so that a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from events.log import ErasableText, Head, Idempotency, Log, NewAppend, NewEvent

FIRST_APPEND = datetime(2031, 1, 4, 12, 0, tzinfo=UTC)


def instant_of(append: int) -> datetime:
    """When ``following`` records an append: the first at noon, each next one a minute later."""
    return FIRST_APPEND + timedelta(minutes=append - 1)


def an_event(
    *tags: str,
    event_id: str = "",
    external_id: str | None = None,
    words: str = "",
    occurred: tuple[str | None, str | None] = ("2009-02-11", "2009-02-11"),
    erasable: tuple[ErasableText, ...] = (),
) -> NewEvent:
    """An event without a place yet; ``following`` gives it one, and an id where it has none."""
    return NewEvent(
        position=0,
        id=event_id,
        type="court-ruling.v1",
        leaf=b"",
        leaf_hash=b"",
        tags=tags,
        words=words,
        earliest=occurred[0],
        latest=occurred[1],
        erasable=erasable,
        external_id=external_id,
    )


def a_text(path: str = "/sources/0/quote", text: str = "They stated the reform would come.") -> ErasableText:
    """A text beside an event."""
    return ErasableText(path=path, text=text, salt=b"salt")


def a_key(key: str, *, append: int, credential: str = "rm-1", route: str = "POST /v1/events") -> Idempotency:
    """The record of an idempotency key."""
    return Idempotency(credential, route, key, fingerprint=b"fingerprint", salt=b"salt", append=append)


def following(
    head: Head,
    *events: NewEvent,
    key: str | None = None,
    erase: tuple[tuple[int, str], ...] = (),
    recorded_by: str = "rm-1",
    notify: bool = True,
) -> NewAppend:
    """An append of these events, or of one, that follows ``head``."""
    number = head.append + 1
    return NewAppend(
        expected=head,
        number=number,
        recorded_at=instant_of(number),
        recorded_by=recorded_by,
        notify=notify,
        events=tuple(_placed(event, head.position + place) for place, event in enumerate(events or (an_event(),), 1)),
        idempotency=None if key is None else a_key(key, append=number),
        erase=erase,
    )


def _placed(event: NewEvent, position: int) -> NewEvent:
    event_id = event.id or f"event-{position}"
    leaf = b'{"id":"%s","position":%d,"type":"%s"}' % (event_id.encode(), position, event.type.encode())
    return replace(event, position=position, id=event_id, leaf=leaf, leaf_hash=sha256(b"\x00" + leaf).digest())


def put(
    log: Log,
    *events: NewEvent,
    key: str | None = None,
    erase: tuple[tuple[int, str], ...] = (),
    notify: bool = True,
) -> NewAppend:
    """Append these events, or one, to a log in one append; what was appended."""
    new = following(log.head(), *events, key=key, erase=erase, notify=notify)
    log.append(new)
    return new
