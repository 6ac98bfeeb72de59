"""The tables of staff: accounts, sessions at the desk, and sign-ins that were refused."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from monitor.database import Instant, metadata

accounts = Table(
    "staff_accounts",
    metadata,
    Column("id", Text),
    Column("name", Text, nullable=False),
    # By what two names are the same.
    Column("folded", Text, nullable=False),
    # Words between single spaces, sorted.
    Column("scopes", Text, nullable=False),
    # In the PHC string format, which names the algorithm and its parameters.
    Column("password", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    Column("signed_in_at", Instant),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("folded"),
    CheckConstraint("scopes <> ''", name="has_a_scope"),
    sqlite_strict=True,
)

sessions = Table(
    "desk_sessions",
    metadata,
    Column("sha256", LargeBinary),
    Column("key", Text),
    Column("account", Text),
    # That of the account when it began: it ends when the account has another.
    Column("revision", Integer),
    Column("began_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    PrimaryKeyConstraint("sha256"),
    ForeignKeyConstraint(["key"], ["api_keys.id"]),
    ForeignKeyConstraint(["account"], ["staff_accounts.id"]),
    CheckConstraint("(key IS NULL) <> (account IS NULL)", name="is_of_one"),
    sqlite_strict=True,
)

refused = Table(
    "refused_sign_ins",
    metadata,
    # What is counted: an address, a name, or both together; of a name a keyed digest.
    Column("subject", Text),
    Column("count", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    PrimaryKeyConstraint("subject"),
    sqlite_strict=True,
)
