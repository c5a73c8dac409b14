"""Rectify published rankings, with a second signed record; keep certificates that nothing took the place of."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

LIVING = sa.text("state IN ('open', 'signed')")
NOT_DROPPED = sa.text("state <> 'dropped'")
OF_IDEA = sa.text("sheet_id IS NULL")


def upgrade() -> None:
    op.create_table(
        "rectifications",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("prizes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("signer_reason", sa.String(length=300), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'signed', 'published', 'dropped')", name=op.f("ck_rectifications_state_known")
        ),
        sa.CheckConstraint("version >= 2", name=op.f("ck_rectifications_version_from_two")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_rectifications_reason_given")),
        sa.CheckConstraint(
            "(record IS NULL) = (state IN ('open', 'dropped')) AND (record IS NULL) = (digest IS NULL)",
            name=op.f("ck_rectifications_record_iff_fixed"),
        ),
        sa.CheckConstraint(
            "state <> 'signed' OR signed_at IS NOT NULL", name=op.f("ck_rectifications_signed_has_moment")
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR record IS NOT NULL", name=op.f("ck_rectifications_signature_has_record")
        ),
        sa.CheckConstraint(
            "(state IN ('published', 'dropped')) = (ended_at IS NOT NULL)",
            name=op.f("ck_rectifications_ended_iff_moment"),
        ),
        sa.CheckConstraint(
            "signer_id IS NULL OR signer_reason IS NOT NULL",
            name=op.f("ck_rectifications_signer_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_rectifications_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_rectifications_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["people.id"], name=op.f("fk_rectifications_opened_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["judges.id"], name=op.f("fk_rectifications_signed_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["signer_id"], ["judges.id"], name=op.f("fk_rectifications_signer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectifications")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rectifications_public_id")),
    )
    op.create_index(
        "uq_rectifications_one_living",
        "rectifications",
        ["contest_id"],
        unique=True,
        sqlite_where=LIVING,
        postgresql_where=LIVING,
    )
    op.create_index(
        "uq_rectifications_version",
        "rectifications",
        ["contest_id", "version"],
        unique=True,
        sqlite_where=NOT_DROPPED,
        postgresql_where=NOT_DROPPED,
    )
    op.create_table(
        "amendments",
        sa.Column("rectification_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('marks', 'left_out', 'ineligible')", name=op.f("ck_amendments_kind_known")
        ),
        sa.CheckConstraint(
            "(kind = 'ineligible') = (sheet_id IS NULL)", name=op.f("ck_amendments_idea_or_sheet")
        ),
        sa.CheckConstraint(
            "(kind = 'marks') = (marks IS NOT NULL) AND (kind = 'marks') = (reason IS NULL)",
            name=op.f("ck_amendments_marks_or_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["rectifications.id"],
            name=op.f("fk_amendments_rectification_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_amendments_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheets.id"], name=op.f("fk_amendments_sheet_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_amendments_made_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("public_id", name=op.f("uq_amendments_public_id")),
        sa.UniqueConstraint("rectification_id", "sheet_id", name="uq_amendments_sheet"),
    )
    op.create_index(
        "uq_amendments_idea",
        "amendments",
        ["rectification_id", "idea_id"],
        unique=True,
        sqlite_where=OF_IDEA,
        postgresql_where=OF_IDEA,
    )
    op.create_index(op.f("ix_amendments_idea_id"), "amendments", ["idea_id"])
    op.create_index(op.f("ix_amendments_sheet_id"), "amendments", ["sheet_id"])
    with op.batch_alter_table("replaced_certificates") as batch:
        batch.add_column(sa.Column("idea_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("is_rectified", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(
        "UPDATE replaced_certificates SET idea_id ="
        " (SELECT results.idea_id FROM results WHERE results.id = replaced_certificates.result_id)"
    )
    with op.batch_alter_table("replaced_certificates") as batch:
        batch.alter_column("idea_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(
            op.f("fk_replaced_certificates_idea_id"), "ideas", ["idea_id"], ["id"], ondelete="CASCADE"
        )
        batch.drop_constraint(op.f("fk_replaced_certificates_result_id"), type_="foreignkey")
        batch.alter_column("result_id", existing_type=sa.Integer(), nullable=True)
        batch.create_foreign_key(
            op.f("fk_replaced_certificates_result_id"), "results", ["result_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(op.f("ix_replaced_certificates_idea_id"), ["idea_id"])


def downgrade() -> None:
    op.execute("DELETE FROM replaced_certificates WHERE result_id IS NULL")
    with op.batch_alter_table("replaced_certificates") as batch:
        batch.drop_index(op.f("ix_replaced_certificates_idea_id"))
        batch.drop_constraint(op.f("fk_replaced_certificates_result_id"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_replaced_certificates_idea_id"), type_="foreignkey")
        batch.alter_column("result_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(
            op.f("fk_replaced_certificates_result_id"), "results", ["result_id"], ["id"], ondelete="CASCADE"
        )
        batch.drop_column("idea_id")
        batch.drop_column("is_rectified")
    op.drop_table("amendments")
    op.drop_table("rectifications")
