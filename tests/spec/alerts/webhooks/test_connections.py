"""Connections that are kept: the latest first, not for long, not too many, and none that the other side has ended."""

import asyncio
from collections.abc import Coroutine

import httpcore

from alerts.webhooks.connections import Connection, Kept, Origin

HERE, THERE = Origin(secure=True, host="here.example", port=443), Origin(secure=True, host="there.example", port=443)


class Line(httpcore.AsyncNetworkStream):
    """The other side of a connection."""

    def __init__(self) -> None:
        self.has_said_something = self.is_closed = False

    def get_extra_info(self, info: str) -> object:
        assert info == "is_readable"
        return self.has_said_something

    async def aclose(self) -> None:
        self.is_closed = True


class Clock:
    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def run(test: Coroutine[None, None, None]) -> None:
    asyncio.run(test)


def made(origin: Origin) -> tuple[Connection, Line]:
    line = Line()
    return Connection(origin, line), line


def test_the_latest_used_of_an_origin_comes_first_and_none_of_another() -> None:
    async def test() -> None:
        kept = Kept(Clock(), keep_s=5, most=10)
        first, second = made(HERE)[0], made(HERE)[0]
        await kept.keep(first)
        await kept.keep(second)
        assert await kept.take(THERE) is None
        assert [await kept.take(HERE) for _ in range(3)] == [second, first, None]

    run(test())


def test_what_nobody_has_used_for_long_is_closed_whoever_asks() -> None:
    async def test() -> None:
        clock = Clock()
        kept = Kept(clock, keep_s=5, most=10)
        (old, of_old), (new, of_new) = made(HERE), made(HERE)
        await kept.keep(old)
        clock.seconds += 1
        await kept.keep(new)
        clock.seconds += 4
        assert await kept.take(THERE) is None
        assert (of_old.is_closed, of_new.is_closed) == (True, False)
        assert await kept.take(HERE) is new

    run(test())


def test_beyond_the_most_the_one_that_was_used_longest_ago_is_closed() -> None:
    async def test() -> None:
        kept = Kept(Clock(), keep_s=5, most=2)
        lines = []
        for origin in (HERE, THERE, HERE):
            connection, line = made(origin)
            await kept.keep(connection)
            lines.append(line)
        assert [line.is_closed for line in lines] == [True, False, False]
        await kept.aclose()
        assert all(line.is_closed for line in lines)

    run(test())


def test_one_that_the_other_side_has_ended_or_used_unasked_is_closed_and_not_taken() -> None:
    async def test() -> None:
        kept = Kept(Clock(), keep_s=5, most=10)
        (sound, _), (broken, line) = made(HERE), made(HERE)
        await kept.keep(sound)
        await kept.keep(broken)
        line.has_said_something = True
        assert await kept.take(HERE) is sound
        assert line.is_closed

    run(test())
