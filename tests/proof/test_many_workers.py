"""Many workers on one PostgreSQL: everything owed is delivered, and nothing twice (statement 2, shortened)."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock

import pytest
from sqlalchemy import Engine

from alerts.destinations import Destination, Message
from alerts.dispatching import Dispatcher
from alerts.sql import message_store, subscription_store
from alerts.webhooks.outcomes import Outcome
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

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Outcome:
        del to, at
        with self._lock:
            self.arrived.append(message.id)
        return Outcome(200, None, b"", 1, None)


def work(engine: Engine, sink: Sink) -> None:
    """One worker, until two looks in a row find nothing that is nobody's."""
    dispatcher, idle = Dispatcher(engine, sink, now, lambda: 0.5), 0
    while idle < WORKERS * 2:
        idle = 0 if asyncio.run(dispatcher.dispatch(limit=10)) else idle + 1


def test_statement_2_four_workers_deliver_everything_exactly_once(postgres_engine: Engine) -> None:
    with writing(postgres_engine) as connection:
        for number in range(ENDPOINTS):
            to = Destination(f"e{number}", "webhook", "https://example.org/", "active", 0, now())
            subscription_store.add_destination(connection, to)
            for each in range(EACH):
                name = f"e{number}-{each}"
                seq, _ = message_store.next_seq(connection, to.id)
                made = Message(name, to.id, name, "event.recorded", seq, "queued", b"{}", now(), due_at=now())
                message_store.add(connection, made)
    sink = Sink()
    with ThreadPoolExecutor(WORKERS) as workers:
        for done in [workers.submit(work, postgres_engine, sink) for _ in range(WORKERS)]:
            done.result()
    assert len(sink.arrived) == ENDPOINTS * EACH
    assert len(set(sink.arrived)) == ENDPOINTS * EACH
