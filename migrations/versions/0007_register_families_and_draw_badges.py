"""Register families, guests and whole files; draw badges; keep consent's moments."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_RANKS = "'government', 'wali', 'elected', 'diplomat', 'director', 'partner', 'official', 'speaker'"
_STATES = "'sent', 'checking', 'checked', 'coming_in', 'done', 'failed', 'taken_back'"


def upgrade() -> None:
    op.create_table(
        "registration_settings",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["editions.id"],
            name=op.f("fk_registration_settings_edition_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_registration_settings_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_settings")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_registration_settings_edition_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registration_settings_public_id")),
    )
    op.create_table(
        "visitor_imports",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("bad_count", sa.Integer(), nullable=False),
        sa.Column("known_count", sa.Integer(), nullable=False),
        sa.Column("good_count", sa.Integer(), nullable=False),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_visitor_imports_state_known")),
        sa.CheckConstraint("done_count <= good_count", name=op.f("ck_visitor_imports_no_more_than_good")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_visitor_imports_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_visitor_imports_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_visitor_imports_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_imports")),
        sa.UniqueConstraint("key", name=op.f("uq_visitor_imports_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visitor_imports_public_id")),
    )
    op.create_index(op.f("ix_visitor_imports_edition_id"), "visitor_imports", ["edition_id"], unique=False)
    op.create_table(
        "badge_layouts",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=20), nullable=False),
        sa.Column("elements", sa.JSON(), nullable=False),
        sa.Column("colours", sa.JSON(), nullable=False),
        sa.Column("offset_x", sa.Float(), server_default="0", nullable=False),
        sa.Column("offset_y", sa.Float(), server_default="0", nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "offset_x BETWEEN -20 AND 20 AND offset_y BETWEEN -20 AND 20",
            name=op.f("ck_badge_layouts_offsets_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_badge_layouts_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["stored_files.id"], name=op.f("fk_badge_layouts_logo_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_badge_layouts_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_layouts")),
        sa.UniqueConstraint("edition_id", "name", name="uq_badge_layouts_of_edition"),
        sa.UniqueConstraint("public_id", name=op.f("uq_badge_layouts_public_id")),
    )
    op.create_index(op.f("ix_badge_layouts_organizer_id"), "badge_layouts", ["organizer_id"], unique=False)
    op.create_index(
        "uq_badge_layouts_of_organizer",
        "badge_layouts",
        ["organizer_id", "name"],
        unique=True,
        sqlite_where=sa.text("edition_id IS NULL"),
        postgresql_where=sa.text("edition_id IS NULL"),
    )
    with op.batch_alter_table("badge_runs") as runs:
        runs.add_column(sa.Column("design", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("badge_parts") as parts:
        parts.add_column(sa.Column("badge_ids", sa.JSON(none_as_null=True), nullable=True))
    _widen_registrations()
    op.create_table(
        "guests",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=True),
        sa.Column("place", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"rank IN ({_RANKS})", name=op.f("ck_guests_rank_known")),
        sa.CheckConstraint(
            "answer IN ('waiting', 'coming', 'declined')", name=op.f("ck_guests_answer_known")
        ),
        sa.CheckConstraint(
            "(answer = 'waiting') = (answered_at IS NULL)", name=op.f("ck_guests_answered_iff_moment")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_guests_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_guests_organizer_id")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_guests_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_guests_public_id")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_guests_registration_id")),
    )
    op.create_index("ix_guests_edition", "guests", ["edition_id", "id"], unique=False)


def _widen_registrations() -> None:
    with op.batch_alter_table("registrations") as rows:
        rows.add_column(sa.Column("leader_id", sa.Integer(), nullable=True))
        rows.add_column(sa.Column("answers", sa.JSON(none_as_null=True), nullable=True))
        rows.add_column(sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True))
        rows.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        rows.add_column(sa.Column("photo_id", sa.Integer(), nullable=True))
        rows.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        rows.create_foreign_key(
            op.f("fk_registrations_leader_id"), "registrations", ["leader_id"], ["id"], ondelete="CASCADE"
        )
        rows.create_foreign_key(
            op.f("fk_registrations_photo_id"), "stored_files", ["photo_id"], ["id"], ondelete="SET NULL"
        )
        rows.create_foreign_key(
            op.f("fk_registrations_import_id"), "visitor_imports", ["import_id"], ["id"], ondelete="SET NULL"
        )
        rows.create_check_constraint(
            op.f("ck_registrations_given_before_withdrawn"),
            "withdrawn_at IS NULL OR consented_at IS NOT NULL",
        )
        rows.create_check_constraint(
            op.f("ck_registrations_led_by_another"), "leader_id IS NULL OR leader_id <> id"
        )
        rows.create_index(op.f("ix_registrations_leader_id"), ["leader_id"], unique=False)
        rows.create_index(op.f("ix_registrations_import_id"), ["import_id"], unique=False)
    # Until now a consent was asked of those who registered online, and kept with its words.
    op.execute(
        "UPDATE registrations SET consented_at = created_at WHERE erased_at IS NULL AND came_by = 'public'"
        " AND consent IS NOT NULL AND CAST(consent AS TEXT) <> 'null'"
    )


def downgrade() -> None:
    op.drop_index("ix_guests_edition", table_name="guests")
    op.drop_table("guests")
    with op.batch_alter_table("registrations") as rows:
        rows.drop_index(op.f("ix_registrations_import_id"))
        rows.drop_index(op.f("ix_registrations_leader_id"))
        rows.drop_constraint(op.f("ck_registrations_led_by_another"), type_="check")
        rows.drop_constraint(op.f("ck_registrations_given_before_withdrawn"), type_="check")
        rows.drop_constraint(op.f("fk_registrations_import_id"), type_="foreignkey")
        rows.drop_constraint(op.f("fk_registrations_photo_id"), type_="foreignkey")
        rows.drop_constraint(op.f("fk_registrations_leader_id"), type_="foreignkey")
        for column in ("import_id", "photo_id", "withdrawn_at", "consented_at", "answers", "leader_id"):
            rows.drop_column(column)
    with op.batch_alter_table("badge_parts") as parts:
        parts.drop_column("badge_ids")
    with op.batch_alter_table("badge_runs") as runs:
        runs.drop_column("design")
    op.drop_index("uq_badge_layouts_of_organizer", table_name="badge_layouts")
    op.drop_index(op.f("ix_badge_layouts_organizer_id"), table_name="badge_layouts")
    op.drop_table("badge_layouts")
    op.drop_index(op.f("ix_visitor_imports_edition_id"), table_name="visitor_imports")
    op.drop_table("visitor_imports")
    op.drop_table("registration_settings")
