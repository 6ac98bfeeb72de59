"""Many workers and schedulers on one PostgreSQL: everything owed is delivered, and nothing twice."""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Flag
from threading import Lock

import pytest
from sqlalchemy import Connection, Engine, text

from alerts.destinations import Destination, Message, Subscription
from alerts.dispatching import Dispatcher
from alerts.filters import Filter
from alerts.results import Result, Verdict
from alerts.sql import notice_store, subscription_store
from alerts.sql.claims import Limits
from alerts.wishes import Wishes
from events.sql.engines import reading, writing
from monitor.bootstrap import Service
from tests.builders import bears, stated
from tests.integration.api.served import Api, serve

WORKERS, SCHEDULERS, ENDPOINTS = 4, 3, 100
LOOK_S = 0.02
"""Between looks where there was nothing to do: the jobs of seven processes share this one."""

SHORT, WHOLE = 20, 100
"""Events that each of the endpoints is told of: 2,000 and 10,000 deliveries."""


@dataclass
class Sink:
    """Counts what arrives, by destination and cause."""

    arrived: Counter[tuple[str, str]] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Result:
        """Implements ``alerts.dispatching.Delivers``."""
        del at
        await asyncio.sleep(0)
        with self.lock:
            self.arrived[to.id, message.cause] += 1
        return Result(Verdict.DELIVERED, 1, 200)

    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""
        raise AssertionError((connection, of, reason, now))

    def refused(self, connection: Connection, status: str | None, said: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""
        raise AssertionError((connection, status, said, now))


def another(api: Api) -> Service:
    """The same service as another process has it."""
    return Service(api.service.settings, api.service.engine, api.clock)


def dispatch(service: Service, sink: Sink, over: Flag) -> None:
    """A worker, until it is over and nothing is left."""

    async def until_over() -> None:
        dispatcher = Dispatcher(service.engine, sink, service.now, lambda: 0.5, sink, Limits(at_once=20))
        while await dispatcher.dispatch() or not over.wait(LOOK_S) or waiting(service):
            pass

    asyncio.run(until_over())


def schedule(service: Service, over: Flag) -> None:
    """A scheduler, until it is over and nothing is left to be told."""
    while service.expanding.expand() or service.digesting.make() or not over.wait(LOOK_S):
        service.projector.sweep(service.now())


def waiting(service: Service) -> int:
    """How many causes and messages are not yet through."""
    left = "SELECT (SELECT COUNT(*) FROM awaiting) + (SELECT COUNT(*) FROM messages WHERE due_at IS NOT NULL)"
    with reading(service.engine) as connection:
        return int(connection.execute(text(left)).scalar_one())


def subscribe(service: Service) -> None:
    """Endpoints in use, each of which wants every event."""
    wishes = Wishes(filter=Filter(change=("event",)))
    with writing(service.engine) as connection:
        last = notice_store.head(connection)
        for number in range(ENDPOINTS):
            to = Destination(f"e{number}", "webhook", "https://example.org/", "active", 0, service.now())
            subscription_store.add_destination(connection, to)
            one = Subscription(f"s{number}", to.id, "active", wishes, last, service.now())
            subscription_store.add(connection, one)


def prove(engine: Engine, folder: Path, events: int) -> None:
    api, sink, over = serve(engine, folder, send_delay=0), Sink(), Flag()
    api.with_pledge()
    subscribe(api.service)
    jobs: list[Callable[[], None]] = [
        *(lambda: dispatch(another(api), sink, over) for _ in range(WORKERS)),
        *(lambda: schedule(another(api), over) for _ in range(SCHEDULERS)),
    ]
    with ThreadPoolExecutor(len(jobs)) as threads:
        running = [threads.submit(job) for job in jobs]
        try:
            for _ in range(events):
                api.append(stated("2021-03-02", bears_on=[bears("neutral")]))
                api.clock.at += timedelta(seconds=1)
        finally:
            over.set()
        for job in running:
            job.result()
    assert len(sink.arrived) == ENDPOINTS * events, "everything that is owed"
    assert set(sink.arrived.values()) == {1}, "and nothing twice"


@pytest.mark.proof
def test_statement_2_four_workers_and_three_schedulers_deliver_everything_exactly_once(
    postgres_engine: Engine, tmp_path: Path
) -> None:
    prove(postgres_engine, tmp_path, SHORT)


@pytest.mark.soak
def test_statement_2_ten_thousand_deliveries(postgres_engine: Engine, tmp_path: Path) -> None:
    prove(postgres_engine, tmp_path, WHOLE)
