"""What an attempt means for its message: each verdict, step by step."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.destinations import DestinationChannel, State
from alerts.results import Result, Verdict
from alerts.settling import FAILING_FOR, FAILING_OFTEN, after, disables, meanwhile

ENDED = datetime(2031, 3, 4, 5, 6, tzinfo=UTC)
ON_TIME = 0.5
HOUR = timedelta(hours=1)
ALL_STEPS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
]


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.DELIVERED, "delivered"),
        (Verdict.PARKED, "parked"),
        (Verdict.EXHAUSTED, "exhausted"),
        (Verdict.GONE, "exhausted"),
        (Verdict.REFUSED, "exhausted"),
    ],
)
@given(attempts=st.integers(1, 30), chance=st.floats(0, 1, exclude_max=True))
def test_some_verdicts_are_the_last_word_whatever_came_before(
    verdict: Verdict, state: str, attempts: int, chance: float
) -> None:
    assert after(Result(verdict, wait=HOUR), attempts, ENDED, chance, rest=HOUR) == (state, None)


@pytest.mark.parametrize("verdict", [Verdict.RETRY, Verdict.THROTTLED])
def test_statement_14_what_failed_is_tried_again_at_each_step_of_the_schedule_and_then_given_up(
    verdict: Verdict,
) -> None:
    found = [after(Result(verdict), attempts, ENDED, ON_TIME) for attempts in range(1, 10)]
    assert found == [("retrying", ENDED + step) for step in ALL_STEPS]
    assert after(Result(verdict), 10, ENDED, ON_TIME) == ("exhausted", None)


def test_chance_moves_a_step_by_a_fifth_at_most() -> None:
    assert after(Result(Verdict.RETRY), 2, ENDED, 0) == ("retrying", ENDED + timedelta(minutes=4))
    _, latest = after(Result(Verdict.RETRY), 2, ENDED, 0.999_999)
    assert latest is not None
    assert timedelta(minutes=5, seconds=59) < latest - ENDED <= timedelta(minutes=6)


def test_whoever_asks_us_to_wait_longer_is_heard_and_whoever_asks_for_less_is_not() -> None:
    assert after(Result(Verdict.THROTTLED, wait=3 * HOUR), 1, ENDED, ON_TIME) == ("retrying", ENDED + 3 * HOUR)
    hasty = Result(Verdict.THROTTLED, wait=timedelta(seconds=1))
    assert after(hasty, 3, ENDED, ON_TIME) == ("retrying", ENDED + timedelta(minutes=30))


@given(attempts=st.integers(1, 1000))
def test_trouble_of_our_own_is_tried_again_without_end_every_two_hours_at_the_latest(attempts: int) -> None:
    state, again = after(Result(Verdict.POSTPONE), attempts, ENDED, ON_TIME)
    assert (state, again) == ("retrying", ENDED + ALL_STEPS[min(attempts, 4) - 1])


def test_a_message_rests_as_long_as_its_destination_and_is_given_up_with_it() -> None:
    assert after(Result(Verdict.REST), 40, ENDED, ON_TIME, rest=64 * HOUR) == ("retrying", ENDED + 64 * HOUR)
    assert after(Result(Verdict.REST), 1, ENDED, ON_TIME, rest=None) == ("exhausted", None)


def test_an_endpoint_that_is_gone_is_disabled_at_once() -> None:
    assert disables(Result(Verdict.GONE, reason="it said so"), ENDED, 1, ENDED) == "it said so"
    assert disables(Result(Verdict.GONE), ENDED, 1, ENDED) == "it takes nothing more"


@pytest.mark.parametrize("verdict", [Verdict.RETRY, Verdict.THROTTLED, Verdict.EXHAUSTED, Verdict.REFUSED])
def test_statement_18_any_other_is_disabled_after_five_days_and_ten_failures_and_not_before(verdict: Verdict) -> None:
    found = Result(verdict)
    moment = timedelta(microseconds=1)
    assert disables(found, ENDED - FAILING_FOR, FAILING_OFTEN, ENDED) == "every attempt failed for 5 days"
    assert disables(found, ENDED - FAILING_FOR + moment, 1000, ENDED) is None
    assert disables(found, ENDED - 10 * FAILING_FOR, FAILING_OFTEN - 1, ENDED) is None


@pytest.mark.parametrize(
    ("state", "channel", "numbered", "left", "instead"),
    [
        ("active", "webhook", True, False, None),
        ("pending", "webhook", False, False, None),
        ("active", "email", True, True, "cancelled"),
        ("ended", "email", True, False, "cancelled"),
        ("ended", "webhook", False, False, "cancelled"),
        ("disabled", "webhook", True, False, "held"),
        ("disabled", "email", True, False, "held"),
        ("disabled", "webhook", False, False, "cancelled"),
        ("disabled", "email", False, False, None),
    ],
)
def test_what_failed_is_not_tried_again_where_nobody_is_to_have_it_by_now(
    state: State, channel: DestinationChannel, numbered: bool, left: bool, instead: str | None
) -> None:
    assert meanwhile(state, channel, numbered=numbered, left=left) == instead
