"""Leaving: what the links in a letter end, at once and without asking who one is, and how that is undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from alerts.destinations import Subscription
from alerts.identities import parse_token, token_digest
from alerts.in_use import activate
from alerts.sql import digest_store, message_store, notice_store, owed, subscription_store
from events.sql.engines import reading, writing

UNDONE_WITHIN = timedelta(days=30)
"""How long a leave can be undone, unless its address was erased before."""

LEFT = "left by the link in a letter"


@dataclass(frozen=True, slots=True)
class Leave:
    """What a token ends, and until when that can be undone; ``None`` where there is nothing to undo."""

    subscriptions: tuple[Subscription, ...]
    undo_until: datetime | None


class Leaving:
    """Looks at what a token would end, which changes nothing, ends it, and undoes that."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def look(self, token: str) -> Leave | None:
        """What a token ends; ``None`` where it is no token of ours."""
        with reading(self._engine) as connection:
            return self._found(connection, token)

    def leave(self, token: str) -> Leave | None:
        """End exactly what the letter was about; those that have ended stay so, and nothing else does."""
        with writing(self._engine) as connection:
            found = self._found(connection, token)
            for one in found.subscriptions if found else ():
                if one.state != "ended":
                    end(connection, one, LEFT, self._now())
            return self._found(connection, token) if found else None

    def undo(self, token: str) -> Leave | None:
        """Take up again what was ended by a letter's link within ``UNDONE_WITHIN``: told is what comes from now on."""
        now = self._now()
        with writing(self._engine) as connection:
            found = self._found(connection, token)
            if found is not None and found.undo_until is not None:
                for one in _undoable(found.subscriptions, now):
                    _take_up(connection, one, now)
            return self._found(connection, token) if found else None

    def _found(self, connection: Connection, token: str) -> Leave | None:
        parsed = parse_token(token)
        if parsed is None:
            return None
        digest = token_digest(parsed)
        one = subscription_store.with_leave_digest(connection, digest)
        named = [one] if one is not None else message_store.named_in(connection, digest)
        if not named:
            return None
        to = subscription_store.destination(connection, named[0].destination)
        erased = to is None or to.address is None
        ends = [each.ended_at for each in _undoable(named, self._now()) if each.ended_at is not None]
        return Leave(tuple(named), min(ends) + UNDONE_WITHIN if ends and not erased else None)


def end(connection: Connection, one: Subscription, reason: str, now: datetime) -> None:
    """End a subscription for good; the last one of a destination ends it too, and what waits for either.

    An address that is the contact of an endpoint goes on being that; what has ended already stays as it is.
    """
    to = subscription_store.destination(connection, one.destination, lock=True)
    # Somebody else may have ended it before the lock was had.
    found = subscription_store.subscription(connection, one.id)
    if found is None or found.state == "ended":
        return
    subscription_store.change_state(connection, [one.id], "ended", reason=reason, ended_at=now)
    digest_store.forget(connection, one.id)
    others = subscription_store.of_destination(connection, one.destination)
    is_last = all(each.state == "ended" for each in others)
    if to is not None and is_last and not subscription_store.is_contact(connection, to.id):
        changes: dict[str, object] = {"state": "ended", "reason": reason, "ended_at": now}
        subscription_store.change_destination(connection, to.id, **changes)
        digest_store.stop(connection, to.id)
        owed.cancel(connection, to.id)
    else:
        owed.cancel_left(connection, one.destination)


def _undoable(named: Sequence[Subscription], now: datetime) -> list[Subscription]:
    return [
        one
        for one in named
        if one.state == "ended" and one.reason == LEFT and one.ended_at and now - one.ended_at <= UNDONE_WITHIN
    ]


def _take_up(connection: Connection, one: Subscription, now: datetime) -> None:
    """At the address it had, which may have been begun or confirmed anew meanwhile; the letter shows whose it is."""
    before = subscription_store.destination(connection, one.destination, lock=True)
    if before is None or before.address_digest is None:
        return
    to = subscription_store.with_address(connection, [before.address_digest]) or before
    subscription_store.take_up(connection, one, to.id, after_notice=notice_store.head(connection))
    if to.state in {"ended", "pending"}:
        subscription_store.change_destination(connection, to.id, ended_at=None)
        activate(connection, to, now)
