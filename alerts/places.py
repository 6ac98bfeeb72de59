"""Places: how many attempts are made at once, and how what hangs leaves the others theirs."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

SLOW_AFTER_S = 1.0
SLOW_AT_ONCE = 5
"""What takes longer than so many seconds has places of its own: in all there are so many times the usual number."""


class Places:
    """So many places for attempts, taken in the order of asking. They belong to one event loop.

    Args:
        usual: how many there are for what is quick.
        freed: called when one may have become free.
    """

    def __init__(self, usual: int, freed: Callable[[], None]) -> None:
        self._usual, self._freed = usual, freed
        self._quick = self._slow = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def quick(self) -> int:
        """How many are taken by what may end any moment."""
        return self._quick

    def room(self, ahead: int) -> int:
        """How many more may ask for a place, if so many may wait for one; 0 or less: none.

        Nobody waits for what hangs: even if all that are quick now turned slow, there would be places for who waits.
        """
        asking = self._quick + len(self._waiting)
        return min(self._usual + ahead, self._usual * SLOW_AT_ONCE - self._slow) - asking

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Wait for a place, and have it until the end of the block."""
        loop = asyncio.get_running_loop()
        if self._waiting or not self._any_free():
            await self._wait(loop.create_future())
        else:
            self._quick += 1
        slow = False

        def turns_slow() -> None:
            nonlocal slow
            slow, self._quick, self._slow = True, self._quick - 1, self._slow + 1
            self._let_in()

        timer = loop.call_later(SLOW_AFTER_S, turns_slow)
        try:
            yield
        finally:
            timer.cancel()
            self._quick, self._slow = self._quick - (not slow), self._slow - slow
            self._let_in()

    async def _wait(self, turn: "asyncio.Future[None]") -> None:
        """Wait to be let in; whoever lets us in has counted us."""
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._quick -= 1
                self._let_in()
            raise

    def _any_free(self) -> bool:
        return self._quick < min(self._usual, self._usual * SLOW_AT_ONCE - self._slow)

    def _let_in(self) -> None:
        while self._waiting and self._any_free():
            turn = self._waiting.popleft()
            if not turn.done():
                self._quick += 1
                turn.set_result(None)
        self._freed()
