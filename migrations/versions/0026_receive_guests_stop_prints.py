"""Say who receives a guest; let a print of badges be stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("guests") as table:
        table.add_column(sa.Column("host", sa.String(length=120), nullable=True))
    with op.batch_alter_table("badge_runs") as table:
        table.add_column(sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("badge_runs") as table:
        table.drop_column("stopped_at")
    with op.batch_alter_table("guests") as table:
        table.drop_column("host")
