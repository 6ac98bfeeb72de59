"""Messages whose endpoint was taken up again are tried as often as new ones; nothing waits for whoever has ended."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("attempts_before", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE messages SET state = 'cancelled', due_at = NULL, leased_until = NULL WHERE due_at IS NOT NULL "
        "AND destination IN (SELECT id FROM destinations WHERE state = 'ended')"
    )


def downgrade() -> None:
    op.drop_column("messages", "attempts_before")
