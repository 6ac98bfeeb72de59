"""Suppressions that staff lifted."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "lifted_suppressions",
        sa.Column("address_digest", sa.LargeBinary(), nullable=False),
        sa.Column("lifted_at", number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", number, nullable=False),
        sa.Column("lifted_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address_digest", "lifted_at", name="pk_lifted_suppressions"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("lifted_suppressions")
