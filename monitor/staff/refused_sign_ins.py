"""How often somebody may fail to sign in: counted by name, by address, and by both together."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from sqlalchemy import Connection, text

from events.sql.instants import from_stored, to_stored
from monitor.staff.account import folded
from monitor.staff.tables import refused

WITHIN: Final = timedelta(minutes=15)
"""How long a refused sign-in counts, from the first of them."""

MOST_BY_BOTH: Final = 5
"""Refused sign-ins for one name from one address: somebody who mistypes."""

MOST_FROM_ADDRESS: Final = 20
"""From one address, whatever the name: an office behind one."""

MOST_FOR_NAME: Final = 100
"""For one name, wherever from: high, since whoever knows a name could else lock its owner out."""

# What a network is given as a whole (RFC 6177): whoever has one address there has them all.
_IPV6_PREFIX = 64

# A row that has run out begins anew; the row is locked until the transaction ends, so nobody counts beside it.
_COUNT = text(
    "INSERT INTO refused_sign_ins (subject, count, since) VALUES (:subject, 1, :now) "
    "ON CONFLICT (subject) DO UPDATE SET "
    "count = CASE WHEN refused_sign_ins.since <= :over THEN 1 ELSE refused_sign_ins.count + 1 END, "
    "since = CASE WHEN refused_sign_ins.since <= :over THEN excluded.since ELSE refused_sign_ins.since END "
    "RETURNING count, since"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that is counted, and how often it may be."""

    subject: str
    most: int


class TooManyRefused(Exception):
    """Too many sign-ins failed; ``until`` is when one is looked at again."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many sign-ins failed")
        self.until = until


def counted(name: str | None, address: str, key: bytes) -> tuple[Counted, ...]:
    """What a sign-in is counted under; ``name`` is ``None`` for one by API key.

    A name is kept as a digest under ``key``: what is typed there may be a password.
    """
    whence = _network(address)
    found = [Counted(f"from {whence}", MOST_FROM_ADDRESS)]
    if name is not None:
        digest = hmac.digest(key, b"sign-in\0" + folded(name).encode(), "sha256").hex()
        found += [Counted(f"for {digest}", MOST_FOR_NAME), Counted(f"for {digest} from {whence}", MOST_BY_BOTH)]
    return tuple(found)


def count(connection: Connection, attempt: Sequence[Counted], now: datetime) -> None:
    """Count a sign-in as refused, before anything is looked at: of many at once no more are than may be.

    Raises:
        TooManyRefused: too many are. What was counted goes back with the transaction: it changes nothing any more, and
            an address that is held off holds off no name.
    """
    until = [until for one in attempt if (until := _counted(connection, one, now)) is not None]
    if until:
        raise TooManyRefused(max(until))


def forgive(connection: Connection, attempt: Sequence[Counted], *, right: bool) -> None:
    """It was not refused after all, and counts no more.

    Args:
        right: whether the password or key was looked at and was right. Then nothing is held any more against this name
            from this address; else whoever keeps everybody busy could guess without end.
    """
    # One by one and in their order, as they are counted: two of these never wait for each other.
    for one in attempt:
        row = refused.c.subject == one.subject
        if right and one.most == MOST_BY_BOTH:
            connection.execute(refused.delete().where(row))
        else:
            connection.execute(refused.update().where(row, refused.c.count > 0).values(count=refused.c.count - 1))


def sweep(connection: Connection, now: datetime) -> int:
    """Forget what counts no longer; how many rows that were."""
    return connection.execute(refused.delete().where(refused.c.since <= now - WITHIN)).rowcount


def _counted(connection: Connection, one: Counted, now: datetime) -> datetime | None:
    asked = {"subject": one.subject, "now": to_stored(now), "over": to_stored(now - WITHIN)}
    found, since = connection.execute(_COUNT, asked).one()
    return from_stored(since) + WITHIN if found > one.most else None


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((found, _IPV6_PREFIX), strict=False))
    return str(found)
