"""The log: events, the tags and texts beside them, appends, idempotency keys and the head; nothing in it changes."""

import sqlalchemy as sa
from alembic import op

from migrations.sql import run

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
flag = sa.Boolean().with_variant(sa.Integer(), "sqlite")
name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _events()
    _beside_events()
    _appends()
    run("0001_guards")


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("position", number, autoincrement=False, nullable=False),
        sa.Column("append", number, nullable=False),
        sa.Column("id", name, nullable=False),
        sa.Column("type", name, nullable=False),
        sa.Column("earliest", name),
        sa.Column("latest", name),
        sa.Column("external_id", name),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_events_external_id",
        "events",
        ["external_id"],
        unique=True,
        sqlite_where=sa.text("external_id IS NOT NULL"),
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )


def _beside_events() -> None:
    op.create_table(
        "event_tags",
        sa.Column("tag", name, nullable=False),
        sa.Column("position", number, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("tag", "position", name="pk_event_tags"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_texts",
        sa.Column("position", number, autoincrement=False, nullable=False),
        sa.Column("path", name, nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("salt", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("position", "path", name="pk_event_texts"),
        sa.CheckConstraint("(text IS NULL) = (salt IS NULL)", name="ck_event_texts_erased_together"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _appends() -> None:
    op.create_table(
        "appends",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("first_position", number, nullable=False),
        sa.Column("last_position", number, nullable=False),
        sa.Column("recorded_at", number, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("notify", flag, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_appends"),
        sa.UniqueConstraint("recorded_at", name="uq_appends_recorded_at"),
        sqlite_strict=True,
    )
    op.create_table(
        "idempotency",
        sa.Column("credential", name, nullable=False),
        sa.Column("route", name, nullable=False),
        sa.Column("key", name, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary()),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("append", number, nullable=False),
        sa.PrimaryKeyConstraint("credential", "route", "key", name="pk_idempotency"),
        sa.CheckConstraint("(fingerprint IS NULL) = (salt IS NULL)", name="ck_idempotency_erased_together"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_idempotency_append", "idempotency", ["append"])
    op.create_table(
        "log_head",
        sa.Column("one", number, autoincrement=False, nullable=False),
        sa.Column("position", number, nullable=False),
        sa.Column("append", number, nullable=False),
        sa.Column("recorded_at", number),
        sa.Column("open_to", number),
        sa.PrimaryKeyConstraint("one", name="pk_log_head"),
        sa.CheckConstraint("one = 1", name="ck_log_head_one_row"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    run("0001_guards_dropped")
    for table in ("log_head", "idempotency", "appends", "event_texts", "event_tags", "events"):
        op.drop_table(table)
