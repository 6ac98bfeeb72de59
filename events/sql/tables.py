"""The tables of the log. What keeps them from changing is in the migration that makes them.

An append opens the head (``open_to`` is its last position), writes its rows, and closes the head on itself. The
database takes rows of the log while the head is open and only at the positions it is open for, and closes it only on a
complete append: that is why no foreign keys are needed here, whose checks row by row cost more than the rows.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints and indexes are called, here and in the tables of other packages."""

metadata = MetaData(naming_convention=NAMING)

# On SQLite only a column declared INTEGER is the key of the table itself rather than of an index beside it.
Number = BigInteger().with_variant(Integer(), "sqlite")
# STRICT tables have no BOOLEAN.
Flag = Boolean().with_variant(Integer(), "sqlite")
# Compared byte by byte on both engines, so that a prefix is a range of the index whatever the database's language.
Name = Text().with_variant(Text(collation="C"), "postgresql")

# Instants are whole microseconds since 1970-01-01T00:00Z: exact, and the same on both engines.
Instant = Number

events = Table(
    "events",
    metadata,
    Column("position", Number, autoincrement=False),
    Column("append", Number, nullable=False),
    Column("id", Name, nullable=False),
    Column("type", Name, nullable=False),
    Column("earliest", Name),
    Column("latest", Name),
    Column("external_id", Name),
    Column("leaf_hash", LargeBinary, nullable=False),
    # A JSON array in the order given; event_tags is the index over it.
    Column("tags", Text, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    Column("words", Text, nullable=False),
    PrimaryKeyConstraint("position"),
    UniqueConstraint("id"),
    Index(
        None,
        "external_id",
        unique=True,
        sqlite_where=text("external_id IS NOT NULL"),
        postgresql_where=text("external_id IS NOT NULL"),
    ),
    sqlite_strict=True,
)

event_tags = Table(
    "event_tags",
    metadata,
    Column("tag", Name),
    Column("position", Number, autoincrement=False),
    PrimaryKeyConstraint("tag", "position"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

event_texts = Table(
    "event_texts",
    metadata,
    Column("position", Number, autoincrement=False),
    Column("path", Name),
    Column("text", Text),
    Column("salt", LargeBinary),
    PrimaryKeyConstraint("position", "path"),
    CheckConstraint("(text IS NULL) = (salt IS NULL)", name="erased_together"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

appends = Table(
    "appends",
    metadata,
    Column("number", Number, autoincrement=False),
    Column("first_position", Number, nullable=False),
    Column("last_position", Number, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("notify", Flag, nullable=False),
    PrimaryKeyConstraint("number"),
    UniqueConstraint("recorded_at"),
    sqlite_strict=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("credential", Name),
    Column("route", Name),
    Column("key", Name),
    Column("fingerprint", LargeBinary),
    Column("salt", LargeBinary),
    Column("append", Number, nullable=False),
    PrimaryKeyConstraint("credential", "route", "key"),
    CheckConstraint("(fingerprint IS NULL) = (salt IS NULL)", name="erased_together"),
    Index(None, "append"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

log_head = Table(
    "log_head",
    metadata,
    Column("one", Number, autoincrement=False),
    Column("position", Number, nullable=False),
    Column("append", Number, nullable=False),
    Column("recorded_at", Instant),
    Column("open_to", Number),
    PrimaryKeyConstraint("one"),
    CheckConstraint("one = 1", name="one_row"),
    sqlite_strict=True,
)
