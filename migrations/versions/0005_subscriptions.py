"""Subscriptions, where they are delivered to, and the messages they brought."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DUE = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "destinations",
        sa.Column("id", name, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("manage_digest", sa.LargeBinary()),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("previous_secret", sa.LargeBinary()),
        sa.Column("previous_until", number),
        sa.Column("challenge", sa.Text()),
        sa.Column("contact", sa.Text()),
        sa.Column("seq", number, nullable=False),
        sa.Column("failing_since", number),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("created_at", number, nullable=False),
        sa.Column("confirmed_at", number),
        sa.Column("ended_at", number),
        sa.PrimaryKeyConstraint("id", name="pk_destinations"),
        sa.UniqueConstraint("manage_digest", name="uq_destinations_manage_digest"),
        sqlite_strict=True,
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", name, nullable=False),
        sa.Column("destination", name, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("cadence", sa.Text(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("after_notice", number, nullable=False),
        sa.Column("created_at", number, nullable=False),
        sa.Column("ended_at", number),
        sa.ForeignKeyConstraint(["destination"], ["destinations.id"], name="fk_subscriptions_destination_destinations"),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sqlite_strict=True,
    )
    op.create_index("ix_subscriptions_destination", "subscriptions", ["destination"])
    op.create_table(
        "subscription_terms",
        sa.Column("term", name, nullable=False),
        sa.Column("subscription", name, nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription"], ["subscriptions.id"], name="fk_subscription_terms_subscription_subscriptions"
        ),
        sa.PrimaryKeyConstraint("term", "subscription", name="pk_subscription_terms"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_subscription_terms_subscription", "subscription_terms", ["subscription"])
    op.create_table(
        "messages",
        sa.Column("id", name, nullable=False),
        sa.Column("destination", name, nullable=False),
        sa.Column("cause", name, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("seq", number),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", number, nullable=False),
        sa.Column("due_at", number),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", number, nullable=False),
        sa.Column("leased_until", number),
        sa.ForeignKeyConstraint(["destination"], ["destinations.id"], name="fk_messages_destination_destinations"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("destination", "cause", "type", name="uq_messages_destination_cause_type"),
        sa.UniqueConstraint("destination", "seq", name="uq_messages_destination_seq"),
        sqlite_strict=True,
    )
    op.create_index("ix_messages_due_at", "messages", ["due_at"], sqlite_where=DUE, postgresql_where=DUE)
    op.create_table(
        "message_notices",
        sa.Column("message", name, nullable=False),
        sa.Column("notice", number, nullable=False),
        sa.Column("subscription", name, nullable=False),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_message_notices_message_messages"),
        sa.PrimaryKeyConstraint("message", "notice", "subscription", name="pk_message_notices"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_message_notices_notice", "message_notices", ["notice"])
    op.create_table(
        "attempts",
        sa.Column("message", name, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", number, nullable=False),
        sa.Column("duration_ms", sa.Integer()),
        sa.Column("code", sa.Integer()),
        sa.Column("error", sa.Text()),
        sa.Column("excerpt", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_attempts_message_messages"),
        sa.PrimaryKeyConstraint("message", "n", name="pk_attempts"),
        sqlite_strict=True,
    )
    op.create_table(
        "awaiting",
        sa.Column("cause", name, nullable=False),
        sa.Column("sendable_at", number, nullable=False),
        sa.PrimaryKeyConstraint("cause", name="pk_awaiting"),
        sqlite_strict=True,
    )
    op.create_index("ix_awaiting_sendable_at", "awaiting", ["sendable_at"])
    op.create_table(
        "digest_items",
        sa.Column("destination", name, nullable=False),
        sa.Column("notice", number, nullable=False),
        sa.Column("subscription", name, nullable=False),
        sa.ForeignKeyConstraint(["destination"], ["destinations.id"], name="fk_digest_items_destination_destinations"),
        sa.PrimaryKeyConstraint("destination", "notice", "subscription", name="pk_digest_items"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in (
        "digest_items",
        "awaiting", "attempts", "message_notices", "messages", "subscription_terms", "subscriptions", "destinations",
    ):  # fmt: skip
        op.drop_table(table)
