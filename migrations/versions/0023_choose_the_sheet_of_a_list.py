"""Remember which sheet of a workbook a list of visitors is read from."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("visitor_imports") as batch:
        batch.add_column(sa.Column("sheets", sa.JSON(), server_default="[]", nullable=False))
        batch.add_column(sa.Column("sheet", sa.Integer(), server_default="0", nullable=False))
        batch.create_check_constraint(op.f("ck_visitor_imports_sheet_counted"), "sheet >= 0")


def downgrade() -> None:
    with op.batch_alter_table("visitor_imports") as batch:
        batch.drop_constraint(op.f("ck_visitor_imports_sheet_counted"), type_="check")
        batch.drop_column("sheet")
        batch.drop_column("sheets")
