"""Connections to receivers: one exchange at a time on each, and kept for the next one where both sides agree."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import httpcore

from alerts.webhooks.answers import Answer

_READ_AT_MOST = 65_536


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a connection leads: what is kept for one is of no use to another."""

    secure: bool
    host: str
    port: int


class Connection:
    """A connection that was made, with TLS if it was asked for."""

    def __init__(self, origin: Origin, stream: httpcore.AsyncNetworkStream) -> None:
        self.origin, self._stream = origin, stream
        self._answer = Answer()
        self._was_read = False

    async def ask(self, request: bytes) -> Answer:
        """The answer to a request, of which the head has come.

        Raises:
            NotAnAnswer: no whole head came.
            httpcore.NetworkError: the connection broke.
        """
        answer, self._was_read = Answer(), False
        self._answer = answer
        # Whoever has seen enough answers and closes, before the whole request has come.
        with suppress(httpcore.WriteError):
            await self._stream.write(request)
        while not answer.has_head:
            await self._receive()
        return answer

    async def more(self) -> bytes:
        """What comes next of the body of the answer, none at its end.

        Raises:
            NotAnAnswer, httpcore.NetworkError: as above.
        """
        while not (part := self._answer.body()) and not self._answer.is_whole:
            await self._receive()
        self._was_read = not part
        return part

    async def _receive(self) -> None:
        received = await self._stream.read(_READ_AT_MOST)
        if received:
            self._answer.feed(received)
        else:
            self._answer.end()

    @property
    def serves_again(self) -> bool:
        """Whether the answer was read to its end, and another exchange may follow."""
        return self._was_read and self._answer.keeps

    @property
    def is_idle(self) -> bool:
        """Whether the other side has neither ended it nor said anything unasked: then no request is sent on it."""
        return not self._stream.get_extra_info("is_readable")

    async def aclose(self) -> None:
        """Close it."""
        await self._stream.aclose()


class Kept:
    """Connections that are of use to the next message for the same origin.

    Args:
        monotonic: gives seconds that never run backwards.
        keep_s: how long one is kept that nobody uses.
        most: how many are kept; the one that was used longest ago makes way.
    """

    def __init__(self, monotonic: Callable[[], float], keep_s: float, most: int) -> None:
        self._monotonic, self._keep_s, self._most = monotonic, keep_s, most
        # Since when nobody uses it, those of the longest time first.
        self._since: OrderedDict[Connection, float] = OrderedDict()
        self._of: dict[Origin, list[Connection]] = {}

    async def take(self, origin: Origin) -> Connection | None:
        """One that leads there, the latest used, no longer kept; the others whose time is over are closed."""
        await self.close_beyond(self._most)
        while latest := self._of.get(origin):
            found = latest[-1]
            self._remove(found)
            if found.is_idle:
                return found
            await found.aclose()
        return None

    async def keep(self, one: Connection) -> None:
        """Keep a connection, which nobody else uses."""
        self._since[one] = self._monotonic()
        self._of.setdefault(one.origin, []).append(one)
        await self.close_beyond(self._most)

    async def aclose(self) -> None:
        """Close all of them."""
        await self.close_beyond(0)

    async def close_beyond(self, most: int) -> None:
        """Close what is more than so many, those that were used longest ago, and what nobody has used for long."""
        over = self._monotonic() - self._keep_s
        while self._since:
            oldest, since = next(iter(self._since.items()))
            if len(self._since) <= most and since > over:
                return
            self._remove(oldest)
            await oldest.aclose()

    def _remove(self, one: Connection) -> None:
        del self._since[one]
        same = self._of[one.origin]
        same.remove(one)
        if not same:
            del self._of[one.origin]
