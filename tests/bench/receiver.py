"""A receiver of webhooks as a program of its own: ``python -m tests.bench.receiver`` prints its port and answers 204.

It gives back a challenge, and prints a line with the moment (``time.perf_counter``, one clock for the whole machine) at
which each message arrived whole, if it is asked to by ``--say``.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    says = "--say" in sys.argv
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            body = await reader.readexactly(length)
            answer = b"HTTP/1.1 204 No Content\r\n\r\n"
            if b'"endpoint.verification"' in body:
                challenge = json.loads(body)["data"]["challenge"].encode()
                answer = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(challenge), challenge)
            elif says:
                sys.stdout.write(f"{time.perf_counter()}\n")
                sys.stdout.flush()
            writer.write(answer)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _serve() -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


@dataclass(frozen=True, slots=True)
class Receiving:
    """A receiver that runs; ``arrival`` waits for the next message and gives its moment."""

    port: int
    program: "subprocess.Popen[str]"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def arrival(self) -> float:
        assert self.program.stdout is not None
        return float(self.program.stdout.readline())


@contextmanager
def receiving(*, says: bool = False) -> Iterator[Receiving]:
    """A receiver in a process that ends with the block."""
    program = (sys.executable, "-m", "tests.bench.receiver", *(["--say"] if says else []))
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            yield Receiving(int(running.stdout.readline()), running)
        finally:
            running.terminate()
            running.communicate()


if __name__ == "__main__":
    asyncio.run(_serve())
