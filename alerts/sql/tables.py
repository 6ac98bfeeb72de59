"""The tables of alerts."""

from sqlalchemy import Column, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from events.sql.tables import NAMING, Flag, Instant, Name, Number

metadata = MetaData(naming_convention=NAMING)

notices = Table(
    "notices",
    metadata,
    Column("number", Number, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
    Column("cause", Name, nullable=False),
    Column("item", Name, nullable=False),
    Column("what", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("silent", Flag, nullable=False),
    # JSON: the rest of ``alerts.notices.Notice``.
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("number"),
    UniqueConstraint("key"),
    sqlite_strict=True,
)
"""What there is to tell. Numbers are given under the projector's lock, so they are committed in their order."""

swept = Table(
    "swept",
    metadata,
    Column("jurisdiction", Name),
    Column("day", Text, nullable=False),
    PrimaryKeyConstraint("jurisdiction"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The last day on which it was looked what time alone has brought, by jurisdiction; ISO days."""
