"""The watch on the log and a listener's way through it, without a server: who is woken when, and what is read when."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, MutableMapping
from contextlib import ExitStack, aclosing
from dataclasses import replace
from typing import Any

import anyio
import pytest
from anyio import lowlevel
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from monitor import metrics
from monitor.api.streamed import Streamed
from monitor.streaming.following import Page, follow
from monitor.streaming.pace import Pace
from monitor.streaming.watch import TooManyListeners, Watch

QUICK = Pace(look_s=0.001, heartbeat_s=0.01, patience_s=0.01, grace_s=0.01, again_s=0.001)
AWAY = OperationalError("SELECT 1", None, ConnectionError())


def answering(*answers: Any) -> Callable[..., Any]:
    """A function that gives these answers one after the other, or raises them; the last one stays."""
    coming = list(answers)

    def answer(*_: object) -> Any:
        given = coming.pop(0) if len(coming) > 1 else coming[0]
        if isinstance(given, Exception):
            raise given
        return given

    return answer


def looking() -> int:
    """How many watches are kept in this event loop."""
    return [task.get_name() for task in asyncio.all_tasks()].count("watch on the log")


def page(positions: Iterable[int], reached: int) -> Page:
    return Page([str(position).encode() for position in positions], reached)


async def heard(watch: Watch, after: int, read: Callable[[int], Page | None], most: int) -> list[bytes]:
    """The first messages that a listener gets, at most so many."""
    found: list[bytes] = []
    with watch.listening():
        async with aclosing(follow(watch, after, read)) as messages:
            async for message in messages:
                found.append(message)
                if len(found) == most:
                    break
    return found


def test_one_watch_wakes_all_who_listen_and_ends_with_the_last() -> None:
    async def scenario() -> None:
        watch = Watch(answering(0, 0, 5), QUICK)
        with ExitStack() as listeners:
            assert looking() == 0
            for _ in range(3):
                listeners.enter_context(watch.listening())
            assert looking() == 1
            await asyncio.gather(*(watch.past(position) for position in (0, 3, 4)))
        for _ in range(1000):
            await lowlevel.checkpoint()
        assert looking() == 0
        with watch.listening():
            assert looking() == 1

    asyncio.run(scenario())


def test_one_listener_too_many_is_refused_until_another_leaves() -> None:
    async def scenario() -> None:
        watch = Watch(answering(0), replace(QUICK, listeners=1))
        with watch.listening(), pytest.raises(TooManyListeners) as refused, watch.listening():
            pass
        assert refused.value.most == 1
        with watch.listening():
            pass

    asyncio.run(scenario())


def test_a_look_that_fails_is_told_once_and_the_next_one_counts() -> None:
    async def scenario() -> None:
        watch = Watch(answering(AWAY, AWAY, AWAY, 5), QUICK)
        with watch.listening():
            await watch.past(4)

    with capture_logs() as lines:
        asyncio.run(scenario())
    assert [line["event"] for line in lines] == ["head_not_read"]


def test_a_page_is_read_when_the_one_before_is_taken() -> None:
    asked: list[int] = []

    def read(after: int) -> Page:
        asked.append(after)
        return page(range(after + 1, after + 4), after + 3)

    async def scenario() -> list[tuple[bytes, int]]:
        watch = Watch(answering(9), QUICK)
        with watch.listening():
            async with aclosing(follow(watch, 0, read)) as messages:
                return [(await anext(messages), len(asked)) for _ in range(7)]

    assert asyncio.run(scenario()) == [(b"1", 1), (b"2", 1), (b"3", 1), (b"4", 2), (b"5", 2), (b"6", 2), (b"7", 3)]
    assert asked == [0, 3, 6]


def test_a_page_of_which_nothing_matches_is_passed_over() -> None:
    watch = Watch(answering(9, 12), QUICK)
    assert asyncio.run(heard(watch, 4, answering(page([], 9), page([12], 12)), 1)) == [b"12"]


def test_where_the_database_is_away_a_listener_goes_on_where_it_was() -> None:
    asked: list[int] = []
    answer = answering(page([1, 2], 2), AWAY, AWAY, page([3], 3))

    def read(after: int) -> Page:
        asked.append(after)
        found: Page = answer()
        return found

    assert asyncio.run(heard(Watch(answering(9), QUICK), 0, read, 3)) == [b"1", b"2", b"3"]
    assert asked == [0, 2, 2, 2]


def test_a_listener_who_may_no_longer_read_gets_no_more() -> None:
    assert asyncio.run(heard(Watch(answering(9), QUICK), 0, answering(page([1], 1), None), 5)) == [b"1"]


def cut() -> float:
    """How many listeners were cut."""
    families = text_string_to_metric_families(metrics.exposition().decode())
    samples = (sample for family in families for sample in family.samples)
    return sum(one.value for one in samples if one.name == "reform_monitor_stream_listeners_cut_total")


@pytest.mark.parametrize("untaken", [b"heartbeat", b"name", b""], ids=["heartbeat", "message", "both"])
def test_who_takes_neither_message_nor_heartbeat_is_cut(untaken: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async def said() -> AsyncIterator[bytes]:
        yield b": the first\n\n"
        yield b": a name\n\n"
        await anyio.sleep_forever()

    async def send(message: MutableMapping[str, Any]) -> None:
        body = message.get("body")
        if body is not None and b"first" not in body and untaken in body:
            await anyio.sleep_forever()

    async def receive() -> MutableMapping[str, Any]:
        await anyio.sleep_forever()
        return {}

    before = cut()
    caplog.set_level(logging.DEBUG)
    streamed = Streamed(said(), Watch(answering(0), QUICK))
    asyncio.run(streamed({"type": "http", "method": "GET"}, receive, send))
    assert cut() == before + 1
    # What is withheld later must not live on in a log.
    assert "name" not in caplog.text
