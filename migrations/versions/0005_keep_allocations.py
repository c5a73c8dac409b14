"""Keep allocations: rules in versions, runs of the solver, cohorts, what was done by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "allocation_rules",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("book", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_allocation_rules_version_from_one")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_allocation_rules_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_allocation_rules_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_allocation_rules_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_rules")),
        sa.UniqueConstraint("edition_id", "version", name="uq_allocation_rules_version"),
        sa.UniqueConstraint("public_id", name=op.f("uq_allocation_rules_public_id")),
    )
    op.create_table(
        "cohorts",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_cohorts_days_in_order")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_cohorts_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_cohorts_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
        sa.UniqueConstraint("edition_id", "starts_on", name="uq_cohorts_first_day"),
        sa.UniqueConstraint("public_id", name=op.f("uq_cohorts_public_id")),
    )
    op.create_index(op.f("ix_cohorts_edition_id"), "cohorts", ["edition_id"], unique=False)
    op.create_table(
        "hand_edits",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=12), nullable=False),
        sa.Column("other", sa.String(length=12), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_hand_edits_actor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_hand_edits_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_hand_edits_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_edits")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hand_edits_public_id")),
    )
    op.create_index(op.f("ix_hand_edits_edition_id"), "hand_edits", ["edition_id"], unique=False)
    op.create_table(
        "allocation_runs",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("wish", sa.String(length=20), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("instance", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("instance_hash", sa.String(length=64), nullable=True),
        sa.Column("assignments", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("explanations", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("levels", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("is_optimal", sa.Boolean(), nullable=False),
        sa.Column("is_repeatable", sa.Boolean(), nullable=False),
        sa.Column("is_proposal", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'done') = (assignments IS NOT NULL)", name=op.f("ck_allocation_runs_done_iff_found")
        ),
        sa.CheckConstraint(
            "(state IN ('done', 'failed')) = (ended_at IS NOT NULL)",
            name=op.f("ck_allocation_runs_ended_iff_moment"),
        ),
        sa.CheckConstraint("kind IN ('allocate', 'repair')", name=op.f("ck_allocation_runs_kind_known")),
        sa.CheckConstraint(
            "state = 'done' OR NOT is_proposal", name=op.f("ck_allocation_runs_proposal_is_done")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_allocation_runs_state_known")
        ),
        sa.CheckConstraint("wish IN ('keep', 'cancel')", name=op.f("ck_allocation_runs_wish_known")),
        sa.CheckConstraint("seconds BETWEEN 1 AND 3600", name=op.f("ck_allocation_runs_seconds_in_range")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_allocation_runs_actor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_allocation_runs_cohort_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_allocation_runs_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_allocation_runs_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_runs")),
        sa.UniqueConstraint("edition_id", "number", name="uq_allocation_runs_number"),
        sa.UniqueConstraint("public_id", name=op.f("uq_allocation_runs_public_id")),
    )
    op.create_index(
        "uq_allocation_runs_one_living",
        "allocation_runs",
        ["edition_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'running')"),
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    )
    op.create_table(
        "cohort_places",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_cohort_places_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_cohort_places_cohort_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_places")),
        sa.UniqueConstraint("application_id", name=op.f("uq_cohort_places_application_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cohort_places_public_id")),
    )
    op.create_index(op.f("ix_cohort_places_cohort_id"), "cohort_places", ["cohort_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_cohort_places_cohort_id"), table_name="cohort_places")
    op.drop_table("cohort_places")
    op.drop_index(
        "uq_allocation_runs_one_living",
        table_name="allocation_runs",
        sqlite_where=sa.text("state IN ('waiting', 'running')"),
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    )
    op.drop_table("allocation_runs")
    op.drop_index(op.f("ix_hand_edits_edition_id"), table_name="hand_edits")
    op.drop_table("hand_edits")
    op.drop_index(op.f("ix_cohorts_edition_id"), table_name="cohorts")
    op.drop_table("cohorts")
    op.drop_table("allocation_rules")
