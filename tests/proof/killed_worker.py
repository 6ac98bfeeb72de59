"""A worker that is killed where it is told to be: ``python -m tests.proof.killed_worker DATABASE_URL PORT``.

It reads lines ``CUT INSTANT`` and for each forks a worker, which sends what is due and kills itself at that cut, or
goes on to the end where the cut is ``none``. Forking saves the seconds that a start takes: a hundred fit into a proof.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event
from typing_extensions import override

from alerts.delivering import WebhookDelivery
from alerts.destinations import Destination, Message
from alerts.dispatching import Dispatcher
from alerts.sealing import Seal
from alerts.sql.claims import Limits
from alerts.webhooks.destinations import Policy
from alerts.webhooks.sender import Sender
from alerts.webhooks.transport import VettedBackend, WebhookTransport
from events.sql import make_engine
from tests.integration.alerts.webhooks.receivers import resolving_to
from tests.proof.deaths import AFTER_CLAIM, AFTER_SENT, BEFORE_CLAIM, BEFORE_COMMIT, KEY, LOOPBACK


def die() -> None:
    """At once, as the machine's power would end it."""
    os.kill(os.getpid(), signal.SIGKILL)


class NobodysOwner:
    """No endpoint is given up here."""

    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""
        raise AssertionError((connection, of, reason, now))

    def refused(self, connection: Connection, status: str | None, said: str, now: datetime) -> None:
        """Implements ``alerts.in_use.TellsOwner``."""
        raise AssertionError((connection, status, said, now))


class Mortal(Dispatcher):
    """A dispatcher that dies at a cut."""

    cut = "none"

    @override
    def _claim(self, most: int) -> list[tuple[Destination, Message]]:
        if self.cut == BEFORE_CLAIM:
            die()
        claimed = super()._claim(most)
        if self.cut == AFTER_CLAIM:
            die()
        return claimed

    @override
    def _settle(self, group: Sequence[Any]) -> None:
        if self.cut == AFTER_SENT:
            die()
        if self.cut == BEFORE_COMMIT:
            event.listen(self._engine, "commit", lambda _connection: die())
        super()._settle(group)


def work(url: str, port: int, cut: str, now: datetime) -> None:
    """Send what is due, until nothing is or until the cut."""

    async def send() -> None:
        policy = Policy(ports=frozenset({port}), allow_http=True, allowed=LOOPBACK)
        transport = WebhookTransport(VettedBackend(resolving_to("127.0.0.1"), policy.allowed))
        seal = Seal([KEY], os.urandom)
        delivery = WebhookDelivery(Sender(transport, policy, "a worker", time.monotonic), lambda: seal)
        engine = make_engine(url)
        worker = Mortal(engine, delivery, lambda: now, lambda: 0.5, NobodysOwner(), Limits(at_once=10))
        worker.cut = cut
        while await worker.dispatch():
            pass
        await transport.aclose()
        engine.dispose()

    asyncio.run(send())


def serve(url: str, port: int) -> None:
    """Fork a worker for each line, and say how each ended."""
    for line in sys.stdin:
        cut, instant = line.split()
        child = os.fork()
        if not child:
            work(url, port, cut, datetime.fromisoformat(instant))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - how the test follows this program


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
