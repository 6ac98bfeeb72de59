"""Indexes of what is due in the order in which it is sent, over all and of each destination."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DUE = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_messages_due_at", table_name="messages")
    for name, columns in {
        "ix_messages_due": ["due_at", "seq", "id"],
        "ix_messages_due_to": ["destination", "due_at", "seq", "id"],
    }.items():
        op.create_index(name, "messages", columns, unique=False, sqlite_where=DUE, postgresql_where=DUE)


def downgrade() -> None:
    op.drop_index("ix_messages_due_to", table_name="messages")
    op.drop_index("ix_messages_due", table_name="messages")
    op.create_index("ix_messages_due_at", "messages", ["due_at"], unique=False, sqlite_where=DUE, postgresql_where=DUE)
