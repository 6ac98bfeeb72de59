"""The reach of a headline no longer names who assesses: nothing asks for that since accounts are read by subject.

A generation with rows of the shape before is built anew by whoever migrates (``monitor.bootstrap``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

GENERATIONS = ("a", "b")


def upgrade() -> None:
    for generation in GENERATIONS:
        op.drop_column(f"reach_{generation}", "assessors")
    op.execute("UPDATE projection SET shape = 4 WHERE position = 0")


def downgrade() -> None:
    for generation in GENERATIONS:
        op.add_column(f"reach_{generation}", sa.Column("assessors", sa.Text(), nullable=False, server_default=""))
    # A generation that has rows keeps its shape: the version before misses the names in them, and builds it anew.
    op.execute("UPDATE projection SET shape = 3 WHERE position = 0")
