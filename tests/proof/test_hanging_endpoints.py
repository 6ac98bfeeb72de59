"""Half of the endpoints hang: the others are told as fast as ever, and nothing starves."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import pytest
from sqlalchemy import Engine

from alerts.destinations import Destination, Message
from alerts.sql import message_store, subscription_store
from alerts.webhooks.signing import SECRET_RANDOM_BYTES, new_secret
from events.sql.engines import writing
from monitor.bootstrap import Service
from monitor.sending import Sending, sending
from monitor.settings import Settings
from tests.integration.receiver import Answer, Received, Receiver, receiving

pytestmark = pytest.mark.proof

HANGING, WELL, EACH = 50, 50, 6
WITHIN_S = 5


@contextmanager
def hanging() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as server:
        yield server.getsockname()[1]


def owe(service: Service, urls: list[str]) -> None:
    """As many messages for each endpoint, all due at once, those of one endpoint after the other."""
    now = service.now()
    with writing(service.engine) as connection:
        for number, url in enumerate(urls):
            name, secret = f"end_{number:026}", new_secret(bytes(SECRET_RANDOM_BYTES))
            sealed = service.seal.seal(secret.text.encode(), name)
            made = Destination(name, "webhook", url, "active", 0, now, secret=sealed)
            subscription_store.add_destination(connection, made)
            for each in range(EACH):
                seq, _, _ = message_store.next_seq(connection, name)
                identity, body = f"msg_{number * EACH + each:026}", b'{"type": "event.recorded"}'
                one = Message(identity, name, identity, "event.recorded", seq, "queued", body, now, due_at=now)
                message_store.add(connection, one)


def until_told(send: Sending, receiver: Receiver, many: int, deadline: float) -> None:
    """Look as often as the worker does, until so many arrived."""
    while len(receiver.received) < many and time.perf_counter() < deadline:
        send.begin()
        time.sleep(0.1)


def test_statement_17_endpoints_that_hang_keep_no_other_waiting(engine: Engine, tmp_path: Path) -> None:
    arrived: list[float] = []
    lock = Lock()

    def answer(_: Received) -> Answer:
        with lock:
            arrived.append(time.perf_counter())
        return 200, b"", {}

    with receiving() as receiver, hanging() as port:
        receiver.answer = answer
        ports = f"{port},{receiver.url.partition('127.0.0.1:')[2].partition('/')[0]}"
        settings = Settings(
            data_dir=tmp_path, webhook_allow_cidrs="127.0.0.0/8", webhook_allow_http=True, webhook_ports=ports
        )
        service = Service(settings, engine, lambda: datetime.now(UTC))
        # Those that hang come first.
        owe(service, [f"http://127.0.0.1:{port}/{n}" for n in range(HANGING)] + [receiver.url] * WELL)
        with sending(service) as send:
            started = time.perf_counter()
            until_told(send, receiver, WELL * EACH, started + 60)
    latencies = sorted(moment - started for moment in arrived)
    assert len(latencies) == WELL * EACH, "none starves"
    assert latencies[len(latencies) * 99 // 100] < WITHIN_S
