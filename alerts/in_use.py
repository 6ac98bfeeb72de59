"""Destinations in use and out of it: what a confirmation, a success and a failure mean for them."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection

from alerts import digest_times
from alerts.destinations import Destination, Message
from alerts.mail.bounces import backoff
from alerts.message_types import VERIFICATION
from alerts.results import Result, Verdict
from alerts.settling import disables
from alerts.sql import mail_store, notice_store, owed, subscription_store

FORGOTTEN_AFTER = timedelta(days=7)
"""Mail that came back so long after a rest is the first of its kind again."""

UNDELIVERABLE = "mail to this address comes back"


class TellsOwner(Protocol):
    """Writes to whoever answers for a destination: its contact, or staff."""

    def disabled(self, connection: Connection, of: Destination, reason: str, now: datetime) -> None:
        """An endpoint was disabled."""

    def refused(self, connection: Connection, status: str | None, said: str, now: datetime) -> None:
        """A mail server refuses us or a letter of ours, not an address."""


def activate(connection: Connection, to: Destination, now: datetime) -> None:
    """Take a destination into use: its endpoint gave the challenge back, its owner confirmed or resumed it.

    Those of its subscriptions that waited for an endpoint's challenge are told of what comes from now on; those that
    were disabled with it of what came meanwhile as well, which is sent now with what was given up while it failed.
    """
    changes: dict[str, object] = {"state": "active", "reason": None, "failing_since": None, "failures": 0}
    changes |= {"soft_bounces": 0, "resting_until": None, "disabled_at": None, "challenge": None}
    subscription_store.change_destination(connection, to.id, **changes, confirmed_at=to.confirmed_at or now)
    every = subscription_store.of_destination(connection, to.id)
    disabled = [one.id for one in every if one.state == "disabled"]
    subscription_store.change_state(connection, disabled, "active")
    if to.channel == "webhook":
        pending = [one for one in every if one.state == "pending"]
        last = notice_store.head(connection)
        subscription_store.change_state(connection, [one.id for one in pending], "active", after_notice=last)
        for one in pending:
            digest_times.follow(connection, to, one.wishes, now)
    digest_times.start(connection, subscription_store.destination(connection, to.id) or to, now)
    owed.release(connection, to.id, now, to.failing_since)


def disable(connection: Connection, to: Destination, reason: str, now: datetime) -> None:
    """Send a destination nothing more until it is taken into use again; what comes meanwhile is kept for it."""
    subscription_store.change_destination(connection, to.id, state="disabled", reason=reason, disabled_at=now)
    owed.hold(connection, to.id)
    if to.channel == "webhook":
        # It has to be confirmed no more, and a test can be asked for again.
        owed.cancel_unnumbered(connection, to.id)
    of = [one.id for one in subscription_store.of_destination(connection, to.id) if one.state == "active"]
    subscription_store.change_state(connection, of, "disabled", reason=reason)


def bounced(connection: Connection, to: Destination, now: datetime) -> timedelta | None:
    """Mail came back and may pass later: how long the address rests now; ``None`` where it has come back too often.

    What comes back while it rests was sent before, and is no further reason.
    """
    if to.resting_until is not None and to.resting_until > now:
        return to.resting_until - now
    rested = to.resting_until is not None and now - to.resting_until < FORGOTTEN_AFTER
    bounces = to.soft_bounces + 1 if rested else 1
    rest = backoff(bounces)
    subscription_store.change_destination(
        connection, to.id, soft_bounces=bounces, resting_until=now + rest if rest is not None else None
    )
    return rest


def wake(connection: Connection, to: Destination, now: datetime) -> None:
    """Let an address rest no longer, since mail has come through: what waits for it is sent now."""
    subscription_store.change_destination(connection, to.id, soft_bounces=0, resting_until=None)
    owed.hasten(connection, to.id, now)


def suppress(connection: Connection, to: Destination, kind: str, reason: str, now: datetime) -> None:
    """Mail an address nothing more until it confirms itself again."""
    if to.address_digest is not None:
        mail_store.suppress(connection, to.address_digest, kind, now)
    if to.state == "active":
        disable(connection, to, reason, now)


def delivered(connection: Connection, to: Destination, message: Message, now: datetime) -> None:
    """What a success means for the destination: an endpoint that gave its challenge back is taken into use."""
    if message.type == VERIFICATION and to.state == "pending":
        activate(connection, to, now)
    elif message.seq is not None and (to.failing_since is not None or to.failures):
        subscription_store.change_destination(connection, to.id, failing_since=None, failures=0)


def failed(
    connection: Connection, to: Destination, message: Message, result: Result, now: datetime, owner: TellsOwner
) -> None:
    """What a failure means for the destination: tests, challenges and our own trouble do not count against it."""
    if to.channel == "email":
        if result.verdict is Verdict.GONE:
            suppress(connection, to, "hard", result.reason or UNDELIVERABLE, now)
        elif result.verdict is Verdict.REST and to.soft_bounces and to.resting_until is None:
            suppress(connection, to, "soft", UNDELIVERABLE, now)
        elif result.verdict is Verdict.REFUSED:
            owner.refused(connection, result.reason, result.excerpt.decode("utf-8", "replace"), now)
        return
    if message.seq is None or result.verdict in {Verdict.POSTPONE, Verdict.PARKED}:
        return
    since, failures = to.failing_since or now, to.failures + 1
    subscription_store.change_destination(connection, to.id, failing_since=since, failures=failures)
    reason = disables(result, since, failures, now)
    if reason is not None and to.state == "active":
        disable(connection, to, reason, now)
        owner.disabled(connection, to, reason, now)
