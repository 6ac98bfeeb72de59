"""A mail server on loopback that keeps whatever it is offered, and refuses what a test says."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session
from typing_extensions import override

from tests.integration.alerts.mail.servers import Recorder, smtp_server


@dataclass
class Reluctant(Recorder):
    """Answers the first letters with these refusals, one each, and takes all others; ``offered`` are all of them."""

    refusals: list[str] = field(default_factory=list)
    offered: list[Envelope] = field(default_factory=list)

    @property
    def raw(self) -> list[bytes]:
        """Each letter that was offered, as it came."""
        return [bytes(one.content or b"") for one in self.offered if not isinstance(one.content, str)]

    @override
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.offered.append(envelope)
        return self.refusals.pop(0) if self.refusals else await super().handle_DATA(server, session, envelope)


@contextmanager
def mail_server(recorder: Recorder, port: int = 0) -> Iterator[str]:
    """The URL of a server that runs in a thread of its own until the end of the block; on a free port, if not given."""
    loop, stop, ready = asyncio.new_event_loop(), asyncio.Event(), threading.Event()
    ports: list[int] = []

    async def run() -> None:
        async with smtp_server(recorder, port=port) as found:
            ports.append(found)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[run()])
    thread.start()
    ready.wait()
    try:
        yield f"smtp://127.0.0.1:{ports[0]}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
