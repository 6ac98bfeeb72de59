"""The answer that lasts: server-sent events until the listener or the service leaves, or too little is taken."""

import asyncio
import logging
from collections.abc import AsyncIterable

import anyio
import structlog
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.types import Message, Receive, Scope, Send
from typing_extensions import override

from monitor import metrics
from monitor.api.every_request import HEAD_ONLY, LASTING
from monitor.streaming.watch import Watch

LINE_END = "\n"

_log = structlog.stdlib.get_logger("monitor.api")

# At level debug it writes down all that it sends: names among it that may be withheld later.
logging.getLogger(EventSourceResponse.__module__).setLevel(logging.INFO)


class Streamed(EventSourceResponse):
    """Sends messages as they come, with heartbeats between them, to one more listener of a watch.

    Whoever takes nothing for as long as the watch has patience is cut: the connection is dropped with what waits in it.
    Where the service ends, the stream ends too; what is not taken within the grace is dropped, so that nobody can hold
    the service up.
    """

    def __init__(self, messages: AsyncIterable[bytes], watch: Watch) -> None:
        pace = watch.pace
        super().__init__(
            messages,
            ping=pace.heartbeat_s,
            ping_message_factory=lambda: ServerSentEvent(comment="heartbeat", sep=LINE_END),
            send_timeout=pace.patience_s,
        )
        self._watch = watch

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one listener.

        Raises:
            TooManyListeners: nothing is sent yet.
        """
        if scope.get(HEAD_ONLY):
            await super().__call__({**scope, "method": "HEAD"}, receive, send)
            return
        ended = False

        async def noting(message: Message) -> None:
            nonlocal ended
            await send(message)
            ended = message["type"] == "http.response.body" and not message.get("more_body", False)

        with self._watch.listening():
            scope[LASTING] = True
            try:
                await super().__call__(scope, receive, noting)
            except* SendTimeoutError:
                metrics.listener_cut()
                _log.info("listener_cut", waited_s=self._watch.pace.patience_s)
                await self._drop(receive)
            else:
                if not ended:
                    await self._end(receive, send)

    async def _end(self, receive: Receive, send: Send) -> None:
        """End the answer in order, so far as there is still somebody who takes it."""
        with anyio.move_on_after(self._watch.pace.grace_s):
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        transport = _transport(receive)
        if transport is not None and transport.get_write_buffer_size():
            await anyio.sleep(self._watch.pace.grace_s)
            await self._drop(receive)

    async def _drop(self, receive: Receive) -> None:
        """Drop the connection with what waits in it; closing it would wait for the listener to take that."""
        transport = _transport(receive)
        if transport is not None:
            transport.abort()
            with anyio.move_on_after(self._watch.pace.grace_s):
                await receive()  # until the server has noticed, which else takes the answer for unfinished


def _transport(receive: Receive) -> asyncio.WriteTransport | None:
    """The connection that a request came by, where the server shows it.

    ASGI has no word for dropping one. uvicorn's ``receive`` is a method of what holds the transport; with a server that
    does not show it, a listener that takes nothing stays connected, with one full buffer, until it leaves.
    """
    transport: asyncio.WriteTransport | None = getattr(getattr(receive, "__self__", None), "transport", None)
    return transport
