"""Sending: one event loop in a thread of its own, in which all attempts of a process run side by side."""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version

from alerts.delivering import WebhookDelivery
from alerts.dispatching import Dispatcher
from alerts.webhooks.resolving import Resolve, system_resolver
from alerts.webhooks.sender import Sender
from alerts.webhooks.transport import VettedBackend, WebhookTransport
from monitor.bootstrap import Service

_RESOLVERS = 8


@contextmanager
def sending(service: Service, resolve: Resolve | None = None) -> Iterator[Callable[[], int]]:
    """A call that turns what there is to tell into messages and attempts all that are due; it returns when they ended.

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
            yield lambda: asyncio.run_coroutine_threadsafe(_send(service, dispatcher), loop).result()
        finally:
            asyncio.run_coroutine_threadsafe(transport.aclose(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


def _dispatcher(service: Service, resolve: Resolve) -> tuple[Dispatcher, WebhookTransport]:
    policy = service.settings.webhook_policy
    transport = WebhookTransport(VettedBackend(resolve, policy.allowed))
    agent = f"reform-monitor/{version('reform-monitor')} (+{service.settings.public_url})"
    delivery = WebhookDelivery(Sender(transport, policy, agent, time.monotonic), lambda: service.seal)
    return Dispatcher(service.engine, delivery, service.now, random.random), transport


async def _send(service: Service, dispatcher: Dispatcher) -> int:
    await asyncio.to_thread(service.expanding.expand)
    sent = 0
    while attempted := await dispatcher.dispatch():
        sent += attempted
    return sent
