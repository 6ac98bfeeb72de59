"""Where keys are kept: their digests, never the keys, so that a copy of the database opens nothing.

Every function takes a connection and leaves the transaction to the caller. Nothing is cached: a key that was revoked is
refused by the next look-up of any process.
"""

import hmac
import secrets
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    LargeBinary,
    PrimaryKeyConstraint,
    Row,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from monitor.database import Day, Flag, Instant, metadata
from monitor.keys.form import IDS, SECRETS, Secret, digest, id_of, parse, secret_of
from monitor.keys.key import SCOPES, USE_NOTED_EVERY, ApiKey, Scope

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Text),
    Column("sha256", LargeBinary, nullable=False),
    # Words between single spaces, sorted.
    Column("scopes", Text, nullable=False),
    Column("label", Text),
    Column("trusted_feed", Flag, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_on", Day),
    Column("revoked_at", Instant),
    Column("last_used_at", Instant),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("sha256"),
    CheckConstraint("scopes <> ''", name="has_a_scope"),
    sqlite_strict=True,
)


def create(
    connection: Connection,
    *,
    scopes: Collection[Scope],
    now: datetime,
    expires: date | None = None,
    trusted_feed: bool = False,
    label: str | None = None,
) -> tuple[ApiKey, Secret]:
    """A new key and its text, which is shown once and cannot be had again.

    Args:
        expires: the last day, UTC, on which it works; None for no end.

    Raises:
        ValueError: no scope is given, or one there is none of.
    """
    if not scopes or not set(scopes) <= set(SCOPES):
        raise ValueError(f"scopes: one or more of {', '.join(SCOPES)}")
    secret = secret_of(secrets.randbelow(SECRETS))
    key = ApiKey(
        id=id_of(secrets.randbelow(IDS)),
        scopes=frozenset(scopes),
        label=label,
        trusted_feed=trusted_feed,
        created_at=now.astimezone(UTC),
        expires_on=expires,
        revoked_at=None,
        last_used_at=None,
    )
    connection.execute(
        api_keys.insert().values(
            id=key.id,
            sha256=digest(secret),
            scopes=" ".join(sorted(key.scopes)),
            label=label,
            trusted_feed=trusted_feed,
            created_at=key.created_at,
            expires_on=expires,
        )
    )
    return key, secret


def find(connection: Connection, text: str, now: datetime) -> ApiKey | None:
    """The key with that text if it works now; None where it is malformed, unknown, revoked or past its last day.

    Reads only. A malformed one is refused before the database is asked.
    """
    secret = parse(text)
    if secret is None:
        return None
    wanted = digest(secret)
    row = connection.execute(select(api_keys).where(api_keys.c.sha256 == wanted)).one_or_none()
    # The index has compared already, in no constant time; what its timing could tell is a digest, which opens nothing.
    if row is None or not hmac.compare_digest(row.sha256, wanted):
        return None
    key = _key(row)
    return key if key.works_at(now) else None


def by_id(connection: Connection, key_id: str) -> ApiKey | None:
    """The key of that id, whether it works or not."""
    row = connection.execute(select(api_keys).where(api_keys.c.id == key_id)).one_or_none()
    return None if row is None else _key(row)


def note_use(connection: Connection, key: ApiKey, now: datetime) -> None:
    """Keep ``now`` as the last use, unless one less than a minute old is kept already.

    ``ApiKey.use_is_due_at`` tells without a transaction whether this would do anything.
    """
    fresh = api_keys.c.last_used_at > now - USE_NOTED_EVERY
    connection.execute(
        api_keys.update()
        .where(api_keys.c.id == key.id, api_keys.c.last_used_at.is_(None) | ~fresh)
        .values(last_used_at=now)
    )


def revoke(connection: Connection, key_id: str, now: datetime) -> ApiKey | None:
    """The key, which never works again; None where there is none of that id. Revoking twice keeps the first time."""
    connection.execute(
        api_keys.update().where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None)).values(revoked_at=now)
    )
    row = connection.execute(select(api_keys).where(api_keys.c.id == key_id)).one_or_none()
    return None if row is None else _key(row)


def is_trusted_feed(connection: Connection, identity: str) -> bool:
    """Whether the key of this id is marked as a trusted feed; one there is none of is not."""
    found = connection.execute(select(api_keys.c.trusted_feed).where(api_keys.c.id == identity)).scalar()
    return bool(found)


def all_keys(connection: Connection) -> list[ApiKey]:
    """Every key ever made, oldest first, revoked and expired ones too."""
    rows = connection.execute(select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id))
    return [_key(row) for row in rows]


def _key(row: Row[Any]) -> ApiKey:
    held = row.scopes.split()
    return ApiKey(
        id=row.id,
        scopes=frozenset(scope for scope in SCOPES if scope in held),
        label=row.label,
        trusted_feed=bool(row.trusted_feed),
        created_at=row.created_at,
        expires_on=row.expires_on,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )
