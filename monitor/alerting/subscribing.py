"""Subscribing: what becomes of a subscription between the call that asks for it and the one that ends it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine

from alerts.destinations import Destination, Message, Subscription
from alerts.dispatching import activate
from alerts.identities import (
    TOKEN_RANDOM_BYTES,
    ULID_RANDOM_BYTES,
    endpoint_id,
    is_token_of,
    message_id,
    subscription_id,
    token_digest,
    token_of,
)
from alerts.sealing import Seal
from alerts.sql import message_store, notice_store, subscription_store
from alerts.webhook_bodies import TEST, VERIFICATION, webhook_body
from alerts.webhooks.destinations import Policy, destination
from alerts.webhooks.signing import SECRET_RANDOM_BYTES, new_secret
from alerts.wishes import Wishes
from events.sql.engines import reading, writing

MOST_UNCONFIRMED = 10
UNCONFIRMED_WITHIN = timedelta(hours=1)
"""So many endpoints of one host may wait for their challenge that were begun within so long."""

BOTH_SECRETS = timedelta(days=1)
"""How long the secret before is still used beside the new one."""


class NoSuchSubscription(LookupError):
    """There is no subscription of that id, or whoever asks may not know of it."""


class TooManyUnconfirmed(Exception):
    """Too many endpoints of one host wait for their challenge: somebody may be flooding it by way of us."""


class NotPossible(Exception):
    """The subscription is in a state in which that cannot be done; the message says which."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A subscription that was begun. ``secret`` and ``manage_token`` are given this once, to a new endpoint alone."""

    subscription: Subscription
    secret: str | None
    manage_token: str | None


class Subscribing:
    """Begins, changes and ends subscriptions by webhook.

    ``randomness`` gives so many random bytes.
    """

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime],
        randomness: Callable[[int], bytes],
        seal: Callable[[], Seal],
        policy: Policy,
    ) -> None:
        self._engine, self._now, self._randomness, self._seal, self._policy = engine, now, randomness, seal, policy

    def begin(self, to: str, wishes: Wishes, token: str | None = None) -> Begun:
        """Begin a subscription of an endpoint: a new one, or the one that the token of another subscription manages.

        A new endpoint is sent a challenge, and nothing else before it has given it back.

        Raises:
            DestinationRefused: the URL is not allowed.
            TooManyUnconfirmed: see there.
            NoSuchSubscription: the token manages no endpoint of that URL.
        """
        now, allowed = self._now(), destination(to, self._policy)
        url = allowed.url
        with writing(self._engine) as connection:
            joined = self._managed_by(connection, token, url) if token is not None else None
            secret = manage = None
            if joined is None:
                _refuse_a_flood(connection, allowed.authority, now)
                joined, secret, manage = self._new_endpoint(connection, url, now)
            active = joined.state == "active"
            begun = Subscription(
                id=subscription_id(now, self._randomness(ULID_RANDOM_BYTES)),
                destination=joined.id,
                state="active" if active else "pending",
                wishes=wishes,
                after_notice=notice_store.head(connection) if active else 0,
                created_at=now,
            )
            subscription_store.add(connection, begun)
        return Begun(begun, secret, manage)

    def one(self, identity: str, token: str | None, *, staff: bool) -> tuple[Subscription, Destination]:
        """A subscription with its destination, for staff and for whoever has the token that manages it.

        Raises:
            NoSuchSubscription: there is none, or it is not theirs.
        """
        with reading(self._engine) as connection:
            return _owned(connection, identity, token, staff=staff)

    def change(self, identity: str, wishes: Wishes) -> None:
        """Change what is asked for: what is told from now on is held against the new wishes."""
        with writing(self._engine) as connection:
            subscription_store.change_wishes(connection, identity, wishes)

    def pause(self, of: Subscription) -> None:
        """Tell nothing until it is resumed; what happens meanwhile is not told later.

        Raises:
            NotPossible: it is not active.
        """
        if of.state != "active":
            raise NotPossible(f"it is {of.state}")
        with writing(self._engine) as connection:
            subscription_store.change_state(connection, [of.id], "paused")

    def resume(self, of: Subscription) -> None:
        """Take a paused subscription up again, or a disabled one with its endpoint, and what was kept for it.

        Raises:
            NotPossible: it is neither.
        """
        if of.state not in {"paused", "disabled"}:
            raise NotPossible(f"it is {of.state}")
        with writing(self._engine) as connection:
            if of.state == "paused":
                last = notice_store.head(connection)
                subscription_store.change_state(connection, [of.id], "active", after_notice=last)
            else:
                to = subscription_store.destination(connection, of.destination, lock=True)
                if to is not None:
                    activate(connection, to, self._now())
                    message_store.release(connection, to.id, self._now())

    def end(self, of: Subscription, reason: str) -> None:
        """End a subscription for good; the last one of a destination ends it too, and what waits for it."""
        now = self._now()
        with writing(self._engine) as connection:
            subscription_store.change_state(connection, [of.id], "ended", reason=reason, ended_at=now)
            others = subscription_store.of_destination(connection, of.destination)
            if all(one.state == "ended" for one in others):
                changes: dict[str, object] = {"state": "ended", "reason": reason, "ended_at": now}
                subscription_store.change_destination(connection, of.destination, **changes)
                message_store.cancel(connection, of.destination)

    def rotate_secret(self, to: Destination) -> str:
        """A new secret, given this once; what is sent is signed with the one before as well for a day."""
        now, secret = self._now(), new_secret(self._randomness(SECRET_RANDOM_BYTES))
        with writing(self._engine) as connection:
            subscription_store.change_destination(
                connection,
                to.id,
                secret=self._seal().seal(secret.text.encode(), to.id),
                previous_secret=to.secret,
                previous_until=now + BOTH_SECRETS,
            )
        return secret.text

    def test(self, to: Destination, of: Subscription) -> str:
        """Send a test message; its id. It is marked as one and has no number."""
        now = self._now()
        identity = message_id(now, self._randomness(ULID_RANDOM_BYTES))
        body = webhook_body(TEST, now, {"seq": None, "subscriptions": [of.id], "test": True})
        with writing(self._engine) as connection:
            message_store.add(
                connection, Message(identity, to.id, f"test:{identity}", TEST, None, "queued", body, now, due_at=now)
            )
        return identity

    def replay(self, to: Destination, identities: list[str]) -> list[str]:
        """Send messages again, each under its own id; the ids of those that will be."""
        with writing(self._engine) as connection:
            return message_store.replay(connection, to.id, identities, self._now())

    def _new_endpoint(self, connection: Connection, url: str, now: datetime) -> tuple[Destination, str, str]:
        identity = endpoint_id(now, self._randomness(ULID_RANDOM_BYTES))
        secret = new_secret(self._randomness(SECRET_RANDOM_BYTES))
        manage = token_of(self._randomness(TOKEN_RANDOM_BYTES))
        challenge = str(token_of(self._randomness(TOKEN_RANDOM_BYTES)))
        made = Destination(
            id=identity,
            channel="webhook",
            address=url,
            state="pending",
            seq=0,
            created_at=now,
            manage_digest=token_digest(manage),
            secret=self._seal().seal(secret.text.encode(), identity),
            challenge=challenge,
        )
        subscription_store.add_destination(connection, made)
        asking = message_id(now, self._randomness(ULID_RANDOM_BYTES))
        body = webhook_body(VERIFICATION, now, {"challenge": challenge})
        cause = f"verification:{asking}"
        message_store.add(
            connection, Message(asking, identity, cause, VERIFICATION, None, "queued", body, now, due_at=now)
        )
        return made, secret.text, str(manage)

    def _managed_by(self, connection: Connection, token: str, url: str) -> Destination:
        found = subscription_store.managed_by(connection, token)
        if found is None or found.address != url or found.state == "ended":
            raise NoSuchSubscription(url)
        return found


def _refuse_a_flood(connection: Connection, authority: str, now: datetime) -> None:
    waiting = subscription_store.unconfirmed_since(connection, now - UNCONFIRMED_WITHIN)
    if sum(urlsplit(url).netloc == authority for url in waiting) >= MOST_UNCONFIRMED:
        raise TooManyUnconfirmed(f"{MOST_UNCONFIRMED} endpoints of {authority} have not given their challenge back yet")


def _owned(
    connection: Connection, identity: str, token: str | None, *, staff: bool
) -> tuple[Subscription, Destination]:
    found = subscription_store.subscription(connection, identity)
    to = subscription_store.destination(connection, found.destination) if found else None
    if found is None or to is None:
        raise NoSuchSubscription(identity)
    mine = token is not None and to.manage_digest is not None and is_token_of(token, to.manage_digest)
    if not staff and not mine:
        raise NoSuchSubscription(identity)
    return found, to
