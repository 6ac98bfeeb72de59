"""Dispatching: leases, fences, fairness, and when an endpoint is given up."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine

from alerts import leaving
from alerts.destinations import Attempt, Destination, Message, Subscription
from alerts.dispatching import LEASE, Dispatcher
from alerts.in_use import activate, disable
from alerts.results import Result, Verdict
from alerts.sql import message_store, subscription_store
from alerts.sql.claims import Limits, claim, is_any_due
from alerts.wishes import Wishes
from events.sql.engines import reading, writing

START = datetime(2021, 3, 4, 12, 0, tzinfo=UTC)
DELIVERED = Result(Verdict.DELIVERED, 5, 200)
FAILED = Result(Verdict.RETRY, 5, error="no connection could be made")

Answer = Callable[[Message], Result]


@dataclass
class Sending:
    """A database with endpoints, and a dispatcher whose deliveries are answered as a test says."""

    engine: Engine
    now: datetime = START
    sent: list[str] = field(default_factory=list)
    answer: Answer = field(default=lambda _: DELIVERED)
    owners_told: list[str] = field(default_factory=list)

    async def deliver(self, to: Destination, message: Message, at: datetime) -> Result:
        del to, at
        self.sent.append(message.id)
        return self.answer(message)

    def endpoint(self, name: str) -> None:
        """An endpoint in use, with a subscription."""
        with writing(self.engine) as connection:
            made = Destination(name, "webhook", "https://example.org/", "active", 0, START, secret=b"sealed")
            subscription_store.add_destination(connection, made)
            one = Subscription(f"sub-{name}", name, "active", Wishes(), 0, START)
            subscription_store.add(connection, one)

    def message(self, name: str, to: str, told: Sequence[str] = ()) -> None:
        """A message that is due, for some subscriptions."""
        with writing(self.engine) as connection:
            seq, _, _ = message_store.next_seq(connection, to)
            made = Message(name, to, name, "event.recorded", seq, "queued", b"{}", self.now, due_at=self.now)
            message_store.add(connection, made, [(1, one) for one in told])

    def unnumbered(self, name: str, to: str) -> None:
        """A test, or what asks to be confirmed, which is due."""
        with writing(self.engine) as connection:
            made = Message(name, to, name, "endpoint.test", None, "queued", b"{}", self.now, due_at=self.now)
            message_store.add(connection, made)

    def leave(self, subscription: str) -> None:
        with writing(self.engine) as connection:
            found = subscription_store.subscription(connection, subscription)
            assert found is not None
            leaving.end(connection, found, "ended by its owner", self.now)

    def disable(self, name: str) -> None:
        with writing(self.engine) as connection:
            disable(connection, self.destination(name), "gone", self.now)

    def resume(self, name: str) -> None:
        with writing(self.engine) as connection:
            activate(connection, self.destination(name), self.now)

    def is_any_due(self) -> bool:
        """Whether there is anything to look for, however late it is."""
        with reading(self.engine) as connection:
            return is_any_due(connection, self.now + timedelta(days=365))

    def dispatch(self) -> int:
        async def attempt() -> int:
            dispatcher = Dispatcher(self.engine, self.deliver, lambda: self.now, lambda: 0.5, self)
            return await dispatcher.dispatch()

        return asyncio.run(attempt())

    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""
        del connection, now
        self.owners_told.append(f"{of.id}: {reason}")

    def refused(self, connection: Connection, status: str | None, said: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""
        del connection, now
        self.owners_told.append(f"{status}: {said}")

    def claim(self) -> list[Message]:
        """Claim, as a worker does that dies before it sends anything."""
        with writing(self.engine) as connection:
            return claim(connection, self.now, self.now + LEASE, Limits(), 50)

    def state(self, name: str) -> str:
        with reading(self.engine) as connection:
            found = message_store.message(connection, name)
        assert found is not None
        return found.state

    def destination(self, name: str) -> Destination:
        with reading(self.engine) as connection:
            found = subscription_store.destination(connection, name)
        assert found is not None
        return found


@pytest.fixture
def sending(engine: Engine) -> Sending:
    found = Sending(engine)
    found.endpoint("one")
    return found


def test_what_a_worker_claimed_that_died_is_sent_once_its_lease_is_over_under_the_same_id(sending: Sending) -> None:
    sending.message("m1", "one")
    assert [one.id for one in sending.claim()] == ["m1"]
    assert sending.dispatch() == 0, "it is somebody's"
    sending.now += LEASE
    assert sending.dispatch() == 1
    assert (sending.sent, sending.state("m1")) == (["m1"], "delivered")
    with reading(sending.engine) as connection:
        first, second = message_store.attempts_of(connection, ["m1"])["m1"]
    assert (first.duration_ms, second.code) == (None, 200)


def test_a_result_that_comes_after_the_lease_changes_nothing(sending: Sending) -> None:
    sending.message("m1", "one")
    (late,) = sending.claim()
    sending.now += LEASE
    sending.dispatch()
    with writing(sending.engine) as connection:
        attempt = Attempt(late.attempts, sending.now, 5, 500)
        assert not message_store.settle(connection, late, attempt, "retrying", sending.now)
    assert sending.state("m1") == "delivered"


def test_statement_17_an_endpoint_that_hangs_keeps_no_other_waiting(sending: Sending) -> None:
    sending.endpoint("two")
    for number in range(5):
        sending.message(f"m1-{number}", "one")
    sending.message("m2", "two")
    assert sorted(one.id for one in sending.claim()) == ["m1-0", "m1-1", "m2"]


def test_what_cannot_be_sent_at_all_is_parked_and_keeps_no_other_waiting(sending: Sending) -> None:
    def poison(message: Message) -> Result:
        if message.id == "m1":
            raise ValueError("unreadable")
        return DELIVERED

    sending.answer = poison
    sending.message("m1", "one")
    sending.message("m2", "one")
    sending.dispatch()
    assert (sending.state("m1"), sending.state("m2")) == ("parked", "delivered")


def test_statement_18_an_endpoint_is_disabled_after_five_days_and_ten_failures_and_not_before(
    sending: Sending,
) -> None:
    sending.answer = lambda _: FAILED
    for day in range(6):
        assert sending.destination("one").state == "active", f"day {day}"
        for number in range(2):
            sending.message(f"m-{day}-{number}", "one")
        sending.dispatch()
        sending.now += timedelta(days=1)
    assert sending.destination("one").state == "disabled"
    assert sending.state("m-5-1") == "held"
    assert sending.owners_told == ["one: every attempt failed for 5 days"], "one mail for each transition"


def test_one_success_begins_the_count_anew(sending: Sending) -> None:
    sending.answer = lambda _: FAILED
    sending.message("m1", "one")
    sending.dispatch()
    assert sending.destination("one").failures == 1
    sending.answer = lambda _: DELIVERED
    sending.message("m2", "one")
    sending.dispatch()
    assert (sending.destination("one").failures, sending.destination("one").failing_since) == (0, None)


def test_ten_attempts_are_made_and_no_more(sending: Sending) -> None:
    sending.answer = lambda _: FAILED
    sending.message("m1", "one")
    for _ in range(12):
        sending.dispatch()
        sending.now += timedelta(hours=25)
    assert (len(sending.sent), sending.state("m1")) == (10, "exhausted")


def test_nothing_waits_for_an_endpoint_that_has_ended_whether_it_has_a_number_or_none(sending: Sending) -> None:
    sending.answer = lambda _: FAILED
    sending.message("m1", "one")
    sending.unnumbered("challenge", "one")
    sending.dispatch()
    assert [sending.state(one) for one in ("m1", "challenge")] == ["retrying", "retrying"]
    sending.leave("sub-one")
    assert [sending.state(one) for one in ("m1", "challenge")] == ["cancelled", "cancelled"]
    assert not sending.is_any_due()


@pytest.mark.parametrize("numbered", [True, False])
def test_what_fails_while_its_endpoint_ends_is_not_tried_again(sending: Sending, numbered: bool) -> None:
    def ends(_: Message) -> Result:
        sending.leave("sub-one")
        return FAILED

    sending.answer = ends
    (sending.message if numbered else sending.unnumbered)("m1", "one")
    sending.dispatch()
    assert sending.state("m1") == "cancelled"
    assert not sending.is_any_due()


def test_what_arrives_while_its_endpoint_ends_has_arrived(sending: Sending) -> None:
    def ends(_: Message) -> Result:
        sending.leave("sub-one")
        return DELIVERED

    sending.answer = ends
    sending.message("m1", "one")
    sending.dispatch()
    assert sending.state("m1") == "delivered"


def test_what_was_being_sent_by_a_worker_that_died_waits_for_no_endpoint_that_has_ended(sending: Sending) -> None:
    sending.message("m1", "one")
    sending.claim()
    sending.leave("sub-one")
    assert sending.state("m1") == "cancelled"
    assert not sending.is_any_due()


def test_what_fails_while_all_it_was_for_are_left_is_not_tried_again_at_an_endpoint_that_goes_on(
    sending: Sending,
) -> None:
    def ends(message: Message) -> Result:
        if message.id == "m1":
            sending.leave("sub-one")
        return FAILED

    with writing(sending.engine) as connection:
        subscription_store.add(connection, Subscription("sub-more", "one", "active", Wishes(), 0, START))
    for name, subscriptions in (("m1", ["sub-one"]), ("m2", ["sub-one", "sub-more"])):
        sending.message(name, "one", subscriptions)
    sending.answer = ends
    sending.dispatch()
    assert (sending.state("m1"), sending.state("m2")) == ("cancelled", "retrying")


def test_what_fails_while_its_endpoint_is_disabled_is_kept_and_a_test_of_it_is_not(sending: Sending) -> None:
    def disables(_: Message) -> Result:
        if sending.destination("one").state == "active":
            sending.disable("one")
        return FAILED

    sending.answer = disables
    sending.message("m1", "one")
    sending.unnumbered("test", "one")
    sending.dispatch()
    assert (sending.state("m1"), sending.state("test")) == ("held", "cancelled")
    assert not sending.is_any_due()


def fail_until_disabled(sending: Sending) -> None:
    """Four messages, a day and a half apart, none of which arrives; the last of them are not given up by then."""
    sending.answer = lambda _: FAILED
    for hour in range(24 * 7):
        if hour % 36 == 0 and hour < 24 * 5:
            sending.message(f"m{hour // 36}", "one", ["sub-one"])
        sending.dispatch()
        sending.now += timedelta(hours=1)
    assert sending.destination("one").state == "disabled"
    assert [sending.state(f"m{n}") for n in range(4)] == ["exhausted", "exhausted", "held", "held"]


def test_an_endpoint_that_is_taken_up_again_is_sent_all_it_missed_the_oldest_first(sending: Sending) -> None:
    fail_until_disabled(sending)
    sending.sent.clear()
    sending.answer = lambda _: DELIVERED
    sending.resume("one")
    sending.dispatch()
    assert sending.sent == ["m0", "m1", "m2", "m3"]
    assert {sending.state(one) for one in sending.sent} == {"delivered"}


def test_what_was_given_up_is_tried_as_often_as_a_new_message_once_its_endpoint_is_taken_up_again(
    sending: Sending,
) -> None:
    fail_until_disabled(sending)
    sending.sent.clear()
    sending.resume("one")
    for _ in range(12):
        sending.dispatch()
        sending.now += timedelta(hours=1)
    assert sending.state("m0") == "retrying", "it is not given up by one failure more"
    sending.answer = lambda _: DELIVERED
    sending.now += timedelta(days=1)
    sending.dispatch()
    assert [sending.state(f"m{n}") for n in range(4)] == ["delivered"] * 4
    with reading(sending.engine) as connection:
        attempts = message_store.attempts_of(connection, ["m0"])["m0"]
    assert [one.n for one in attempts] == list(range(1, len(attempts) + 1)), "all of them stay on record"


def test_what_an_endpoint_answered_by_which_it_was_disabled_is_sent_again_too(sending: Sending) -> None:
    sending.answer = lambda _: Result(Verdict.GONE, 5, 410)
    sending.message("m1", "one", ["sub-one"])
    sending.dispatch()
    assert (sending.state("m1"), sending.destination("one").state) == ("exhausted", "disabled")
    sending.answer = lambda _: DELIVERED
    sending.resume("one")
    sending.dispatch()
    assert sending.state("m1") == "delivered"


def test_what_was_given_up_before_an_endpoint_last_took_something_stays_so(sending: Sending) -> None:
    sending.answer = lambda message: Result(Verdict.REFUSED) if message.id == "m1" else DELIVERED
    for name in ("m1", "m2"):
        sending.message(name, "one", ["sub-one"])
        sending.dispatch()
    sending.now += timedelta(hours=1)
    sending.disable("one")
    sending.resume("one")
    assert (sending.dispatch(), sending.state("m1")) == (0, "exhausted")


def test_what_was_given_up_for_somebody_who_has_left_since_is_not_sent(sending: Sending) -> None:
    with writing(sending.engine) as connection:
        subscription_store.add(connection, Subscription("sub-more", "one", "active", Wishes(), 0, START))
    fail_until_disabled(sending)
    sending.leave("sub-one")
    sending.sent.clear()
    sending.resume("one")
    assert (sending.dispatch(), sending.state("m0")) == (0, "exhausted")
