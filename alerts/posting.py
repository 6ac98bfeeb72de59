"""Posting: puts on record the mails about subscriptions and endpoints themselves, none of which has a number."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from alerts.destinations import Destination, Message, Subscription
from alerts.identities import token_digest
from alerts.keyring import Keyring
from alerts.mail.plain_letter import PlainLetter
from alerts.message_bodies import written
from alerts.message_types import CONFIRMATION, ENDPOINT, STAFF
from alerts.sql import mail_store, message_store, subscription_store
from alerts.sql.mail_store import Asked

STAFF_DESTINATION = "end_staff"

CONFIRM_WITHIN = timedelta(days=7)
"""How long a request to confirm can be answered."""

_OFTEN = ((timedelta(hours=1), 3), (timedelta(days=1), 10))
"""How often an address is asked to confirm at most, whoever gives it to us."""

_OFTEN_SUPPRESSED = timedelta(days=1)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:]*@[^\s<>\"'(),;:]*")


class Posting:
    """Writes to subscribers, owners of endpoints and staff.

    Args:
        new_id: makes the id of a message.
        keyring: makes the tokens in what is mailed.
        staff: the address of staff.
    """

    def __init__(self, new_id: Callable[[datetime], str], keyring: Keyring, staff: str) -> None:
        self._new_id, self._keyring, self._staff = new_id, keyring, staff

    def may_ask(self, connection: Connection, to: Destination, now: datetime) -> bool:
        """Whether an address may be asked to confirm once more: not often, and one that takes no mail once a day."""
        digests = self._keyring.address_digests(to.address) if to.address else ()
        if mail_store.suppression(connection, digests) is not None:
            return mail_store.asked_since(connection, digests, now - _OFTEN_SUPPRESSED, answered=False) == 0
        return all(mail_store.asked_since(connection, digests, now - within) < most for within, most in _OFTEN)

    def confirmation(self, connection: Connection, to: Destination, of: Subscription, asks: str, now: datetime) -> None:
        """Ask whoever reads the mail of an address to confirm.

        Args:
            connection: of the caller's transaction.
            to: the address.
            of: the subscription to confirm; or that of an endpoint, whose contact the address is to be.
            asks: what is to be sent there, in words.
            now: the instant.
        """
        identity = self._new_id(now)
        token = self._keyring.token("confirm", identity)
        mail_store.ask(connection, Asked(token_digest(token), to.id, of.id, now))
        letter = PlainLetter(
            subject="Please confirm that you want these messages",
            heading="Do you want messages from Reform Monitor?",
            before=("Somebody, most likely you, asked us to send to this address:", asks),
            after=(
                f"Nothing is sent before you have confirmed. The link works once, for {CONFIRM_WITHIN.days} days.",
                "If you did not ask for this, do nothing: you will not hear from us again.",
            ),
            to_do="confirm",
            act="Confirm",
        )
        self._add(connection, to.id, identity, f"confirmation:{identity}", CONFIRMATION, letter, now)

    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """Tell the owner of an endpoint, once, that it was disabled."""
        self._about_endpoint(connection, of, "was disabled", reason, f"disabled:{of.id}:{now.isoformat()}", now)

    def still_disabled(self, connection: Connection, of: Destination, days: int, now: datetime) -> None:
        """Remind the owner of an endpoint that was disabled so many days ago; once each."""
        since = of.disabled_at or now
        said = f"has been disabled for {days} day{'' if days == 1 else 's'}"
        cause = f"disabled:{of.id}:{since.isoformat()}:{days}"
        self._about_endpoint(connection, of, said, of.reason or "", cause, now)

    def refused(self, connection: Connection, status: str | None, said: str, now: datetime) -> None:
        """Tell staff, once a day for each code, that a mail server refuses us or a letter of ours; not whose."""
        # What staff are told is kept when an address is erased.
        told = f"A mail server refuses our mail ({status}): {_ADDRESS.sub('[address]', said)}"
        self.staff(connection, f"blocked:{status}:{now.date()}", "Mail of ours is refused", told, now)

    def staff(self, connection: Connection, cause: str, heading: str, said: str, now: datetime) -> None:
        """Tell staff, once for each cause."""
        letter = PlainLetter(subject=heading, heading=heading, before=(said,))
        self._to_staff(connection, cause, STAFF, letter, now)

    def untold(self, connection: Connection, cause: str, now: datetime) -> None:
        """Tell staff, once for each cause, that it could not be described to somebody whom it is to be told."""
        said = (
            f"{cause} could not be described to everybody who asked for it. They are told once it can be; everything "
            "else is told meanwhile. What is wrong stands in the log, at cause_not_told."
        )
        self.staff(connection, f"untold:{cause}", "A change could not be told", said, now)

    def _about_endpoint(
        self, connection: Connection, of: Destination, said: str, reason: str, cause: str, now: datetime
    ) -> None:
        letter = PlainLetter(
            subject=f"Your webhook endpoint {said}",
            heading=f"The webhook endpoint {of.id} {said}",
            before=(
                f"It is {of.address}. The reason: {reason}.",
                (
                    "What there is to tell is kept for it. Once the endpoint works, resume one of its subscriptions "
                    "(POST /v1/subscriptions/{id}/resume): everything that was kept is then sent, with what "
                    "was given up while the endpoint failed, the oldest first."
                ),
            ),
        )
        contact = subscription_store.destination(connection, of.contact) if of.contact else None
        if contact is not None and contact.state == "active":
            self._add(connection, contact.id, self._new_id(now), cause, ENDPOINT, letter, now)
        else:
            self._to_staff(connection, cause, ENDPOINT, letter, now)

    def _to_staff(self, connection: Connection, cause: str, kind: str, letter: PlainLetter, now: datetime) -> None:
        there = subscription_store.destination(connection, STAFF_DESTINATION)
        if there is None:
            # The first two who tell staff may do so at once.
            subscription_store.take_turns(connection, sha256(STAFF_DESTINATION.encode()).digest())
            there = subscription_store.destination(connection, STAFF_DESTINATION)
        if there is None:
            made = Destination(STAFF_DESTINATION, "email", self._staff, "active", 0, now, confirmed_at=now)
            subscription_store.add_destination(connection, made)
        elif there.address != self._staff or there.state != "active":
            subscription_store.change_destination(connection, there.id, address=self._staff, state="active")
        self._add(connection, STAFF_DESTINATION, self._new_id(now), cause, kind, letter, now)

    def _add(
        self, connection: Connection, to: str, identity: str, cause: str, kind: str, letter: PlainLetter, now: datetime
    ) -> None:
        if message_store.is_on_record(connection, to, cause):
            return
        body = written(kind, now, {}, letter.model_dump(mode="json"))
        message_store.add(connection, Message(identity, to, cause, kind, None, "queued", body, now, due_at=now))
