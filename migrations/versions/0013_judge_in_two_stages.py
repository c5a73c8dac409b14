"""Let a jury judge in two stages, and ask for a signature before results are published."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WHOLE = (
    "stages = 1 OR (sheets_first IS NOT NULL AND sheets_first BETWEEN 1 AND 20 AND sheets_second IS NOT NULL"
    " AND sheets_second BETWEEN 1 AND 20 AND second_share IS NOT NULL)"
)


def upgrade() -> None:
    with op.batch_alter_table("contests") as batch:
        batch.create_check_constraint(op.f("ck_contests_two_stages_whole"), WHOLE)
    with op.batch_alter_table("jury_settings") as batch:
        batch.add_column(sa.Column("needs_signature", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch.add_column(sa.Column("shows_photos", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("second_stage_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("borderline", sa.JSON(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_jury_settings_borderline_iff_second"),
            "(second_stage_at IS NULL) = (borderline IS NULL)",
        )
    with op.batch_alter_table("deliberations") as batch:
        batch.add_column(sa.Column("signer_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("signer_reason", sa.String(length=300), nullable=True))
        batch.create_foreign_key(
            op.f("fk_deliberations_signer_id"), "judges", ["signer_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_check_constraint(
            op.f("ck_deliberations_signer_with_reason"), "signer_id IS NULL OR signer_reason IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("deliberations") as batch:
        batch.drop_constraint(op.f("ck_deliberations_signer_with_reason"), type_="check")
        batch.drop_constraint(op.f("fk_deliberations_signer_id"), type_="foreignkey")
        batch.drop_column("signer_reason")
        batch.drop_column("signer_id")
    with op.batch_alter_table("jury_settings") as batch:
        batch.drop_constraint(op.f("ck_jury_settings_borderline_iff_second"), type_="check")
        batch.drop_column("borderline")
        batch.drop_column("second_stage_at")
        batch.drop_column("shows_photos")
        batch.drop_column("needs_signature")
    with op.batch_alter_table("contests") as batch:
        batch.drop_constraint(op.f("ck_contests_two_stages_whole"), type_="check")
