"""Let experts offer coaching sessions from a page of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = ("owner", "organizer", "field_agent", "judge", "gate_staff", "partner")


def _allow(*names: str) -> None:
    """Let roles have these names. SQLite's copy of the table loses an index over expressions: made again."""
    op.drop_index("uq_roles_scope", table_name="roles")
    listed = ", ".join(f"'{name}'" for name in names)
    with op.batch_alter_table("roles") as batch:
        batch.drop_constraint(op.f("ck_roles_name_known"), type_="check")
        batch.create_check_constraint(op.f("ck_roles_name_known"), f"name IN ({listed})")
    scope = [sa.text("coalesce(edition_id, 0)"), sa.text("coalesce(contest_id, 0)")]
    op.create_index("uq_roles_scope", "roles", ["person_id", "organizer_id", "name", *scope], unique=True)


def upgrade() -> None:
    _allow(*BEFORE, "expert")
    with op.batch_alter_table("coaching_sessions") as batch:
        batch.add_column(sa.Column("cancelled_because", sa.String(length=300), nullable=True))
        batch.add_column(sa.Column("expert_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_coaching_sessions_expert_id"), "people", ["expert_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_check_constraint(
            op.f("ck_coaching_sessions_because_needs_cancelled"),
            "cancelled_because IS NULL OR cancelled_at IS NOT NULL",
        )
    living = sa.text("cancelled_at IS NULL")
    op.create_index(
        "uq_coaching_sessions_one_at_a_time",
        "coaching_sessions",
        ["expert_id", "starts_at"],
        unique=True,
        sqlite_where=living,
        postgresql_where=living,
    )


def downgrade() -> None:
    op.drop_index("uq_coaching_sessions_one_at_a_time", table_name="coaching_sessions")
    with op.batch_alter_table("coaching_sessions") as batch:
        batch.drop_constraint(op.f("ck_coaching_sessions_because_needs_cancelled"), type_="check")
        batch.drop_constraint(op.f("fk_coaching_sessions_expert_id"), type_="foreignkey")
        batch.drop_column("expert_id")
        batch.drop_column("cancelled_because")
    op.execute("DELETE FROM roles WHERE name = 'expert'")
    _allow(*BEFORE)
