"""The one way out for webhooks: HTTP/1.1 over connections to vetted addresses only.

The name is resolved, every answer is looked at, and the very address that was looked at is dialled, so an answer that
changes in between changes nothing. TLS and the ``Host`` header keep the name.
"""

import asyncio
import select
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import httpcore
import httpx

from alerts.webhooks.addresses import Network
from alerts.webhooks.pools import Pools
from alerts.webhooks.resolving import AddressRefused, Resolve, vetted_addresses

_SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class SecureConnectionFailed(httpx.ConnectError):
    """The host was reached and no TLS connection could be made: its certificate is wrong or it speaks no TLS."""

    def __init__(self) -> None:
        super().__init__("no secure connection could be made")


class VettedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to addresses that may be dialled, and no others.

    Args:
        resolve: asked anew for each connection.
        allowed: networks that may be dialled besides the public ones.
        dialler: what opens a connection to an address.
        resolve_within_s: how long a name may take to resolve.
        dial_within_s: how long each address may take to answer before the next one is tried.
        most_dialled: how many addresses of one host are tried.
    """

    def __init__(
        self,
        resolve: Resolve,
        allowed: Sequence[Network] = (),
        *,
        dialler: httpcore.AsyncNetworkBackend | None = None,
        resolve_within_s: float = 5,
        dial_within_s: float = 4,
        most_dialled: int = 3,
    ) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._dialler = dialler or httpcore.AnyIOBackend()
        self._resolve_within_s = resolve_within_s
        self._dial_within_s = dial_within_s
        self._most_dialled = most_dialled

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first of the host's addresses that answers.

        Raises:
            AddressRefused: one of them may not be dialled.
            Unresolved: there is none.
            httpcore.ConnectError, httpcore.ConnectTimeout: what the last one tried came to.
        """
        return _Vetted(await self._dialled(host, port, timeout, local_address, socket_options))

    async def _dialled(
        self,
        host: str,
        port: int,
        timeout: float | None,  # noqa: ASYNC109 - as above
        local_address: str | None,
        socket_options: Iterable[_SocketOption] | None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await vetted_addresses(host, port, self._resolve, self._allowed, within_s=self._resolve_within_s)
        limit = self._dial_within_s if timeout is None else min(timeout, self._dial_within_s)
        *others, last = addresses[: self._most_dialled]
        for address in others:
            try:
                return await self._dialler.connect_tcp(str(address), port, limit, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._dialler.connect_tcp(str(last), port, limit, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - httpcore's signature
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - as above
        socket_options: Iterable[_SocketOption] | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.AsyncNetworkStream:
        """Nothing: no webhook goes to a socket on this machine."""
        raise AddressRefused

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between tries; it makes none here."""
        await self._dialler.sleep(seconds)


class _Vetted(httpcore.AsyncNetworkStream):
    """A connection that was made, on which a failure to begin TLS can be told from one to connect."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._socket: socket.socket | None = None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as above
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as above
    ) -> httpcore.AsyncNetworkStream:
        try:
            return _Vetted(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except httpcore.ConnectError:
            raise SecureConnectionFailed from None
        except asyncio.CancelledError:
            # Nobody else holds the connection yet: a host that never begins TLS would keep it open for ever.
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        if info != "is_readable":
            return self._stream.get_extra_info(info)
        # Asked for several times with each request; below, each answer takes half a dozen calls of the system.
        self._socket = self._socket or self._stream.get_extra_info("socket")
        return self._socket is None or _is_readable(self._socket)


def _is_readable(one: socket.socket) -> bool:
    """Whether something can be read, be it the end: then the connection is of no use to the next request."""
    number = one.fileno()
    if number < 0:
        return True
    waiting = select.poll()
    waiting.register(number, select.POLLIN)
    return bool(waiting.poll(0))


class WebhookTransport(httpx.AsyncBaseTransport):
    """Sends requests as they are: no redirect is followed, no cookie kept, no try repeated.

    It reads no proxy, ``.netrc`` or certificate setting from the environment. Connections are kept for the next message
    to the same host. It belongs to the event loop that first uses it.

    Args:
        backend: what opens connections.
        tls: how certificates are judged; by the bundle of certifi unless given.
        max_connections: how many at once, None for no limit. A request beyond it waits, within its deadline.
        keepalive_s: how long a connection is kept that nobody uses.
    """

    def __init__(
        self,
        backend: VettedBackend,
        *,
        tls: ssl.SSLContext | None = None,
        max_connections: int | None = None,
        keepalive_s: float = 5,
    ) -> None:
        context = tls or httpx.create_ssl_context(trust_env=False)
        self._pools = Pools(
            lambda: httpcore.AsyncConnectionPool(
                ssl_context=context,
                max_connections=max_connections,
                max_keepalive_connections=max_connections,
                keepalive_expiry=keepalive_s,
                retries=0,
                network_backend=backend,
            ),
            **({"most": 1} if max_connections is not None else {}),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, of which the head has come; close it, read or not.

        Raises:
            httpx.TransportError: there is none; ``AddressRefused``, ``Unresolved`` and ``SecureConnectionFailed`` among
                them. No text of these names an address.
        """
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method,
            url,
            headers=request.headers.raw,
            content=cast("httpx.AsyncByteStream", request.stream),
            extensions=request.extensions,
        )
        pool = self._pools.take()
        try:
            with _translated():
                answer = await pool.handle_async_request(asked)
        except BaseException:
            self._pools.give_back(pool)
            raise
        body = _Body(answer, lambda: self._pools.give_back(pool))
        return httpx.Response(answer.status, headers=answer.headers, stream=body, request=request)

    async def aclose(self) -> None:
        """Close every connection."""
        with _translated():
            await self._pools.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, done: Callable[[], None]) -> None:
        self._answer, self._done = answer, done

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated():
            async for part in self._answer.aiter_stream():
                yield part

    async def aclose(self) -> None:
        try:
            with _translated():
                await self._answer.aclose()
        finally:
            self._done()
            self._done = _nothing


def _nothing() -> None:
    """Was done before."""


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of httpcore as their counterparts of httpx, without the text and the cause, which name addresses."""
    try:
        yield
    except httpcore.UnsupportedProtocol:
        raise httpx.UnsupportedProtocol("the URL is neither http nor https") from None
    except httpcore.ConnectError:
        raise httpx.ConnectError("no connection could be made") from None
    except httpcore.ConnectTimeout:
        raise httpx.ConnectTimeout("no connection could be made in time") from None
    except httpcore.TimeoutException:
        raise httpx.ReadTimeout("the exchange took too long") from None
    except httpcore.RemoteProtocolError:
        raise httpx.RemoteProtocolError("the answer is no whole HTTP answer") from None
    except (httpcore.NetworkError, OSError):
        # OSError: what TLS raises in the middle of a stream passes httpcore as it is.
        raise httpx.ReadError("the connection broke off") from None
