"""Servers on loopback that receive webhooks, and a sender whose names and connections the test decides."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import httpcore

from alerts.webhooks.addresses import networks
from alerts.webhooks.destinations import Policy
from alerts.webhooks.dialling import AsyncioDialler
from alerts.webhooks.resolving import Resolve
from alerts.webhooks.sender import Sender
from alerts.webhooks.transport import VettedBackend, WebhookTransport

LOOPBACK = "127.0.0.1"
PUBLIC = "8.8.8.8"
USER_AGENT = "reform-monitor/0.1.0 (+https://monitor.example/docs/webhooks)"
# None of these servers takes longer unless something is wrong.
PATIENCE_S = 20

Behaviour = Callable[["Received", asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Received:
    line: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return dict(self.headers).get(name)


@dataclass(slots=True)
class Receiver:
    """``connections`` counts all that were made, ``requests`` holds all that came whole."""

    port: int = 0
    connections: int = 0
    requests: list[Received] = field(default_factory=list)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


def answering(head: str, body: bytes = b"") -> Behaviour:
    """Answers with this status line and these headers, and the length of the body."""

    async def behave(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {head}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()

    return behave


OK = answering("200 OK", b"thanks")


@asynccontextmanager
async def receiver(behave: Behaviour = OK, tls: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """A server on loopback that behaves so upon each request; ``let_go`` is set once a client has left."""
    here = Receiver()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        here.tasks.add(task)
        here.connections += 1
        try:
            while True:
                request = await _read(reader)
                here.requests.append(request)
                await behave(request, reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            here.let_go.set()
        finally:
            here.tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, LOOPBACK, 0, ssl=tls)
    here.port = server.sockets[0].getsockname()[1]
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield here
    finally:
        server.close()
        waiting = list(here.tasks)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _read(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = [line.partition(": ") for line in head[1:-2]]
    headers = [(name.lower(), value) for name, _, value in pairs]
    return Received(head[0], headers, await reader.readexactly(int(dict(headers).get("content-length", "0"))))


class Dialler(httpcore.AsyncNetworkBackend):
    """Notes which addresses are dialled; leads each to a port on loopback, or nowhere without one."""

    def __init__(self, port: int | None = None, *, dead: Iterable[str] = ()) -> None:
        self.dialled: list[tuple[str, int]] = []
        self.port = port
        self._dead = frozenset(dead)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.dialled.append((host, port))
        if self.port is None or host in self._dead:
            raise httpcore.ConnectError(f"nothing at {host}")
        return await AsyncioDialler().connect_tcp(LOOPBACK, self.port, timeout, local_address, socket_options)


def resolving_to(*answers: str) -> Resolve:
    """A resolver that gives each name these addresses."""

    async def resolve(_: str, __: int) -> Sequence[str]:
        return answers

    return resolve


@asynccontextmanager
async def sending(
    *,
    dialler: Dialler | None = None,
    resolve: Resolve | None = None,
    allowed: Sequence[str] = (),
    ports: Iterable[int] = (443, 8443),
    tls: ssl.SSLContext | None = None,
    max_connections: int | None = None,
    deadline: timedelta = timedelta(seconds=PATIENCE_S),
    monotonic: Callable[[], float] | None = None,
    resolve_within_s: float = 5,
) -> AsyncIterator[Sender]:
    """A sender that may use http; names are public and lead wherever the dialler leads, unless said otherwise."""
    numbers = count()
    backend = VettedBackend(
        resolve or resolving_to(PUBLIC),
        networks(allowed),
        dialler=dialler or Dialler(),
        resolve_within_s=resolve_within_s,
    )
    transport = WebhookTransport(backend, tls=tls, max_connections=max_connections)
    policy = Policy(frozenset(ports), allow_http=True, allowed=networks(allowed))
    try:
        yield Sender(transport, policy, USER_AGENT, monotonic or (lambda: float(next(numbers))), deadline)
    finally:
        await transport.aclose()
