"""Accounts of staff, their sessions at the desk, and sign-ins that were refused."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", number, nullable=False),
        sa.Column("disabled_at", number),
        sa.Column("signed_in_at", number),
        sa.PrimaryKeyConstraint("id", name="pk_staff_accounts"),
        sa.UniqueConstraint("folded", name="uq_staff_accounts_folded"),
        sa.CheckConstraint("scopes <> ''", name="ck_staff_accounts_has_a_scope"),
        sqlite_strict=True,
    )
    op.create_table(
        "desk_sessions",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("account", sa.Text()),
        sa.Column("revision", sa.Integer()),
        sa.Column("began_at", number, nullable=False),
        sa.Column("seen_at", number, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_desk_sessions"),
        sa.ForeignKeyConstraint(["key"], ["api_keys.id"], name="fk_desk_sessions_key_api_keys"),
        sa.ForeignKeyConstraint(["account"], ["staff_accounts.id"], name="fk_desk_sessions_account_staff_accounts"),
        sa.CheckConstraint("(key IS NULL) <> (account IS NULL)", name="ck_desk_sessions_is_of_one"),
        sqlite_strict=True,
    )
    op.create_table(
        "refused_sign_ins",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", number, nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_refused_sign_ins"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("refused_sign_ins")
    op.drop_table("desk_sessions")
    op.drop_table("staff_accounts")
