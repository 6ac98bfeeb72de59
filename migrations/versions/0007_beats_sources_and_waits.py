"""Beats of the parts of the service, sources that are watched, and since when messages wait."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = sa.text("due_at IS NOT NULL")
SET_ASIDE = sa.text("state IN ('held', 'parked')")


def upgrade() -> None:
    op.create_table(
        "beats",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("at", number, nullable=False),
        sa.PrimaryKeyConstraint("part", name="pk_beats"),
        sqlite_strict=True,
    )
    op.create_table(
        "watched",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("checked_at", number, nullable=True),
        sa.Column("created_at", number, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_watched"),
        sqlite_strict=True,
    )
    op.add_column("messages", sa.Column("waiting_since", number, nullable=True))
    op.execute("UPDATE messages SET waiting_since = due_at WHERE due_at IS NOT NULL")
    op.create_index(
        "ix_messages_waiting_since",
        "messages",
        ["waiting_since"],
        unique=False,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index(
        "ix_messages_state", "messages", ["state"], unique=False, sqlite_where=SET_ASIDE, postgresql_where=SET_ASIDE
    )


def downgrade() -> None:
    op.drop_index("ix_messages_state", table_name="messages")
    op.drop_index("ix_messages_waiting_since", table_name="messages")
    op.drop_column("messages", "waiting_since")
    op.drop_table("watched")
    op.drop_table("beats")
