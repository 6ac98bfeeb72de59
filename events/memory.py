"""A log in memory: the same promises as the engines that keep theirs, for tests and for previews."""

import threading
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from typing_extensions import override

from events.log import (
    EMPTY,
    AppendRecord,
    ErasableText,
    EventIdTaken,
    EventQuery,
    ExternalIdTaken,
    Head,
    HeadMoved,
    Idempotency,
    IdempotencyKeyTaken,
    Log,
    NewAppend,
    NewEvent,
    NothingToErase,
    Recorded,
    refuse_malformed,
)


class MemoryLog(Log):
    """An empty log that lives as long as this object; see ``events.log.Log`` for what it promises."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._lock = threading.RLock()
        self._appends: list[AppendRecord] = []
        self._recorded: list[Recorded] = []
        self._events: list[NewEvent] = []
        self._positions: dict[str, int] = {}
        self._external: dict[str, int] = {}
        self._tagged: dict[str, list[int]] = {}
        self._texts: dict[int, dict[str, ErasableText]] = {}
        self._idempotency: dict[tuple[str, str, str], Idempotency] = {}

    @override
    def head(self) -> Head:
        with self._lock:
            if not self._appends:
                return EMPTY
            last = self._appends[-1]
            return Head(position=last.last_position, append=last.number, recorded_at=last.recorded_at)

    @override
    def append(self, new: NewAppend) -> None:
        refuse_malformed(new)
        with self._lock:
            if self.head() != new.expected:
                raise HeadMoved(new.expected)
            self._refuse_taken(new)
            for event in new.events:
                self._enter(event)
            self._recorded.extend(new.recorded())
            for position, path in new.erase:
                self._erase(position, path)
            if (key := new.idempotency) is not None:
                self._idempotency[key.credential, key.route, key.key] = key
            self._appends.append(new.record)

    def _refuse_taken(self, new: NewAppend) -> None:
        key = new.idempotency
        if key is not None and (held := self.idempotency(key.credential, key.route, key.key)) is not None:
            raise IdempotencyKeyTaken(held)
        ids = set(self._positions)
        for event in new.events:
            if event.id in ids:
                raise EventIdTaken(event.id)
            ids.add(event.id)
        external = set(self._external)
        for event in new.events:
            if event.external_id is not None:
                if event.external_id in external:
                    raise ExternalIdTaken(event.external_id)
                external.add(event.external_id)
        for position, path in new.erase:
            if path not in self._texts.get(position, {}):
                raise NothingToErase(position, path)

    def _enter(self, event: NewEvent) -> None:
        self._positions[event.id] = event.position
        if event.external_id is not None:
            self._external[event.external_id] = event.position
        for tag in event.tags:
            self._tagged.setdefault(tag, []).append(event.position)
        if event.erasable:
            self._texts[event.position] = {text.path: text for text in event.erasable}
        self._events.append(event)

    def _erase(self, position: int, path: str) -> None:
        self._texts[position][path] = ErasableText(path=path, text=None, salt=None)
        append = self._recorded[position - 1].append
        for place, held in self._idempotency.items():
            if held.append == append:
                self._idempotency[place] = replace(held, fingerprint=None, salt=None)

    @override
    @contextmanager
    def turn(self, *, exclusive: bool = False) -> Iterator[None]:
        del exclusive
        with self._turn:
            yield

    @override
    def read(self, *, after: int = 0, through: int | None = None, limit: int = 1000) -> list[Recorded]:
        with self._lock:
            return self._recorded[after : min(self._through(through), after + limit)]

    @override
    def at(self, positions: Collection[int]) -> list[Recorded]:
        with self._lock:
            return [self._recorded[position - 1] for position in self._known(positions)]

    @override
    def positions_of(self, ids: Collection[str]) -> dict[str, int]:
        with self._lock:
            return {event_id: self._positions[event_id] for event_id in ids if event_id in self._positions}

    @override
    def positions_of_external(self, external_ids: Collection[str]) -> dict[str, int]:
        with self._lock:
            return {external: self._external[external] for external in external_ids if external in self._external}

    @override
    def find(
        self,
        query: EventQuery,
        *,
        after: int = 0,
        through: int | None = None,
        limit: int = 100,
        newest_first: bool = False,
    ) -> list[Recorded]:
        with self._lock:
            span = range(after, self._through(through))
            found: list[Recorded] = []
            for index in reversed(span) if newest_first else span:
                if len(found) == limit:
                    break
                if _matches(query, self._events[index], self._recorded[index]):
                    found.append(self._recorded[index])
            return found

    @override
    def tagged(self, tags: Collection[str], *, after: int = 0, through: int | None = None) -> list[int]:
        with self._lock:
            last = self._through(through)
            return sorted({found for tag in tags for found in self._tagged.get(tag, ()) if after < found <= last})

    @override
    def tagged_each(self, tags: Collection[str], *, through: int | None = None) -> dict[str, list[int]]:
        with self._lock:
            last = self._through(through)
            found = {tag: [one for one in self._tagged.get(tag, ()) if one <= last] for tag in tags}
            return {tag: positions for tag, positions in found.items() if positions}

    @override
    def last_tagged(self, tags: Collection[str], *, through: int | None = None) -> dict[str, int]:
        with self._lock:
            last = self._through(through)
            return {
                tag: positions[bisect_right(positions, last) - 1]
                for tag in tags
                if (positions := self._tagged.get(tag)) and positions[0] <= last
            }

    @override
    def first_tagged(self, tags: Collection[str], *, after: int) -> int | None:
        return next(iter(self.tagged(tags, after=after)), None)

    @override
    def tags_like(self, prefixes: Collection[str], *, through: int | None = None) -> dict[str, dict[str, int]]:
        with self._lock:
            last = self._through(through)
            found = {
                prefix: {
                    tag: positions[0]
                    for tag, positions in self._tagged.items()
                    if tag.startswith(prefix) and positions[0] <= last
                }
                for prefix in prefixes
            }
            return {prefix: tags for prefix, tags in found.items() if tags}

    @override
    def tags_of(self, positions: Collection[int]) -> dict[int, tuple[str, ...]]:
        with self._lock:
            return {position: self._events[position - 1].tags for position in self._known(positions)}

    @override
    def texts(self, positions: Collection[int]) -> dict[int, tuple[ErasableText, ...]]:
        with self._lock:
            return {
                position: tuple(text for _, text in sorted(self._texts[position].items()))
                for position in self._known(positions)
                if position in self._texts
            }

    @override
    def append_record(self, number: int) -> AppendRecord | None:
        return self._last_append(lambda append: append.number == number)

    @override
    def append_records(self, numbers: Collection[int]) -> list[AppendRecord]:
        found = (self.append_record(number) for number in sorted(set(numbers)))
        return [record for record in found if record is not None]

    @override
    def append_holding(self, position: int) -> AppendRecord | None:
        return self._last_append(lambda append: append.first_position <= position <= append.last_position)

    @override
    def last_append_at(self, instant: datetime) -> AppendRecord | None:
        return self._last_append(lambda append: append.recorded_at <= instant)

    @override
    def idempotency(self, credential: str, route: str, key: str) -> Idempotency | None:
        with self._lock:
            return self._idempotency.get((credential, route, key))

    def _last_append(self, wanted: Callable[[AppendRecord], bool]) -> AppendRecord | None:
        with self._lock:
            return next((append for append in reversed(self._appends) if wanted(append)), None)

    def _through(self, through: int | None) -> int:
        return len(self._events) if through is None else min(through, len(self._events))

    def _known(self, positions: Collection[int]) -> list[int]:
        return sorted(position for position in set(positions) if 0 < position <= len(self._events))


def _matches(query: EventQuery, event: NewEvent, recorded: Recorded) -> bool:
    return (
        all(not set(group).isdisjoint(event.tags) for group in query.every)
        and (query.occurred_from is None or event.latest is None or event.latest >= query.occurred_from)
        and (query.occurred_to is None or event.earliest is None or event.earliest <= query.occurred_to)
        and (query.recorded_from is None or recorded.recorded_at >= query.recorded_from)
        and (query.recorded_to is None or recorded.recorded_at <= query.recorded_to)
        and all(word.casefold() in event.words for word in query.words)
    )
