"""The one way out for webhooks: HTTP/1.1 over connections to vetted addresses only.

The name is resolved, every answer is looked at, and the very address that was looked at is dialled, so an answer that
changes in between changes nothing. TLS and the ``Host`` header keep the name.
"""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import httpcore
import httpx

from alerts.webhooks.addresses import Network
from alerts.webhooks.answers import NotAnAnswer
from alerts.webhooks.connections import Connection, Kept, Origin
from alerts.webhooks.dialling import AsyncioDialler, SocketOption
from alerts.webhooks.request_bytes import CannotBeSent, request_bytes
from alerts.webhooks.resolving import AddressRefused, Resolve, vetted_addresses

_PORTS = {"http": 80, "https": 443}


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
        self._dialler = dialler or AsyncioDialler()
        self._resolve_within_s = resolve_within_s
        self._dial_within_s = dial_within_s
        self._most_dialled = most_dialled

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first of the host's addresses that answers.

        Raises:
            AddressRefused: one of them may not be dialled.
            Unresolved: there is none.
            httpcore.ConnectError, httpcore.ConnectTimeout: what the last one tried came to.
        """
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
        socket_options: Iterable[SocketOption] | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.AsyncNetworkStream:
        """Nothing: no webhook goes to a socket on this machine."""
        raise AddressRefused

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between tries; it makes none here."""
        await self._dialler.sleep(seconds)


class WebhookTransport(httpx.AsyncBaseTransport):
    """Sends requests as they are: no redirect is followed, no cookie kept, no try repeated.

    It reads no proxy, ``.netrc`` or certificate setting from the environment. Connections are kept for the next message
    to the same host. How long an exchange may take is for the caller to say. It belongs to the event loop that first
    uses it.

    Args:
        backend: what opens connections.
        tls: how certificates are judged; by the bundle of certifi unless given.
        max_connections: how many at once, None for no limit. A request beyond it waits, within its deadline.
        keepalive_s: how long a connection is kept that nobody uses.
        most_kept: how many connections that nobody uses are kept.
    """

    def __init__(
        self,
        backend: VettedBackend,
        *,
        tls: ssl.SSLContext | None = None,
        max_connections: int | None = None,
        keepalive_s: float = 5,
        most_kept: int = 200,
    ) -> None:
        self._backend = backend
        self._tls = tls or httpx.create_ssl_context(trust_env=False)
        self._tls.set_alpn_protocols(["http/1.1"])
        self._most = max_connections
        self._places = asyncio.Semaphore(max_connections) if max_connections is not None else None
        self._in_use = 0
        self._kept = Kept(time.monotonic, keepalive_s, most_kept)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, of which the head has come; close it, read or not.

        Raises:
            httpx.TransportError: there is none; ``AddressRefused``, ``Unresolved`` and ``SecureConnectionFailed`` among
                them. No text of these names an address.
        """
        origin, asked = _origin(request.url), await _asked(request)
        if self._places is not None:
            await self._places.acquire()
        self._in_use += 1
        connection: Connection | None = None
        try:
            with _translated():
                connection = await self._kept.take(origin) or await self._opened(origin)
                answer = await connection.ask(asked)
        except BaseException:
            await self._done_with(connection)
            raise
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(connection, self._done_with), request=request
        )

    async def _opened(self, origin: Origin) -> Connection:
        if self._most is not None:
            await self._kept.close_beyond(self._most - self._in_use)
        stream = await self._backend.connect_tcp(origin.host, origin.port)
        if origin.secure:
            try:
                stream = await stream.start_tls(self._tls, origin.host)
            except BaseException as error:
                # Nobody else holds the connection yet: a host that never begins TLS would keep it open for ever.
                await stream.aclose()
                if isinstance(error, httpcore.ConnectError):
                    raise SecureConnectionFailed from None
                raise
        return Connection(origin, stream)

    async def _done_with(self, connection: Connection | None) -> None:
        try:
            if connection is not None:
                await (self._kept.keep(connection) if connection.serves_again else connection.aclose())
        finally:
            self._in_use -= 1
            if self._places is not None:
                self._places.release()

    async def aclose(self) -> None:
        """Close every connection that nobody uses; the others are closed with their answers."""
        with _translated():
            await self._kept.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, connection: Connection, done_with: Callable[[Connection], Awaitable[None]]) -> None:
        self._connection, self._done_with = connection, done_with
        self._is_closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated():
            while part := await self._connection.more():
                yield part

    async def aclose(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            with _translated():
                await self._done_with(self._connection)


def _origin(url: httpx.URL) -> Origin:
    if url.scheme not in _PORTS:
        raise httpx.UnsupportedProtocol("the URL is neither http nor https")
    return Origin(url.scheme == "https", url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme])


async def _asked(request: httpx.Request) -> bytes:
    body = await request.aread()
    try:
        return request_bytes(request.method.encode("ascii"), request.url.raw_path, request.headers.raw, body)
    except CannotBeSent as error:
        raise httpx.LocalProtocolError(str(error)) from None


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of httpcore as their counterparts of httpx, without the text and the cause, which name addresses."""
    try:
        yield
    except httpcore.ConnectError:
        raise httpx.ConnectError("no connection could be made") from None
    except httpcore.ConnectTimeout:
        raise httpx.ConnectTimeout("no connection could be made in time") from None
    except httpcore.TimeoutException:
        raise httpx.ReadTimeout("the exchange took too long") from None
    except NotAnAnswer:
        raise httpx.RemoteProtocolError("the answer is no whole HTTP answer") from None
    except (httpcore.NetworkError, OSError):
        # OSError: what TLS raises in the middle of a stream passes as it is.
        raise httpx.ReadError("the connection broke off") from None
