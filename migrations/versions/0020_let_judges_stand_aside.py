"""Tell which ideas a jury's question is about, and let a conflict be lifted with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "motion_ideas",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_motion_ideas_motion_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_motion_ideas_idea_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("motion_id", "idea_id", name=op.f("pk_motion_ideas")),
    )
    op.create_index(op.f("ix_motion_ideas_idea_id"), "motion_ideas", ["idea_id"])
    with op.batch_alter_table("conflicts") as batch:
        batch.add_column(sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("lifted_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("lifted_because", sa.String(length=300), nullable=True))
        batch.create_foreign_key(
            op.f("fk_conflicts_lifted_by_id"), "people", ["lifted_by_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_check_constraint(
            op.f("ck_conflicts_lifted_with_reason"), "(lifted_at IS NULL) = (lifted_because IS NULL)"
        )


def downgrade() -> None:
    # Without these columns a conflict that was lifted would bar; the system may find it again.
    op.execute("DELETE FROM conflicts WHERE lifted_at IS NOT NULL")
    with op.batch_alter_table("conflicts") as batch:
        batch.drop_constraint(op.f("ck_conflicts_lifted_with_reason"), type_="check")
        batch.drop_constraint(op.f("fk_conflicts_lifted_by_id"), type_="foreignkey")
        batch.drop_column("lifted_because")
        batch.drop_column("lifted_by_id")
        batch.drop_column("lifted_at")
    op.drop_index(op.f("ix_motion_ideas_idea_id"), table_name="motion_ideas")
    op.drop_table("motion_ideas")
