"""Many workers on one PostgreSQL: everything owed is delivered, and nothing twice (statement 2, shortened)."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock

import pytest
from sqlalchemy import Connection, Engine

from alerts.destinations import Destination, Message
from alerts.dispatching import Dispatcher
from alerts.results import Result, Verdict
from alerts.sql import message_store, subscription_store
from alerts.sql.claims import Limits
from events.sql.engines import writing

pytestmark = pytest.mark.proof

WORKERS, ENDPOINTS, EACH = 4, 20, 50


def now() -> datetime:
    return datetime(2021, 3, 4, tzinfo=UTC)


class Sink:
    """Counts what arrives."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.arrived: list[str] = []

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Result:
        del to, at
        with self._lock:
            self.arrived.append(message.id)
        return Result(Verdict.DELIVERED, 1, 200)

    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""
        raise AssertionError((connection, of, reason, now))


def work(engine: Engine, sink: Sink) -> None:
    """One worker, until several looks in a row find nothing that is nobody's."""

    async def dispatch() -> None:
        dispatcher, idle = Dispatcher(engine, sink, now, lambda: 0.5, sink, Limits(at_once=10)), 0
        while idle < WORKERS * 2:
            idle = 0 if await dispatcher.dispatch() else idle + 1

    asyncio.run(dispatch())


def test_statement_2_four_workers_deliver_everything_exactly_once(postgres_engine: Engine) -> None:
    with writing(postgres_engine) as connection:
        for number in range(ENDPOINTS):
            to = Destination(f"e{number}", "webhook", "https://example.org/", "active", 0, now())
            subscription_store.add_destination(connection, to)
            for each in range(EACH):
                name = f"e{number}-{each}"
                seq, _, _ = message_store.next_seq(connection, to.id)
                made = Message(name, to.id, name, "event.recorded", seq, "queued", b"{}", now(), due_at=now())
                message_store.add(connection, made)
    sink = Sink()
    with ThreadPoolExecutor(WORKERS) as workers:
        for done in [workers.submit(work, postgres_engine, sink) for _ in range(WORKERS)]:
            done.result()
    assert len(sink.arrived) == ENDPOINTS * EACH
    assert len(set(sink.arrived)) == ENDPOINTS * EACH
