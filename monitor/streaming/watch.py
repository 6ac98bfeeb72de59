"""The watch on the end of the log: one look for all who listen, and none while nobody does."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import TypeVar

import anyio
import structlog
from anyio import to_thread

from monitor import metrics
from monitor.streaming.pace import Pace

THREADS = 4
"""Set apart for streams: however many listen, other requests keep the threads that they run in."""

T = TypeVar("T")

_log = structlog.stdlib.get_logger("monitor.streaming")


class TooManyListeners(Exception):
    """As many listen as this process serves: come back later, or listen elsewhere."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} listen already, which is as many as this process serves")
        self.most = most


class Watch:
    """Where the log ends, for every listener of a process; all calls come from the event loop that serves them.

    Args:
        head: reads the last position of the log, 0 where it is empty; it may block.
        pace: how often to look, and how many may listen.
    """

    def __init__(self, head: Callable[[], int], pace: Pace) -> None:
        self.pace = pace
        self._head, self._threads = head, anyio.CapacityLimiter(THREADS)
        self._listeners = 0
        self._looking: asyncio.Task[None] | None = None
        self._position = 0
        self._moved = anyio.Event()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen until the end of the block; the log is looked at from the first who comes to the last who leaves.

        Raises:
            TooManyListeners: before anything is begun.
        """
        if self._listeners >= self.pace.listeners:
            raise TooManyListeners(self.pace.listeners)
        self._listeners += 1
        metrics.listener_came()
        if self._looking is None:
            # A context of its own: its log lines are not of the request that happened to be first.
            self._looking = asyncio.create_task(self._look(), name="watch on the log", context=Context())
        try:
            yield
        finally:
            self._listeners -= 1
            metrics.listener_left()
            if not self._listeners:
                self._looking.cancel()
                self._looking = None

    async def past(self, position: int) -> None:
        """Wait until the log ends past a position."""
        while self._position <= position:
            await self._moved.wait()

    async def ask(self, blocking: Callable[[], T]) -> T:
        """What a function that blocks answers, off the event loop."""
        return await to_thread.run_sync(blocking, limiter=self._threads)

    async def _look(self) -> None:
        well = True
        while True:
            try:
                position = await self.ask(self._head)
            except Exception:  # noqa: BLE001 - whatever it was, listeners wait for the next look; /readyz tells staff
                if well:
                    _log.warning("head_not_read", exc_info=True)
                well = False
            else:
                well = True
                if position > self._position:
                    self._position, moved, self._moved = position, self._moved, anyio.Event()
                    moved.set()
            await anyio.sleep(self.pace.look_s)
