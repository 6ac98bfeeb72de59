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
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="sending", daemon=True)
    thread.start()

    with ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolving") as resolvers:
        dispatcher, transport = _dispatcher(service, resolve or system_resolver(resolvers))
        try:
            yield Sending(
                begin=lambda: asyncio.run_coroutine_threadsafe(dispatcher.begin(), loop).result(),
                send=lambda: asyncio.run_coroutine_threadsafe(_send(dispatcher), loop).result(),
            )
        finally:
            asyncio.run_coroutine_threadsafe(_end(dispatcher, transport), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


def _dispatcher(service: Service, resolve: Resolve) -> tuple[Dispatcher, WebhookTransport]:
    settings, policy = service.settings, service.settings.webhook_policy
    transport = WebhookTransport(VettedBackend(resolve, policy.allowed))
    agent = f"reform-monitor/{version('reform-monitor')} (+{settings.public_url})"
    webhooks = WebhookDelivery(Sender(transport, policy, agent, time.monotonic), lambda: service.seal)
    deliver = ByChannel({"webhook": webhooks, "email": mail_delivery(service)})
    owner, limits = service.posting, settings.delivery_limits
    return Dispatcher(service.engine, deliver, service.now, random.random, owner, limits), transport


async def _send(dispatcher: Dispatcher) -> int:
    sent = 0
    while attempted := await dispatcher.dispatch():
        sent += attempted
    return sent


async def _end(dispatcher: Dispatcher, transport: WebhookTransport) -> None:
    await dispatcher.end()
    await transport.aclose()
