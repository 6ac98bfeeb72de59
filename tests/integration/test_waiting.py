"""Since when messages wait for us: what we delay counts from the start, what their destinations delay does not."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from alerts.destinations import Destination, Message
from alerts.dispatching import Dispatcher
from alerts.in_use import activate, disable
from alerts.results import Result, Verdict
from alerts.sql import message_store, subscription_store
from alerts.sql.looked_over import Wanted, messages_of
from alerts.sql.tables import messages
from alerts.sql.waiting import oldest_undelivered, unfinished
from alerts.wishes import Channel
from events.sql.engines import reading, writing

START = datetime(2021, 3, 4, 12, 0, tzinfo=UTC)


@dataclass
class Waiting:
    """A database with destinations, and a dispatcher whose deliveries end as a test says."""

    engine: Engine
    now: datetime = START
    ends: Result = field(default=Result(Verdict.DELIVERED, 5))

    def destination(self, name: str, channel: Channel, **more: Any) -> None:
        with writing(self.engine) as connection:
            made = Destination(name, channel, "somewhere", "active", 0, START, **more)
            subscription_store.add_destination(connection, made)

    def message(self, name: str, to: str) -> None:
        """A message that is due."""
        with writing(self.engine) as connection:
            seq, _, _ = message_store.next_seq(connection, to)
            one = Message(name, to, name, "event.recorded", seq, "queued", b"{}", self.now, due_at=self.now)
            message_store.add(connection, one)

    def dispatch(self, verdict: Verdict, wait: timedelta | None = None) -> None:
        async def deliver(to: Destination, message: Message, at: datetime) -> Result:
            del to, message, at
            return Result(verdict, 5, wait=wait)

        async def attempt() -> None:
            await Dispatcher(self.engine, deliver, lambda: self.now, lambda: 0.5, self).dispatch()

        asyncio.run(attempt())

    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""

    def refused(self, connection: Connection, status: str | None, said: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""

    def oldest(self, channel: Channel) -> timedelta | None:
        """How long the longest waiting message of a channel has waited."""
        with reading(self.engine) as connection:
            since = oldest_undelivered(connection, channel, self.now)
        return self.now - since if since is not None else None

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def waiting(engine: Engine) -> Waiting:
    found = Waiting(engine)
    found.destination("a", "email")
    found.destination("w", "webhook")
    return found


def test_what_is_due_waits_until_it_is_delivered(waiting: Waiting) -> None:
    waiting.message("m1", "a")
    waiting.pass_by(minutes=3)
    waiting.message("m2", "a")
    assert (waiting.oldest("email"), waiting.oldest("webhook")) == (timedelta(minutes=3), None)
    waiting.dispatch(Verdict.DELIVERED)
    assert waiting.oldest("email") is None


@pytest.mark.parametrize("verdict", [Verdict.POSTPONE, Verdict.RETRY])
def test_mail_that_no_server_takes_waits_since_it_was_first_due(waiting: Waiting, verdict: Verdict) -> None:
    waiting.message("m1", "a")
    for _ in range(3):
        waiting.dispatch(verdict)
        waiting.pass_by(minutes=4)
    assert waiting.oldest("email") == timedelta(minutes=12)


def test_an_endpoint_that_fails_keeps_itself_waiting_alone(waiting: Waiting) -> None:
    waiting.message("m1", "w")
    waiting.dispatch(Verdict.RETRY)
    waiting.pass_by(seconds=4)
    assert waiting.oldest("webhook") is None, "its next attempt is after five seconds"
    waiting.pass_by(minutes=2)
    assert waiting.oldest("webhook") == timedelta(seconds=119), "and that one is late by us"


def test_an_address_that_rests_is_not_waited_for(waiting: Waiting) -> None:
    waiting.message("m1", "a")
    waiting.dispatch(Verdict.REST)
    waiting.message("m2", "a")
    waiting.pass_by(hours=1)
    assert waiting.oldest("email") is None


def test_what_was_kept_for_an_endpoint_waits_from_when_it_is_taken_up_again(waiting: Waiting) -> None:
    waiting.message("m1", "w")
    with writing(waiting.engine) as connection:
        to = subscription_store.destination(connection, "w")
        assert to is not None
        disable(connection, to, "it failed", waiting.now)
    waiting.pass_by(days=3)
    assert waiting.oldest("webhook") is None
    with writing(waiting.engine) as connection:
        activate(connection, to, waiting.now)
    waiting.pass_by(seconds=1)
    assert waiting.oldest("webhook") == timedelta(seconds=1)


def test_what_is_sent_once_more_waits_from_then(waiting: Waiting) -> None:
    waiting.message("m1", "w")
    waiting.dispatch(Verdict.DELIVERED)
    waiting.pass_by(days=300)
    with writing(waiting.engine) as connection:
        assert message_store.replay(connection, "w", ["m1"], waiting.now) == ["m1"]
    waiting.pass_by(seconds=1)
    assert waiting.oldest("webhook") == timedelta(seconds=1)


def test_messages_that_have_come_to_no_end_are_counted_by_state(waiting: Waiting) -> None:
    for name, verdict in (("m1", Verdict.DELIVERED), ("m2", Verdict.PARKED), ("m3", Verdict.RETRY)):
        waiting.message(name, "w")
        waiting.dispatch(verdict)
    waiting.message("m4", "a")
    with reading(waiting.engine) as connection:
        found = unfinished(connection)
    assert found == {"queued": 1, "sending": 0, "retrying": 1, "held": 0, "parked": 1}


def plan(engine: Engine, ask: Callable[[Connection], object]) -> list[str]:
    """How an engine goes about the statements of a question."""
    asked: list[tuple[str, Any]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        asked.append((statement, parameters))

    with reading(engine) as connection:
        ask(connection)
        event.remove(engine, "before_cursor_execute", note)
        explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
        return [
            row[-1]
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"{explain} {statement}", parameters)
        ]


def test_neither_question_goes_through_what_is_finished(sqlite_engine: Engine) -> None:
    plans = plan(
        sqlite_engine, lambda connection: (oldest_undelivered(connection, "email", START), unfinished(connection))
    )
    assert len(plans) > 3
    assert [step for step in plans if step.startswith(("SCAN", "SEARCH")) and "INDEX" not in step] == []


STATES = {False: "delivered", True: "exhausted"}
FINISHED = {"destination": "w", "type": "x", "body": b"{}", "created_at": 1, "attempts": 1, "fence": 1}


def test_what_is_stuck_is_found_without_going_through_what_is_not(engine: Engine) -> None:
    waiting = Waiting(engine)
    waiting.destination("w", "webhook")
    rows = [
        {**FINISHED, "id": f"m{one:04}", "cause": f"c{one}", "state": STATES[one % 1_000 == 0]} for one in range(3_000)
    ]
    with writing(engine) as connection:
        connection.execute(messages.insert(), rows)
    waiting.message("late", "w")
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE messages")
    for wanted in (Wanted(stuck_since=START), Wanted(stuck_since=START, destination="w", channel="webhook")):
        found: list[str] = []

        def ask(connection: Connection, wanted: Wanted = wanted, found: list[str] = found) -> None:
            found += [one.id for one in messages_of(connection, wanted, before="m2000", limit=51)]

        shown = "\n".join(plan(engine, ask))
        assert found == ["m1000", "m0000", "late"]
        used = set(re.findall(r"ix_\w+", shown))
        assert "ix_messages_stuck" in used
        # Each of them holds what is due and nothing else; which one a planner takes for so little is up to it.
        assert used & {"ix_messages_waiting_since", "ix_messages_due", "ix_messages_due_to"}
        assert not re.search(r"Seq Scan|SCAN messages|autoindex_messages_\d \((?!id=)", shown), shown
