"""Run contests from rules to grants: writing on phones, coaching, the bank of projects, grants."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ENTRANTS = "entrant_kind IN ('job_seeker', 'cooperative', 'project_holder'{})"
_FILES = "kind IN ('image', 'pdf', 'mp4', 'webm', 'mp3', 'm4a', 'ogg'{})"
_RECORDINGS = ", 'wav'"
_OF_CONTESTS = {
    "heat_rule_known": "heat_rule IN ('places', 'quota')",
    "number_from_one": "number IS NULL OR number > 0",
    "appeal_days_in_range": "appeal_days BETWEEN 0 AND 60",
    "stages_one_or_two": "stages BETWEEN 1 AND 2",
    "second_share_in_per_cent": "second_share IS NULL OR second_share BETWEEN 1 AND 100",
}
_OF_IDEAS = {
    "stage_known": "stage IN ('idea', 'tried', 'running')",
    "own_share_not_negative": "own_share IS NULL OR own_share >= 0",
    "version_not_negative": "version >= 0",
    "young_are_members": "young IS NULL OR members IS NULL OR young <= members",
}
_NEW_TABLES = (
    "grant_entries",
    "idea_versions",
    "idea_messages",
    "idea_files",
    "idea_changes",
    "idea_appeals",
    "grants",
    "coaching_bookings",
    "bank_messages",
    "rules_versions",
    "coaching_sessions",
    "model_sheets",
    "funders",
)


def _contest_columns() -> list[sa.Column]:
    return [
        sa.Column("heat_rule", sa.String(length=10), server_default="places", nullable=False),
        sa.Column("quotas", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("entrant_kinds", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("sectors", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("categories", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("eligibility", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("partners", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("rules", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("method", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("appeal_days", sa.Integer(), server_default="7", nullable=False),
        sa.Column("stages", sa.Integer(), server_default="1", nullable=False),
        sa.Column("sheets_first", sa.Integer(), nullable=True),
        sa.Column("sheets_second", sa.Integer(), nullable=True),
        sa.Column("second_share", sa.Integer(), nullable=True),
    ]


def _idea_columns() -> list[sa.Column]:
    return [
        sa.Column("young", sa.Integer(), nullable=True),
        sa.Column("budget_lines", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("own_share", sa.BigInteger(), nullable=True),
        sa.Column("helps", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("stage", sa.String(length=10), server_default="idea", nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("checked", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
    ]


def upgrade() -> None:
    _change_known_values("ideas", "entrant_kind_known", _ENTRANTS.format(", 'group'"))
    _change_known_values("stored_files", "kind_known", _FILES.format(_RECORDINGS))
    with op.batch_alter_table("contests") as contests:
        for column in _contest_columns():
            contests.add_column(column)
        for name, rule in _OF_CONTESTS.items():
            contests.create_check_constraint(op.f(f"ck_contests_{name}"), rule)
        contests.create_foreign_key(
            op.f("fk_contests_previous_id"), "contests", ["previous_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("ideas") as ideas:
        for column in _idea_columns():
            ideas.add_column(column)
        for name, rule in _OF_IDEAS.items():
            ideas.create_check_constraint(op.f(f"ck_ideas_{name}"), rule)
        ideas.create_foreign_key(
            op.f("fk_ideas_filed_by_id"), "people", ["filed_by_id"], ["id"], ondelete="SET NULL"
        )
    _make_tables()


def _change_known_values(table: str, name: str, rule: str) -> None:
    with op.batch_alter_table(table) as rows:
        rows.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        rows.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)


def _make_tables() -> None:
    op.create_table(
        "funders",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("url", sa.String(length=300), nullable=True),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("helps", sa.JSON(), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("least", sa.BigInteger(), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=True),
        sa.Column("only_women_led", sa.Boolean(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "least IS NULL OR most IS NULL OR least <= most", name=op.f("ck_funders_least_below_most")
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_funders_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funders")),
        sa.UniqueConstraint("public_id", name=op.f("uq_funders_public_id")),
    )
    op.create_index(op.f("ix_funders_organizer_id"), "funders", ["organizer_id"], unique=False)
    op.create_table(
        "model_sheets",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("budget_lines", sa.JSON(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("payback_months", sa.Integer(), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "sector IN ('honey', 'oils', 'capers', 'couscous', 'dairy', 'fruits', 'aromatic_plants', 'cosmetics', 'pottery', 'weaving', 'embroidery', 'wood', 'leather', 'metal', 'livestock', 'services', 'innovation')",
            name=op.f("ck_model_sheets_sector_known"),
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_model_sheets_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_sheets")),
        sa.UniqueConstraint("public_id", name=op.f("uq_model_sheets_public_id")),
    )
    op.create_index(op.f("ix_model_sheets_organizer_id"), "model_sheets", ["organizer_id"], unique=False)
    op.create_table(
        "coaching_sessions",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("expert", sa.String(length=120), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("link", sa.String(length=300), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 1 AND 200", name=op.f("ck_coaching_sessions_capacity_in_range")),
        sa.CheckConstraint("minutes BETWEEN 10 AND 600", name=op.f("ck_coaching_sessions_minutes_in_range")),
        sa.CheckConstraint(
            "place IS NOT NULL OR link IS NOT NULL", name=op.f("ck_coaching_sessions_somewhere")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_coaching_sessions_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_coaching_sessions_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_sessions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coaching_sessions_public_id")),
    )
    op.create_index(
        op.f("ix_coaching_sessions_contest_id"), "coaching_sessions", ["contest_id"], unique=False
    )
    op.create_table(
        "rules_versions",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("method", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(number = 1) = (reason IS NULL)", name=op.f("ck_rules_versions_reason_after_the_first")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_rules_versions_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_rules_versions_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules_versions")),
        sa.UniqueConstraint("contest_id", "number", name="uq_rules_versions_number"),
        sa.UniqueConstraint("public_id", name=op.f("uq_rules_versions_public_id")),
    )
    op.create_table(
        "bank_messages",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_bank_messages_answer_iff_moment")
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_bank_messages_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_bank_messages_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_messages")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bank_messages_public_id")),
    )
    op.create_index(op.f("ix_bank_messages_idea_id"), "bank_messages", ["idea_id"], unique=False)
    op.create_index(op.f("ix_bank_messages_person_id"), "bank_messages", ["person_id"], unique=False)
    op.create_table(
        "coaching_bookings",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('booked', 'attended', 'absent', 'cancelled')",
            name=op.f("ck_coaching_bookings_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_coaching_bookings_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["coaching_sessions.id"],
            name=op.f("fk_coaching_bookings_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_bookings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coaching_bookings_public_id")),
        sa.UniqueConstraint("session_id", "idea_id", name="uq_coaching_bookings_idea"),
    )
    op.create_index(op.f("ix_coaching_bookings_idea_id"), "coaching_bookings", ["idea_id"], unique=False)
    op.create_table(
        "grants",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_grants_amount_above_zero")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_grants_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_grants_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_grants_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint("idea_id", name=op.f("uq_grants_idea_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_grants_public_id")),
    )
    op.create_index(op.f("ix_grants_contest_id"), "grants", ["contest_id"], unique=False)
    op.create_table(
        "idea_appeals",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome IN ('kept', 'changed')", name=op.f("ck_idea_appeals_outcome_known")),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL) AND (outcome IS NULL) = (answer IS NULL)",
            name=op.f("ck_idea_appeals_answered_iff_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["people.id"],
            name=op.f("fk_idea_appeals_answered_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_idea_appeals_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_idea_appeals_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_appeals")),
        sa.UniqueConstraint("idea_id", name=op.f("uq_idea_appeals_idea_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_appeals_public_id")),
    )
    op.create_table(
        "idea_changes",
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.String(length=40), nullable=True),
        sa.Column("refused_field", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'saved') = (version IS NOT NULL)", name=op.f("ck_idea_changes_version_iff_saved")
        ),
        sa.CheckConstraint(
            "outcome IN ('saved', 'conflict', 'refused')", name=op.f("ck_idea_changes_outcome_known")
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_idea_changes_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_idea_changes_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_changes")),
        sa.UniqueConstraint("change_id", name=op.f("uq_idea_changes_change_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_changes_public_id")),
    )
    op.create_index("ix_idea_changes_version", "idea_changes", ["idea_id", "version"], unique=False)
    op.create_table(
        "idea_files",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("upload_id", sa.String(length=36), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('photo', 'voice', 'video')", name=op.f("ck_idea_files_kind_known")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_idea_files_file_id")),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_idea_files_idea_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_files")),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_files_public_id")),
        sa.UniqueConstraint("upload_id", name=op.f("uq_idea_files_upload_id")),
    )
    op.create_index(op.f("ix_idea_files_idea_id"), "idea_files", ["idea_id"], unique=False)
    op.create_table(
        "idea_messages",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("sending_id", sa.String(length=36), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_idea_messages_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_idea_messages_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_idea_messages_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_messages")),
        sa.UniqueConstraint("idea_id", "sending_id", name="uq_idea_messages_sending"),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_messages_public_id")),
    )
    op.create_index(op.f("ix_idea_messages_idea_id"), "idea_messages", ["idea_id"], unique=False)
    op.create_table(
        "idea_versions",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_idea_versions_number_from_one")),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_idea_versions_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_idea_versions_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_versions")),
        sa.UniqueConstraint("idea_id", "number", name="uq_idea_versions_number"),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_versions_public_id")),
    )
    op.create_table(
        "grant_entries",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('paid', 'used')", name=op.f("ck_grant_entries_kind_known")),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_grant_entries_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_grant_entries_grant_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["stored_files.id"], name=op.f("fk_grant_entries_proof_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["people.id"],
            name=op.f("fk_grant_entries_recorded_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_entries")),
        sa.UniqueConstraint("grant_id", "entry_id", name="uq_grant_entries_entry"),
        sa.UniqueConstraint("public_id", name=op.f("uq_grant_entries_public_id")),
    )
    op.create_index(op.f("ix_grant_entries_grant_id"), "grant_entries", ["grant_id"], unique=False)


def downgrade() -> None:
    for table in _NEW_TABLES:
        op.drop_table(table)
    op.execute("UPDATE ideas SET entrant_kind = 'project_holder' WHERE entrant_kind = 'group'")
    op.execute("DELETE FROM stored_files WHERE kind = 'wav'")
    _change_known_values("stored_files", "kind_known", _FILES.format(""))
    _change_known_values("ideas", "entrant_kind_known", _ENTRANTS.format(""))
    with op.batch_alter_table("ideas") as ideas:
        ideas.drop_constraint(op.f("fk_ideas_filed_by_id"), type_="foreignkey")
        for name in _OF_IDEAS:
            ideas.drop_constraint(op.f(f"ck_ideas_{name}"), type_="check")
        for column in reversed(_idea_columns()):
            ideas.drop_column(column.name)
    with op.batch_alter_table("contests") as contests:
        contests.drop_constraint(op.f("fk_contests_previous_id"), type_="foreignkey")
        for name in _OF_CONTESTS:
            contests.drop_constraint(op.f(f"ck_contests_{name}"), type_="check")
        for column in reversed(_contest_columns()):
            contests.drop_column(column.name)
