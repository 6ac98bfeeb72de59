"""The read model: two generations of strands, and how far each has read the log."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = ("headline", "definition", "account", "measure")
GENERATIONS = ("a", "b")
name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for generation in GENERATIONS:
        for kind in KINDS:
            op.create_table(
                f"{kind}_{generation}",
                sa.Column("key", name, nullable=False),
                sa.Column("valid_from", sa.Integer(), nullable=False),
                sa.Column("position", number, nullable=False),
                sa.Column("superseded_at", number),
                sa.Column("body", sa.LargeBinary(), nullable=False),
                sa.PrimaryKeyConstraint("key", "valid_from", "position", name=f"pk_{kind}_{generation}"),
                sqlite_strict=True,
                sqlite_with_rowid=False,
            )
        op.create_table(
            f"reach_{generation}",
            sa.Column("key", name, nullable=False),
            sa.Column("position", number, nullable=False),
            sa.Column("horizon", sa.Integer(), nullable=False),
            sa.Column("ahead", sa.LargeBinary(), nullable=False),
            sa.Column("assessors", sa.Text(), nullable=False),
            sa.Column("concerns", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("key", "position", name=f"pk_reach_{generation}"),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
        op.create_table(
            f"commitment_{generation}",
            sa.Column("key", name, nullable=False),
            sa.Column("jurisdiction", sa.Text(), nullable=False),
            sa.Column("position", number, nullable=False),
            sa.PrimaryKeyConstraint("key", name=f"pk_commitment_{generation}"),
            sqlite_strict=True,
        )
        op.create_index(f"ix_commitment_{generation}_jurisdiction", f"commitment_{generation}", ["jurisdiction", "key"])
    projection = op.create_table(
        "projection",
        sa.Column("generation", sa.Text(), nullable=False),
        sa.Column("position", number, nullable=False),
        sa.Column("append", number, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("generation", name="pk_projection"),
        sqlite_strict=True,
    )
    op.bulk_insert(
        projection,
        [
            {"generation": "a", "position": 0, "append": 0, "answers": 1},
            {"generation": "b", "position": 0, "append": 0, "answers": 0},
        ],
    )


def downgrade() -> None:
    op.drop_table("projection")
    for generation in GENERATIONS:
        op.drop_table(f"commitment_{generation}")
        op.drop_table(f"reach_{generation}")
        for kind in KINDS:
            op.drop_table(f"{kind}_{generation}")
