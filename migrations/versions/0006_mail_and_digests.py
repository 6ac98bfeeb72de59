"""Mail: addresses that confirm, rest and leave, when digests come, and which messages are under way."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SET = {column: sa.text(f"{column} IS NOT NULL") for column in ("ended_at", "leased_until")}


def upgrade() -> None:
    op.create_table(
        "suppressions",
        sa.Column("address_digest", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", number, nullable=False),
        sa.PrimaryKeyConstraint("address_digest", name="pk_suppressions"),
        sqlite_strict=True,
    )
    op.create_table(
        "digest_clocks",
        sa.Column("destination", name, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("last_date", sa.Text(), nullable=False),
        sa.Column("next_at", number, nullable=False),
        sa.ForeignKeyConstraint(["destination"], ["destinations.id"], name="fk_digest_clocks_destination_destinations"),
        sa.PrimaryKeyConstraint("destination", "kind", name="pk_digest_clocks"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_digest_clocks_next_at", "digest_clocks", ["next_at"], unique=False)
    op.create_table(
        "confirmations",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("destination", name, nullable=False),
        sa.Column("subscription", name, nullable=True),
        sa.Column("made_at", number, nullable=False),
        sa.Column("used_at", number, nullable=True),
        sa.ForeignKeyConstraint(["destination"], ["destinations.id"], name="fk_confirmations_destination_destinations"),
        sa.ForeignKeyConstraint(
            ["subscription"], ["subscriptions.id"], name="fk_confirmations_subscription_subscriptions"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_confirmations"),
        sqlite_strict=True,
    )
    op.create_index("ix_confirmations_destination_made_at", "confirmations", ["destination", "made_at"], unique=False)
    op.add_column("destinations", sa.Column("address_digest", sa.LargeBinary(), nullable=True))
    op.add_column("destinations", sa.Column("soft_bounces", sa.Integer(), server_default="0", nullable=False))
    op.add_column("destinations", sa.Column("resting_until", number, nullable=True))
    op.add_column("destinations", sa.Column("hour", sa.Integer(), server_default="8", nullable=False))
    op.add_column("destinations", sa.Column("weekday", sa.Integer(), server_default="0", nullable=False))
    op.add_column("destinations", sa.Column("timezone", sa.Text(), server_default="UTC", nullable=False))
    op.add_column("destinations", sa.Column("disabled_at", number, nullable=True))
    op.create_index("ix_destinations_address_digest", "destinations", ["address_digest"], unique=False)
    op.create_index(
        "ix_destinations_ended_at",
        "destinations",
        ["ended_at"],
        unique=False,
        sqlite_where=SET["ended_at"],
        postgresql_where=SET["ended_at"],
    )
    op.add_column("messages", sa.Column("leave_digest", sa.LargeBinary(), nullable=True))
    op.create_index("ix_messages_created_at", "messages", ["created_at"], unique=False)
    op.create_index(
        "ix_messages_leased_until",
        "messages",
        ["leased_until"],
        unique=False,
        sqlite_where=SET["leased_until"],
        postgresql_where=SET["leased_until"],
    )
    op.create_index("ix_messages_leave_digest", "messages", ["leave_digest"], unique=True)
    op.add_column("subscriptions", sa.Column("leave_digest", sa.LargeBinary(), nullable=True))
    op.create_index("ix_subscriptions_leave_digest", "subscriptions", ["leave_digest"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_subscriptions_leave_digest", table_name="subscriptions")
    op.drop_column("subscriptions", "leave_digest")
    op.drop_index("ix_messages_leave_digest", table_name="messages")
    op.drop_index("ix_messages_leased_until", table_name="messages")
    op.drop_index("ix_messages_created_at", table_name="messages")
    op.drop_column("messages", "leave_digest")
    op.drop_index("ix_destinations_ended_at", table_name="destinations")
    op.drop_index("ix_destinations_address_digest", table_name="destinations")
    op.drop_column("destinations", "disabled_at")
    op.drop_column("destinations", "timezone")
    op.drop_column("destinations", "weekday")
    op.drop_column("destinations", "hour")
    op.drop_column("destinations", "resting_until")
    op.drop_column("destinations", "soft_bounces")
    op.drop_column("destinations", "address_digest")
    op.drop_index("ix_confirmations_destination_made_at", table_name="confirmations")
    op.drop_table("confirmations")
    op.drop_index("ix_digest_clocks_next_at", table_name="digest_clocks")
    op.drop_table("digest_clocks")
    op.drop_table("suppressions")
