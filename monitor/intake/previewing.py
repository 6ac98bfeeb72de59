"""A preview reads the log as if an append had happened, without storing anything."""

from collections.abc import Collection
from datetime import datetime

from events.appends import AppendRecord, Head, NewAppend
from events.log import Log
from events.recorded import Recorded


class AsIf:
    """A log with one more append at its end, as far as anybody asks who folds, projects or describes it."""

    def __init__(self, log: Log, new: NewAppend) -> None:
        self._log, self._append = log, new
        self._new = {record.position: record for record in new.recorded()}
        self._tags = {event.position: set(event.tags) for event in new.events}
        self._ids = {event.id: event.position for event in new.events}

    def at(self, positions: Collection[int]) -> list[Recorded]:
        """The events at these positions, ascending."""
        own = [self._new[position] for position in sorted(positions) if position in self._new]
        return [*self._log.at([position for position in positions if position not in self._new]), *own]

    def positions_of(self, ids: Collection[str]) -> dict[str, int]:
        """Event id -> position."""
        own = {one: self._ids[one] for one in ids if one in self._ids}
        return {**self._log.positions_of(ids), **own}

    def tagged(self, tags: Collection[str], *, after: int = 0, through: int | None = None) -> list[int]:
        """The positions that carry any of these tags, ascending."""
        asked = set(tags)
        own = [
            position
            for position, carried in self._tags.items()
            if position > after and (through is None or position <= through) and carried & asked
        ]
        return [*self._log.tagged(tags, after=after, through=through), *own]

    def head(self) -> Head:
        """Where it ends."""
        return self._append.head

    def append_record(self, number: int) -> AppendRecord | None:
        """The append of this number."""
        return self._append.record if number == self._append.number else self._log.append_record(number)

    def append_holding(self, position: int) -> AppendRecord | None:
        """The append that brought this position."""
        return self._append.record if position in self._new else self._log.append_holding(position)

    def last_append_at(self, instant: datetime) -> AppendRecord | None:
        """The last append recorded at or before an instant."""
        return self._append.record if self._append.recorded_at <= instant else self._log.last_append_at(instant)

    def last_tagged(self, tags: Collection[str], *, through: int | None = None) -> dict[str, int]:
        """Tag -> the newest position that carries it."""
        found = self._log.last_tagged(tags, through=through)
        own = {tag: position for position, carried in self._own(through) for tag in carried & set(tags)}
        return {**found, **own}

    def tags_like(self, prefixes: Collection[str], *, through: int | None = None) -> dict[str, dict[str, int]]:
        """Prefix -> {tag that begins with it -> first position that carries it}; a prefix without tags is left out."""
        found = self._log.tags_like(prefixes, through=through)
        for position, carried in self._own(through):
            for prefix in prefixes:
                for tag in sorted(tag for tag in carried if tag.startswith(prefix)):
                    found.setdefault(prefix, {}).setdefault(tag, position)
        return found

    def tags_of(self, positions: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Position -> its tags."""
        own = {position: tuple(sorted(self._tags[position])) for position in positions if position in self._tags}
        return {**self._log.tags_of([position for position in positions if position not in own]), **own}

    def _own(self, through: int | None) -> list[tuple[int, set[str]]]:
        return [(at, carried) for at, carried in sorted(self._tags.items()) if through is None or at <= through]
