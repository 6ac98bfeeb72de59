"""A preview reads the log as if an append had happened, without storing anything."""

from collections.abc import Collection

from events.appends import NewAppend
from events.log import Log
from events.recorded import Recorded


class AsIf:
    """A log with one more append at its end, as far as gathering asks. Implements ``monitor.gather.Readable``."""

    def __init__(self, log: Log, new: NewAppend) -> None:
        self._log = log
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
