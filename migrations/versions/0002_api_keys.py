"""API keys: the digest of each, what it allows and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
flag = sa.Boolean().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("label", sa.Text()),
        sa.Column("trusted_feed", flag, nullable=False),
        sa.Column("created_at", number, nullable=False),
        sa.Column("expires_on", sa.Text()),
        sa.Column("revoked_at", number),
        sa.Column("last_used_at", number),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("sha256", name="uq_api_keys_sha256"),
        sa.CheckConstraint("scopes <> ''", name="ck_api_keys_has_a_scope"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("api_keys")
