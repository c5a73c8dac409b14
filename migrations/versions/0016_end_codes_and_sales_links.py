"""Remember badge codes that ended, and let each link that tells sales be revoked."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ended_codes",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_ended_codes_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_ended_codes_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_ended_codes_public_id")),
    )
    op.create_index("ix_ended_codes_edition", "ended_codes", ["edition_id", "ended_at"])
    op.create_table(
        "sales_links",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=60), server_default="", nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_sales_links_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_sales_links_made_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_sales_links_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_links")),
        sa.UniqueConstraint("key", name=op.f("uq_sales_links_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sales_links_public_id")),
    )
    op.create_index(op.f("ix_sales_links_application_id"), "sales_links", ["application_id"])


def downgrade() -> None:
    op.drop_table("sales_links")
    op.drop_table("ended_codes")
