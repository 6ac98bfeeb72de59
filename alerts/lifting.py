"""Lifting: what staff do where an address that took no mail takes it again, and its owner cannot say so by himself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from alerts.in_use import activate
from alerts.keyring import Keyring
from alerts.sql import mail_store, subscription_store
from alerts.sql.mail_store import Lifted, Suppression
from events.sql.engines import reading, writing


class NotSuppressed(LookupError):
    """Nothing keeps mail from that address."""


class Complained(Exception):
    """Its owner complained of our mail, and alone can ask for it again."""


@dataclass(frozen=True, slots=True)
class Found:
    """What keeps mail from an address now, and what did before staff lifted it, the last first."""

    now: Suppression | None
    before: Sequence[Lifted]


class Lifting:
    """Looks at suppressions, and lifts them."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], keyring: Keyring) -> None:
        self._engine, self._now, self._keyring = engine, now, keyring

    def look(self, address: str) -> Found:
        """What is on record of an address."""
        digests = self._keyring.address_digests(address)
        with reading(self._engine) as connection:
            return Found(mail_store.suppression(connection, digests), mail_store.lifted(connection, digests))

    def lift(self, address: str, by: str) -> Suppression:
        """Mail the address again, what was kept for it first; who did that stays on record. What was in the way.

        Args:
            address: as it was given to us; upper and lower case are one.
            by: the id of a key or an account, or another word for who it was.

        Raises:
            NotSuppressed: see there.
            Complained: see there.
        """
        digests = self._keyring.address_digests(address)
        with writing(self._engine) as connection:
            return self._lift(connection, digests, by)

    def _lift(self, connection: Connection, digests: Sequence[bytes], by: str) -> Suppression:
        there = subscription_store.with_address(connection, digests)
        to = subscription_store.destination(connection, there.id, lock=True) if there is not None else None
        found = mail_store.suppression(connection, digests)
        if found is None:
            raise NotSuppressed("nothing keeps mail from that address")
        if found.kind == "complaint":
            raise Complained("its owner complained of our mail, and alone can ask for it again, by confirming anew")
        now = self._now()
        mail_store.unsuppress(connection, digests)
        mail_store.note_lifted(connection, digests[0], Lifted(found, now, by))
        if to is not None and to.state == "disabled":
            activate(connection, to, now)
        return found
