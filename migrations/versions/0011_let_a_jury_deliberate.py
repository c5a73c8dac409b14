"""Let a jury agree, deliberate and decide: rules, masks, calibration, paper, minutes, votes, the public's vote."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jury_settings",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("comment_rule", sa.String(length=10), nullable=False),
        sa.Column("tie_break", sa.String(length=12), nullable=False),
        sa.Column("pitch_minutes", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_vote_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "comment_rule IN ('optional', 'extremes', 'always')",
            name=op.f("ck_jury_settings_comment_rule_known"),
        ),
        sa.CheckConstraint(
            "tie_break IN ('shared', 'heaviest', 'vote')", name=op.f("ck_jury_settings_tie_break_known")
        ),
        sa.CheckConstraint("pitch_minutes BETWEEN 1 AND 60", name=op.f("ck_jury_settings_pitch_in_range")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_jury_settings_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_jury_settings_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_settings")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_jury_settings_contest_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_jury_settings_public_id")),
    )
    op.create_table(
        "motions",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_motions_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_motions_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_motions_public_id")),
    )
    op.create_index(op.f("ix_motions_contest_id"), "motions", ["contest_id"], unique=False)
    op.create_table(
        "calibrations",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_calibrations_two_ideas")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_calibrations_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["ideas.id"], name=op.f("fk_calibrations_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_calibrations_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["ideas.id"], name=op.f("fk_calibrations_second_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibrations")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_calibrations_contest_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_calibrations_public_id")),
    )
    op.create_table(
        "deliberations",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (record IS NULL) AND (signed_at IS NULL) = (digest IS NULL)",
            name=op.f("ck_deliberations_record_iff_signed"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_deliberations_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_deliberations_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["judges.id"], name=op.f("fk_deliberations_signed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliberations")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_deliberations_contest_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deliberations_public_id")),
    )
    op.create_table(
        "discussions",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("is_shortlisted", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_discussions_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_discussions_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_discussions_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussions")),
        sa.UniqueConstraint("idea_id", name=op.f("uq_discussions_idea_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_discussions_public_id")),
    )
    op.create_index(op.f("ix_discussions_contest_id"), "discussions", ["contest_id"], unique=False)
    op.create_table(
        "judge_reviews",
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("decision IN ('keep', 'leave_out')", name=op.f("ck_judge_reviews_decision_known")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_judge_reviews_decided_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["judges.id"], name=op.f("fk_judge_reviews_judge_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_reviews")),
        sa.UniqueConstraint("public_id", name=op.f("uq_judge_reviews_public_id")),
    )
    op.create_index(op.f("ix_judge_reviews_judge_id"), "judge_reviews", ["judge_id"], unique=False)
    op.create_table(
        "masks",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["ideas.id"], name=op.f("fk_masks_idea_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masks")),
        sa.UniqueConstraint("idea_id", "words", name="uq_masks_words"),
        sa.UniqueConstraint("public_id", name=op.f("uq_masks_public_id")),
    )
    op.create_table(
        "motion_voters",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["judges.id"], name=op.f("fk_motion_voters_judge_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_motion_voters_motion_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("motion_id", "judge_id", name=op.f("pk_motion_voters")),
    )
    op.create_index(op.f("ix_motion_voters_judge_id"), "motion_voters", ["judge_id"], unique=False)
    op.create_table(
        "public_votes",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("means IN ('badge', 'account')", name=op.f("ck_public_votes_means_known")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_public_votes_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_public_votes_idea_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_votes")),
        sa.UniqueConstraint("contest_id", "voter", name="uq_public_votes_voter"),
        sa.UniqueConstraint("public_id", name=op.f("uq_public_votes_public_id")),
    )
    op.create_index(op.f("ix_public_votes_idea_id"), "public_votes", ["idea_id"], unique=False)
    op.create_table(
        "calibration_sheets",
        sa.Column("calibration_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calibration_id"],
            ["calibrations.id"],
            name=op.f("fk_calibration_sheets_calibration_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_calibration_sheets_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["judges.id"], name=op.f("fk_calibration_sheets_judge_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_sheets")),
        sa.UniqueConstraint("calibration_id", "judge_id", "idea_id", name="uq_calibration_sheets_one"),
        sa.UniqueConstraint("public_id", name=op.f("uq_calibration_sheets_public_id")),
    )
    op.create_index(op.f("ix_calibration_sheets_judge_id"), "calibration_sheets", ["judge_id"], unique=False)
    op.create_table(
        "paper_entries",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_paper_entries_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheets.id"], name=op.f("fk_paper_entries_sheet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_entries")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_entries_public_id")),
        sa.UniqueConstraint("sheet_id", "person_id", name="uq_paper_entries_person"),
    )
    op.create_index(op.f("ix_paper_entries_person_id"), "paper_entries", ["person_id"], unique=False)
    op.add_column("judges", sa.Column("is_left_out", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("judges", sa.Column("commune_code", sa.String(length=20), nullable=True))
    op.add_column("judges", sa.Column("employer", sa.String(length=160), nullable=True))
    op.add_column("judges", sa.Column("family_names", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("judges", sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("judges", sa.Column("minutes_served", sa.Integer(), nullable=True))
    op.add_column("judges", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sheets", sa.Column("gates", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("sheets", "gates")
    op.drop_column("judges", "reminded_at")
    op.drop_column("judges", "minutes_served")
    op.drop_column("judges", "declared_at")
    op.drop_column("judges", "family_names")
    op.drop_column("judges", "employer")
    op.drop_column("judges", "commune_code")
    op.drop_column("judges", "is_left_out")
    op.drop_table("paper_entries")
    op.drop_table("calibration_sheets")
    op.drop_table("public_votes")
    op.drop_table("motion_voters")
    op.drop_table("masks")
    op.drop_table("judge_reviews")
    op.drop_table("discussions")
    op.drop_table("deliberations")
    op.drop_table("calibrations")
    op.drop_table("motions")
    op.drop_table("jury_settings")
