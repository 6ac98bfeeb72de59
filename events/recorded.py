"""One event as the log keeps it."""

from datetime import datetime
from typing import Any, NamedTuple

import orjson

from events.upcasts import upcast


class Recorded(NamedTuple):
    """An event on record, exactly as it was hashed.

    ``position`` counts from 1 without gaps; ``append`` is the number of the append that brought it. ``recorded_at`` is
    UTC to the microsecond and shared by the events of one append. ``leaf`` holds the canonical bytes (RFC 8785) that
    ``leaf_hash`` (RFC 9162 section 2.1.1, 32 bytes) was made of.

    A tuple, since a rebuild makes a million of them and a frozen dataclass takes several times as long to make.
    """

    position: int
    append: int
    id: str
    type: str
    recorded_at: datetime
    recorded_by: str
    leaf: bytes
    leaf_hash: bytes

    @property
    def envelope(self) -> dict[str, Any]:
        """The envelope in the newest version of its type, a new dict each time."""
        return upcast(orjson.loads(self.leaf))
