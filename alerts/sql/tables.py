"""The tables of alerts."""

from sqlalchemy import (
    Column,
    ForeignKey,
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

destinations = Table(
    "destinations",
    metadata,
    Column("id", Name),
    Column("channel", Text, nullable=False),
    # The address or URL; null once it was erased.
    Column("address", Text),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("manage_digest", LargeBinary),
    # Sealed (``alerts.sealing``): never readable in a copy of the database.
    Column("secret", LargeBinary),
    Column("previous_secret", LargeBinary),
    Column("previous_until", Instant),
    Column("challenge", Text),
    Column("contact", Text),
    # The number of its last message: without a gap, so that a receiver sees what it missed.
    Column("seq", Number, nullable=False),
    Column("failing_since", Instant),
    Column("failures", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("ended_at", Instant),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("manage_digest"),
    sqlite_strict=True,
)
"""Confirmed or yet unconfirmed addresses and webhook endpoints."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Name),
    Column("destination", Name, ForeignKey("destinations.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("cadence", Text, nullable=False),
    # JSON: ``alerts.filters.Filter``.
    Column("filter", Text, nullable=False),
    # JSON: what else was asked for.
    Column("wishes", Text, nullable=False),
    # Only what is told after this notice is for it.
    Column("after_notice", Number, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    PrimaryKeyConstraint("id"),
    Index(None, "destination"),
    sqlite_strict=True,
)

subscription_terms = Table(
    "subscription_terms",
    metadata,
    Column("term", Name),
    Column("subscription", Name, ForeignKey("subscriptions.id")),
    PrimaryKeyConstraint("term", "subscription"),
    Index(None, "subscription"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Under which terms each live subscription is found (``alerts.terms``)."""

messages = Table(
    "messages",
    metadata,
    Column("id", Name),
    Column("destination", Name, ForeignKey("destinations.id"), nullable=False),
    Column("cause", Name, nullable=False),
    Column("type", Text, nullable=False),
    Column("seq", Number),
    Column("state", Text, nullable=False),
    # What is sent, byte for byte, on every attempt.
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    # When it is next to be tried; null once that is decided.
    Column("due_at", Instant),
    Column("attempts", Integer, nullable=False),
    # Whoever claimed it last, and until when nobody else may.
    Column("fence", Number, nullable=False),
    Column("leased_until", Instant),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("destination", "cause", "type"),
    UniqueConstraint("destination", "seq"),
    Index(None, "due_at", sqlite_where=text("due_at IS NOT NULL"), postgresql_where=text("due_at IS NOT NULL")),
    sqlite_strict=True,
)
"""One message for each cause and destination, whatever number of notices and subscriptions it is about."""

message_notices = Table(
    "message_notices",
    metadata,
    Column("message", Name, ForeignKey("messages.id")),
    Column("notice", Number),
    Column("subscription", Name),
    PrimaryKeyConstraint("message", "notice", "subscription"),
    Index(None, "notice"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What each message told, and for which subscription: who was told of what."""

attempts = Table(
    "attempts",
    metadata,
    Column("message", Name, ForeignKey("messages.id")),
    Column("n", Integer),
    Column("at", Instant, nullable=False),
    # Null while it is under way, and for ever where whoever made it died.
    Column("duration_ms", Integer),
    Column("code", Integer),
    Column("error", Text),
    Column("excerpt", LargeBinary),
    PrimaryKeyConstraint("message", "n"),
    sqlite_strict=True,
)

awaiting = Table(
    "awaiting",
    metadata,
    Column("cause", Name),
    Column("sendable_at", Instant, nullable=False),
    PrimaryKeyConstraint("cause"),
    Index(None, "sendable_at"),
    sqlite_strict=True,
)
"""Causes whose notices are still to be turned into messages, and the moment from which they may be."""

digest_items = Table(
    "digest_items",
    metadata,
    Column("destination", Name, ForeignKey("destinations.id")),
    Column("notice", Number),
    Column("subscription", Name),
    PrimaryKeyConstraint("destination", "notice", "subscription"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What waits for the next digest of a destination."""
