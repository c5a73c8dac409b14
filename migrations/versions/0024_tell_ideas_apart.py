"""Remember which ideas look alike and are not the same."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ideas_told_apart",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_ideas_told_apart_pair_in_order")),
        sa.ForeignKeyConstraint(
            ["one_id"], ["ideas.id"], name=op.f("fk_ideas_told_apart_one_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["ideas.id"], name=op.f("fk_ideas_told_apart_other_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_ideas_told_apart_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas_told_apart")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_ideas_told_apart_pair")),
        sa.UniqueConstraint("public_id", name=op.f("uq_ideas_told_apart_public_id")),
    )
    op.create_index(op.f("ix_ideas_told_apart_other_id"), "ideas_told_apart", ["other_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_ideas_told_apart_other_id"), table_name="ideas_told_apart")
    op.drop_table("ideas_told_apart")
