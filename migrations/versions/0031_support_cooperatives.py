"""Support cooperatives in programmes: places, diagnoses, training, licences, opportunities, measurements."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programmes",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("partners", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("statements", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_programmes_ends_after_start")),
        sa.CheckConstraint("state IN ('draft', 'running', 'closed')", name=op.f("ck_programmes_state_known")),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_programmes_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_programmes_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_programmes_slug")),
    )
    op.create_index("ix_programmes_organizer_id", "programmes", ["organizer_id"])
    op.create_table(
        "enrolments",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("is_on_paper", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(joined_at IS NOT NULL) = (state IN ('joined', 'left'))",
            name=op.f("ck_enrolments_joined_has_moment"),
        ),
        sa.CheckConstraint(
            "(left_at IS NOT NULL) = (state = 'left')", name=op.f("ck_enrolments_left_has_moment")
        ),
        sa.CheckConstraint(
            "state IN ('invited', 'joined', 'declined', 'left')", name=op.f("ck_enrolments_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["people.id"], name=op.f("fk_enrolments_agreed_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_enrolments_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_enrolments_organizer_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_enrolments_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("programme_id", "cooperative_id", name=op.f("uq_enrolments_cooperative")),
        sa.UniqueConstraint("public_id", name=op.f("uq_enrolments_public_id")),
    )
    op.create_index("ix_enrolments_cooperative_id", "enrolments", ["cooperative_id"])
    op.create_table(
        "diagnoses",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_diagnoses_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_diagnoses_enrolment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_diagnoses_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diagnoses")),
        sa.UniqueConstraint("public_id", name=op.f("uq_diagnoses_public_id")),
    )
    op.create_index("ix_diagnoses_enrolment_id", "diagnoses", ["enrolment_id"])
    op.create_index(
        "uq_diagnoses_one_draft",
        "diagnoses",
        ["enrolment_id"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "trainings",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("axis", sa.String(length=12), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=True),
        sa.Column("trainer", sa.String(length=120), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "axis IN ('governance', 'finance', 'production', 'marketing', 'compliance', 'digital')",
            name=op.f("ck_trainings_axis_known"),
        ),
        sa.CheckConstraint("kind IN ('training', 'coaching')", name=op.f("ck_trainings_kind_known")),
        sa.CheckConstraint("minutes BETWEEN 15 AND 6000", name=op.f("ck_trainings_minutes_in_range")),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_trainings_organizer_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_trainings_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_trainings_public_id")),
    )
    op.create_index("ix_trainings_programme_id", "trainings", ["programme_id"])
    op.create_table(
        "training_attendances",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("young", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("people BETWEEN 1 AND 1000", name=op.f("ck_training_attendances_people_in_range")),
        sa.CheckConstraint(
            "women BETWEEN 0 AND people", name=op.f("ck_training_attendances_women_among_people")
        ),
        sa.CheckConstraint(
            "young BETWEEN 0 AND people", name=op.f("ck_training_attendances_young_among_people")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_training_attendances_enrolment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["trainings.id"],
            name=op.f("fk_training_attendances_training_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_attendances")),
        sa.UniqueConstraint("training_id", "enrolment_id", name=op.f("uq_training_attendances_enrolment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_training_attendances_public_id")),
    )
    op.create_index("ix_training_attendances_enrolment_id", "training_attendances", ["enrolment_id"])
    op.create_table(
        "licences",
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "expires_on IS NULL OR expires_on >= granted_on", name=op.f("ck_licences_expires_after_granted")
        ),
        sa.CheckConstraint(
            "(granted_on IS NOT NULL) = (state = 'held')", name=op.f("ck_licences_held_since")
        ),
        sa.CheckConstraint(
            "kind IN ('onssa', 'ice', 'register', 'trade_mark', 'label', 'other')",
            name=op.f("ck_licences_kind_known"),
        ),
        sa.CheckConstraint("state IN ('pending', 'held', 'refused')", name=op.f("ck_licences_state_known")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_licences_cooperative_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licences")),
        sa.UniqueConstraint("public_id", name=op.f("uq_licences_public_id")),
    )
    op.create_index("ix_licences_cooperative_id", "licences", ["cooperative_id"])
    op.create_table(
        "opportunities",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("whom", sa.String(length=140), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('buyer', 'market', 'partner', 'funder')", name=op.f("ck_opportunities_kind_known")
        ),
        sa.CheckConstraint("state IN ('open', 'made', 'lost')", name=op.f("ck_opportunities_state_known")),
        sa.CheckConstraint("value IS NULL OR value > 0", name=op.f("ck_opportunities_value_above_zero")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_opportunities_enrolment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_opportunities_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_opportunities_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunities")),
        sa.UniqueConstraint("public_id", name=op.f("uq_opportunities_public_id")),
    )
    op.create_index("ix_opportunities_enrolment_id", "opportunities", ["enrolment_id"])
    op.create_index("ix_opportunities_programme_id", "opportunities", ["programme_id"])
    op.create_table(
        "measures",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "indicator IN ('turnover', 'members', 'jobs', 'products')",
            name=op.f("ck_measures_indicator_known"),
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_measures_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_measures_enrolment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_measures_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("enrolment_id", "indicator", "on", name=op.f("uq_measures_day")),
        sa.UniqueConstraint("public_id", name=op.f("uq_measures_public_id")),
    )


def downgrade() -> None:
    op.drop_table("measures")
    op.drop_index("ix_opportunities_programme_id", table_name="opportunities")
    op.drop_index("ix_opportunities_enrolment_id", table_name="opportunities")
    op.drop_table("opportunities")
    op.drop_index("ix_licences_cooperative_id", table_name="licences")
    op.drop_table("licences")
    op.drop_index("ix_training_attendances_enrolment_id", table_name="training_attendances")
    op.drop_table("training_attendances")
    op.drop_index("ix_trainings_programme_id", table_name="trainings")
    op.drop_table("trainings")
    op.drop_index("uq_diagnoses_one_draft", table_name="diagnoses")
    op.drop_index("ix_diagnoses_enrolment_id", table_name="diagnoses")
    op.drop_table("diagnoses")
    op.drop_index("ix_enrolments_cooperative_id", table_name="enrolments")
    op.drop_table("enrolments")
    op.drop_index("ix_programmes_organizer_id", table_name="programmes")
    op.drop_table("programmes")
