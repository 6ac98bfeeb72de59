"""The days of the last record as strands of their own; headlines no longer say when they turn quiet.

A generation with rows of the shape before is built anew by whoever migrates (``monitor.bootstrap``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

GENERATIONS = ("a", "b")
name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for generation in GENERATIONS:
        op.create_table(
            f"record_{generation}",
            sa.Column("key", name, nullable=False),
            sa.Column("valid_from", sa.Integer(), nullable=False),
            sa.Column("position", number, nullable=False),
            sa.Column("superseded_at", number),
            sa.Column("body", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("key", "valid_from", "position", name=f"pk_record_{generation}"),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
        op.add_column(f"reach_{generation}", sa.Column("covers_to", sa.Integer()))
    op.add_column("projection", sa.Column("shape", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE projection SET shape = 2 WHERE position = 0")


def downgrade() -> None:
    op.drop_column("projection", "shape")
    for generation in GENERATIONS:
        op.drop_column(f"reach_{generation}", "covers_to")
        op.drop_table(f"record_{generation}")
