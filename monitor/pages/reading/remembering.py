"""What was worked out of the record once and is asked for again: what was known at a position never changes."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from sqlalchemy import Engine

Found = TypeVar("Found")


class Remembering(Generic[Found]):
    """Remembers the last answers of each database, at most ``most``; all threads of a process share them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._of: WeakKeyDictionary[Engine, LRUCache[Hashable, Found]] = WeakKeyDictionary()
        self._lock = Lock()

    def get(self, engine: Engine, asked: Hashable, work_out: Callable[[], Found]) -> Found:
        """The answer to what is asked, which says all that decides it; worked out where it is not remembered.

        Two threads that ask at once may both work it out.
        """
        with self._lock:
            kept = self._of.setdefault(engine, LRUCache(self._most))
            if asked in kept:
                return kept[asked]
        found = work_out()
        with self._lock:
            kept[asked] = found
        return found
