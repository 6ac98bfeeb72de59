"""Confirming: what the link in a request to confirm does, once, within seven days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine

from alerts import digest_times
from alerts.destinations import Subscription
from alerts.identities import parse_token, token_digest
from alerts.in_use import activate, wake
from alerts.keyring import Keyring
from alerts.posting import CONFIRM_WITHIN
from alerts.sql import mail_store, notice_store, subscription_store
from alerts.sql.mail_store import Asked
from events.sql.engines import reading, writing


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A request to confirm; without a subscription, it asks whether an address is the contact of an endpoint."""

    state: Literal["open", "used", "expired"]
    to: str
    subscription: Subscription | None


class Confirming:
    """Looks at requests to confirm, which changes nothing, and confirms them."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], keyring: Keyring) -> None:
        self._engine, self._now, self._keyring = engine, now, keyring

    def look(self, token: str) -> Confirmation | None:
        """The request with a token; ``None`` where there is none, or its address was erased."""
        with reading(self._engine) as connection:
            asked = _asked(connection, token, lock=False)
            return self._seen(connection, asked) if asked else None

    def confirm(self, token: str) -> Confirmation | None:
        """Take the address and the subscription into use, if the request is open; the request as it was before.

        The address is told of what comes from now on. One that was given up, since mail came back, is in use again.
        """
        now = self._now()
        with writing(self._engine) as connection:
            asked = _asked(connection, token, lock=True)
            seen = self._seen(connection, asked) if asked else None
            if asked is None or seen is None or seen.state != "open":
                return seen
            mail_store.use(connection, asked.digest, now)
            if seen.subscription is None:
                _be_contact(connection, asked)
            to = subscription_store.destination(connection, asked.destination, lock=True)
            if to is not None and to.address is not None:
                mail_store.unsuppress(connection, self._keyring.address_digests(to.address))
            if to is not None and seen.subscription is not None and seen.subscription.state == "pending":
                last = notice_store.head(connection)
                subscription_store.change_state(connection, [seen.subscription.id], "active", after_notice=last)
                digest_times.follow(connection, to, seen.subscription.wishes, now)
            # After its hours were set: none of them has come by for somebody who was nobody's reader then.
            if to is not None and to.state != "active":
                activate(connection, to, now)
            elif to is not None and to.soft_bounces:
                # The letter that asked came through, so what comes back no longer does.
                wake(connection, to, now)
            return seen

    def _seen(self, connection: Connection, asked: Asked) -> Confirmation | None:
        to = subscription_store.destination(connection, asked.destination)
        about = subscription_store.subscription(connection, asked.subscription) if asked.subscription else None
        if to is None or to.address is None:
            return None
        of = about if about is not None and about.destination == to.id else None
        if asked.used_at is not None:
            return Confirmation("used", to.address, of)
        late = self._now() - asked.made_at > CONFIRM_WITHIN
        gone = to.state == "ended" or (about is not None and about.state == "ended")
        return Confirmation("expired" if late or gone else "open", to.address, of)


def _be_contact(connection: Connection, asked: Asked) -> None:
    """From now on; the endpoint is changed before its contact is, as by whoever tells the one of the other."""
    of = subscription_store.subscription(connection, asked.subscription) if asked.subscription else None
    if of is not None:
        subscription_store.change_destination(connection, of.destination, contact=asked.destination)


def _asked(connection: Connection, token: str, *, lock: bool) -> Asked | None:
    parsed = parse_token(token)
    return mail_store.asked(connection, token_digest(parsed), lock=lock) if parsed is not None else None
