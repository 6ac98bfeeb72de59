"""Dialling: connections made and used with asyncio alone, which cost a fraction of those that run on any event loop."""

import asyncio
import select
import ssl
from collections.abc import Iterable
from typing import Any, cast

import httpcore

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

_WAITING_AT_MOST = 65_536
"""How many bytes may wait to be read before the other side is kept waiting, but for those of one receipt."""


class AsyncioDialler(httpcore.AsyncNetworkBackend):
    """Opens connections to addresses. It vets none: see ``alerts.webhooks.transport.VettedBackend``."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to an address.

        Raises:
            httpcore.ConnectError: it does not take one.
            httpcore.ConnectTimeout: it did not answer in ``timeout`` seconds.
        """
        local = (local_address, 0) if local_address is not None else None
        try:
            async with asyncio.timeout(timeout):
                transport, made = await asyncio.get_running_loop().create_connection(
                    _Stream, host, port, local_addr=local
                )
        except TimeoutError:
            raise httpcore.ConnectTimeout from None
        except OSError:
            raise httpcore.ConnectError from None
        for option in socket_options or ():
            transport.get_extra_info("socket").setsockopt(*option)
        return made

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class _Stream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """One connection. What comes in while nobody reads is kept, within bounds."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._came = bytearray()
        self._ended = self._broken = self._held_back = False
        self._reading: asyncio.Future[None] | None = None
        self._writing: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._came += data
        if len(self._came) > _WAITING_AT_MOST and not self._held_back:
            self._held_back = True
            self._transport.pause_reading()
        _wake(self._reading)

    def eof_received(self) -> None:
        self._ended = True
        _wake(self._reading)

    def connection_lost(self, exc: Exception | None) -> None:
        self._broken = exc is not None
        self._ended = True
        _wake(self._reading)
        self.resume_writing()

    def pause_writing(self) -> None:
        self._writing = self._loop.create_future()

    def resume_writing(self) -> None:
        writing, self._writing = self._writing, None
        _wake(writing)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        """What has come, at least one byte; none at the end.

        Raises:
            httpcore.ReadError: the connection broke.
            httpcore.ReadTimeout: nothing came in ``timeout`` seconds.
        """
        if not self._came and not self._ended:
            self._reading = self._loop.create_future()
            try:
                async with asyncio.timeout(timeout):
                    await self._reading
            except TimeoutError:
                raise httpcore.ReadTimeout from None
            finally:
                self._reading = None
        if not self._came and self._broken:
            raise httpcore.ReadError
        given = bytes(self._came[:max_bytes])
        del self._came[:max_bytes]
        if self._held_back and len(self._came) <= _WAITING_AT_MOST and not self._ended:
            self._held_back = False
            self._transport.resume_reading()
        return given

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as above
        """Send these bytes, waiting as long as the other side takes no more.

        Raises:
            httpcore.WriteError: the connection has ended.
            httpcore.WriteTimeout: the other side took no more for ``timeout`` seconds.
        """
        if self._transport.is_closing():
            raise httpcore.WriteError
        self._transport.write(buffer)
        if self._writing is not None:
            try:
                async with asyncio.timeout(timeout):
                    await self._writing
            except TimeoutError:
                raise httpcore.WriteTimeout from None

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as above
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, from now on with TLS.

        Raises:
            httpcore.ConnectError: the other side cannot, or its certificate is wrong.
            httpcore.ConnectTimeout: it took longer than ``timeout`` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                secured = await self._loop.start_tls(
                    self._transport, self, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError:
            raise httpcore.ConnectTimeout from None
        except OSError:
            raise httpcore.ConnectError from None
        if secured is None:
            raise httpcore.ConnectError
        self._transport = secured
        return self

    async def aclose(self) -> None:
        """Let go at once: a goodbye that the other side does not answer would keep the connection open."""
        self._transport.abort()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        if info != "is_readable":
            return self._transport.get_extra_info(info)
        return bool(self._came) or self._ended or _is_readable(self._transport.get_extra_info("socket").fileno())


def _is_readable(number: int) -> bool:
    """Whether there is something, be it the end, that the event loop has not come to look at yet."""
    if number < 0:
        return True
    waiting = select.poll()
    waiting.register(number, select.POLLIN)
    return bool(waiting.poll(0))


def _wake(waiting: "asyncio.Future[None] | None") -> None:
    if waiting is not None and not waiting.done():
        waiting.set_result(None)
