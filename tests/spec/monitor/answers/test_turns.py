"""The same long work is done once, however many ask for it at once, and only so much different work at a time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from threading import Event, Semaphore, Thread

import pytest

from monitor.answers import turns as module
from monitor.answers.turns import TooManyFolds, Turns


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """Let go once for each thread that begins to wait for another."""
    begun = Semaphore(0)

    class Watched(Event):
        def wait(self, timeout: float | None = None) -> bool:
            begun.release()
            return super().wait(timeout)

    monkeypatch.setattr(module, "Event", Watched)
    return begun


@pytest.fixture
def beside() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Runs something in a thread of its own, which has ended when the test has."""
    threads: list[Thread] = []

    def run(work: Callable[[], None]) -> None:
        threads.append(Thread(target=work, daemon=True))
        threads[-1].start()

    yield run
    for thread in threads:
        thread.join(timeout=10)
        assert not thread.is_alive()


def entered(turn: AbstractContextManager[bool]) -> bool:
    with turn as ours:
        return ours


def test_whoever_asks_for_work_that_another_does_waits_and_does_not_do_it(
    waits: Semaphore, beside: Callable[[Callable[[], None]], None]
) -> None:
    turns, got = Turns(at_once=1, waiting=1), list[bool]()
    with turns.turn("board") as ours:
        beside(lambda: got.append(entered(turns.turn("board"))))
        assert waits.acquire(timeout=10)
        assert ours
        assert got == []
    assert entered(turns.turn("board"))


def test_different_work_is_refused_at_once_where_as_much_is_done_as_may_be() -> None:
    turns = Turns(at_once=2, waiting=1)
    with turns.turn("one"), turns.turn("two"), pytest.raises(TooManyFolds):
        entered(turns.turn("three"))
    assert entered(turns.turn("three"))


def test_only_so_many_wait_for_one_another(waits: Semaphore, beside: Callable[[Callable[[], None]], None]) -> None:
    turns, got = Turns(at_once=1, waiting=1), list[bool]()
    with turns.turn("board"):
        beside(lambda: got.append(entered(turns.turn("board"))))
        assert waits.acquire(timeout=10)
        with pytest.raises(TooManyFolds):
            entered(turns.turn("board"))


def test_work_that_failed_can_be_begun_again() -> None:
    turns = Turns(at_once=1, waiting=1)
    with pytest.raises(ZeroDivisionError), turns.turn("board"):
        raise ZeroDivisionError
    assert entered(turns.turn("board"))
