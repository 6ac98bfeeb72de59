"""Whatever a worker is killed in the midst of, everything owed arrives, and twice only where bytes had left."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine

from alerts.destinations import Destination, Message
from alerts.dispatching import LEASE
from alerts.sealing import Seal
from alerts.sql import message_store, subscription_store
from alerts.webhooks.signing import new_secret
from events.sql.engines import reading, writing
from tests.integration.receiver import Receiver, receiving
from tests.proof.deaths import CUTS, KEY, NONE, SENT

ENDPOINTS, EACH = 3, 4
SHORT, WHOLE = 13, 125
"""Rounds of four deaths on each of two engines: 104 and 1,000 deaths."""


@dataclass
class Dying:
    """A database with endpoints, workers that die, and what has arrived."""

    engine: Engine
    receiver: Receiver
    workers: "subprocess.Popen[str]"
    now: datetime = datetime(2021, 3, 4, tzinfo=UTC)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    owed: set[str] = field(default_factory=set)
    may_come_twice: set[str] = field(default_factory=set)

    def begin(self) -> None:
        seal = Seal([KEY], os.urandom)
        with writing(self.engine) as connection:
            for number in range(ENDPOINTS):
                name, secret = f"e{number}", new_secret(os.urandom(32))
                sealed = seal.seal(secret.text.encode(), name)
                made = Destination(name, "webhook", self.receiver.url, "active", 0, self.now, secret=sealed)
                subscription_store.add_destination(connection, made)

    def owe(self) -> None:
        """A few messages more for each endpoint."""
        with writing(self.engine) as connection:
            for number in range(ENDPOINTS):
                for _ in range(EACH):
                    name, to = f"msg_{next(self.numbers):026}", f"e{number}"
                    seq, _, _ = message_store.next_seq(connection, to)
                    body = b'{"type": "event.recorded", "n": "%s"}' % name.encode()
                    made = Message(name, to, name, "event.recorded", seq, "queued", body, self.now, due_at=self.now)
                    message_store.add(connection, made)
                    self.owed.add(name)

    def work(self, cut: str) -> int:
        """A worker works until it dies, or to the end; its exit code."""
        before = len(self.receiver.received)
        assert self.workers.stdin is not None
        assert self.workers.stdout is not None
        self.workers.stdin.write(f"{cut} {self.now.isoformat()}\n")
        self.workers.stdin.flush()
        code = int(self.workers.stdout.readline())
        if cut in SENT:
            self.may_come_twice |= {one.id for one in self.receiver.received[before:]}
        self.now += LEASE + timedelta(seconds=1)
        return code


@contextmanager
def dying(engine: Engine) -> Iterator[Dying]:
    with receiving() as receiver:
        port = receiver.url.partition("127.0.0.1:")[2].partition("/")[0]
        url = engine.url.render_as_string(hide_password=False)
        program = (sys.executable, "-m", "tests.proof.killed_worker", url, port)
        with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as workers:
            found = Dying(engine, receiver, workers)
            found.begin()
            yield found
            assert workers.stdin is not None
            workers.stdin.close()


def prove(engine: Engine, rounds: int) -> None:
    with dying(engine) as world:
        for _ in range(rounds):
            for cut in CUTS:
                world.owe()
                assert world.work(cut) == -9, cut
        assert world.work(NONE) == 0
        arrived = Counter(one.id for one in world.receiver.received)
        assert set(arrived) == world.owed, "everything that is owed arrives, and nothing else"
        twice = {name for name, times in arrived.items() if times > 1}
        assert twice <= world.may_come_twice
        bodies = {one.id: one.body for one in world.receiver.received}
        assert all(one.body == bodies[one.id] for one in world.receiver.received), "the same bytes under one id"
        with reading(engine) as connection:
            states = {one.state for one in message_store.find(connection, limit=10_000)}
        assert states == {"delivered"}


@pytest.mark.proof
def test_statement_1_a_worker_killed_anywhere_loses_nothing(engine: Engine) -> None:
    prove(engine, SHORT)


@pytest.mark.soak
def test_statement_1_a_thousand_deaths_lose_nothing(engine: Engine) -> None:
    prove(engine, WHOLE)
