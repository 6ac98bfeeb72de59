"""What comes while one transaction runs shares the next one, and everybody hears what became of theirs."""

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

import pytest

from alerts import grouping
from alerts.grouping import LARGEST, Grouped

Given = TypeVar("Given")


class Slow:
    """Does nothing with each group but keep it; the first waits until it is let go on."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.began, self.go_on = threading.Event(), threading.Event()

    def __call__(self, items: Sequence[int]) -> None:
        self.groups.append(list(items))
        self.began.set()
        self.go_on.wait(10)
        if 13 in items:
            raise ValueError("thirteen")

    async def has_begun(self) -> None:
        await asyncio.to_thread(self.began.wait, 10)


def run(test: Coroutine[Any, Any, Given]) -> Given:
    return asyncio.run(test)


async def together(act: Slow, first: int, others: Sequence[int]) -> list[Any]:
    """What whoever adds these gets: the first alone, and the others while it is done."""
    grouped = Grouped(act, asyncio.Lock())
    one = asyncio.create_task(grouped.add(first))
    await act.has_begun()
    rest = [asyncio.create_task(grouped.add(item)) for item in others]
    await asyncio.sleep(0)
    act.go_on.set()
    return await asyncio.gather(one, *rest, return_exceptions=True)


def test_the_first_waits_for_nobody_and_those_who_come_meanwhile_go_together() -> None:
    act = Slow()
    assert run(together(act, 1, [2, 3, 4])) == [None] * 4
    assert act.groups == [[1], [2, 3, 4]]


def test_while_more_are_to_be_expected_the_first_waits_a_moment_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        groups: list[list[int]] = []
        grouped: Grouped[int] = Grouped(lambda items: groups.append(list(items)), asyncio.Lock(), more=lambda: True)
        monkeypatch.setattr(grouping, "LINGER_S", 0)
        await asyncio.gather(*(grouped.add(item) for item in (1, 2, 3)))
        assert groups == [[1, 2, 3]]

    asyncio.run(test())


def test_a_group_has_its_largest_size_and_their_order_is_kept() -> None:
    act = Slow()
    others = list(range(100, 100 + 2 * LARGEST + 5))
    run(together(act, 1, others))
    assert [len(group) for group in act.groups] == [1, LARGEST, LARGEST, 5]
    assert [item for group in act.groups[1:] for item in group] == others


def test_whatever_goes_wrong_with_a_group_is_told_to_everybody_in_it_and_to_nobody_else() -> None:
    act = Slow()
    first, *others = run(together(act, 1, [12, 13, 14]))
    assert first is None
    assert [str(each) for each in others] == ["thirteen"] * 3


def test_after_a_failure_the_next_goes_on_as_if_nothing_had_been() -> None:
    async def after_a_failure() -> None:
        grouped = Grouped(act, asyncio.Lock())
        with pytest.raises(ValueError, match="thirteen"):
            await grouped.add(13)
        await grouped.add(14)

    act = Slow()
    act.go_on.set()
    run(after_a_failure())
    assert act.groups == [[13], [14]]


def test_who_gives_up_waiting_keeps_nobody_else_from_hearing() -> None:
    async def given_up() -> None:
        grouped = Grouped(act, asyncio.Lock())
        one, other = (asyncio.create_task(grouped.add(item)) for item in (1, 2))
        await act.has_begun()
        one.cancel()
        act.go_on.set()
        await other

    act = Slow()
    run(given_up())
    assert sorted(item for group in act.groups for item in group) == [1, 2]


def test_two_that_share_a_turn_never_act_at_once() -> None:
    async def both() -> None:
        turn = asyncio.Lock()
        first, second = Grouped(act, turn), Grouped(act, turn)
        tasks = [asyncio.create_task(grouped.add(number)) for number, grouped in ((1, first), (2, second))]
        await act.has_begun()
        await asyncio.sleep(0)
        assert act.groups == [[1]]
        act.go_on.set()
        await asyncio.gather(*tasks)

    act = Slow()
    run(both())
    assert act.groups == [[1], [2]]
