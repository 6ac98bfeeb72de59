"""An index of the messages that are stuck; what was written about drafts that have ended is erased."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STUCK = sa.text("state IN ('exhausted', 'held', 'parked')")


def upgrade() -> None:
    op.create_index(
        "ix_messages_stuck",
        "messages",
        ["id", "destination"],
        unique=False,
        sqlite_where=STUCK,
        postgresql_where=STUCK,
    )
    op.execute("UPDATE drafts SET title = '', note = '', words = '' WHERE state IN ('appended', 'withdrawn')")


def downgrade() -> None:
    op.drop_index("ix_messages_stuck", table_name="messages")
