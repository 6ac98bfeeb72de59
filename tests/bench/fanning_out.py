"""Fan-out: 2,000 messages to one receiver, beside a loop of bare ``httpx`` clients with as much in flight."""

import asyncio
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_network

import httpx
from sqlalchemy import Connection, Engine

from alerts.delivering import WebhookDelivery
from alerts.destinations import Destination, Message
from alerts.dispatching import Dispatcher
from alerts.sealing import KEY_BYTES, Seal
from alerts.sql import message_store, subscription_store
from alerts.sql.claims import Limits
from alerts.webhooks.destinations import Policy
from alerts.webhooks.sender import Sender
from alerts.webhooks.signing import SECRET_RANDOM_BYTES, new_secret
from alerts.webhooks.transport import VettedBackend, WebhookTransport
from events.sql.engines import writing
from tests.bench.figure import Bar, Figure
from tests.bench.receiver import Receiving, receiving
from tests.integration.alerts.webhooks.receivers import resolving_to

MESSAGES, ENDPOINTS, IN_FLIGHT = 2_000, 100, 50
BODY = b'{"type":"commitment.changed","timestamp":"2026-11-22T08:00:00Z","data":{"seq":1,"text":"%s"}}' % (b"w" * 1_500)
HEADERS = {"content-type": "application/json"}
OF_BARE = 0.7
ARRANGEMENTS = (1, 10, 25, 50)
"""How many bare clients share what is in flight."""


class _NobodysOwner:
    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""

    def refused(self, connection: Connection, status: str | None, said: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""


def fanning_out(name: str, engine: Engine) -> Iterator[Figure]:
    """The rate of ours, and of each arrangement of bare clients, in one run."""
    with receiving() as receiver:
        bare = {f"{clients} clients": asyncio.run(_bare(receiver, clients)) for clients in ARRANGEMENTS}
        best = max(bare, key=lambda one: bare[one])
        _owe(engine, receiver)
        ours = asyncio.run(_ours(engine, receiver))
    told = {"in_flight": IN_FLIGHT, "messages": MESSAGES, **{f"bare, {one}": round(rate) for one, rate in bare.items()}}
    yield Figure("webhooks: messages delivered a second", ours, "1/s", name, 0, told)
    bar = Bar(at_least=OF_BARE)
    yield Figure("webhooks: of the rate of bare httpx", ours / bare[best], "", name, 0, {**told, "best": best}, bar)


async def _bare(receiver: Receiving, clients: int) -> float:
    each = IN_FLIGHT // clients
    limits = httpx.Limits(max_connections=each, max_keepalive_connections=each)
    left = iter(range(MESSAGES))
    pools = [httpx.AsyncClient(limits=limits, trust_env=False) for _ in range(clients)]

    async def post(client: httpx.AsyncClient) -> None:
        for _ in left:
            (
                await client.post(receiver.url, content=BODY, headers={"content-type": "application/json"})
            ).raise_for_status()

    started = time.perf_counter()
    await asyncio.gather(*(post(client) for client in pools for _ in range(each)))
    rate = MESSAGES / (time.perf_counter() - started)
    for client in pools:
        await client.aclose()
    return rate


_KEY = bytes(KEY_BYTES)


def _owe(engine: Engine, receiver: Receiving) -> None:
    now, seal = _now(), Seal([_KEY], os.urandom)
    with writing(engine) as connection:
        for number in range(ENDPOINTS):
            name, secret = f"end_{number:026}", new_secret(os.urandom(SECRET_RANDOM_BYTES))
            sealed = seal.seal(secret.text.encode(), name)
            made = Destination(name, "webhook", receiver.url, "active", 0, now, secret=sealed)
            subscription_store.add_destination(connection, made)
            for each in range(MESSAGES // ENDPOINTS):
                seq, _, _ = message_store.next_seq(connection, name)
                identity = f"msg_{number * MESSAGES + each:026}"
                one = Message(identity, name, identity, "commitment.changed", seq, "queued", BODY, now, due_at=now)
                message_store.add(connection, one)


async def _ours(engine: Engine, receiver: Receiving) -> float:
    policy = Policy(ports=frozenset({receiver.port}), allow_http=True, allowed=(ip_network("127.0.0.0/8"),))
    transport = WebhookTransport(VettedBackend(resolving_to("127.0.0.1"), policy.allowed))
    seal = Seal([_KEY], os.urandom)
    delivery = WebhookDelivery(Sender(transport, policy, "bench", time.monotonic), lambda: seal)
    limits = Limits(at_once=IN_FLIGHT, per_destination=IN_FLIGHT)
    dispatcher = Dispatcher(engine, delivery, _now, lambda: 0.5, _NobodysOwner(), limits)
    started = time.perf_counter()
    sent = await dispatcher.dispatch()
    rate = sent / (time.perf_counter() - started)
    await transport.aclose()
    return rate


def _now() -> datetime:
    return datetime.now(UTC)
