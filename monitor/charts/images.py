"""Images that were drawn lately, remembered up to a weight: a chart of many days is a hundred times one of few."""

from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from cachetools import LRUCache

Draw = Callable[[str], bytes]


class Images:
    """Images by what they are drawn from; all threads of a process share them, and one is drawn at a time."""

    def __init__(self, most: int) -> None:
        """Remember at most so many bytes of images, those asked for last."""
        self._kept: LRUCache[bytes, bytes] = LRUCache(most, getsizeof=len)
        self._reading, self._drawing = Lock(), Lock()

    @property
    def weight(self) -> int:
        """How many bytes are remembered."""
        return int(self._kept.currsize)

    def get(self, written: str, draw: Draw) -> bytes:
        """The image that ``draw`` makes of what is written; of two threads that want it, the second finds it drawn.

        Who wants one that is remembered waits for nobody who draws.
        """
        # What charts are drawn from can be as large as they are.
        key = sha256(written.encode()).digest()
        found = self._remembered(key)
        if found is not None:
            return found
        with self._drawing:
            found = self._remembered(key)
            if found is None:
                found = draw(written)
                self._remember(key, found)
        return found

    def _remembered(self, key: bytes) -> bytes | None:
        with self._reading:
            return self._kept.get(key)

    def _remember(self, key: bytes, image: bytes) -> None:
        with self._reading:
            if len(image) <= self._kept.maxsize:
                self._kept[key] = image
