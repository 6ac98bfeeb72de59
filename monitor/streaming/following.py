"""One listener's way through the log: a page at a time from its own position on, never more than it takes."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from functools import partial

import anyio
import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from monitor.streaming.watch import Watch

_log = structlog.stdlib.get_logger("monitor.streaming")


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be sent next, in order, and the position up to which that is everything."""

    messages: Sequence[bytes]
    reached: int


Read = Callable[[int], Page | None]
"""The page past a position, as the log then is; ``None`` ends the stream. It may block."""


async def follow(watch: Watch, after: int, read: Read) -> AsyncGenerator[bytes]:
    """Everything past position ``after``, in the order of the log, without a gap and without end.

    A page is read once the one before is taken. Where the database is away, the listener waits for it to come back.
    """
    while True:
        await watch.past(after)
        try:
            page = await watch.ask(partial(read, after))
        except (OperationalError, InterfaceError, NoConnectionFree) as error:
            _log.warning("page_not_read", error=type(error).__name__, after=after)
            await anyio.sleep(watch.pace.again_s)
            continue
        if page is None:
            return
        for message in page.messages:
            yield message
        after = page.reached
