"""Claims: nobody keeps others waiting, whatever number of messages waits for somebody."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from alerts.destinations import Destination, Message
from alerts.sql import message_store, subscription_store
from alerts.sql.claims import Limits, claim
from events.sql.engines import writing

NOW = datetime(2021, 3, 4, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)
MOMENT = timedelta(milliseconds=1)


@dataclass
class Queue:
    """Endpoints with messages that are due."""

    engine: Engine

    def endpoint(self, name: str, messages: int = 0, *, since: datetime = NOW, fails: bool = False) -> None:
        with writing(self.engine) as connection:
            made = Destination(name, "webhook", "https://example.org/", "active", 0, NOW)
            subscription_store.add_destination(connection, made)
            if fails:
                subscription_store.change_destination(connection, name, failing_since=NOW, failures=1)
            for number in range(messages):
                one = f"{name}-{number:04}"
                message = Message(one, name, one, "event.recorded", number, "queued", b"{}", NOW, due_at=since)
                message_store.add(connection, message)

    def claim(self, most: int = 50, limits: Limits | None = None) -> list[str]:
        """Claims, and does not say what became of them."""
        with writing(self.engine) as connection:
            return [one.id for one in claim(connection, NOW, NOW + LEASE, limits or Limits(), most)]

    def settle(self) -> None:
        """Everything that is under way has been delivered."""
        with writing(self.engine) as connection:
            connection.exec_driver_sql(
                "UPDATE messages SET state = 'delivered', due_at = NULL, leased_until = NULL WHERE state = 'sending'"
            )


@pytest.fixture
def queue(engine: Engine) -> Queue:
    return Queue(engine)


def whose(claimed: list[str]) -> Counter[str]:
    """How many of each destination."""
    return Counter(name.rpartition("-")[0] for name in claimed)


def test_a_destination_with_a_thousand_messages_due_keeps_no_other_waiting(queue: Queue) -> None:
    queue.endpoint("many", 1000, since=NOW - timedelta(hours=1))
    for number in range(60):
        queue.endpoint(f"few{number}", 1)
    first, second = queue.claim(), queue.claim()
    assert whose(first)["many"] == 2, "two at a time are its share"
    assert len(set(whose([*first, *second]))) == 61, "two looks reach everybody"


def test_its_own_come_in_their_order_two_at_a_time(queue: Queue) -> None:
    queue.endpoint("many", 10)
    order = []
    for _ in range(5):
        order += queue.claim()
        assert queue.claim() == [], "while two are under way"
        queue.settle()
    assert order == [f"many-{number:04}" for number in range(10)]


def test_where_there_is_room_for_little_it_goes_to_those_who_have_nothing_under_way(queue: Queue) -> None:
    for number in range(20):
        queue.endpoint(f"busy{number}", 10, since=NOW - timedelta(hours=1))
    assert len(queue.claim()) == 40
    queue.endpoint("idle", 1)
    assert queue.claim(most=1) == ["idle-0000"]


def test_those_who_fail_get_half_of_the_room_and_the_others_all_they_need(queue: Queue) -> None:
    limits = Limits(at_once=100, per_destination=2, failing=50)
    for number in range(60):
        queue.endpoint(f"fails{number}", 2, since=NOW - timedelta(hours=1), fails=True)
    claimed = [one for _ in range(4) for one in queue.claim(limits=limits)]
    assert len(claimed) == 50
    for number in range(30):
        queue.endpoint(f"well{number}", 1)
    assert len(queue.claim(limits=limits)) == 30


def test_those_who_are_well_come_first_however_long_those_who_fail_have_waited(queue: Queue) -> None:
    for number in range(30):
        queue.endpoint(f"fails{number}", 2, since=NOW - timedelta(hours=1), fails=True)
        queue.endpoint(f"well{number}", 1)
    claimed = queue.claim(most=30)
    assert {name.partition("-")[0].rstrip("0123456789") for name in claimed} == {"well"}
    assert len(claimed) == 30


def test_what_is_claimed_is_nobody_elses_until_the_lease_is_over(queue: Queue) -> None:
    queue.endpoint("one", 2)
    claimed = queue.claim()
    assert queue.claim() == []
    with writing(queue.engine) as connection:
        late = NOW + LEASE
        assert claim(connection, late - MOMENT, late + LEASE, Limits(), 50) == []
        assert [one.id for one in claim(connection, late, late + LEASE, Limits(), 50)] == claimed


def test_statement_3_what_commits_after_a_later_numbered_one_was_sent_is_still_sent(queue: Queue) -> None:
    queue.endpoint("one")
    queue.endpoint("two")

    def message(name: str, to: str, at: datetime) -> Message:
        return Message(name, to, name, "event.recorded", 1, "queued", b"{}", at, due_at=at)

    with queue.engine.connect() as slow:
        if queue.engine.dialect.name == "postgresql":
            # It is written first and seen last; on SQLite nobody else writes meanwhile.
            message_store.add(slow, message("msg_1", "one", NOW - 5 * MOMENT))
        with writing(queue.engine) as connection:
            message_store.add(connection, message("msg_2", "two", NOW))
        assert queue.claim() == ["msg_2"]
        queue.settle()
        if queue.engine.dialect.name == "sqlite":
            slow.rollback()
            message_store.add(slow, message("msg_1", "one", NOW - 5 * MOMENT))
        slow.commit()
    assert queue.claim() == ["msg_1"]


def test_a_claim_goes_through_neither_what_was_sent_nor_what_else_waits_for_a_destination(queue: Queue) -> None:
    if queue.engine.dialect.name != "sqlite":
        return  # PostgreSQL decides by how much there is
    queue.endpoint("many", 300)
    queue.endpoint("few", 1)
    asked: list[tuple[str, Any]] = []

    @event.listens_for(queue.engine, "before_cursor_execute")
    def note(*given: Any) -> None:
        asked.append((given[2], given[3]))

    assert len(queue.claim()) == 3
    event.remove(queue.engine, "before_cursor_execute", note)
    with queue.engine.connect() as connection:
        plans = [
            str(row[-1])
            for statement, given in asked
            if statement.startswith(("SELECT", "WITH"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        ]
    of_messages = {name for plan in plans for name in re.findall(r"INDEX (\w*messages\w*)", plan)}
    by_id = "sqlite_autoindex_messages_1"
    assert of_messages == {"ix_messages_due", "ix_messages_due_to", "ix_messages_leased_until", by_id}
    walked = {plan for plan in plans if re.match(r"SCAN (m|f|messages)\b", plan)}
    assert all("ix_messages_due_to" in plan for plan in walked if "messages" in plan), walked
