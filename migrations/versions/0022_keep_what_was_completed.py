"""Keep what an entrant was asked to complete, for whoever screens the idea again."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ideas", sa.Column("completed", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("ideas", "completed")
