"""Beginning: destinations as they are when somebody first gives their URL or address, unconfirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from sqlalchemy import Connection

from alerts.destinations import Destination, Message
from alerts.identities import TOKEN_RANDOM_BYTES, ULID_RANDOM_BYTES, endpoint_id, message_id, token_digest, token_of
from alerts.keyring import Keyring
from alerts.mail.letter import Address
from alerts.message_bodies import written
from alerts.message_types import VERIFICATION
from alerts.sealing import Seal
from alerts.sql import message_store, subscription_store
from alerts.webhooks.signing import SECRET_RANDOM_BYTES, new_secret

MOST_UNCONFIRMED = 10
UNCONFIRMED_WITHIN = timedelta(hours=1)
"""So many endpoints of one host may wait for their challenge that were begun within so long."""


class TooManyUnconfirmed(Exception):
    """Too many endpoints of one host wait for their challenge: somebody may be flooding it by way of us."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Makes destinations. ``randomness`` gives so many random bytes."""

    randomness: Callable[[int], bytes]
    seal: Callable[[], Seal]
    keyring: Callable[[], Keyring]

    def endpoint(self, connection: Connection, url: str, now: datetime) -> tuple[Destination, str, str]:
        """A new endpoint, its secret and the token that manages it; it is asked whether it wants our messages.

        Raises:
            TooManyUnconfirmed: see there.
        """
        _refuse_a_flood(connection, urlsplit(url).netloc, now)
        identity = endpoint_id(now, self.randomness(ULID_RANDOM_BYTES))
        secret = new_secret(self.randomness(SECRET_RANDOM_BYTES))
        manage = token_of(self.randomness(TOKEN_RANDOM_BYTES))
        challenge = str(token_of(self.randomness(TOKEN_RANDOM_BYTES)))
        made = Destination(
            id=identity,
            channel="webhook",
            address=url,
            state="pending",
            seq=0,
            created_at=now,
            manage_digest=token_digest(manage),
            secret=self.seal().seal(secret.text.encode(), identity),
            challenge=challenge,
        )
        subscription_store.add_destination(connection, made)
        asking = message_id(now, self.randomness(ULID_RANDOM_BYTES))
        body, cause = written(VERIFICATION, now, {"challenge": challenge}), f"verification:{asking}"
        message_store.add(
            connection, Message(asking, identity, cause, VERIFICATION, None, "queued", body, now, due_at=now)
        )
        return made, secret.text, str(manage)

    def address(self, connection: Connection, address: Address, now: datetime) -> Destination:
        """The destination of an address: the one it has, else a new one, of which nothing is known yet."""
        digests = self.keyring().address_digests(address)
        # Of those who ask at once each has to see what the one before began, and how often was asked.
        subscription_store.take_turns(connection, digests[0])
        found = subscription_store.with_address(connection, digests)
        if found is not None:
            return found
        identity = endpoint_id(now, self.randomness(ULID_RANDOM_BYTES))
        made = Destination(
            id=identity,
            channel="email",
            address=address,
            state="pending",
            seq=0,
            created_at=now,
            address_digest=digests[0],
            manage_digest=token_digest(self.keyring().token("manage", identity)),
        )
        subscription_store.add_destination(connection, made)
        return made


def _refuse_a_flood(connection: Connection, authority: str, now: datetime) -> None:
    subscription_store.take_turns(connection, sha256(authority.encode()).digest())
    waiting = subscription_store.unconfirmed_since(connection, now - UNCONFIRMED_WITHIN)
    if sum(urlsplit(url).netloc == authority for url in waiting) >= MOST_UNCONFIRMED:
        raise TooManyUnconfirmed(f"{MOST_UNCONFIRMED} endpoints of {authority} have not given their challenge back yet")
