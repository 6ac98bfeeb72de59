"""Turns: long work that several ask for at once is done once, and only so much different work at a time."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock


class TooManyFolds(Exception):
    """As many boards are being folded as this process folds at once, or wait for one: ask again later."""

    def __init__(self) -> None:
        super().__init__("as many views are being worked out as may be at once; ask again in a few seconds")


class Turns:
    """Who works and who waits, for all threads of a process.

    Args:
        at_once: so much work is done at a time.
        waiting: so many threads may wait for work that another does.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once, self._waiting = at_once, waiting
        self._lock = Lock()
        self._done: dict[Hashable, Event] = {}
        self._waiters = 0

    @contextmanager
    def turn(self, work: Hashable) -> Iterator[bool]:
        """A turn at some work, which lasts until the end of the block; or wait until whoever has it is through with it.

        Yields:
            Whether it is ours to do; if not, look what was done meanwhile: it may have failed.

        Raises:
            TooManyFolds: before anything is begun; at once, since whoever waits keeps a thread from others.
        """
        with self._lock:
            done = self._done.get(work)
            if done is None:
                if len(self._done) >= self._at_once:
                    raise TooManyFolds
                self._done[work] = Event()
            else:
                if self._waiters >= self._waiting:
                    raise TooManyFolds
                self._waiters += 1
        if done is None:
            try:
                yield True
            finally:
                with self._lock:
                    self._done.pop(work).set()
            return
        try:
            done.wait()
        finally:
            with self._lock:
                self._waiters -= 1
        yield False
