"""The canary: puts one on record every hour, tells staff when none arrives, and forgets the old ones."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from alerts.canaries import KEPT_FOR, Canaries, hour_of
from alerts.destinations import CANARY_DESTINATION, Destination, Message
from alerts.message_bodies import written
from alerts.message_types import CANARY
from alerts.posting import Posting
from alerts.sql import canary_store, message_store, subscription_store
from events.sql.engines import reading, writing

PATH = "/v1/canary"
"""Where canaries arrive, behind our own public address."""

_OVERDUE = (
    "Each hour the service sends itself a message, to {address}, in the way in which it sends all messages. "
    "The last one arrived {last}, so it is likely that others do not arrive either. Look at /readyz and at the log: "
    "is a worker running, does the mail server take letters, can the address be reached from here?"
)


class Canary:
    """Makes canaries.

    Args:
        engine: of the database.
        posting: tells staff.
        new_id: makes the id of a message.
        now: the clock.
        public_url: at which we are reached.
    """

    def __init__(
        self,
        engine: Engine,
        posting: Posting,
        new_id: Callable[[datetime], str],
        now: Callable[[], datetime],
        public_url: str,
    ) -> None:
        self._engine, self._posting, self._new_id, self._now = engine, posting, new_id, now
        self._address = f"{public_url}{PATH}"

    def look(self) -> int:
        """Make the canary of this hour unless there is one, and tell staff where none arrives; how many were made."""
        now = self._now()
        with reading(self._engine) as connection:
            made = message_store.is_on_record(connection, CANARY_DESTINATION, hour_of(now))
            found = canary_store.canaries(connection)
        if made and not found.overdue(now):
            return 0
        try:
            with writing(self._engine) as connection:
                if found.overdue(now):
                    self._tell(connection, found, now)
                return self._make(connection, now)
        except IntegrityError:
            # Another process has done it at the same moment; what is left to do is done by the next look.
            return 0

    def _make(self, connection: Connection, now: datetime) -> int:
        cause = hour_of(now)
        if message_store.is_on_record(connection, CANARY_DESTINATION, cause):
            return 0
        there = subscription_store.destination(connection, CANARY_DESTINATION)
        if there is None:
            made = Destination(CANARY_DESTINATION, "canary", self._address, "active", 0, now, confirmed_at=now)
            subscription_store.add_destination(connection, made)
        elif there.address != self._address:
            subscription_store.change_destination(connection, CANARY_DESTINATION, address=self._address)
        body = written(CANARY, now, {})
        one = Message(self._new_id(now), CANARY_DESTINATION, cause, CANARY, None, "queued", body, now, due_at=now)
        message_store.add(connection, one)
        canary_store.forget(connection, now - KEPT_FOR)
        return 1

    def _tell(self, connection: Connection, found: Canaries, now: datetime) -> None:
        last = f"at {found.arrived_at:%Y-%m-%d %H:%M} UTC" if found.arrived_at is not None else "never"
        said = _OVERDUE.format(address=self._address, last=last)
        self._posting.staff(connection, found.episode, "The service does not hear from itself", said, now)
