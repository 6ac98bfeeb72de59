"""The table of drafts."""

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from monitor.database import Instant, metadata

_LIVE = text("state IN ('open', 'sent-back')")

number = BigInteger().with_variant(Integer(), "sqlite")

drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("events", Integer, nullable=False),
    # JSON; gone once the draft is appended or withdrawn, as are title, note and words: all may name private persons.
    Column("content", Text),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("author_name", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    Column("reviewer_id", Text),
    Column("reviewer_name", Text),
    Column("words", Text, nullable=False),
    Column("append", number),
    PrimaryKeyConstraint("id"),
    Index(
        "ix_drafts_live",
        "changed_at",
        sqlite_where=text("state IN ('open', 'sent-back')"),
        postgresql_where=text("state IN ('open', 'sent-back')"),
    ),
    sqlite_strict=True,
)
"""What somebody would append; of what is appended or withdrawn, who, when and what became of it."""
