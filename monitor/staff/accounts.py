"""Where accounts of staff are kept: names, scopes, and passwords as hashes.

Every function takes a connection and leaves the transaction to the caller. No account is ever deleted: its id stands in
the log.
"""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from monitor.keys.form import IDS, id_of
from monitor.keys.key import SCOPES
from monitor.staff.account import LONGEST_NAME, STAFF_SCOPES, Account, StaffScope, folded, name_of
from monitor.staff.tables import accounts

PREFIX = "staff_"
"""What the id of an account begins with."""


class BadName(ValueError):
    """It is no name that an account can have."""


class NameTaken(ValueError):
    """Another account has the name, in whichever case it is written."""


def create(
    connection: Connection, name: str, *, password: str, scopes: Collection[StaffScope], now: datetime
) -> Account:
    """A new account.

    Args:
        password: its hash (``monitor.staff.hashing``).

    Raises:
        BadName: see there.
        NameTaken: see there.
        ValueError: no scope is given, or one there is none of.
    """
    kept = name_of(name)
    if kept is None:
        raise BadName(f"a name has up to {LONGEST_NAME} characters that can be seen, and a letter or digit")
    if not scopes or not set(scopes) <= set(STAFF_SCOPES):
        raise ValueError(f"scopes: one or more of {', '.join(STAFF_SCOPES)}")
    if by_name(connection, kept) is not None:
        raise NameTaken(f"there is an account {kept} already")
    identity = id_of(secrets.randbelow(IDS), PREFIX)
    connection.execute(
        accounts.insert().values(
            id=identity,
            name=kept,
            folded=folded(kept),
            scopes=" ".join(sorted(scopes)),
            password=password,
            revision=1,
            created_at=now.astimezone(UTC),
        )
    )
    return Account(identity, kept, frozenset(scopes), 1, now.astimezone(UTC), None, None)


def by_id(connection: Connection, identity: str) -> Account | None:
    """The account of an id, disabled or not."""
    row = connection.execute(select(accounts).where(accounts.c.id == identity)).one_or_none()
    return _account(row) if row is not None else None


def by_name(connection: Connection, name: str) -> tuple[Account, str] | None:
    """The account of a name, disabled or not, and the hash of its password; ``None`` for what cannot be one."""
    if name_of(name) is None:
        return None
    row = connection.execute(select(accounts).where(accounts.c.folded == folded(name))).one_or_none()
    return (_account(row), row.password) if row is not None else None


def every(connection: Connection) -> list[Account]:
    """Every account there ever was, the oldest first."""
    return [
        _account(row) for row in connection.execute(select(accounts).order_by(accounts.c.created_at, accounts.c.id))
    ]


def set_password(connection: Connection, identity: str, password: str) -> None:
    """Give an account another password, by its hash; whoever is signed in by it is so no longer."""
    connection.execute(
        accounts.update().where(accounts.c.id == identity).values(password=password, revision=accounts.c.revision + 1)
    )


def hash_anew(connection: Connection, identity: str, before: str, password: str) -> None:
    """Keep the same password under another hash, unless it was changed meanwhile; nobody is signed out."""
    connection.execute(
        accounts.update().where(accounts.c.id == identity, accounts.c.password == before).values(password=password)
    )


def disable(connection: Connection, identity: str, now: datetime) -> None:
    """Let nobody sign in by an account any more; whoever is, is so no longer. Done twice it keeps the first time."""
    connection.execute(
        accounts.update()
        .where(accounts.c.id == identity, accounts.c.disabled_at.is_(None))
        .values(disabled_at=now, revision=accounts.c.revision + 1)
    )


def enable(connection: Connection, identity: str) -> None:
    """Let an account be used again that was disabled, with the password it had."""
    connection.execute(accounts.update().where(accounts.c.id == identity).values(disabled_at=None))


def note_sign_in(connection: Connection, identity: str, now: datetime) -> None:
    """Keep when somebody last signed in by an account."""
    connection.execute(accounts.update().where(accounts.c.id == identity).values(signed_in_at=now))


def _account(row: Row[Any]) -> Account:
    held = row.scopes.split()
    return Account(
        id=row.id,
        name=row.name,
        scopes=frozenset(scope for scope in SCOPES if scope in held),
        revision=row.revision,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        signed_in_at=row.signed_in_at,
    )
