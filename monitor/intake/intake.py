"""Appending: decide against the head, commit, and when somebody else was first, decide again."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace

from events.appends import AppendRecord, Idempotency, NewAppend
from events.log import ExternalIdTaken, HeadMoved, IdempotencyKeyTaken, Log
from monitor import metrics
from monitor.gather import Gather
from monitor.intake.deciding import Makers, decide
from monitor.intake.news import News, news_of, token_of
from monitor.intake.refusals import ExternalIdOnRecord, IntakeRefusal, KeyReused, NoSuchAppend, PreviewOutdated
from monitor.intake.request import Key, Request

PATIENCE = 50
"""How often a writer decides anew before it gives up; from the second time on others wait for it."""


class TooBusy(Exception):
    """Other writers were always first; try again later."""


@dataclass(frozen=True, slots=True)
class Appended:
    """An append on record; ``replayed`` when the idempotency key had brought it there before."""

    record: AppendRecord
    replayed: bool


class Intake:
    """Takes appends in; one object serves all threads of a process. ``told`` counts whom one would be told."""

    def __init__(
        self, log: Log, gather: Gather, makers: Makers, told: Callable[[NewAppend], int] = lambda _: 0
    ) -> None:
        self._log, self._gather, self._makers, self._told = log, gather, makers, told

    def append(self, request: Request) -> Appended:
        """Put a request on record, durably, and once: the same key with the same body answers with the first append.

        Raises:
            IntakeRefusal: one of its kinds; nothing is stored.
            TooBusy: other writers were always first.
        """
        for attempt in range(PATIENCE):
            with self._log.turn(exclusive=attempt > 0):
                head = self._log.head()
                earlier = self._earlier(request.key)
                if earlier is not None:
                    return Appended(earlier, replayed=True)
                fresh = self._idempotency(request.key, head.append + 1)
                try:
                    new = decide(self._log, self._gather, self._makers, request, head, fresh)
                except IntakeRefusal:
                    # Somebody else was first, perhaps with this very request: that head decides.
                    if self._log.head() != head:
                        metrics.head_moved()
                        continue
                    raise
                if request.preview_token is not None and token_of(self._news(new)) != request.preview_token:
                    raise PreviewOutdated
                try:
                    self._log.append(new)
                except (HeadMoved, IdempotencyKeyTaken):
                    metrics.head_moved()
                    continue
                except ExternalIdTaken as error:
                    raise ExternalIdOnRecord(error.external_id, None) from error
                return Appended(new.record, replayed=False)
        raise TooBusy

    def preview(self, request: Request) -> tuple[NewAppend, News]:
        """What a request would append and change, without storing anything.

        Raises:
            IntakeRefusal: as ``append`` would.
        """
        new = decide(self._log, self._gather, self._makers, request, self._log.head())
        return new, self._news(new)

    def retraction(self, number: int, reason: str, kind: str) -> tuple[dict[str, object], ...]:
        """The drafts that retract a whole append in one act, the last event first.

        Raises:
            NoSuchAppend: there is none of that number.
        """
        record = self._log.append_record(number)
        if record is None:
            raise NoSuchAppend(number)
        positions = range(record.last_position, record.first_position - 1, -1)
        held = self._gather.standing_at(positions, self._log.head().position)
        return tuple(
            {"type": "event-retracted.v1", "data": {"target": event_id, "reason": reason, "kind": kind}}
            for event_id in held
        )

    def _news(self, new: NewAppend) -> News:
        return replace(news_of(self._log, self._gather, new), told=self._told(new))

    def _earlier(self, key: Key | None) -> AppendRecord | None:
        if key is None:
            return None
        found = self._log.idempotency(key.credential, key.route, key.key)
        if found is None:
            return None
        if found.salt is not None and found.fingerprint != _fingerprint(key.body, found.salt):
            raise KeyReused(key.key)
        return self._log.append_record(found.append)

    def _idempotency(self, key: Key | None, append: int) -> Idempotency | None:
        if key is None:
            return None
        salt = self._makers.new_salt()
        return Idempotency(key.credential, key.route, key.key, _fingerprint(key.body, salt), salt, append)


def _fingerprint(body: bytes, salt: bytes) -> bytes:
    return hmac.new(salt, body, hashlib.sha256).digest()
