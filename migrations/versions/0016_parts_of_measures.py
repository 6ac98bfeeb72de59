"""What happens to parts of measures as a strand of its own; rows of measures no longer repeat it.

A generation with rows of the shape before is built anew by whoever migrates (``monitor.bootstrap``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

GENERATIONS = ("a", "b")
name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for generation in GENERATIONS:
        op.create_table(
            f"part_{generation}",
            sa.Column("key", name, nullable=False),
            sa.Column("valid_from", sa.Integer(), nullable=False),
            sa.Column("position", number, nullable=False),
            sa.Column("superseded_at", number),
            sa.Column("body", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("key", "valid_from", "position", name=f"pk_part_{generation}"),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
    op.execute("UPDATE projection SET shape = 3 WHERE position = 0")


def downgrade() -> None:
    for generation in GENERATIONS:
        op.drop_table(f"part_{generation}")
    # A generation that has rows keeps its shape: the version before can't read them either, and builds them anew.
    op.execute("UPDATE projection SET shape = 2 WHERE position = 0")
