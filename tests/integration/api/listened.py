"""The service behind a socket of its own, and a listener to its stream of events."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Queue
from typing import Any

import httpx
import orjson
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override

from monitor.api.app import make_app
from monitor.bootstrap import Service
from monitor.streaming.pace import Pace

PATH = "/v1/events/stream"
QUICK = Pace(look_s=0.01, heartbeat_s=3600)
"""Without heartbeats, a stream that says nothing more ends the patience of a test."""
BEATING = replace(QUICK, heartbeat_s=0.02)
PATIENT_S = 30
"""How long a test waits for what surely comes."""


@dataclass(frozen=True)
class Said:
    """One message of a stream, its fields by their names; a comment has none but ``""``."""

    fields: dict[str, str]

    @property
    def position(self) -> int:
        return int(self.fields["id"])

    @property
    def data(self) -> Any:
        return orjson.loads(self.fields["data"])


@dataclass
class Listener:
    """Somebody who listens; ``said`` goes on where it was left."""

    response: httpx.Response
    said: Iterator[Said]

    def events(self, number: int) -> list[Said]:
        """The next so many events, whatever else is said between them."""
        heard = (one for one in self.said if "id" in one.fields)
        return [next(heard) for _ in range(number)]


def messages(response: httpx.Response) -> Iterator[Said]:
    """What is said, as it comes. Only line feeds end a line: a text may hold what Python takes for others."""
    waiting = b""
    for chunk in response.iter_raw():
        *whole, waiting = (waiting + chunk).split(b"\n\n")
        for each in whole:
            pairs = [line.split(": ", 1) for line in each.decode().split("\n")]
            assert len({name for name, _ in pairs}) == len(pairs)
            yield Said(dict(pairs))


class Listened(uvicorn.Server):
    """A server in a thread of this process; ``left`` gets a stream's query when its request is over."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(uvicorn.Config(self._noting(app), log_config=None, access_log=False))
        self.ready, self.left = threading.Event(), Queue[str]()
        self.address = ""
        self.loop: asyncio.AbstractEventLoop | None = None

    def _noting(self, app: ASGIApp) -> ASGIApp:
        async def noting(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await app(scope, receive, send)
            finally:
                if scope.get("path") == PATH:
                    self.left.put(scope["query_string"].decode())

        return noting

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.loop = asyncio.get_running_loop()
        self.ready.set()

    def tasks(self) -> set[str]:
        """The names of what the server is at, but for the request that asks and the library's watch on signals."""

        async def named() -> set[str]:
            running = asyncio.all_tasks() - {asyncio.current_task()}
            return {repr(task.get_coro()).split(" at ")[0] for task in running}

        assert self.loop is not None
        found = asyncio.run_coroutine_threadsafe(named(), self.loop).result(PATIENT_S)
        return {name for name in found if "_shutdown_watcher" not in name}

    @contextmanager
    def listening(self, query: str = "", **headers: str) -> Iterator[Listener]:
        """Listen until the end of the block."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with (
            httpx.Client(timeout=PATIENT_S) as client,
            client.stream("GET", f"{self.address}{PATH}{query}", headers=sent) as response,
        ):
            assert response.status_code == 200, response.read()
            yield Listener(response, messages(response))

    def counted(self, name: str) -> float:
        """The figure of a name, with its labels as the service writes them."""
        found = re.search(rf"^reform_monitor_{re.escape(name)} (\S+)$", self.get("/metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        """One answer, whole."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.request(method, f"{self.address}{path}", headers=sent, timeout=PATIENT_S)


def free_port() -> socket.socket:
    """A socket on loopback that listens on a port of its own."""
    return socket.create_server(("127.0.0.1", 0))


@contextmanager
def listened(
    service: Service, pace: Pace = QUICK, *, send_buffer: int | None = None, on: socket.socket | None = None
) -> Iterator[Listened]:
    """A server that answers until the end of the block, on a free port or the socket that is given.

    What it sends waits in a buffer of the kernel of this size.
    """
    with on or free_port() as listening:
        if send_buffer is not None:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
        server = Listened(make_app(service, pace))
        server.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = threading.Thread(target=server.run, args=[[listening]])
        thread.start()
        assert server.ready.wait(PATIENT_S)
        try:
            yield server
        finally:
            server.should_exit = True
            thread.join()
