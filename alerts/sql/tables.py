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

_SET = {name: text(f"{name} IS NOT NULL") for name in ("due_at", "leased_until", "ended_at")}
SET_ASIDE = text("state IN ('held', 'parked')")
STUCK = text("state IN ('exhausted', 'held', 'parked')")

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
    # Of an address, keyed: by which it is known again after it was erased.
    Column("address_digest", LargeBinary),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("manage_digest", LargeBinary),
    # Sealed (``alerts.sealing``): never readable in a copy of the database.
    Column("secret", LargeBinary),
    Column("previous_secret", LargeBinary),
    Column("previous_until", Instant),
    Column("challenge", Text),
    # The destination of the mails about an endpoint itself.
    Column("contact", Text),
    # The number of its last message: without a gap, so that a receiver sees what it missed.
    Column("seq", Number, nullable=False),
    Column("failing_since", Instant),
    Column("failures", Integer, nullable=False),
    # Mail came back: how often in a row, and until when nothing more is sent.
    Column("soft_bounces", Integer, nullable=False, server_default="0"),
    Column("resting_until", Instant),
    # When digests come; of all its subscriptions, what was set last holds.
    Column("hour", Integer, nullable=False, server_default="8"),
    Column("weekday", Integer, nullable=False, server_default="0"),
    Column("timezone", Text, nullable=False, server_default="UTC"),
    Column("created_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("disabled_at", Instant),
    Column("ended_at", Instant),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("manage_digest"),
    Index(None, "address_digest"),
    Index(None, "ended_at", sqlite_where=_SET["ended_at"], postgresql_where=_SET["ended_at"]),
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
    # Of the token that ends it, in mail.
    Column("leave_digest", LargeBinary),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    PrimaryKeyConstraint("id"),
    Index(None, "leave_digest", unique=True),
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
    # Since when it waits for us: not moved by retries that are our own doing. Means nothing without the one before.
    Column("waiting_since", Instant),
    Column("attempts", Integer, nullable=False),
    # How many of them were made before its endpoint was taken into use again: the schedule began anew with that.
    Column("attempts_before", Integer, nullable=False, server_default="0"),
    # Whoever claimed it last, and until when nobody else may.
    Column("fence", Number, nullable=False),
    Column("leased_until", Instant),
    # Of the token that ends the subscriptions it is about, in mail.
    Column("leave_digest", LargeBinary),
    PrimaryKeyConstraint("id"),
    Index(None, "leave_digest", unique=True),
    UniqueConstraint("destination", "cause", "type"),
    UniqueConstraint("destination", "seq"),
    # What is due, and what of it goes to whom: in the order in which it is sent (``alerts.sql.claims``).
    Index("ix_messages_due", "due_at", "seq", "id", sqlite_where=_SET["due_at"], postgresql_where=_SET["due_at"]),
    Index(
        "ix_messages_due_to",
        *("destination", "due_at", "seq", "id"),
        sqlite_where=_SET["due_at"],
        postgresql_where=_SET["due_at"],
    ),
    Index(None, "leased_until", sqlite_where=_SET["leased_until"], postgresql_where=_SET["leased_until"]),
    Index(None, "waiting_since", sqlite_where=_SET["due_at"], postgresql_where=_SET["due_at"]),
    # The few that nobody sends before somebody has looked.
    Index(None, "state", sqlite_where=SET_ASIDE, postgresql_where=SET_ASIDE),
    # Newest first, as staff look them over; of most messages nothing is left to be done.
    Index("ix_messages_stuck", "id", "destination", sqlite_where=STUCK, postgresql_where=STUCK),
    Index(None, "created_at"),
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

confirmations = Table(
    "confirmations",
    metadata,
    Column("digest", LargeBinary),
    Column("destination", Name, ForeignKey("destinations.id"), nullable=False),
    # What is confirmed: a subscription; or, where that is of an endpoint, that the address is its contact.
    Column("subscription", Name, ForeignKey("subscriptions.id")),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
    PrimaryKeyConstraint("digest"),
    Index(None, "destination", "made_at"),
    sqlite_strict=True,
)
"""Requests to confirm that were mailed, by the digest of their token."""

suppressions = Table(
    "suppressions",
    metadata,
    Column("address_digest", LargeBinary),
    Column("kind", Text, nullable=False),
    Column("since", Instant, nullable=False),
    PrimaryKeyConstraint("address_digest"),
    sqlite_strict=True,
)
"""Addresses that took no mail for good or complained: mailed nothing until they confirm themselves again."""

lifted_suppressions = Table(
    "lifted_suppressions",
    metadata,
    Column("address_digest", LargeBinary),
    Column("lifted_at", Instant),
    Column("kind", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("lifted_by", Text, nullable=False),
    PrimaryKeyConstraint("address_digest", "lifted_at"),
    sqlite_strict=True,
)
"""Suppressions that staff lifted, and who: what was done to an address stays on record."""

digest_clocks = Table(
    "digest_clocks",
    metadata,
    Column("destination", Name, ForeignKey("destinations.id")),
    Column("kind", Text),
    # The local date of the last digest, sent or empty, and when the next is due.
    Column("last_date", Text, nullable=False),
    Column("next_at", Instant, nullable=False),
    PrimaryKeyConstraint("destination", "kind"),
    Index(None, "next_at"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""When each destination's daily and weekly digests come."""
