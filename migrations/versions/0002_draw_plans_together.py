"""Draw plans together: oblique stands, outlines, changes, versions, who is there."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BACKDROP = "fk_plans_backdrop_file_id"


def upgrade() -> None:
    with op.batch_alter_table("plans") as plans:
        plans.add_column(sa.Column("adjacency", sa.JSON(), server_default="[]", nullable=False))
        plans.add_column(sa.Column("backdrop", sa.JSON(none_as_null=True), nullable=True))
        plans.add_column(sa.Column("backdrop_file_id", sa.Integer(), nullable=True))
        plans.create_foreign_key(_BACKDROP, "stored_files", ["backdrop_file_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("zones") as zones:
        zones.add_column(sa.Column("outline", sa.JSON(), server_default="[]", nullable=False))
        zones.add_column(sa.Column("hall", sa.String(length=40), server_default="", nullable=False))
        zones.add_column(sa.Column("is_step_free", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "plan_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_plan_changes_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_changes_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_changes")),
        sa.UniqueConstraint("plan_id", "change_id", name="uq_plan_changes_once"),
    )
    op.create_index("ix_plan_changes_version", "plan_changes", ["plan_id", "version"], unique=False)
    op.create_table(
        "plan_versions",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kept_for", sa.String(length=20), nullable=False),
        sa.Column("stands", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kept_for IN ('before_editing', 'before_restoring', 'before_import')",
            name=op.f("ck_plan_versions_kept_for_known"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_plan_versions_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_versions_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versions")),
        sa.UniqueConstraint("plan_id", "version", name="uq_plan_versions_version"),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_versions_public_id")),
    )
    op.create_table(
        "plan_presences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("tab", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_plan_presences_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_presences_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_presences")),
        sa.UniqueConstraint("plan_id", "tab", name="uq_plan_presences_tab"),
    )


def downgrade() -> None:
    op.drop_table("plan_presences")
    op.drop_table("plan_versions")
    op.drop_index("ix_plan_changes_version", table_name="plan_changes")
    op.drop_table("plan_changes")
    with op.batch_alter_table("zones") as zones:
        zones.drop_column("is_step_free")
        zones.drop_column("hall")
        zones.drop_column("outline")
    with op.batch_alter_table("plans") as plans:
        plans.drop_constraint(_BACKDROP, type_="foreignkey")
        plans.drop_column("backdrop_file_id")
        plans.drop_column("backdrop")
        plans.drop_column("adjacency")
