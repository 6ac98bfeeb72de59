"""Handing letters over: to an SMTP server, or to a directory while none is configured."""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from alerts.mail.file_sink import keep
from alerts.mail.letter import Address
from alerts.mail.smtp import Accepted, Refused, send
from alerts.mail.smtp_server import SmtpServer
from alerts.mail.verp import bounce_address

# Together with an attempt it lasts less than a claim does (``alerts.dispatching.LEASE``).
_TURN_S = 45


class HandsOver(Protocol):
    """Hands the bytes of a letter over; raises nothing for trouble on the way."""

    async def __call__(self, letter: bytes, *, letter_id: str, to: Address, at: datetime) -> Accepted | Refused:
        """What came of it; ``at`` is when the letter was written."""


@dataclass(frozen=True, slots=True)
class ToServer:
    """Hands letters to an SMTP server; they come back to an address of their own (VERP), signed with ``bounce_key``.

    ``at_once`` says how many connections there are at most.
    """

    server: SmtpServer
    host: str
    bounce_key: bytes = field(repr=False)
    tls: ssl.SSLContext | None = None
    at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(20))

    async def __call__(self, letter: bytes, *, letter_id: str, to: Address, at: datetime) -> Accepted | Refused:
        """What the server said."""
        del at
        sender = bounce_address(letter_id, self.host, self.bounce_key)
        try:
            async with asyncio.timeout(_TURN_S):
                await self.at_once.acquire()
        except TimeoutError:
            return Refused(None, None, "no connection was free", permanent=False)
        try:
            return await send(letter, self.server, envelope_sender=sender, to=to, hello=self.host, tls=self.tls)
        finally:
            self.at_once.release()


@dataclass(frozen=True, slots=True)
class ToDirectory:
    """Keeps letters as ``.eml`` files, where ``directory`` says."""

    directory: Callable[[], Path]

    async def __call__(self, letter: bytes, *, letter_id: str, to: Address, at: datetime) -> Accepted | Refused:
        """Kept; or that the directory cannot be written to."""
        del to
        try:
            path = await asyncio.to_thread(keep, letter, self.directory(), letter_id=letter_id, at=at)
        except OSError as error:
            return Refused(
                None, None, f"the directory for mail cannot be written to: {error.strerror}", permanent=False
            )
        return Accepted(250, f"kept as {path.name}")
