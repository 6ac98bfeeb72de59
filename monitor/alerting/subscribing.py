"""Subscribing: what becomes of a subscription between the call that asks for it and the one that ends it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from alerts import digest_times, leaving
from alerts.beginning import Beginning
from alerts.destinations import Destination, Message, State, Subscription
from alerts.identities import ULID_RANDOM_BYTES, is_token_of, message_id, subscription_id, token_digest
from alerts.in_use import activate
from alerts.mail.letter import Address
from alerts.message_bodies import written
from alerts.message_types import TEST
from alerts.posting import Posting
from alerts.sql import message_store, notice_store, subscription_store
from alerts.webhooks.destinations import Policy, destination
from alerts.webhooks.signing import SECRET_RANDOM_BYTES, new_secret
from alerts.wishes import Wishes
from events.sql.engines import reading, writing

BOTH_SECRETS = timedelta(days=1)
"""How long the secret before is still used beside the new one."""


class NoSuchSubscription(LookupError):
    """There is no subscription of that id, or whoever asks may not know of it."""


class NotPossible(Exception):
    """The subscription is in a state in which that cannot be done; the message says which."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A subscription that was begun. ``secret`` and ``manage_token`` are given this once, to a new endpoint alone."""

    id: str
    state: str
    secret: str | None = None
    manage_token: str | None = None


class Subscribing:
    """Begins, changes and ends subscriptions.

    Args:
        beginning: makes destinations.
        posting: asks addresses to confirm.
        policy: says where webhooks may go.
    """

    def __init__(
        self, engine: Engine, now: Callable[[], datetime], beginning: Beginning, posting: Posting, policy: Policy
    ) -> None:
        self._engine, self._now = engine, now
        self._beginning, self._posting, self._policy = beginning, posting, policy

    def begin_webhook(self, to: str, wishes: Wishes, token: str | None = None, contact: Address | None = None) -> Begun:
        """Begin a subscription of an endpoint: a new one, or the one that the token of another subscription manages.

        A new endpoint is sent a challenge, and nothing else before it has given it back. ``contact`` is asked to
        confirm that it gets the mails about the endpoint.

        Raises:
            DestinationRefused: the URL is not allowed.
            TooManyUnconfirmed: see there.
            NoSuchSubscription: the token manages no endpoint of that URL.
        """
        now, url = self._now(), destination(to, self._policy).url
        with writing(self._engine) as connection:
            secret = manage = None
            if token is not None:
                joined = self._managed(connection, token, url)
            else:
                joined, secret, manage = self._beginning.endpoint(connection, url, now)
            active = joined.state == "active"
            begun = Subscription(
                id=self._new_id(now),
                destination=joined.id,
                state="active" if active else "pending",
                wishes=wishes,
                after_notice=notice_store.head(connection) if active else 0,
                created_at=now,
            )
            subscription_store.add(connection, begun)
            if active:
                digest_times.follow(connection, joined, wishes, now)
            if contact is not None:
                self._ask_contact(connection, contact, begun, url, now)
        return Begun(begun.id, begun.state, secret, manage)

    def begin_mail(self, to: Address, wishes: Wishes, asks: str) -> Begun:
        """Begin a subscription of an address, which is asked to confirm it; ``asks`` says for what, in words.

        The answer is the same whatever we know of the address; where it was asked too often, nothing is begun.
        """
        now = self._now()
        identity = self._new_id(now)
        with writing(self._engine) as connection:
            joined = self._beginning.address(connection, to, now)
            begun = Subscription(
                id=identity,
                destination=joined.id,
                state="pending",
                wishes=wishes,
                after_notice=0,
                created_at=now,
                leave_digest=token_digest(self._beginning.keyring().token("leave", identity)),
            )
            if self._posting.may_ask(connection, joined, now):
                subscription_store.add(connection, begun)
                self._posting.confirmation(connection, joined, begun, asks, now)
        return Begun(identity, "pending")

    def one(self, identity: str, token: str | None, *, staff: bool) -> tuple[Subscription, Destination]:
        """A subscription with its destination, for staff and for whoever has the token that manages it.

        Raises:
            NoSuchSubscription: there is none, or it is not theirs.
        """
        with reading(self._engine) as connection:
            return _owned(connection, identity, token, staff=staff)

    def managed(self, token: str) -> tuple[Destination, list[Subscription]] | None:
        """The destination that a token manages, with its subscriptions, the oldest first; ``None`` without one."""
        with reading(self._engine) as connection:
            to = subscription_store.managed_by(connection, token)
            return (to, subscription_store.of_destination(connection, to.id)) if to is not None else None

    def change(self, identity: str, wishes: Wishes) -> None:
        """Change what is asked for: what is told from now on is held against the new wishes."""
        with writing(self._engine) as connection:
            of, to = _locked(connection, identity)
            if of is None or to is None:
                return
            subscription_store.change_wishes(connection, of.id, wishes, found_by=of.state != "ended")
            if to.state != "ended" and of.state != "pending":
                digest_times.follow(connection, to, wishes, self._now(), before=of.wishes)

    def pause(self, of: Subscription) -> None:
        """Tell nothing until it is resumed; what happens meanwhile is not told later.

        Raises:
            NotPossible: it is not active.
        """
        with writing(self._engine) as connection:
            state = _state(_locked(connection, of.id)[0])
            if state != "active":
                raise NotPossible(f"it is {state}")
            subscription_store.change_state(connection, [of.id], "paused")

    def resume(self, of: Subscription) -> None:
        """Take a paused subscription up again, or a disabled one with its endpoint, and what was kept for it.

        Raises:
            NotPossible: it is neither; or mail to its address comes back, which has to confirm itself again.
        """
        with writing(self._engine) as connection:
            found, to = _locked(connection, of.id)
            was = _state(found)
            if was not in {"paused", "disabled"}:
                raise NotPossible(f"it is {was}")
            if to is not None and to.channel == "email" and to.state == "disabled":
                raise NotPossible(f"{to.reason}: subscribe again, and confirm from the mail that comes")
            if was == "paused":
                state: State = "disabled" if to is not None and to.state == "disabled" else "active"
                last = notice_store.head(connection)
                subscription_store.change_state(connection, [of.id], state, after_notice=last)
            elif to is not None:
                activate(connection, to, self._now())

    def end(self, of: Subscription, reason: str) -> None:
        """End a subscription for good; the last one of a destination ends it too, and what waits for it."""
        with writing(self._engine) as connection:
            leaving.end(connection, of, reason, self._now())

    def rotate_secret(self, to: Destination) -> str:
        """A new secret, given this once; what is sent is signed with the one before as well for a day.

        Raises:
            NotPossible: mail has none, and what has ended needs none.
        """
        if to.channel == "email":
            raise NotPossible("mail has no secret")
        now, secret = self._now(), new_secret(self._beginning.randomness(SECRET_RANDOM_BYTES))
        with writing(self._engine) as connection:
            there = subscription_store.destination(connection, to.id, lock=True)
            if there is None or there.state == "ended":
                raise NotPossible("it is ended")
            subscription_store.change_destination(
                connection,
                to.id,
                secret=self._beginning.seal().seal(secret.text.encode(), to.id),
                previous_secret=there.secret,
                previous_until=now + BOTH_SECRETS,
            )
        return secret.text

    def test(self, to: Destination, of: Subscription) -> str:
        """Send a test message; its id. It is marked as one and has no number.

        Raises:
            NotPossible: its destination is not in use.
        """
        now = self._now()
        identity = message_id(now, self._beginning.randomness(ULID_RANDOM_BYTES))
        body = written(TEST, now, {"seq": None, "subscriptions": [of.id], "test": True}, _trial(to))
        with writing(self._engine) as connection:
            there = subscription_store.destination(connection, to.id, lock=True)
            if there is None or there.state != "active":
                raise NotPossible(f"the endpoint is {there.state if there is not None else 'ended'}")
            message_store.add(
                connection, Message(identity, to.id, f"test:{identity}", TEST, None, "queued", body, now, due_at=now)
            )
        return identity

    def replay(self, to: Destination, identities: list[str]) -> list[str]:
        """Send messages again, each under its own id; the ids of those that will be: none to who is not in use."""
        with writing(self._engine) as connection:
            there = subscription_store.destination(connection, to.id, lock=True)
            if there is None or there.state != "active":
                return []
            return message_store.replay(connection, to.id, identities, self._now())

    def _new_id(self, now: datetime) -> str:
        return subscription_id(now, self._beginning.randomness(ULID_RANDOM_BYTES))

    def _ask_contact(self, connection: Connection, contact: Address, of: Subscription, url: str, now: datetime) -> None:
        """It is the contact once it has confirmed that, whatever else is mailed to the address already."""
        to = self._beginning.address(connection, contact, now)
        if self._posting.may_ask(connection, to, now):
            self._posting.confirmation(connection, to, of, f"mails about the webhook endpoint {url} itself", now)

    def _managed(self, connection: Connection, token: str, url: str) -> Destination:
        found = subscription_store.managed_by(connection, token)
        if found is None or found.address != url or found.state == "ended":
            raise NoSuchSubscription(url)
        return found


def _locked(connection: Connection, identity: str) -> tuple[Subscription | None, Destination | None]:
    """A subscription and its destination as they are; nobody else changes either before the end of the transaction."""
    found = subscription_store.subscription(connection, identity)
    to = subscription_store.destination(connection, found.destination, lock=True) if found is not None else None
    # What was read before the lock may have been changed by whoever had it.
    return (subscription_store.subscription(connection, identity) if to is not None else None), to


def _state(found: Subscription | None) -> State:
    return found.state if found is not None else "ended"


def _trial(to: Destination) -> dict[str, object] | None:
    """The letter of a test; endpoints are sent the facts alone."""
    if to.channel != "email":
        return None
    said = "This is a test: mail to this address arrives."
    return {"subject": "A test message", "heading": "A test message", "before": [said]}


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
