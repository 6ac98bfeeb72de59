"""Bouncing: what mail that came back means for the message it was and for the address it went to."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from alerts import leaving
from alerts.destinations import Destination, Message
from alerts.in_use import UNDELIVERABLE, bounced, suppress
from alerts.mail.bounces import Bounce, read_bounce
from alerts.posting import Posting
from alerts.sql import message_store, owed, subscription_store
from events.sql.engines import writing

COMPLAINED = "the address complained of our mail"


class Bouncing:
    """Takes in reports of what became of letters.

    Args:
        keys: sign the addresses that mail comes back to, the current one first.
        posting: tells staff that we are blocked.
    """

    def __init__(self, engine: Engine, keys: Sequence[bytes], posting: Posting, now: Callable[[], datetime]) -> None:
        self._engine, self._keys, self._posting, self._now = engine, keys, posting, now

    def take_in(self, raw: bytes, envelope_recipient: str | None = None) -> Bounce | None:
        """What a raw message reports, once that was acted upon; ``None`` where it reports nothing of ours.

        A forged token changes nothing, and neither does a report of a message that is not on record.

        Args:
            raw: the message as it came.
            envelope_recipient: to whom it was delivered; without it the headers are searched for our token.
        """
        bounce = read_bounce(raw, self._keys, envelope_recipient)
        if bounce is None:
            return None
        now = self._now()
        with writing(self._engine) as connection:
            message = message_store.message(connection, bounce.message_id)
            to = subscription_store.destination(connection, message.destination, lock=True) if message else None
            if message is None or to is None:
                return None
            self._act(connection, bounce, message, to, now)
        return bounce

    def _act(self, connection: Connection, bounce: Bounce, message: Message, to: Destination, now: datetime) -> None:
        match bounce.kind:
            case "hard":
                suppress(connection, to, "hard", f"the address takes no mail ({bounce.status})", now)
                message_store.undelivered(connection, message.id, None)
            case "complaint":
                suppress(connection, to, "complaint", COMPLAINED, now)
                for one in subscription_store.of_destination(connection, to.id):
                    if one.state != "ended":
                        leaving.end(connection, one, COMPLAINED, now)
            case "soft":
                self._rest(connection, bounce, message, to, now)
            case "blocked":
                self._posting.refused(connection, bounce.status, bounce.said, now)

    def _rest(self, connection: Connection, bounce: Bounce, message: Message, to: Destination, now: datetime) -> None:
        """Leave the address alone for a while; what came back for good is then sent again, under the same id."""
        if bounce.is_final and message.state != "delivered":
            return  # reported twice
        rest = bounced(connection, to, now)
        if rest is None:
            suppress(connection, to, "soft", UNDELIVERABLE, now)
            return
        if bounce.is_final:
            again = now + rest + timedelta(seconds=1)
            message_store.undelivered(connection, message.id, again)
            # Whoever has left since is sent it no second time.
            owed.cancel_left(connection, to.id)
