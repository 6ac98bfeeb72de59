"""Two generations of the index of the search; what is indexed already is indexed anew, as the index is derived."""

import sqlalchemy as sa
from alembic import op

from migrations.sql import run

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

GENERATIONS = ("a", "b")
name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table in ("search_words", "search_indexed", "search_documents"):
        op.drop_table(table)
    for generation in GENERATIONS:
        documents(f"search_documents_{generation}")
    indexed = op.create_table(
        "search_indexed",
        sa.Column("generation", sa.Text(), nullable=False),
        sa.Column("position", number, nullable=False),
        sa.Column("documents", number, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("generation", name="pk_search_indexed"),
        sqlite_strict=True,
    )
    op.bulk_insert(
        indexed,
        [
            {"generation": generation, "position": 0, "documents": 0, "answers": int(generation == "a")}
            for generation in GENERATIONS
        ],
    )
    run("0014_two_indexes")


def downgrade() -> None:
    for generation in GENERATIONS:
        op.drop_table(f"search_words_{generation}")
        op.drop_table(f"search_documents_{generation}")
    op.drop_table("search_indexed")
    documents("search_documents")
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


def documents(table: str) -> None:
    op.create_table(
        table,
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("key", name, nullable=False),
        sa.Column("position", number, nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=f"pk_{table}"),
        sqlite_strict=True,
    )
    op.create_index(f"ix_{table}_position", table, ["position"], unique=False)
