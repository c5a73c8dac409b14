"""Ask and apply on a phone.

Columns are added one by one, also on SQLite: the table of applications, the largest of booths, is not written anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FILLED = (
    ("calls", sa.Column("documents", sa.JSON(), nullable=False, server_default="[]")),
    ("calls", sa.Column("is_stepwise", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("applications", sa.Column("expectations", sa.JSON(), nullable=False, server_default="{}")),
    ("applications", sa.Column("neighbours", sa.JSON(), nullable=False, server_default="{}")),
    ("applications", sa.Column("documents", sa.JSON(), nullable=False, server_default="{}")),
    ("applications", sa.Column("version", sa.Integer(), nullable=False, server_default="0")),
)
"""Columns that rows of before get a value for."""
_CHECKS = {
    "ck_applications_version_not_negative": "version >= 0",
    "ck_applications_consent_known": "consent IN ('spoken', 'signed', 'phone')",
    "ck_applications_consent_iff_moment": "(consent IS NULL) = (consent_at IS NULL)",
}


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    """Add papers and steps to calls, what is typed on a phone to applications, and the tables of changes."""
    for table, column in _FILLED:
        op.add_column(table, column)
    for name in ("consent_at", "reminded_at"):
        op.add_column("applications", sa.Column(name, sa.DateTime(timezone=True)))
    if _is_sqlite():
        checks = " ".join(f"CONSTRAINT {name} CHECK ({rule})" for name, rule in _CHECKS.items())
        op.execute(f"ALTER TABLE applications ADD COLUMN consent VARCHAR(10) {checks}")
    else:
        op.add_column("applications", sa.Column("consent", sa.String(10)))
        for name, rule in _CHECKS.items():
            op.create_check_constraint(op.f(name), "applications", rule)
        op.alter_column("applications", "part_to_complete", type_=sa.String(60))
        for table, column in _FILLED:
            op.alter_column(table, column.name, server_default=None)
    _make_tables()


def _make_tables() -> None:
    op.create_table(
        "call_terms",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_call_terms_version_positive")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_terms_call_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_terms")),
        sa.UniqueConstraint("call_id", "version", name="uq_call_terms_version"),
        sa.UniqueConstraint("public_id", name=op.f("uq_call_terms_public_id")),
    )
    op.create_table(
        "application_changes",
        sa.Column("change_id", sa.String(36), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("refusal", sa.String(40)),
        sa.Column("refused_field", sa.String(60)),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'saved') = (version IS NOT NULL)",
            name=op.f("ck_application_changes_version_iff_saved"),
        ),
        sa.CheckConstraint(
            "outcome IN ('saved', 'conflict', 'refused')",
            name=op.f("ck_application_changes_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_changes_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_application_changes_person_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_changes")),
        sa.UniqueConstraint("change_id", name=op.f("uq_application_changes_change_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_changes_public_id")),
    )
    op.create_index("ix_application_changes_version", "application_changes", ["application_id", "version"])


def downgrade() -> None:
    """Take them away. The column that carries the checks on SQLite goes first."""
    op.drop_table("application_changes")
    op.drop_table("call_terms")
    if not _is_sqlite():
        for name in _CHECKS:
            op.drop_constraint(op.f(name), "applications", type_="check")
        op.execute("UPDATE applications SET part_to_complete = left(part_to_complete, 20)")
        op.alter_column("applications", "part_to_complete", type_=sa.String(20))
    for name in ("consent", "reminded_at", "consent_at"):
        op.drop_column("applications", name)
    for table, column in reversed(_FILLED):
        op.drop_column(table, column.name)
