"""Requests to confirm an address, and addresses that are mailed nothing more; the transaction is the caller's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, text, update

from alerts.sql.tables import confirmations, destinations, lifted_suppressions, suppressions
from events.sql.instants import from_stored, to_stored


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to confirm that was mailed to a destination.

    It is for a subscription; or for being the contact of an endpoint, where the subscription is of that endpoint.
    """

    digest: bytes
    destination: str
    subscription: str | None
    made_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """What keeps mail from an address (``hard``, ``soft``, ``complaint``: ``alerts.mail.bounces``), and since when."""

    kind: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Lifted:
    """A suppression that staff lifted, when, and who."""

    what: Suppression
    at: datetime
    by: str


def ask(connection: Connection, one: Asked) -> None:
    """Put a request on record."""
    connection.execute(
        insert(confirmations).values(
            digest=one.digest,
            destination=one.destination,
            subscription=one.subscription,
            made_at=to_stored(one.made_at),
        )
    )


def asked(connection: Connection, digest: bytes, *, lock: bool = False) -> Asked | None:
    """The request with a token, by its digest."""
    statement = select(confirmations).where(confirmations.c.digest == digest)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    return _asked(row) if row else None


def use(connection: Connection, digest: bytes, now: datetime) -> None:
    """The request was answered; it cannot be again."""
    connection.execute(update(confirmations).where(confirmations.c.digest == digest).values(used_at=to_stored(now)))


def asked_since(connection: Connection, digests: Collection[bytes], since: datetime, *, answered: bool = True) -> int:
    """How often an address, by its digests, was asked since an instant, those times too after which it left.

    Without those that it answered where ``answered`` is false.
    """
    of = select(destinations.c.id).where(destinations.c.address_digest.in_(digests))
    statement = select(func.count()).where(
        confirmations.c.destination.in_(of), confirmations.c.made_at > to_stored(since)
    )
    if not answered:
        statement = statement.where(confirmations.c.used_at.is_(None))
    return int(connection.execute(statement).scalar_one())


def suppress(connection: Connection, digest: bytes, kind: str, now: datetime) -> None:
    """Mail an address nothing more, for as long as it does not confirm itself again."""
    connection.execute(
        text(
            "INSERT INTO suppressions (address_digest, kind, since) VALUES (:digest, :kind, :since) "
            "ON CONFLICT (address_digest) DO UPDATE SET kind = excluded.kind, since = excluded.since"
        ),
        {"digest": digest, "kind": kind, "since": to_stored(now)},
    )


def suppression(connection: Connection, digests: Collection[bytes]) -> Suppression | None:
    """What keeps mail from an address, by its digests."""
    found = select(suppressions.c.kind, suppressions.c.since).where(suppressions.c.address_digest.in_(digests))
    row = connection.execute(found.order_by(suppressions.c.since.desc()).limit(1)).first()
    return Suppression(row.kind, from_stored(row.since)) if row is not None else None


def suppressed(connection: Connection, limit: int) -> list[tuple[str | None, Suppression]]:
    """Every suppression, the newest first, with the id of the destination that has the address, if one still has."""
    of, to = suppressions.c, destinations.c
    live = (to.address_digest == of.address_digest) & (to.state != "ended")
    found = select(to.id, of.kind, of.since).select_from(suppressions.outerjoin(destinations, live))
    rows = connection.execute(found.order_by(of.since.desc(), to.id).limit(limit))
    return [(row.id, Suppression(row.kind, from_stored(row.since))) for row in rows]


def note_lifted(connection: Connection, digest: bytes, one: Lifted) -> None:
    """Put on record that staff lifted a suppression."""
    connection.execute(
        insert(lifted_suppressions).values(
            address_digest=digest,
            kind=one.what.kind,
            since=to_stored(one.what.since),
            lifted_at=to_stored(one.at),
            lifted_by=one.by,
        )
    )


def lifted(connection: Connection, digests: Collection[bytes]) -> list[Lifted]:
    """The suppressions of an address that staff lifted, the last first."""
    of = lifted_suppressions.c
    rows = connection.execute(
        select(lifted_suppressions).where(of.address_digest.in_(digests)).order_by(of.lifted_at.desc())
    )
    return [
        Lifted(Suppression(row.kind, from_stored(row.since)), from_stored(row.lifted_at), row.lifted_by) for row in rows
    ]


def unsuppress(connection: Connection, digests: Collection[bytes]) -> None:
    """The address has confirmed itself, or staff say that it takes mail again."""
    connection.execute(delete(suppressions).where(suppressions.c.address_digest.in_(digests)))


def _asked(row: Row[Any]) -> Asked:
    return Asked(
        digest=bytes(row.digest),
        destination=row.destination,
        subscription=row.subscription,
        made_at=from_stored(row.made_at),
        used_at=from_stored(row.used_at) if row.used_at is not None else None,
    )
