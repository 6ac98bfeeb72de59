"""Waking: whoever appends lets the parts of the same process know, so that these need not look all the time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Waking:
    """A bell between the threads of a process; it may be rung and listened to from any of them."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def ring(self) -> None:
        """There may be something to tell."""
        with self._turn:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()

    @contextmanager
    def listening(self, listener: Callable[[], None]) -> Iterator[None]:
        """Call ``listener`` whenever it rings, in the thread of whoever rings, until the end of the block."""
        with self._turn:
            self._listeners.append(listener)
        try:
            yield
        finally:
            with self._turn:
                self._listeners.remove(listener)
