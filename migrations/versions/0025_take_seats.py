"""Let visitors take seats of sessions with their badge: what is counted on a session, and whose seats."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

CHECKS = {
    "seated_has_seats": "NOT is_seated OR seats IS NOT NULL",
    "seats_each_few": "seats_each BETWEEN 1 AND 10",
    "closes_within_two_weeks": "closes_before BETWEEN 0 AND 336",
    "taken_within_seats": "taken >= 0 AND (seats IS NULL OR taken <= seats)",
    "present_among_taken": "present BETWEEN 0 AND taken",
    "waiting_not_negative": "waiting >= 0",
    "cancelled_is_empty": "cancelled_at IS NULL OR (taken = 0 AND waiting = 0)",
    "why_if_cancelled": "cancelled_why IS NULL OR cancelled_at IS NOT NULL",
}


def columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column("is_seated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seats_each", sa.Integer(), server_default="1", nullable=False),
        sa.Column("closes_before", sa.Integer(), server_default="0", nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waiting", sa.Integer(), server_default="0", nullable=False),
        sa.Column("present", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_why", sa.JSON(none_as_null=True), nullable=True),
    )


def upgrade() -> None:
    with op.batch_alter_table("programme_sessions") as table:
        for column in columns():
            table.add_column(column)
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_programme_sessions_{name}"), condition)
    op.create_table(
        "session_seats",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_walk_in", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'taken', 'present', 'absent', 'returned', 'called_off')",
            name=op.f("ck_session_seats_state_known"),
        ),
        sa.CheckConstraint("people BETWEEN 1 AND 100", name=op.f("ck_session_seats_people_few")),
        sa.CheckConstraint(
            "(state = 'present') = (came_at IS NOT NULL)", name=op.f("ck_session_seats_present_iff_came")
        ),
        sa.CheckConstraint(
            "NOT is_walk_in OR state IN ('present', 'returned', 'called_off')",
            name=op.f("ck_session_seats_walk_in_came"),
        ),
        sa.ForeignKeyConstraint(
            ["badge_id"], ["badges.id"], name=op.f("fk_session_seats_badge_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_session_seats_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_session_seats_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["programme_sessions.id"],
            name=op.f("fk_session_seats_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_seats")),
        sa.UniqueConstraint("public_id", name=op.f("uq_session_seats_public_id")),
        sa.UniqueConstraint("session_id", "badge_id", name="uq_session_seats_one_a_badge"),
    )
    op.create_index(op.f("ix_session_seats_edition_id"), "session_seats", ["edition_id"])
    op.create_index(op.f("ix_session_seats_badge_id"), "session_seats", ["badge_id"])
    op.create_index("ix_session_seats_line", "session_seats", ["session_id", "state", "asked_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_session_seats_line", table_name="session_seats")
    op.drop_index(op.f("ix_session_seats_badge_id"), table_name="session_seats")
    op.drop_index(op.f("ix_session_seats_edition_id"), table_name="session_seats")
    op.drop_table("session_seats")
    with op.batch_alter_table("programme_sessions") as table:
        for name in reversed(CHECKS):
            table.drop_constraint(op.f(f"ck_programme_sessions_{name}"), type_="check")
        for column in reversed(columns()):
            table.drop_column(column.name)
