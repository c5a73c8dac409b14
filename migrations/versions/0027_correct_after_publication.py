"""Correct results after publication, and let a contest say that voters of the public may choose again."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jury_settings") as batch:
        batch.add_column(
            sa.Column("public_may_change", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table("results") as batch:
        batch.add_column(sa.Column("title_corrected", sa.JSON(none_as_null=True), nullable=True))
        batch.add_column(sa.Column("owner_corrected", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "replaced_certificates",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"],
            ["results.id"],
            name=op.f("fk_replaced_certificates_result_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["people.id"],
            name=op.f("fk_replaced_certificates_replaced_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replaced_certificates")),
        sa.UniqueConstraint("code", name=op.f("uq_replaced_certificates_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_replaced_certificates_public_id")),
    )
    op.create_index(op.f("ix_replaced_certificates_result_id"), "replaced_certificates", ["result_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_replaced_certificates_result_id"), table_name="replaced_certificates")
    op.drop_table("replaced_certificates")
    with op.batch_alter_table("results") as batch:
        batch.drop_column("owner_corrected")
        batch.drop_column("title_corrected")
    with op.batch_alter_table("jury_settings") as batch:
        batch.drop_column("public_may_change")
