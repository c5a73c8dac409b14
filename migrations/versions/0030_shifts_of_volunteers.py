"""Volunteers: what they help with, their shifts, who they are, what they have of which shift."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "volunteer_settings",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_volunteer_settings_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_volunteer_settings_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_settings")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_volunteer_settings_edition_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_volunteer_settings_public_id")),
    )
    op.create_table(
        "volunteer_tasks",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("meet_at", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('welcome', 'gates', 'stands', 'parking', 'first_aid', 'children', 'setting_up', 'other')",
            name=op.f("ck_volunteer_tasks_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_volunteer_tasks_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_volunteer_tasks_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_tasks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_volunteer_tasks_public_id")),
    )
    op.create_index(op.f("ix_volunteer_tasks_edition_id"), "volunteer_tasks", ["edition_id"])
    op.create_table(
        "volunteer_shifts",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("least_age", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waiting", sa.Integer(), server_default="0", nullable=False),
        sa.Column("present", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "cancelled_at IS NULL OR (taken = 0 AND waiting = 0)",
            name=op.f("ck_volunteer_shifts_cancelled_is_empty"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_volunteer_shifts_times_in_order")),
        sa.CheckConstraint(
            "least_age IS NULL OR least_age BETWEEN 10 AND 80",
            name=op.f("ck_volunteer_shifts_least_age_sensible"),
        ),
        sa.CheckConstraint("needed BETWEEN 1 AND 500", name=op.f("ck_volunteer_shifts_needed_some")),
        sa.CheckConstraint(
            "present BETWEEN 0 AND taken", name=op.f("ck_volunteer_shifts_present_among_taken")
        ),
        sa.CheckConstraint(
            "taken BETWEEN 0 AND needed", name=op.f("ck_volunteer_shifts_taken_within_needed")
        ),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_volunteer_shifts_waiting_not_negative")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_volunteer_shifts_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_volunteer_shifts_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["volunteer_tasks.id"], name=op.f("fk_volunteer_shifts_task_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_shifts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_volunteer_shifts_public_id")),
    )
    op.create_index("ix_volunteer_shifts_listed", "volunteer_shifts", ["edition_id", "starts_at", "id"])
    op.create_index(op.f("ix_volunteer_shifts_task_id"), "volunteer_shifts", ["task_id"])
    op.create_table(
        "volunteers",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("consent", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("attestation_code", sa.String(length=16), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(name IS NULL) = (erased_at IS NOT NULL)", name=op.f("ck_volunteers_named_unless_erased")
        ),
        sa.CheckConstraint(
            "erased_at IS NULL OR (phone IS NULL AND email IS NULL AND born_on IS NULL AND consent IS NULL)",
            name=op.f("ck_volunteers_erased_is_forgotten"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_volunteers_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_volunteers_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteers")),
        sa.UniqueConstraint("attestation_code", name=op.f("uq_volunteers_attestation_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_volunteers_public_id")),
    )
    op.create_index("ix_volunteers_listed", "volunteers", ["edition_id", "id"])
    op.create_table(
        "volunteer_turns",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'present') = (minutes IS NOT NULL)", name=op.f("ck_volunteer_turns_minutes_iff_present")
        ),
        sa.CheckConstraint(
            "came_at IS NULL OR state = 'present'", name=op.f("ck_volunteer_turns_came_is_present")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'taken', 'present', 'absent', 'returned', 'called_off')",
            name=op.f("ck_volunteer_turns_state_known"),
        ),
        sa.CheckConstraint(
            "left_at IS NULL OR (came_at IS NOT NULL AND left_at > came_at)",
            name=op.f("ck_volunteer_turns_left_after_coming"),
        ),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes > 0", name=op.f("ck_volunteer_turns_minutes_positive")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_volunteer_turns_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_volunteer_turns_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"],
            ["volunteer_shifts.id"],
            name=op.f("fk_volunteer_turns_shift_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteers.id"],
            name=op.f("fk_volunteer_turns_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_turns")),
        sa.UniqueConstraint("public_id", name=op.f("uq_volunteer_turns_public_id")),
        sa.UniqueConstraint("shift_id", "volunteer_id", name="uq_volunteer_turns_one_each"),
    )
    op.create_index(op.f("ix_volunteer_turns_edition_id"), "volunteer_turns", ["edition_id"])
    op.create_index(op.f("ix_volunteer_turns_organizer_id"), "volunteer_turns", ["organizer_id"])
    op.create_index(op.f("ix_volunteer_turns_volunteer_id"), "volunteer_turns", ["volunteer_id"])


def downgrade() -> None:
    op.drop_table("volunteer_turns")
    op.drop_table("volunteers")
    op.drop_table("volunteer_shifts")
    op.drop_table("volunteer_tasks")
    op.drop_table("volunteer_settings")
