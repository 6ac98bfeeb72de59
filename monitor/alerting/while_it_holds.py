"""What was read of the record for one message, remembered for the next as long as record and day are the same."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

from monitor.answers.reader import Reader

Value = TypeVar("Value")

MOST = 512

# Wherever days end, they do so at a quarter of an hour of UTC.
_QUARTER_S = 900


class WhileItHolds:
    """Remembers values, each by a key, until an append comes or a quarter of an hour ends, since with it a day may."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = Lock()
        self._state: Hashable = None
        self._values: LRUCache[Hashable, Any] = LRUCache(MOST)

    def get(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """The value of a key, read where it is not remembered. Two threads may read it at a time."""
        state = self._reader.log.head().position, int(self._reader.now().timestamp()) // _QUARTER_S
        with self._lock:
            if state != self._state:
                self._values.clear()
                self._state = state
            elif key in self._values:
                found: Value = self._values[key]
                return found
        value = read()
        with self._lock:
            if state == self._state:
                self._values[key] = value
        return value
