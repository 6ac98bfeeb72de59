"""Places for attempts: so many at once, in the order of asking, and more for what hangs."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack

import pytest

from alerts import places
from alerts.places import SLOW_AT_ONCE, Places


class Attempts:
    """Attempts that each keep their place until they are let go, in the order in which they began."""

    def __init__(self, usual: int) -> None:
        self.freed = 0
        self.when_freed: Callable[[], object] = lambda: None
        self.places = Places(usual, self._count)
        self.began: list[str] = []
        self._end: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    def _count(self) -> None:
        self.freed += 1
        self.when_freed()

    async def begin(self, *names: str) -> None:
        for name in names:
            self._end[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._attempt(name))
        await settled()

    async def end(self, name: str) -> None:
        self._end[name].set()
        await settled()

    async def _attempt(self, name: str) -> None:
        async with self.places.taken():
            self.began.append(name)
            await self._end[name].wait()


async def settled() -> None:
    """Everything that could go on has gone on."""
    for _ in range(50):
        await asyncio.sleep(0)


def run(test: Coroutine[None, None, None]) -> None:
    asyncio.run(test)


def test_who_finds_no_place_waits_and_is_let_in_by_who_ends_in_the_order_of_asking() -> None:
    async def test() -> None:
        attempts = Attempts(2)
        await attempts.begin("a", "b", "c", "d")
        assert (attempts.began, attempts.places.room(2)) == (["a", "b"], 0)
        await attempts.end("b")
        assert (attempts.began, attempts.freed) == (["a", "b", "c"], 1)
        await attempts.end("a")
        assert attempts.began == ["a", "b", "c", "d"]

    run(test())


def test_who_comes_does_not_pass_those_who_wait() -> None:
    async def test() -> None:
        attempts = Attempts(1)
        await attempts.begin("a", "b")
        await attempts.end("a")
        await attempts.begin("c")
        assert attempts.began == ["a", "b"]

    run(test())


def test_what_is_slow_leaves_its_place_to_others_until_even_those_places_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "SLOW_AFTER_S", 0)

    async def test() -> None:
        attempts = Attempts(1)
        await attempts.begin(*(str(number) for number in range(SLOW_AT_ONCE + 2)))
        assert len(attempts.began) == SLOW_AT_ONCE
        assert attempts.places.quick == 0
        assert attempts.places.room(5) < 0, "who waits now waits for what hangs"
        await attempts.end("0")
        assert len(attempts.began) == SLOW_AT_ONCE + 1

    run(test())


def test_a_place_is_given_back_by_what_fails() -> None:
    async def test() -> None:
        found = Places(1, lambda: None)
        with pytest.raises(ValueError, match="broken"):
            async with found.taken():
                raise ValueError("broken")
        assert (found.room(0), found.quick) == (1, 0)

    run(test())


def test_who_is_cancelled_while_waiting_takes_no_place() -> None:
    async def test() -> None:
        attempts = Attempts(1)
        await attempts.begin("a", "b", "c")
        attempts.tasks["b"].cancel()
        await settled()
        await attempts.end("a")
        assert attempts.began == ["a", "c"]
        assert attempts.places.room(0) == 0

    run(test())


def test_who_is_cancelled_as_he_is_let_in_gives_the_place_back() -> None:
    async def test() -> None:
        attempts = Attempts(1)
        await attempts.begin("a", "b", "c")
        attempts.when_freed = attempts.tasks["b"].cancel
        await attempts.end("a")
        assert attempts.began == ["a", "c"]

    run(test())


def test_so_many_may_wait_as_find_a_place_even_if_all_that_are_quick_turned_slow() -> None:
    async def test() -> None:
        attempts = Attempts(2)
        assert (attempts.places.room(0), attempts.places.room(3), attempts.places.room(100)) == (2, 5, 2 * SLOW_AT_ONCE)
        await attempts.begin("a", "b", "c")
        assert (attempts.places.room(3), attempts.places.room(100)) == (2, 2 * SLOW_AT_ONCE - 3)

    run(test())


def test_every_place_can_be_had_at_once() -> None:
    async def test() -> None:
        found = Places(3, lambda: None)
        async with AsyncExitStack() as held:
            for _ in range(3):
                await held.enter_async_context(found.taken())
            assert found.room(0) == 0
        assert found.room(0) == 3

    run(test())
