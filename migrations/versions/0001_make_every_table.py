"""Make every table.

What columns cannot say is kept by triggers, on both databases: the audit log is insert-only, and a stand
is never given beyond its whole on any day.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_BEYOND = """
  EXISTS (
    SELECT 1
    FROM (
      SELECT NEW.starts_on AS day
      UNION
      SELECT starts_on FROM assignments
      WHERE booth_id = NEW.booth_id AND state <> 'released'
        AND starts_on BETWEEN NEW.starts_on AND NEW.ends_on
    ) AS days
    WHERE NEW.share + (
      SELECT coalesce(sum(share), 0) FROM assignments AS other
      WHERE other.booth_id = NEW.booth_id AND other.id <> NEW.id AND other.state <> 'released'
        AND other.starts_on <= days.day AND other.ends_on >= days.day
    ) > 100
  )
"""
_TRIGGERS = {
    "sqlite": [
        *(
            f"CREATE TRIGGER audit_entries_no_{verb.lower()} BEFORE {verb} ON audit_entries"
            " BEGIN SELECT RAISE(ABORT, 'the audit log is insert-only'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        *(
            f"CREATE TRIGGER assignments_within_whole_{name} AFTER {event} ON assignments"
            f" WHEN NEW.state <> 'released' AND {_BEYOND}"
            " BEGIN SELECT RAISE(ABORT, 'ex_assignments_whole'); END"
            for name, event in (
                ("insert", "INSERT"),
                ("update", "UPDATE OF booth_id, starts_on, ends_on, share, state"),
            )
        ),
    ],
    "postgresql": [
        "CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$BEGIN RAISE EXCEPTION 'the audit log is insert-only'; END$$",
        "CREATE TRIGGER audit_entries_insert_only BEFORE UPDATE OR DELETE ON audit_entries"
        " FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse()",
        # The stand's row is locked first: two people giving it at once are told one after the other.
        "CREATE FUNCTION assignments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN"
        "   IF NEW.state = 'released' THEN RETURN NULL; END IF;"
        "   PERFORM 1 FROM booths WHERE id = NEW.booth_id FOR UPDATE;"
        f"   IF {_BEYOND} THEN"
        "     RAISE EXCEPTION 'this stand is given already'"
        "     USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'ex_assignments_whole';"
        "   END IF;"
        "   RETURN NULL;"
        " END$$",
        "CREATE TRIGGER assignments_within_whole"
        " AFTER INSERT OR UPDATE OF booth_id, starts_on, ends_on, share, state ON assignments"
        " FOR EACH ROW EXECUTE FUNCTION assignments_refuse()",
    ],
}
_DROPPED = {
    "sqlite": [],  # a table takes its triggers along
    "postgresql": ["DROP FUNCTION audit_entries_refuse()", "DROP FUNCTION assignments_refuse()"],
}


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entries_hash")),
    )
    op.create_index(op.f("ix_audit_entries_action"), "audit_entries", ["action"], unique=False)
    op.create_index(op.f("ix_audit_entries_actor_id"), "audit_entries", ["actor_id"], unique=False)
    op.create_index(op.f("ix_audit_entries_organizer_id"), "audit_entries", ["organizer_id"], unique=False)
    op.create_index(
        "ix_audit_entries_subject", "audit_entries", ["subject_type", "subject_id", "id"], unique=False
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "organizers",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("place_code", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("cndp_receipt", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organizers_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_organizers_slug")),
    )
    op.create_table(
        "outbox_mails",
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_mails")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outbox_mails_public_id")),
    )
    op.create_index(op.f("ix_outbox_mails_to"), "outbox_mails", ["to"], unique=False)
    op.create_table(
        "people",
        sa.Column("name_ar", sa.String(length=120), nullable=True),
        sa.Column("name_latin", sa.String(length=120), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("is_operator", sa.Boolean(), nullable=False),
        sa.Column("demo_account", sa.String(length=30), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('ar', 'fr', 'en', 'zgh')", name=op.f("ck_people_language_known")),
        sa.CheckConstraint(
            "name_ar IS NOT NULL OR name_latin IS NOT NULL OR erased_at IS NOT NULL",
            name=op.f("ck_people_named_unless_erased"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("demo_account", name=op.f("uq_people_demo_account")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
        sa.UniqueConstraint("phone", name=op.f("uq_people_phone")),
        sa.UniqueConstraint("public_id", name=op.f("uq_people_public_id")),
    )
    op.create_table(
        "queued_jobs",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("queue", sa.String(length=20), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queued_jobs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_queued_jobs_public_id")),
    )
    op.create_index(
        "ix_queued_jobs_waiting",
        "queued_jobs",
        ["id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
        sqlite_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("grants", sa.JSON(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('sign_in', 'invitation', 'password')", name=op.f("ck_links_purpose_known")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_links_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("public_id", name=op.f("uq_links_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_links_token_hash")),
    )
    op.create_index(op.f("ix_links_person_id"), "links", ["person_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_series_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("public_id", name=op.f("uq_series_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_series_slug")),
    )
    op.create_index(op.f("ix_series_organizer_id"), "series", ["organizer_id"], unique=False)
    op.create_table(
        "sign_ins",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "means IN ('password', 'link', 'invitation', 'demo')", name=op.f("ck_sign_ins_means_known")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_sign_ins_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_ins_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    op.create_index(op.f("ix_sign_ins_person_id"), "sign_ins", ["person_id"], unique=False)
    op.create_table(
        "stored_files",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('image', 'pdf')", name=op.f("ck_stored_files_kind_known")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_stored_files_owner_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
        sa.UniqueConstraint("key", name=op.f("uq_stored_files_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stored_files_public_id")),
    )
    op.create_index(op.f("ix_stored_files_owner_id"), "stored_files", ["owner_id"], unique=False)
    op.create_table(
        "cooperatives",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name_ar", sa.String(length=160), nullable=True),
        sa.Column("name_latin", sa.String(length=160), nullable=True),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("region_code", sa.String(length=20), nullable=False),
        sa.Column("province_code", sa.String(length=20), nullable=False),
        sa.Column("commune_code", sa.String(length=20), nullable=True),
        sa.Column("court", sa.String(length=80), nullable=True),
        sa.Column("register_number", sa.String(length=30), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("ice", sa.String(length=15), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("youth", sa.Integer(), nullable=True),
        sa.Column("president_is_woman", sa.Boolean(), nullable=True),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.Column("sort_name", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('cooperative', 'artisan', 'company', 'institution', 'association')",
            name=op.f("ck_cooperatives_kind_known"),
        ),
        sa.CheckConstraint(
            "sector IN ('honey', 'oils', 'capers', 'couscous', 'dairy', 'fruits', 'aromatic_plants', 'cosmetics', 'pottery', 'weaving', 'embroidery', 'wood', 'leather', 'metal', 'livestock', 'services', 'innovation')",
            name=op.f("ck_cooperatives_sector_known"),
        ),
        sa.CheckConstraint(
            "name_ar IS NOT NULL OR name_latin IS NOT NULL", name=op.f("ck_cooperatives_named")
        ),
        sa.CheckConstraint(
            "women IS NULL OR members IS NULL OR women <= members",
            name=op.f("ck_cooperatives_women_are_members"),
        ),
        sa.CheckConstraint(
            "youth IS NULL OR members IS NULL OR youth <= members",
            name=op.f("ck_cooperatives_youth_are_members"),
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_files.id"], name=op.f("fk_cooperatives_photo_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperatives")),
        sa.UniqueConstraint("court", "register_number", name="uq_cooperatives_register"),
        sa.UniqueConstraint("public_id", name=op.f("uq_cooperatives_public_id")),
    )
    op.create_index(op.f("ix_cooperatives_ice"), "cooperatives", ["ice"], unique=False)
    op.create_index(op.f("ix_cooperatives_phone"), "cooperatives", ["phone"], unique=False)
    op.create_index(
        "ix_cooperatives_province_sorted", "cooperatives", ["province_code", "sort_name", "id"], unique=False
    )
    op.create_index(
        "ix_cooperatives_region_sector_sorted",
        "cooperatives",
        ["region_code", "sector", "sort_name", "id"],
        unique=False,
    )
    op.create_index(
        "ix_cooperatives_region_sorted", "cooperatives", ["region_code", "sort_name", "id"], unique=False
    )
    op.create_index(
        "ix_cooperatives_sector_sorted", "cooperatives", ["sector", "sort_name", "id"], unique=False
    )
    op.create_index("ix_cooperatives_sorted", "cooperatives", ["sort_name", "id"], unique=False)
    op.create_table(
        "editions",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("theme", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("venue", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("place_code", sa.String(length=20), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("opens_at_hour", sa.Integer(), nullable=False),
        sa.Column("closes_at_hour", sa.Integer(), nullable=False),
        sa.Column("timezone", sa.String(length=40), nullable=False),
        sa.Column("accent", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=False),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('preparation', 'call', 'allocation', 'ready', 'running', 'closed', 'cancelled')",
            name=op.f("ck_editions_state_known"),
        ),
        sa.CheckConstraint("closes_at_hour > opens_at_hour", name=op.f("ck_editions_hours_in_order")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_editions_days_in_order")),
        sa.CheckConstraint("number IS NULL OR number > 0", name=op.f("ck_editions_number_positive")),
        sa.CheckConstraint(
            "opens_at_hour BETWEEN 0 AND 23 AND closes_at_hour BETWEEN 1 AND 24",
            name=op.f("ck_editions_hours_of_a_day"),
        ),
        sa.CheckConstraint("retention_days BETWEEN 0 AND 3650", name=op.f("ck_editions_retention_in_range")),
        sa.ForeignKeyConstraint(
            ["copied_from_id"], ["editions.id"], name=op.f("fk_editions_copied_from_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_editions_organizer_id")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_editions_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_editions_public_id")),
        sa.UniqueConstraint("series_id", "number", name="uq_editions_number"),
        sa.UniqueConstraint("slug", name=op.f("uq_editions_slug")),
    )
    op.create_index("ix_editions_listed", "editions", ["is_published", "state", "starts_on"], unique=False)
    op.create_index(op.f("ix_editions_organizer_id"), "editions", ["organizer_id"], unique=False)
    op.create_index(op.f("ix_editions_series_id"), "editions", ["series_id"], unique=False)
    op.create_table(
        "badge_runs",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("badge_count", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_badge_runs_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_badge_runs_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_runs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badge_runs_public_id")),
    )
    op.create_index(op.f("ix_badge_runs_edition_id"), "badge_runs", ["edition_id"], unique=False)
    op.create_table(
        "calls",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("intro", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("quotas", sa.JSON(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('cooperative', 'artisan', 'company', 'institution', 'association')",
            name=op.f("ck_calls_kind_known"),
        ),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_calls_times_in_order")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_calls_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_calls_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("edition_id", "kind", name="uq_calls_kind"),
        sa.UniqueConstraint("public_id", name=op.f("uq_calls_public_id")),
    )
    op.create_index(op.f("ix_calls_edition_id"), "calls", ["edition_id"], unique=False)
    op.create_table(
        "closing_reports",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(published_at IS NULL) = (figures IS NULL)", name=op.f("ck_closing_reports_frozen_iff_published")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_closing_reports_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_closing_reports_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_reports")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_closing_reports_edition_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_closing_reports_public_id")),
    )
    op.create_table(
        "contests",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("final_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("theme", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("place_codes", sa.JSON(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judging_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("prizes", sa.JSON(), nullable=False),
        sa.Column("goes_through", sa.Integer(), nullable=False),
        sa.Column("sheets_per_idea", sa.Integer(), nullable=False),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("accent", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'published') = (published_at IS NOT NULL)",
            name=op.f("ck_contests_published_iff_moment"),
        ),
        sa.CheckConstraint(
            "level IN ('region', 'province', 'national')", name=op.f("ck_contests_level_known")
        ),
        sa.CheckConstraint(
            "state IN ('preparation', 'open', 'screening', 'judging', 'deliberation', 'published', 'cancelled')",
            name=op.f("ck_contests_state_known"),
        ),
        sa.CheckConstraint(
            "closes_at > opens_at AND judging_ends_at >= closes_at", name=op.f("ck_contests_times_in_order")
        ),
        sa.CheckConstraint("goes_through >= 0", name=op.f("ck_contests_goes_through_not_negative")),
        sa.CheckConstraint("sheets_per_idea BETWEEN 1 AND 20", name=op.f("ck_contests_sheets_in_range")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_contests_edition_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["final_id"], ["contests.id"], name=op.f("fk_contests_final_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_contests_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contests_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_contests_slug")),
    )
    op.create_index(op.f("ix_contests_final_id"), "contests", ["final_id"], unique=False)
    op.create_index("ix_contests_listed", "contests", ["opens_at", "id"], unique=False)
    op.create_index(op.f("ix_contests_organizer_id"), "contests", ["organizer_id"], unique=False)
    op.create_table(
        "cooperative_members",
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('president', 'member')", name=op.f("ck_cooperative_members_role_known")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_cooperative_members_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_cooperative_members_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperative_members")),
        sa.UniqueConstraint("cooperative_id", "person_id", name="uq_cooperative_members_person"),
        sa.UniqueConstraint("public_id", name=op.f("uq_cooperative_members_public_id")),
    )
    op.create_index(
        op.f("ix_cooperative_members_person_id"), "cooperative_members", ["person_id"], unique=False
    )
    op.create_table(
        "cooperative_words",
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_cooperative_words_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "cooperative_id", name=op.f("pk_cooperative_words")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_cooperative_words_cooperative_id", "cooperative_words", ["cooperative_id"], unique=False
    )
    op.create_table(
        "counters",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(length=40), nullable=False),
        sa.Column("quarter", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shard", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("irregular", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_counters_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "gate", "quarter", "shard", name=op.f("pk_counters")),
    )
    op.create_index("ix_counters_day", "counters", ["edition_id", "day"], unique=False)
    op.create_table(
        "documents",
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('registration', 'statutes', 'onssa', 'insurance', 'ice', 'label', 'other')",
            name=op.f("ck_documents_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_documents_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_documents_file_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("public_id", name=op.f("uq_documents_public_id")),
    )
    op.create_index(op.f("ix_documents_cooperative_id"), "documents", ["cooperative_id"], unique=False)
    op.create_table(
        "gates",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "rule IN ('once', 'several', 'after_exit', 'once_a_day')", name=op.f("ck_gates_rule_known")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_gates_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_gates_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gates")),
        sa.UniqueConstraint("edition_id", "name", name="uq_gates_name"),
        sa.UniqueConstraint("public_id", name=op.f("uq_gates_public_id")),
    )
    op.create_table(
        "partners",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=True),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('organizer', 'patron', 'funder', 'support', 'media')",
            name=op.f("ck_partners_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_partners_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["stored_files.id"], name=op.f("fk_partners_logo_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_partners_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("public_id", name=op.f("uq_partners_public_id")),
    )
    op.create_index(op.f("ix_partners_edition_id"), "partners", ["edition_id"], unique=False)
    op.create_table(
        "plans",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Double(), nullable=False),
        sa.Column("depth", sa.Double(), nullable=False),
        sa.Column("drawing", sa.JSON(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("width > 0 AND depth > 0", name=op.f("ck_plans_has_an_area")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_plans_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_plans_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_plans_edition_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plans_public_id")),
    )
    op.create_table(
        "products",
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("unit", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("price IS NULL OR price >= 0", name=op.f("ck_products_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_products_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_files.id"], name=op.f("fk_products_photo_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("public_id", name=op.f("uq_products_public_id")),
    )
    op.create_index(op.f("ix_products_cooperative_id"), "products", ["cooperative_id"], unique=False)
    op.create_table(
        "programme_sessions",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("room", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("speakers", sa.JSON(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('talk', 'workshop', 'ceremony', 'show', 'meeting')",
            name=op.f("ck_programme_sessions_kind_known"),
        ),
        sa.CheckConstraint(
            "attended IS NULL OR attended >= 0", name=op.f("ck_programme_sessions_attended_not_negative")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_programme_sessions_times_in_order")),
        sa.CheckConstraint("seats IS NULL OR seats > 0", name=op.f("ck_programme_sessions_some_seats")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_programme_sessions_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_programme_sessions_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_sessions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_programme_sessions_public_id")),
    )
    op.create_index(
        op.f("ix_programme_sessions_edition_id"), "programme_sessions", ["edition_id"], unique=False
    )
    op.create_table(
        "recommendations",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("owner", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "owner IS NOT NULL OR state IN ('proposed', 'dropped')",
            name=op.f("ck_recommendations_owned_once_accepted"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'accepted', 'underway', 'done', 'dropped')",
            name=op.f("ck_recommendations_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_recommendations_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_recommendations_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_recommendations_public_id")),
    )
    op.create_index(op.f("ix_recommendations_edition_id"), "recommendations", ["edition_id"], unique=False)
    op.create_table(
        "registrations",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=120), nullable=True),
        sa.Column("name_latin", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("consent", sa.JSON(), nullable=True),
        sa.Column("came_by", sa.String(length=10), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "came_by IN ('public', 'desk', 'import', 'invited', 'demo')",
            name=op.f("ck_registrations_came_by_known"),
        ),
        sa.CheckConstraint(
            "category IN ('visitor', 'buyer', 'school', 'guest', 'press', 'exhibitor', 'staff')",
            name=op.f("ck_registrations_category_known"),
        ),
        sa.CheckConstraint(
            "name_ar IS NOT NULL OR name_latin IS NOT NULL OR erased_at IS NOT NULL",
            name=op.f("ck_registrations_named_unless_erased"),
        ),
        sa.CheckConstraint("party BETWEEN 1 AND 100", name=op.f("ck_registrations_party_size")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_registrations_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_registrations_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registrations_public_id")),
    )
    op.create_index(
        "ix_registrations_category", "registrations", ["edition_id", "category", "id"], unique=False
    )
    op.create_index("ix_registrations_listed", "registrations", ["edition_id", "id"], unique=False)
    op.create_index(op.f("ix_registrations_phone"), "registrations", ["phone"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_registrations_words",
            "registrations",
            [sa.literal_column("to_tsvector('simple', folded)")],
            unique=False,
            postgresql_using="gin",
        )
    op.create_table(
        "stated_figures",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("aim", sa.String(length=20), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "aim IN ('visitors', 'exhibitors', 'women_led', 'sales', 'attendance')",
            name=op.f("ck_stated_figures_aim_known"),
        ),
        sa.CheckConstraint(
            "method IN ('declared', 'estimated')", name=op.f("ck_stated_figures_method_known")
        ),
        sa.CheckConstraint(
            "(value IS NULL) = (method IS NULL)", name=op.f("ck_stated_figures_value_iff_method")
        ),
        sa.CheckConstraint("target IS NULL OR target > 0", name=op.f("ck_stated_figures_target_positive")),
        sa.CheckConstraint("value IS NULL OR value >= 0", name=op.f("ck_stated_figures_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_stated_figures_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_stated_figures_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_figures")),
        sa.UniqueConstraint("edition_id", "aim", name="uq_stated_figures_aim"),
        sa.UniqueConstraint("public_id", name=op.f("uq_stated_figures_public_id")),
    )
    op.create_table(
        "applications",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("filed_by_agent", sa.Boolean(), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("region_code", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("published_state", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("products", sa.JSON(), nullable=False),
        sa.Column("terms_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terms_version", sa.Integer(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("waiting_rank", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("explanation", sa.JSON(), nullable=True),
        sa.Column("to_complete", sa.Text(), nullable=True),
        sa.Column("part_to_complete", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offer_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (submitted_at IS NULL) OR state = 'withdrawn'",
            name=op.f("ck_applications_submitted_iff_moment"),
        ),
        sa.CheckConstraint(
            "(state = 'to_complete') = (to_complete IS NOT NULL AND part_to_complete IS NOT NULL)",
            name=op.f("ck_applications_to_complete_iff_named"),
        ),
        sa.CheckConstraint(
            "(state = 'waitlisted') = (waiting_rank IS NOT NULL)",
            name=op.f("ck_applications_waiting_iff_rank"),
        ),
        sa.CheckConstraint(
            "published_state IN ('draft', 'submitted', 'to_complete', 'eligible', 'ineligible', 'scored', 'selected', 'waitlisted', 'refused', 'accepted', 'declined', 'expired', 'confirmed', 'present', 'no_show', 'withdrawn')",
            name=op.f("ck_applications_published_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'to_complete', 'eligible', 'ineligible', 'scored', 'selected', 'waitlisted', 'refused', 'accepted', 'declined', 'expired', 'confirmed', 'present', 'no_show', 'withdrawn')",
            name=op.f("ck_applications_state_known"),
        ),
        sa.CheckConstraint(
            "score IS NULL OR score BETWEEN 0 AND 100", name=op.f("ck_applications_score_in_range")
        ),
        sa.CheckConstraint("tier BETWEEN 1 AND 3", name=op.f("ck_applications_tier_known")),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_applications_call_id")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_applications_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_applications_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["filed_by_id"], ["people.id"], name=op.f("fk_applications_filed_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_applications_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("public_id", name=op.f("uq_applications_public_id")),
    )
    op.create_index(op.f("ix_applications_cooperative_id"), "applications", ["cooperative_id"], unique=False)
    op.create_index("ix_applications_edition", "applications", ["edition_id", "id"], unique=False)
    op.create_index(
        "ix_applications_facets", "applications", ["edition_id", "sector", "region_code"], unique=False
    )
    op.create_index("ix_applications_listed", "applications", ["edition_id", "state", "id"], unique=False)
    op.create_index(
        "uq_applications_one_living",
        "applications",
        ["edition_id", "cooperative_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "badge_parts",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first_badge_id", sa.Integer(), nullable=False),
        sa.Column("last_badge_id", sa.Integer(), nullable=False),
        sa.Column("badge_count", sa.Integer(), nullable=False),
        sa.Column("is_only_new", sa.Boolean(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_badge_parts_file_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["badge_runs.id"], name=op.f("fk_badge_parts_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_parts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badge_parts_public_id")),
        sa.UniqueConstraint("run_id", "position", name="uq_badge_parts_position"),
    )
    op.create_table(
        "badges",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_place", sa.String(length=40), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("days_in", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_inside", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_badges_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_badges_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges")),
        sa.UniqueConstraint("code", name=op.f("uq_badges_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badges_public_id")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_badges_registration_id")),
    )
    op.create_index(op.f("ix_badges_edition_id"), "badges", ["edition_id"], unique=False)
    op.create_table(
        "computed_rankings",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("used", sa.String(length=10), nullable=False),
        sa.Column("cautions", sa.JSON(), nullable=False),
        sa.Column("reliability", sa.Double(), nullable=True),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("sheets_digest", sa.String(length=64), nullable=False),
        sa.Column("second_opinion", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_computed_rankings_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_computed_rankings_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_computed_rankings")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_computed_rankings_contest_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_computed_rankings_public_id")),
    )
    op.create_table(
        "devices",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("gate_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("pairing_hash", sa.String(length=64), nullable=True),
        sa.Column("pairing_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_devices_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["gate_id"], ["gates.id"], name=op.f("fk_devices_gate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_devices_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("pairing_hash", name=op.f("uq_devices_pairing_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_devices_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    op.create_index(op.f("ix_devices_edition_id"), "devices", ["edition_id"], unique=False)
    op.create_table(
        "ideas",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entrant_kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("from_idea_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("summary", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("region_code", sa.String(length=20), nullable=False),
        sa.Column("province_code", sa.String(length=20), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("payback_months", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("part_to_complete", sa.String(length=20), nullable=True),
        sa.Column("to_complete", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("in_bank", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'ineligible') = (reason IS NOT NULL)", name=op.f("ck_ideas_reason_iff_ineligible")
        ),
        sa.CheckConstraint(
            "(state = 'to_complete') = (to_complete IS NOT NULL)", name=op.f("ck_ideas_asked_iff_to_complete")
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f("ck_ideas_withdrawn_iff_moment")
        ),
        sa.CheckConstraint(
            "entrant_kind <> 'cooperative' OR cooperative_id IS NOT NULL",
            name=op.f("ck_ideas_cooperative_named"),
        ),
        sa.CheckConstraint(
            "entrant_kind IN ('job_seeker', 'cooperative', 'project_holder')",
            name=op.f("ck_ideas_entrant_kind_known"),
        ),
        sa.CheckConstraint(
            "reason IN ('out_of_territory', 'not_cooperative', 'out_of_theme', 'duplicate', 'already_funded', 'incomplete')",
            name=op.f("ck_ideas_reason_known"),
        ),
        sa.CheckConstraint(
            "sector IN ('honey', 'oils', 'capers', 'couscous', 'dairy', 'fruits', 'aromatic_plants', 'cosmetics', 'pottery', 'weaving', 'embroidery', 'wood', 'leather', 'metal', 'livestock', 'services', 'innovation')",
            name=op.f("ck_ideas_sector_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'to_complete', 'eligible', 'ineligible', 'ranked', 'winner', 'withdrawn')",
            name=op.f("ck_ideas_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL",
            name=op.f("ck_ideas_submitted_has_moment"),
        ),
        sa.CheckConstraint("budget IS NULL OR budget >= 0", name=op.f("ck_ideas_budget_not_negative")),
        sa.CheckConstraint(
            "women IS NULL OR members IS NULL OR women <= members", name=op.f("ck_ideas_women_are_members")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_ideas_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_ideas_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_idea_id"], ["ideas.id"], name=op.f("fk_ideas_from_idea_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_ideas_organizer_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_ideas_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
        sa.UniqueConstraint("contest_id", "number", name="uq_ideas_number"),
        sa.UniqueConstraint("from_idea_id", name="uq_ideas_from"),
        sa.UniqueConstraint("public_id", name=op.f("uq_ideas_public_id")),
    )
    op.create_index("ix_ideas_bank", "ideas", ["in_bank", "region_code", "id"], unique=False)
    op.create_index(op.f("ix_ideas_cooperative_id"), "ideas", ["cooperative_id"], unique=False)
    op.create_index("ix_ideas_listed", "ideas", ["contest_id", "state", "id"], unique=False)
    op.create_index(op.f("ix_ideas_person_id"), "ideas", ["person_id"], unique=False)
    op.create_table(
        "judges",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("expertise", sa.JSON(), nullable=False),
        sa.Column("generosity", sa.Double(), nullable=True),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("flag_reason", sa.String(length=40), nullable=True),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('president', 'member', 'observer', 'trainee')", name=op.f("ck_judges_role_known")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_judges_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_judges_organizer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_judges_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judges")),
        sa.UniqueConstraint("contest_id", "person_id", name="uq_judges_person"),
        sa.UniqueConstraint("public_id", name=op.f("uq_judges_public_id")),
    )
    op.create_index(op.f("ix_judges_person_id"), "judges", ["person_id"], unique=False)
    op.create_table(
        "roles",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("contest_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "name IN ('owner', 'organizer', 'field_agent', 'judge', 'gate_staff', 'partner')",
            name=op.f("ck_roles_name_known"),
        ),
        sa.CheckConstraint("edition_id IS NULL OR contest_id IS NULL", name=op.f("ck_roles_one_scope")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_roles_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_roles_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_roles_organizer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_roles_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("public_id", name=op.f("uq_roles_public_id")),
    )
    op.create_index(op.f("ix_roles_contest_id"), "roles", ["contest_id"], unique=False)
    op.create_index(op.f("ix_roles_edition_id"), "roles", ["edition_id"], unique=False)
    op.create_index(op.f("ix_roles_organizer_id"), "roles", ["organizer_id"], unique=False)
    op.create_index(op.f("ix_roles_person_id"), "roles", ["person_id"], unique=False)
    op.create_index(
        "uq_roles_scope",
        "roles",
        [
            "person_id",
            "organizer_id",
            "name",
            sa.literal_column("coalesce(edition_id, 0)"),
            sa.literal_column("coalesce(contest_id, 0)"),
        ],
        unique=True,
    )
    op.create_table(
        "zones",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("is_institutional", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_zones_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zones")),
        sa.UniqueConstraint("plan_id", "key", name="uq_zones_key"),
        sa.UniqueConstraint("public_id", name=op.f("uq_zones_public_id")),
    )
    op.create_table(
        "application_steps",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'to_complete', 'eligible', 'ineligible', 'scored', 'selected', 'waitlisted', 'refused', 'accepted', 'declined', 'expired', 'confirmed', 'present', 'no_show', 'withdrawn')",
            name=op.f("ck_application_steps_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_application_steps_actor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_steps_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_steps")),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_steps_public_id")),
    )
    op.create_index(
        op.f("ix_application_steps_application_id"), "application_steps", ["application_id"], unique=False
    )
    op.create_table(
        "booths",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=12), nullable=False),
        sa.Column("row", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("x", sa.Double(), nullable=False),
        sa.Column("y", sa.Double(), nullable=False),
        sa.Column("width", sa.Double(), nullable=False),
        sa.Column("depth", sa.Double(), nullable=False),
        sa.Column("angle", sa.Double(), nullable=False),
        sa.Column("is_corner", sa.Boolean(), nullable=False),
        sa.Column("power_kw", sa.Double(), nullable=False),
        sa.Column("has_water", sa.Boolean(), nullable=False),
        sa.Column("allows_cooking", sa.Boolean(), nullable=False),
        sa.Column("takes_heavy", sa.Boolean(), nullable=False),
        sa.Column("is_accessible", sa.Boolean(), nullable=False),
        sa.Column("is_blocked", sa.Boolean(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_booths_price_not_negative")),
        sa.CheckConstraint("width > 0 AND depth > 0", name=op.f("ck_booths_has_an_area")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_booths_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_booths_organizer_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_booths_plan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["zone_id"], ["zones.id"], name=op.f("fk_booths_zone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booths")),
        sa.UniqueConstraint("code", name=op.f("uq_booths_code")),
        sa.UniqueConstraint("plan_id", "label", name="uq_booths_label"),
        sa.UniqueConstraint("public_id", name=op.f("uq_booths_public_id")),
    )
    op.create_index(op.f("ix_booths_edition_id"), "booths", ["edition_id"], unique=False)
    op.create_index(op.f("ix_booths_zone_id"), "booths", ["zone_id"], unique=False)
    op.create_table(
        "conflicts",
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source IN ('declared', 'found')", name=op.f("ck_conflicts_source_known")),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_conflicts_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["judges.id"], name=op.f("fk_conflicts_judge_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts")),
        sa.UniqueConstraint("judge_id", "idea_id", name="uq_conflicts_pair"),
        sa.UniqueConstraint("public_id", name=op.f("uq_conflicts_public_id")),
    )
    op.create_index(op.f("ix_conflicts_idea_id"), "conflicts", ["idea_id"], unique=False)
    op.create_table(
        "results",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Double(), nullable=False),
        sa.Column("correction", sa.Double(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("lo90", sa.Double(), nullable=False),
        sa.Column("hi90", sa.Double(), nullable=False),
        sa.Column("p_top3", sa.Double(), nullable=False),
        sa.Column("p_top10", sa.Double(), nullable=False),
        sa.Column("prize", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("certificate_code", sa.String(length=20), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rank > 0", name=op.f("ck_results_rank_from_one")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_results_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_results_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_results_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
        sa.UniqueConstraint("certificate_code", name=op.f("uq_results_certificate_code")),
        sa.UniqueConstraint("idea_id", name=op.f("uq_results_idea_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_results_public_id")),
    )
    op.create_index(op.f("ix_results_contest_id"), "results", ["contest_id"], unique=False)
    op.create_table(
        "sales_reports",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "method IN ('declared', 'band', 'agent')", name=op.f("ck_sales_reports_method_known")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_sales_reports_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_sales_reports_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_sales_reports_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_sales_reports_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_reports")),
        sa.UniqueConstraint("application_id", "day", name="uq_sales_reports_day"),
        sa.UniqueConstraint("public_id", name=op.f("uq_sales_reports_public_id")),
    )
    op.create_index(op.f("ix_sales_reports_edition_id"), "sales_reports", ["edition_id"], unique=False)
    op.create_table(
        "scans",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scan_id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=True),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_offline", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_place", sa.String(length=40), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("direction IN ('in', 'out')", name=op.f("ck_scans_direction_known")),
        sa.CheckConstraint("kind IN ('gate', 'stand', 'session')", name=op.f("ck_scans_kind_known")),
        sa.CheckConstraint(
            "outcome IN ('ok', 'again', 'refused', 'unknown', 'irregular')",
            name=op.f("ck_scans_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["badge_id"], ["badges.id"], name=op.f("fk_scans_badge_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_scans_device_id")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_scans_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
        sa.UniqueConstraint("scan_id", name=op.f("uq_scans_scan_id")),
    )
    op.create_index(op.f("ix_scans_badge_id"), "scans", ["badge_id"], unique=False)
    op.create_index("ix_scans_edition_at", "scans", ["edition_id", "at"], unique=False)
    op.create_table(
        "sheets",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("private_note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('assigned', 'begun', 'complete', 'recused')", name=op.f("ck_sheets_state_known")
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_sheets_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_sheets_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_sheets_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["judges.id"], name=op.f("fk_sheets_judge_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_sheets_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets")),
        sa.UniqueConstraint("judge_id", "idea_id", name="uq_sheets_pair"),
        sa.UniqueConstraint("public_id", name=op.f("uq_sheets_public_id")),
    )
    op.create_index(op.f("ix_sheets_contest_id"), "sheets", ["contest_id"], unique=False)
    op.create_index(op.f("ix_sheets_idea_id"), "sheets", ["idea_id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'held', 'confirmed', 'occupied', 'released')",
            name=op.f("ck_assignments_state_known"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_assignments_days_in_order")),
        sa.CheckConstraint("share BETWEEN 1 AND 100", name=op.f("ck_assignments_share_of_a_whole")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_assignments_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["booth_id"], ["booths.id"], name=op.f("fk_assignments_booth_id")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_assignments_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_assignments_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint("public_id", name=op.f("uq_assignments_public_id")),
    )
    op.create_index(op.f("ix_assignments_application_id"), "assignments", ["application_id"], unique=False)
    op.create_index(op.f("ix_assignments_edition_id"), "assignments", ["edition_id"], unique=False)
    op.create_index(
        "uq_assignments_booth_once",
        "assignments",
        ["booth_id", "application_id", "starts_on"],
        unique=True,
        sqlite_where=sa.text("state <> 'released'"),
        postgresql_where=sa.text("state <> 'released'"),
    )
    op.create_index(
        "uq_assignments_whole_booth",
        "assignments",
        ["booth_id", "starts_on"],
        unique=True,
        sqlite_where=sa.text("share = 100 AND state <> 'released'"),
        postgresql_where=sa.text("share = 100 AND state <> 'released'"),
    )
    op.create_table(
        "sheet_changes",
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.String(length=40), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'saved') = (version IS NOT NULL)", name=op.f("ck_sheet_changes_version_iff_saved")
        ),
        sa.CheckConstraint(
            "outcome IN ('saved', 'conflict', 'refused')", name=op.f("ck_sheet_changes_outcome_known")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheets.id"], name=op.f("fk_sheet_changes_sheet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_changes")),
        sa.UniqueConstraint("change_id", name=op.f("uq_sheet_changes_change_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sheet_changes_public_id")),
    )
    op.create_index(op.f("ix_sheet_changes_sheet_id"), "sheet_changes", ["sheet_id"], unique=False)
    op.create_table(
        "stand_visits",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("passport", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_favourite", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booths.id"], name=op.f("fk_stand_visits_booth_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_stand_visits_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_visits")),
        sa.UniqueConstraint("booth_id", "passport", "day", name="uq_stand_visits_day"),
        sa.UniqueConstraint("public_id", name=op.f("uq_stand_visits_public_id")),
    )
    op.create_index(op.f("ix_stand_visits_edition_id"), "stand_visits", ["edition_id"], unique=False)
    op.create_index("ix_stand_visits_passport", "stand_visits", ["passport", "edition_id"], unique=False)
    op.create_table(
        "votes",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["badge_id"], ["badges.id"], name=op.f("fk_votes_badge_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booths.id"], name=op.f("fk_votes_booth_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_votes_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
        sa.UniqueConstraint("badge_id", name=op.f("uq_votes_badge_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_votes_public_id")),
    )
    op.create_index(op.f("ix_votes_booth_id"), "votes", ["booth_id"], unique=False)
    for statement in _TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_votes_booth_id"), table_name="votes")
    op.drop_table("votes")
    op.drop_index("ix_stand_visits_passport", table_name="stand_visits")
    op.drop_index(op.f("ix_stand_visits_edition_id"), table_name="stand_visits")
    op.drop_table("stand_visits")
    op.drop_index(op.f("ix_sheet_changes_sheet_id"), table_name="sheet_changes")
    op.drop_table("sheet_changes")
    op.drop_index(
        "uq_assignments_whole_booth",
        table_name="assignments",
        sqlite_where=sa.text("share = 100 AND state <> 'released'"),
        postgresql_where=sa.text("share = 100 AND state <> 'released'"),
    )
    op.drop_index(
        "uq_assignments_booth_once",
        table_name="assignments",
        sqlite_where=sa.text("state <> 'released'"),
        postgresql_where=sa.text("state <> 'released'"),
    )
    op.drop_index(op.f("ix_assignments_edition_id"), table_name="assignments")
    op.drop_index(op.f("ix_assignments_application_id"), table_name="assignments")
    op.drop_table("assignments")
    op.drop_index(op.f("ix_sheets_idea_id"), table_name="sheets")
    op.drop_index(op.f("ix_sheets_contest_id"), table_name="sheets")
    op.drop_table("sheets")
    op.drop_index("ix_scans_edition_at", table_name="scans")
    op.drop_index(op.f("ix_scans_badge_id"), table_name="scans")
    op.drop_table("scans")
    op.drop_index(op.f("ix_sales_reports_edition_id"), table_name="sales_reports")
    op.drop_table("sales_reports")
    op.drop_index(op.f("ix_results_contest_id"), table_name="results")
    op.drop_table("results")
    op.drop_index(op.f("ix_conflicts_idea_id"), table_name="conflicts")
    op.drop_table("conflicts")
    op.drop_index(op.f("ix_booths_zone_id"), table_name="booths")
    op.drop_index(op.f("ix_booths_edition_id"), table_name="booths")
    op.drop_table("booths")
    op.drop_index(op.f("ix_application_steps_application_id"), table_name="application_steps")
    op.drop_table("application_steps")
    op.drop_table("zones")
    op.drop_index("uq_roles_scope", table_name="roles")
    op.drop_index(op.f("ix_roles_person_id"), table_name="roles")
    op.drop_index(op.f("ix_roles_organizer_id"), table_name="roles")
    op.drop_index(op.f("ix_roles_edition_id"), table_name="roles")
    op.drop_index(op.f("ix_roles_contest_id"), table_name="roles")
    op.drop_table("roles")
    op.drop_index(op.f("ix_judges_person_id"), table_name="judges")
    op.drop_table("judges")
    op.drop_index(op.f("ix_ideas_person_id"), table_name="ideas")
    op.drop_index("ix_ideas_listed", table_name="ideas")
    op.drop_index(op.f("ix_ideas_cooperative_id"), table_name="ideas")
    op.drop_index("ix_ideas_bank", table_name="ideas")
    op.drop_table("ideas")
    op.drop_index(op.f("ix_devices_edition_id"), table_name="devices")
    op.drop_table("devices")
    op.drop_table("computed_rankings")
    op.drop_index(op.f("ix_badges_edition_id"), table_name="badges")
    op.drop_table("badges")
    op.drop_table("badge_parts")
    op.drop_index(
        "uq_applications_one_living",
        table_name="applications",
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.drop_index("ix_applications_listed", table_name="applications")
    op.drop_index("ix_applications_facets", table_name="applications")
    op.drop_index("ix_applications_edition", table_name="applications")
    op.drop_index(op.f("ix_applications_cooperative_id"), table_name="applications")
    op.drop_table("applications")
    op.drop_table("stated_figures")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_registrations_words", table_name="registrations", postgresql_using="gin")
    op.drop_index(op.f("ix_registrations_phone"), table_name="registrations")
    op.drop_index("ix_registrations_listed", table_name="registrations")
    op.drop_index("ix_registrations_category", table_name="registrations")
    op.drop_table("registrations")
    op.drop_index(op.f("ix_recommendations_edition_id"), table_name="recommendations")
    op.drop_table("recommendations")
    op.drop_index(op.f("ix_programme_sessions_edition_id"), table_name="programme_sessions")
    op.drop_table("programme_sessions")
    op.drop_index(op.f("ix_products_cooperative_id"), table_name="products")
    op.drop_table("products")
    op.drop_table("plans")
    op.drop_index(op.f("ix_partners_edition_id"), table_name="partners")
    op.drop_table("partners")
    op.drop_table("gates")
    op.drop_index(op.f("ix_documents_cooperative_id"), table_name="documents")
    op.drop_table("documents")
    op.drop_index("ix_counters_day", table_name="counters")
    op.drop_table("counters")
    op.drop_index("ix_cooperative_words_cooperative_id", table_name="cooperative_words")
    op.drop_table("cooperative_words")
    op.drop_index(op.f("ix_cooperative_members_person_id"), table_name="cooperative_members")
    op.drop_table("cooperative_members")
    op.drop_index(op.f("ix_contests_organizer_id"), table_name="contests")
    op.drop_index("ix_contests_listed", table_name="contests")
    op.drop_index(op.f("ix_contests_final_id"), table_name="contests")
    op.drop_table("contests")
    op.drop_table("closing_reports")
    op.drop_index(op.f("ix_calls_edition_id"), table_name="calls")
    op.drop_table("calls")
    op.drop_index(op.f("ix_badge_runs_edition_id"), table_name="badge_runs")
    op.drop_table("badge_runs")
    op.drop_index(op.f("ix_editions_series_id"), table_name="editions")
    op.drop_index(op.f("ix_editions_organizer_id"), table_name="editions")
    op.drop_index("ix_editions_listed", table_name="editions")
    op.drop_table("editions")
    op.drop_index("ix_cooperatives_sorted", table_name="cooperatives")
    op.drop_index("ix_cooperatives_sector_sorted", table_name="cooperatives")
    op.drop_index("ix_cooperatives_region_sorted", table_name="cooperatives")
    op.drop_index("ix_cooperatives_region_sector_sorted", table_name="cooperatives")
    op.drop_index("ix_cooperatives_province_sorted", table_name="cooperatives")
    op.drop_index(op.f("ix_cooperatives_phone"), table_name="cooperatives")
    op.drop_index(op.f("ix_cooperatives_ice"), table_name="cooperatives")
    op.drop_table("cooperatives")
    op.drop_index(op.f("ix_stored_files_owner_id"), table_name="stored_files")
    op.drop_table("stored_files")
    op.drop_index(op.f("ix_sign_ins_person_id"), table_name="sign_ins")
    op.drop_table("sign_ins")
    op.drop_index(op.f("ix_series_organizer_id"), table_name="series")
    op.drop_table("series")
    op.drop_index(op.f("ix_links_person_id"), table_name="links")
    op.drop_table("links")
    op.drop_index(
        "ix_queued_jobs_waiting",
        table_name="queued_jobs",
        postgresql_where=sa.text("done_at IS NULL"),
        sqlite_where=sa.text("done_at IS NULL"),
    )
    op.drop_table("queued_jobs")
    op.drop_table("people")
    op.drop_index(op.f("ix_outbox_mails_to"), table_name="outbox_mails")
    op.drop_table("outbox_mails")
    op.drop_table("organizers")
    op.drop_table("installation")
    op.drop_index("ix_audit_entries_subject", table_name="audit_entries")
    op.drop_index(op.f("ix_audit_entries_organizer_id"), table_name="audit_entries")
    op.drop_index(op.f("ix_audit_entries_actor_id"), table_name="audit_entries")
    op.drop_index(op.f("ix_audit_entries_action"), table_name="audit_entries")
    op.drop_table("audit_entries")
    for statement in _DROPPED[op.get_bind().dialect.name]:
        op.execute(statement)
