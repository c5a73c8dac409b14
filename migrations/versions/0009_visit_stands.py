"""Stands and visitors: passports and their draw, questions, contacts, meetings, films, sales by the link."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_FILM = "fk_cooperatives_film_id"
_FILES = ("kind IN ('image', 'pdf')", "kind IN ('image', 'pdf', 'mp4', 'webm', 'mp3', 'm4a', 'ogg')")
_METHODS = (
    "method IN ('declared', 'band', 'agent')",
    "method IN ('declared', 'band', 'agent', 'phone', 'paper', 'estimated')",
)
_IN_ITS_BAND = "low IS NULL OR (low <= amount AND (high IS NULL OR amount <= high))"


def _known(table: str, column: str, condition: str) -> None:
    """Widen or narrow what a column may hold."""
    with op.batch_alter_table(table) as rows:
        rows.drop_constraint(op.f(f"ck_{table}_{column}_known"), type_="check")
        rows.create_check_constraint(op.f(f"ck_{table}_{column}_known"), condition)


def upgrade() -> None:
    _known("stored_files", "kind", _FILES[1])
    with op.batch_alter_table("cooperatives") as cooperatives:
        cooperatives.add_column(sa.Column("film_id", sa.Integer(), nullable=True))
        cooperatives.create_foreign_key(_FILM, "stored_files", ["film_id"], ["id"], ondelete="SET NULL")
    _known("sales_reports", "method", _METHODS[1])
    with op.batch_alter_table("sales_reports") as sales:
        sales.add_column(sa.Column("low", sa.BigInteger(), nullable=True))
        sales.add_column(sa.Column("high", sa.BigInteger(), nullable=True))
        sales.create_check_constraint(op.f("ck_sales_reports_amount_in_its_band"), _IN_ITS_BAND)
        sales.create_check_constraint(
            op.f("ck_sales_reports_band_has_a_floor"), "high IS NULL OR low IS NOT NULL"
        )
    with op.batch_alter_table("stand_visits") as visits:
        visits.add_column(sa.Column("is_stamped", sa.Boolean(), server_default=sa.true(), nullable=False))
    with op.batch_alter_table("votes") as votes:
        votes.add_column(sa.Column("passport", sa.String(length=32), nullable=True))
        votes.add_column(sa.Column("network", sa.String(length=16), nullable=True))
        votes.add_column(sa.Column("cast_at", sa.DateTime(timezone=True), nullable=True))
        votes.create_index(op.f("ix_votes_edition_id"), ["edition_id"])
    op.create_table(
        "meetings",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("passport", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("organization", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_linked", sa.Boolean(), nullable=True),
        sa.Column("opportunities", sa.Integer(), nullable=True),
        sa.Column("outcome_note", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'held') = (is_linked IS NOT NULL)", name=op.f("ck_meetings_held_iff_told")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'accepted', 'moved', 'declined', 'cancelled', 'held', 'missed')",
            name=op.f("ck_meetings_state_known"),
        ),
        sa.CheckConstraint(
            "(is_linked IS NULL) = (opportunities IS NULL) AND (opportunities IS NULL OR opportunities BETWEEN 0 AND 99)",
            name=op.f("ck_meetings_opportunities_counted"),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_meetings_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_meetings_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_meetings_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_meetings_public_id")),
    )
    op.create_index("ix_meetings_passport", "meetings", ["passport", "edition_id"], unique=False)
    op.create_index("ix_meetings_stand", "meetings", ["edition_id", "cooperative_id", "id"], unique=False)
    op.create_table(
        "passport_themes",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("goal BETWEEN 1 AND 100", name=op.f("ck_passport_themes_goal_in_reach")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_passport_themes_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_passport_themes_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_themes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_passport_themes_public_id")),
    )
    op.create_index(op.f("ix_passport_themes_edition_id"), "passport_themes", ["edition_id"], unique=False)
    op.create_table(
        "prize_draws",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("prizes", sa.JSON(), nullable=False),
        sa.Column("least_stamps", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entries", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("entries_digest", sa.String(length=64), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("witnesses", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("winners", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'announced') = (frozen_at IS NULL) AND (frozen_at IS NULL) = (entries IS NULL) AND (frozen_at IS NULL) = (entries_digest IS NULL)",
            name=op.f("ck_prize_draws_frozen_iff_listed"),
        ),
        sa.CheckConstraint(
            "(state = 'drawn') = (drawn_at IS NOT NULL) AND (drawn_at IS NULL) = (winners IS NULL) AND (drawn_at IS NULL) = (witnesses IS NULL)",
            name=op.f("ck_prize_draws_drawn_iff_witnessed"),
        ),
        sa.CheckConstraint(
            "state IN ('announced', 'frozen', 'drawn')", name=op.f("ck_prize_draws_state_known")
        ),
        sa.CheckConstraint("least_stamps BETWEEN 1 AND 100", name=op.f("ck_prize_draws_stamps_in_reach")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_prize_draws_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_prize_draws_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_draws")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prize_draws_public_id")),
    )
    op.create_index(op.f("ix_prize_draws_edition_id"), "prize_draws", ["edition_id"], unique=False)
    op.create_table(
        "stand_questions",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("passport", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_stand_questions_answered_iff_dated")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["people.id"],
            name=op.f("fk_stand_questions_answered_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_stand_questions_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_stand_questions_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_stand_questions_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_questions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stand_questions_public_id")),
    )
    op.create_index(
        "ix_stand_questions_passport", "stand_questions", ["passport", "edition_id"], unique=False
    )
    op.create_index(
        "ix_stand_questions_stand", "stand_questions", ["edition_id", "cooperative_id", "id"], unique=False
    )
    op.create_table(
        "vote_decisions",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("pattern", sa.String(length=80), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("votes", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision IN ('kept', 'set_aside')", name=op.f("ck_vote_decisions_decision_known")
        ),
        sa.CheckConstraint(
            "kind IN ('device', 'rate', 'place', 'time')", name=op.f("ck_vote_decisions_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["people.id"],
            name=op.f("fk_vote_decisions_decided_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_vote_decisions_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_vote_decisions_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_decisions")),
        sa.UniqueConstraint("edition_id", "pattern", name="uq_vote_decisions_pattern"),
        sa.UniqueConstraint("public_id", name=op.f("uq_vote_decisions_public_id")),
    )
    op.create_index(op.f("ix_vote_decisions_edition_id"), "vote_decisions", ["edition_id"], unique=False)
    op.create_table(
        "contact_choices",
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("choice IN ('always', 'never')", name=op.f("ck_contact_choices_choice_known")),
        sa.ForeignKeyConstraint(
            ["badge_id"], ["badges.id"], name=op.f("fk_contact_choices_badge_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_choices")),
        sa.UniqueConstraint("badge_id", name=op.f("uq_contact_choices_badge_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_choices_public_id")),
    )
    op.create_table(
        "leads",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("consent", sa.String(length=10), nullable=False),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(consent = 'given') = (said IS NOT NULL)", name=op.f("ck_leads_given_iff_said")),
        sa.CheckConstraint(
            "(consent = 'asked') = (consent_at IS NULL)", name=op.f("ck_leads_asked_iff_undated")
        ),
        sa.CheckConstraint(
            "consent IN ('asked', 'given', 'refused', 'withdrawn')", name=op.f("ck_leads_consent_known")
        ),
        sa.CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 5", name=op.f("ck_leads_rating_of_five")),
        sa.ForeignKeyConstraint(
            ["badge_id"], ["badges.id"], name=op.f("fk_leads_badge_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_leads_cooperative_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_leads_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_leads_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
        sa.UniqueConstraint("edition_id", "cooperative_id", "badge_id", name="uq_leads_one_a_visitor"),
        sa.UniqueConstraint("public_id", name=op.f("uq_leads_public_id")),
    )
    op.create_index(op.f("ix_leads_badge_id"), "leads", ["badge_id"], unique=False)
    op.create_table(
        "passport_badges",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("passport", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["badge_id"], ["badges.id"], name=op.f("fk_passport_badges_badge_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_passport_badges_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_badges")),
        sa.UniqueConstraint("badge_id", name=op.f("uq_passport_badges_badge_id")),
        sa.UniqueConstraint("edition_id", "passport", name="uq_passport_badges_passport"),
        sa.UniqueConstraint("public_id", name=op.f("uq_passport_badges_public_id")),
    )
    op.create_index(op.f("ix_passport_badges_edition_id"), "passport_badges", ["edition_id"], unique=False)
    op.create_index("ix_passport_badges_passport", "passport_badges", ["passport"], unique=False)
    op.create_table(
        "lead_scans",
        sa.Column("scan_id", sa.String(length=36), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_offline", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_lead_scans_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_scans_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scan_id", name=op.f("pk_lead_scans")),
    )
    op.create_index(op.f("ix_lead_scans_cooperative_id"), "lead_scans", ["cooperative_id"], unique=False)
    op.create_index(op.f("ix_lead_scans_lead_id"), "lead_scans", ["lead_id"], unique=False)


def downgrade() -> None:
    op.drop_table("lead_scans")
    op.drop_table("passport_badges")
    op.drop_table("leads")
    op.drop_table("contact_choices")
    op.drop_table("vote_decisions")
    op.drop_table("stand_questions")
    op.drop_table("prize_draws")
    op.drop_table("passport_themes")
    op.drop_table("meetings")
    with op.batch_alter_table("votes") as votes:
        votes.drop_index(op.f("ix_votes_edition_id"))
        votes.drop_column("cast_at")
        votes.drop_column("network")
        votes.drop_column("passport")
    with op.batch_alter_table("stand_visits") as visits:
        visits.drop_column("is_stamped")
    op.execute("UPDATE sales_reports SET method = 'declared' WHERE method IN ('phone', 'paper', 'estimated')")
    with op.batch_alter_table("sales_reports") as sales:
        sales.drop_constraint(op.f("ck_sales_reports_band_has_a_floor"), type_="check")
        sales.drop_constraint(op.f("ck_sales_reports_amount_in_its_band"), type_="check")
        sales.drop_column("high")
        sales.drop_column("low")
    _known("sales_reports", "method", _METHODS[0])
    with op.batch_alter_table("cooperatives") as cooperatives:
        cooperatives.drop_constraint(_FILM, type_="foreignkey")
        cooperatives.drop_column("film_id")
    op.execute("DELETE FROM stored_files WHERE kind NOT IN ('image', 'pdf')")
    _known("stored_files", "kind", _FILES[0])
