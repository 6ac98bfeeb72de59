"""Grouping: what comes while one transaction runs shares the next one."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")

LARGEST = 50

LINGER_S = 0.02
"""How long the first of a group waits for others."""


class Grouped(Generic[Item]):
    """Does one thing for many items at a time, in a thread; whoever adds one goes on once it was done for theirs.

    Args:
        act: does it for at most ``LARGEST`` items.
        turn: held meanwhile.
        more: whether others are to be expected in a moment, so that it pays to wait for them.
    """

    def __init__(
        self,
        act: Callable[[Sequence[Item]], object],
        turn: asyncio.Lock,
        more: Callable[[], bool] = lambda: False,
    ) -> None:
        self._act, self._turn, self._more = act, turn, more
        self._waiting: list[tuple[Item, asyncio.Future[None]]] = []
        self._running: asyncio.Task[None] | None = None

    async def add(self, item: Item) -> None:
        """Have it done for this item too.

        Raises:
            Exception: whatever went wrong with the group that it was in.
        """
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        await done

    async def _run(self) -> None:
        while self._waiting:
            if len(self._waiting) < LARGEST and self._more():
                await asyncio.sleep(LINGER_S)
            async with self._turn:
                group, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
                wrong = await self._tried([item for item, _ in group])
            for _, done in group:
                if not done.done():
                    done.set_result(None) if wrong is None else done.set_exception(wrong)
        self._running = None

    async def _tried(self, items: Sequence[Item]) -> Exception | None:
        try:
            await asyncio.to_thread(self._act, items)
        except Exception as error:  # noqa: BLE001 - handed to those who wait
            return error
        return None
