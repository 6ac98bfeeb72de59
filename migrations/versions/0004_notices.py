"""Notices: what there is to tell, and how far it was looked what time alone has brought."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
flag = sa.Boolean().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("cause", name, nullable=False),
        sa.Column("item", name, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("recorded_at", number, nullable=False),
        sa.Column("silent", flag, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_notices"),
        sa.UniqueConstraint("key", name="uq_notices_key"),
        sqlite_strict=True,
    )
    op.create_table(
        "swept",
        sa.Column("jurisdiction", name, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("jurisdiction", name="pk_swept"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("swept")
    op.drop_table("notices")
