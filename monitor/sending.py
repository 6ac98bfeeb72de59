"""Sending: one event loop in a thread of its own, in which all attempts of a process run side by side."""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from alerts.canary_delivery import CanaryDelivery
from alerts.delivering import ByChannel, WebhookDelivery
from alerts.dispatching import Dispatcher
from alerts.webhooks.resolving import Resolve, system_resolver
from alerts.webhooks.sender import Sender
from alerts.webhooks.transport import VettedBackend, WebhookTransport
from monitor.bootstrap import Service
from monitor.mailing import mail_delivery

_RESOLVERS = 8


@dataclass(frozen=True, slots=True)
class Sending:
    """Sends from other threads.

    ``begin`` begins an attempt at each message that is due and waits for none of them; ``send`` makes an attempt at
    everything that is due, until nothing is. Each gives how many there were.
    """

    begin: Callable[[], int]
    send: Callable[[], int]


@contextmanager
def sending(service: Service, resolve: Resolve | None = None) -> Iterator[Sending]:
    """Sends a service's messages until the end of the block; attempts under way by then are brought to their end.

    Args:
        service: whose messages they are.
        resolve: in place of this machine's resolver.
    """
    policy = service.settings.webhook_policy
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="sending", daemon=True)
    thread.start()

    with ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolving") as resolvers:
        transport = WebhookTransport(VettedBackend(resolve or system_resolver(resolvers), policy.allowed))
        client = _client_to_ourselves()
        dispatcher = _dispatcher(service, transport, client)
        try:
            yield Sending(
                begin=lambda: asyncio.run_coroutine_threadsafe(dispatcher.begin(), loop).result(),
                send=lambda: asyncio.run_coroutine_threadsafe(_send(dispatcher), loop).result(),
            )
        finally:
            asyncio.run_coroutine_threadsafe(_end(dispatcher, transport, client), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


def _dispatcher(service: Service, transport: WebhookTransport, client: httpx.AsyncClient) -> Dispatcher:
    settings = service.settings
    agent = f"reform-monitor/{version('reform-monitor')} (+{settings.public_url})"
    sender = Sender(transport, settings.webhook_policy, agent, time.monotonic)
    webhooks = WebhookDelivery(sender, lambda: service.seal)
    canaries = CanaryDelivery(client, lambda: service.keyring.canary_keys, agent, time.monotonic)
    deliver = ByChannel({"webhook": webhooks, "email": mail_delivery(service), "canary": canaries})
    owner, limits = service.posting, settings.delivery_limits
    return Dispatcher(service.engine, deliver, service.now, random.random, owner, limits)


def _client_to_ourselves() -> httpx.AsyncClient:
    """For the operator's own address; an attempt has its deadline as a whole, and an hourly one keeps nothing open."""
    return httpx.AsyncClient(
        # Authorities that the operator named in SSL_CERT_FILE are trusted, a proxy in the environment is not asked.
        verify=httpx.create_ssl_context(),
        trust_env=False,
        timeout=None,  # noqa: S113 - see above
        limits=httpx.Limits(max_keepalive_connections=0),
    )


async def _send(dispatcher: Dispatcher) -> int:
    sent = 0
    while attempted := await dispatcher.dispatch():
        sent += attempted
    return sent


async def _end(dispatcher: Dispatcher, transport: WebhookTransport, client: httpx.AsyncClient) -> None:
    await dispatcher.close()
    await transport.aclose()
    await client.aclose()
