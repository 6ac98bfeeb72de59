"""Where sessions at the desk are kept: the digest of each token, never the token.

Every function takes a connection and leaves the transaction to the caller. Nothing is cached and nothing has to be told
of: whether a session holds is asked anew at every request, of the key or account it was begun by.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from monitor.keys import store as keys
from monitor.keys.key import ApiKey
from monitor.staff import accounts
from monitor.staff.account import Account, Staff
from monitor.staff.tables import sessions

TOKEN_BYTES = 32
"""Random bytes in a token: nobody guesses one, so a plain SHA-256 protects it."""

SEEN_EVERY = timedelta(minutes=1)
"""How exact ``seen_at`` is: noting every request would turn each read into a write."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts: without a request, and however much it is used."""

    idle: timedelta
    whole: timedelta


def begin(connection: Connection, of: ApiKey | Account, now: datetime) -> str:
    """Begin a session of a key or an account; its token, which is given this once and always a new one."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    by_key = isinstance(of, ApiKey)
    connection.execute(
        sessions.insert().values(
            sha256=_digest(token),
            key=of.id if by_key else None,
            account=None if by_key else of.id,
            revision=None if isinstance(of, ApiKey) else of.revision,
            began_at=now,
            seen_at=now,
        )
    )
    return token


def staff_of(connection: Connection, token: str, now: datetime, lasting: Lasting) -> tuple[Staff, bool] | None:
    """Whose session this is, and whether it is worth noting that it was used; ``None`` where it holds no more.

    It ends with its time, at sign-out, and as soon as its key does not work or its account is disabled or has another
    password. Reads only.
    """
    row = connection.execute(select(sessions).where(sessions.c.sha256 == _digest(token))).one_or_none()
    if row is None or now - row.began_at >= lasting.whole or now - row.seen_at >= lasting.idle:
        return None
    staff = _of_key(connection, row, now) if row.key is not None else _of_account(connection, row)
    return (staff, now - row.seen_at >= min(SEEN_EVERY, lasting.idle / 2)) if staff is not None else None


def note_seen(connection: Connection, token: str, now: datetime) -> None:
    """Keep ``now`` as the last use of a session."""
    connection.execute(
        sessions.update().where(sessions.c.sha256 == _digest(token), sessions.c.seen_at < now).values(seen_at=now)
    )


def end(connection: Connection, token: str) -> None:
    """End a session for good; harmless where there is none."""
    connection.execute(sessions.delete().where(sessions.c.sha256 == _digest(token)))


def sweep(connection: Connection, now: datetime, lasting: Lasting) -> int:
    """Forget the sessions whose time is over; how many those were."""
    over = (sessions.c.began_at <= now - lasting.whole) | (sessions.c.seen_at <= now - lasting.idle)
    return connection.execute(sessions.delete().where(over)).rowcount


def _of_key(connection: Connection, row: Row[Any], now: datetime) -> Staff | None:
    key = keys.by_id(connection, row.key)
    return staff_by_key(key) if key is not None and key.works_at(now) else None


def _of_account(connection: Connection, row: Row[Any]) -> Staff | None:
    account = accounts.by_id(connection, row.account)
    if account is None or account.disabled_at is not None or account.revision != row.revision:
        return None
    return Staff(account.id, account.name, account.scopes)


def staff_by_key(key: ApiKey) -> Staff:
    """Whoever is signed in by a key."""
    return Staff(key.id, key.label or key.id, key.scopes)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
