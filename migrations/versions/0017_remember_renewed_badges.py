"""Say apart when a badge was made and when it last became good again: restored, or with a new code."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MADE = "SELECT r.created_at FROM registrations r WHERE r.id = badges.registration_id"
"""A badge is made in the same instant as its registration; until now renewing it moved its `created_at`."""


def upgrade() -> None:
    with op.batch_alter_table("badges") as badges:
        badges.add_column(sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        f"UPDATE badges SET renewed_at = created_at, created_at = ({MADE}) WHERE created_at > ({MADE})"  # noqa: S608 - a constant
    )
    with op.batch_alter_table("badges") as badges:
        badges.create_check_constraint(
            op.f("ck_badges_made_before_renewed"), "renewed_at IS NULL OR renewed_at >= created_at"
        )


def downgrade() -> None:
    op.execute("UPDATE badges SET created_at = renewed_at WHERE renewed_at IS NOT NULL")
    with op.batch_alter_table("badges") as badges:
        badges.drop_constraint(op.f("ck_badges_made_before_renewed"), type_="check")
        badges.drop_column("renewed_at")
