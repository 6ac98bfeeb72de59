"""The index of the search."""

import sqlalchemy as sa
from alembic import op

from migrations.sql import run

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "search_documents",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("key", name, nullable=False),
        sa.Column("position", number, nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_documents"),
        sqlite_strict=True,
    )
    op.create_index("ix_search_documents_position", "search_documents", ["position"], unique=False)
    indexed = op.create_table(
        "search_indexed",
        sa.Column("one", number, autoincrement=False, nullable=False),
        sa.Column("position", number, nullable=False),
        sa.Column("documents", number, nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_search_indexed"),
        sqlite_strict=True,
    )
    op.bulk_insert(indexed, [{"one": 1, "position": 0, "documents": 0}])
    run("0008_search")


def downgrade() -> None:
    op.execute("DROP TABLE search_words")
    op.drop_table("search_indexed")
    op.drop_table("search_documents")
