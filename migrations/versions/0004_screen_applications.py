"""Keep what the screening of applications needs, and notes of several people instead of one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SCORE_BY_HAND = """
  ALTER TABLE applications ADD COLUMN score_by_hand DOUBLE PRECISION
  CONSTRAINT ck_applications_score_by_hand_in_range
  CHECK (score_by_hand IS NULL OR score_by_hand BETWEEN 0 AND 100)
"""
_NOTES_OUT = """
  INSERT INTO application_notes (application_id, text, public_id, created_at)
  SELECT id, note, public_id, created_at FROM applications WHERE note IS NOT NULL
"""
_NOTES_BACK = """
  UPDATE applications SET note = (
    SELECT text FROM application_notes WHERE application_id = applications.id ORDER BY id DESC LIMIT 1
  )
"""


def upgrade() -> None:
    op.create_table(
        "bulk_actions",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("back", sa.String(length=600), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undo_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('prepared', 'running') OR done_at IS NOT NULL",
            name=op.f("ck_bulk_actions_done_has_moment"),
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'running', 'done', 'undone', 'published')",
            name=op.f("ck_bulk_actions_state_known"),
        ),
        sa.CheckConstraint(
            "verb IN ('eligible', 'ineligible', 'complete', 'assign', 'tier', 'tag', 'untag')",
            name=op.f("ck_bulk_actions_verb_known"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_bulk_actions_actor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_bulk_actions_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_bulk_actions_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_actions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulk_actions_public_id")),
    )
    op.create_index(op.f("ix_bulk_actions_edition_id"), "bulk_actions", ["edition_id"], unique=False)
    op.create_table(
        "saved_filters",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=600), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_saved_filters_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_saved_filters_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_saved_filters_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("edition_id", "person_id", "name", name="uq_saved_filters_name"),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_filters_public_id")),
    )
    op.create_index(op.f("ix_saved_filters_person_id"), "saved_filters", ["person_id"], unique=False)
    op.create_index(
        "uq_saved_filters_default",
        "saved_filters",
        ["edition_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )
    op.create_table(
        "screening_grids",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("spread_limit", sa.Integer(), nullable=False),
        sa.Column("per_file", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("per_file BETWEEN 1 AND 9", name=op.f("ck_screening_grids_per_file_in_range")),
        sa.CheckConstraint("spread_limit BETWEEN 0 AND 100", name=op.f("ck_screening_grids_spread_in_range")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_screening_grids_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_screening_grids_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_grids")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_screening_grids_edition_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_screening_grids_public_id")),
    )
    op.create_table(
        "application_checks",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'no', 'na')", name=op.f("ck_application_checks_answer_known")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_checks_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_application_checks_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_checks")),
        sa.UniqueConstraint("application_id", "item", name="uq_application_checks_item"),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_checks_public_id")),
    )
    op.create_table(
        "application_notes",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_notes_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_application_notes_author_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_notes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_notes_public_id")),
    )
    op.create_index(
        op.f("ix_application_notes_application_id"), "application_notes", ["application_id"], unique=False
    )
    op.create_table(
        "application_tags",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_tags_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_application_tags_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_tags")),
        sa.UniqueConstraint("application_id", "tag", name="uq_application_tags_tag"),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_tags_public_id")),
    )
    op.create_index(
        "ix_application_tags_of", "application_tags", ["edition_id", "tag", "application_id"], unique=False
    )
    op.create_table(
        "application_versions",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_application_versions_number_positive")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_versions_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_versions")),
        sa.UniqueConstraint("application_id", "number", name="uq_application_versions_number"),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_versions_public_id")),
    )
    op.create_table(
        "resemblance_keys",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_resemblance_keys_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_resemblance_keys_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "key", "application_id", name=op.f("pk_resemblance_keys")),
    )
    op.create_index(
        "ix_resemblance_keys_application_id", "resemblance_keys", ["application_id"], unique=False
    )
    op.create_table(
        "resemblances",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dismissed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_resemblances_pair_in_order")),
        sa.ForeignKeyConstraint(
            ["dismissed_by_id"],
            ["people.id"],
            name=op.f("fk_resemblances_dismissed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_resemblances_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["one_id"], ["applications.id"], name=op.f("fk_resemblances_one_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["applications.id"], name=op.f("fk_resemblances_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resemblances")),
        sa.UniqueConstraint("one_id", "other_id", name="uq_resemblances_pair"),
        sa.UniqueConstraint("public_id", name=op.f("uq_resemblances_public_id")),
    )
    op.create_index("ix_resemblances_of", "resemblances", ["edition_id", "dismissed_at"], unique=False)
    op.create_index(op.f("ix_resemblances_other_id"), "resemblances", ["other_id"], unique=False)
    op.create_table(
        "screenings",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_assigned", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conflict", sa.String(length=300), nullable=True),
        sa.Column("marks", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("total", sa.Double(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(total IS NULL) = (marked_at IS NULL)", name=op.f("ck_screenings_marked_iff_moment")
        ),
        sa.CheckConstraint(
            "conflict IS NULL OR (total IS NULL AND NOT is_assigned)",
            name=op.f("ck_screenings_conflict_marks_nothing"),
        ),
        sa.CheckConstraint(
            "total IS NULL OR total BETWEEN 0 AND 100", name=op.f("ck_screenings_total_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_screenings_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_screenings_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_screenings_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screenings")),
        sa.UniqueConstraint("application_id", "person_id", name="uq_screenings_person"),
        sa.UniqueConstraint("public_id", name=op.f("uq_screenings_public_id")),
    )
    op.create_index(
        "ix_screenings_of", "screenings", ["edition_id", "person_id", "application_id"], unique=False
    )
    op.create_index(op.f("ix_screenings_person_id"), "screenings", ["person_id"], unique=False)
    op.add_column("applications", sa.Column("score_spread", sa.Double(), nullable=True))
    op.add_column("applications", sa.Column("score_reason", sa.String(length=300), nullable=True))
    # With its check in one statement: SQLite adds no check to a table that stands.
    op.execute(_SCORE_BY_HAND)
    op.execute(_NOTES_OUT)
    op.drop_column("applications", "note")


def downgrade() -> None:
    op.add_column("applications", sa.Column("note", sa.Text(), nullable=True))
    op.execute(_NOTES_BACK)
    for column in ("score_reason", "score_by_hand", "score_spread"):
        op.drop_column("applications", column)
    op.drop_index(op.f("ix_screenings_person_id"), table_name="screenings")
    op.drop_index("ix_screenings_of", table_name="screenings")
    op.drop_table("screenings")
    op.drop_index(op.f("ix_resemblances_other_id"), table_name="resemblances")
    op.drop_index("ix_resemblances_of", table_name="resemblances")
    op.drop_table("resemblances")
    op.drop_index("ix_resemblance_keys_application_id", table_name="resemblance_keys")
    op.drop_table("resemblance_keys")
    op.drop_table("application_versions")
    op.drop_index("ix_application_tags_of", table_name="application_tags")
    op.drop_table("application_tags")
    op.drop_index(op.f("ix_application_notes_application_id"), table_name="application_notes")
    op.drop_table("application_notes")
    op.drop_table("application_checks")
    op.drop_table("screening_grids")
    op.drop_index(
        "uq_saved_filters_default",
        table_name="saved_filters",
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )
    op.drop_index(op.f("ix_saved_filters_person_id"), table_name="saved_filters")
    op.drop_table("saved_filters")
    op.drop_index(op.f("ix_bulk_actions_edition_id"), table_name="bulk_actions")
    op.drop_table("bulk_actions")
