"""Let a gate show the visitor's name, and give each page of the passport a picture."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("gates") as batch:
        batch.add_column(sa.Column("shows_name", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("passport_themes") as batch:
        batch.add_column(sa.Column("icon", sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("passport_themes") as batch:
        batch.drop_column("icon")
    with op.batch_alter_table("gates") as batch:
        batch.drop_column("shows_name")
