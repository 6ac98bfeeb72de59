"""Messaging: puts messages on record, one for each cause and destination, in the form that its channel takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection

from alerts.correcting import withdraws
from alerts.describing import Collected, Corrected, Describes, Shape
from alerts.destinations import Message, Subscription
from alerts.digest_calendar import Cadence
from alerts.identities import token_digest
from alerts.keyring import Keyring
from alerts.message_bodies import written
from alerts.message_types import CORRECTED, DIGEST, HEARTBEAT, WITHDRAWN, type_of
from alerts.notices import Numbered
from alerts.sql import message_store

Key = TypeVar("Key")

MOST_CAUSES = 20
LARGEST = 16_000
"""How many causes a digest spells out to an endpoint, in so many octets: a message stays below 20 kB (Standard
Webhooks 1.0.0). A letter has its own measure."""

NO_NOTICE = 0
"""Stands for the notice of a message that told none, so that it still says which subscriptions it was for."""


@dataclass(frozen=True, slots=True)
class Making:
    """A message in the making: what it is about, when that was, and why somebody gets it."""

    cause: str
    kind: str
    at: datetime
    facts: Shape
    letter: Callable[[], Shape]
    list_name: str
    subscriptions: Sequence[Subscription]
    told: Iterable[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Occasion:
    """The digest of a kind and local date, made now and sent a little later."""

    kind: Cadence
    day: date
    now: datetime
    due_at: datetime


class Messaging:
    """Makes messages.

    Args:
        record: says what is in them.
        keyring: makes the tokens of letters.
        new_id: makes the id of a message.
    """

    def __init__(self, record: Describes, keyring: Keyring, new_id: Callable[[datetime], str]) -> None:
        self._record, self._keyring, self._new_id = record, keyring, new_id

    def digest(
        self,
        connection: Connection,
        to: str,
        collected: Sequence[Collected],
        of: Sequence[Subscription],
        told: Iterable[tuple[int, str]],
        occasion: Occasion,
    ) -> bool:
        """Tell a destination what was collected for its digest of a day; whether there was none of that day yet."""
        kind, day = occasion.kind, occasion.day
        facts = {
            "kind": kind,
            "date": day.isoformat(),
            "causes": list(self._spelled_out(collected[:MOST_CAUSES])),
            "cause_count": len(collected),
        }
        letter = lambda: self._record.digest(collected, kind, day)  # noqa: E731 - asked for by letters alone
        making = Making(f"digest:{kind}:{day}", DIGEST, occasion.now, facts, letter, kind, of, told)
        return self.make(connection, to, making, occasion.now, occasion.due_at)

    def _spelled_out(self, collected: Sequence[Collected]) -> Iterator[Shape]:
        """The first of them that a message has room for, one at least."""
        length = 0
        for number, one in enumerate(collected):
            content = self._record.content(one.notices)
            length += len(orjson.dumps(content))
            if number and length > LARGEST:
                return
            yield content

    def heartbeat(self, connection: Connection, to: str, of: Sequence[Subscription], occasion: Occasion) -> None:
        """Tell a destination that there was nothing to tell, and that we are still there."""
        kind, day = occasion.kind, occasion.day
        letter = lambda: self._record.nothing_new(kind, day)  # noqa: E731 - asked for by letters alone
        facts = {"kind": kind, "date": day.isoformat()}
        told = [(NO_NOTICE, one.id) for one in of]
        making = Making(f"heartbeat:{kind}:{day}", HEARTBEAT, occasion.now, facts, letter, kind, of, told)
        self.make(connection, to, making, occasion.now, occasion.due_at)

    def make(self, connection: Connection, to: str, making: Making, now: datetime, due_at: datetime) -> bool:
        """Put a message on record, unless there is one of this cause; whether there was none.

        Where the destination was disabled it is kept until that is in use again.
        """
        if message_store.is_on_record(connection, to, making.cause):
            return False
        seq, state, channel = message_store.next_seq(connection, to)
        identity = self._new_id(now)
        data = {
            "seq": seq,
            "subscriptions": [one.id for one in making.subscriptions],
            **making.facts,
            "corrects": making.facts.get("corrects"),
            "test": False,
        }
        notes = {one.id: one.wishes.note for one in making.subscriptions if one.wishes.note is not None}
        letter = self._letter(making, notes) if channel == "email" else None
        body = written(making.kind, making.at, {**data, **({"notes": notes} if notes else {})}, letter)
        held = state == "disabled"
        message = Message(
            id=identity,
            destination=to,
            cause=making.cause,
            type=making.kind,
            seq=seq,
            state="held" if held else "queued",
            body=body,
            created_at=now,
            due_at=None if held else due_at,
            leave_digest=token_digest(self._keyring.token("leave", identity)) if letter is not None else None,
        )
        message_store.add(connection, message, making.told)
        return True

    def _letter(self, making: Making, notes: Mapping[str, str]) -> dict[str, Any]:
        why = [
            {"id": one.id, "words": self._record.asks(one.wishes), "leave": bytes(one.leave_digest or b"").hex()}
            for one in making.subscriptions
        ]
        note = "\n".join(dict.fromkeys(notes.values())) or None
        return {**making.letter(), "note": note, "why": why, "kind": making.list_name}


class OneCause:
    """Makes the messages about one cause: what is the same for many destinations is described once."""

    def __init__(self, messaging: Messaging, record: Describes) -> None:
        self._messaging, self._record = messaging, record
        self._facts: dict[tuple[int, ...], Shape | Exception] = {}
        self._letters: dict[tuple[tuple[int, ...], tuple[str, ...]], Shape | Exception] = {}

    def tell(
        self,
        connection: Connection,
        to: str,
        told: Sequence[tuple[Numbered, Subscription]],
        corrected: Sequence[tuple[Corrected, Subscription]],
        now: datetime,
    ) -> bool:
        """Tell a destination what it asked for, and what it was told that reads otherwise now."""
        wrong = list({(one.message, one.act.number): one for one, _ in corrected}.values())
        every = {one.number: one for one in [*(one for one, _ in told), *(one.act for one in wrong)]}
        notices = [every[number] for number in sorted(every)]
        about = {one.id: one for one in [*(to for _, to in told), *(to for _, to in corrected)]}
        kind = type_of([one.notice for one in notices])
        if wrong:
            kind = WITHDRAWN if withdraws(wrong) else CORRECTED
        pairs = {(one.number, wanted.id) for one, wanted in told} | {(one.act.number, by.id) for one, by in corrected}
        making = Making(
            cause=notices[0].notice.cause.key,
            kind=kind,
            at=notices[0].notice.recorded_at,
            facts={**self._content(notices), **_corrections(wrong)},
            letter=lambda: self._letter(notices, wrong),
            list_name="immediate",
            subscriptions=[about[name] for name in sorted(about)],
            told=sorted(pairs),
        )
        return self._messaging.make(connection, to, making, now, now)

    def _content(self, notices: Sequence[Numbered]) -> Shape:
        key = tuple(one.number for one in notices)
        return _once(self._facts, key, lambda: self._record.content(notices))

    def _letter(self, notices: Sequence[Numbered], wrong: Sequence[Corrected]) -> Shape:
        key = tuple(one.number for one in notices), tuple(one.message for one in wrong)
        return _once(self._letters, key, lambda: self._record.letter(notices, wrong))


def _once(known: dict[Key, Shape | Exception], key: Key, describe: Callable[[], Shape]) -> Shape:
    """What is described under a key, once; what cannot be is not tried again for each of many destinations."""
    if key not in known:
        try:
            known[key] = describe()
        except Exception as error:  # noqa: BLE001 - raised below
            known[key] = error
    found = known[key]
    if isinstance(found, Exception):
        raise found
    return found


def _corrections(wrong: Sequence[Corrected]) -> Shape:
    if not wrong:
        return {}
    return {
        "corrects": wrong[0].message,
        "corrected": [
            {
                "message": one.message,
                "event": one.upon.event,
                "reason": one.upon.reason,
                "texts": [{"of": text.of, "old": text.old, "new": text.new} for text in one.upon.texts],
            }
            for one in wrong
        ],
    }
