"""Let a repair take from the waiting list, with what became of each of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("allocation_runs") as table:
        table.add_column(sa.Column("takes_waiting", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.add_column(sa.Column("taken", sa.JSON(none_as_null=True), nullable=True))
        table.create_check_constraint(
            op.f("ck_allocation_runs_a_repair_takes_waiting"), "kind = 'repair' OR NOT takes_waiting"
        )
        table.create_check_constraint(
            op.f("ck_allocation_runs_taken_when_it_may"), "takes_waiting OR taken IS NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("allocation_runs") as table:
        table.drop_constraint(op.f("ck_allocation_runs_taken_when_it_may"), type_="check")
        table.drop_constraint(op.f("ck_allocation_runs_a_repair_takes_waiting"), type_="check")
        table.drop_column("taken")
        table.drop_column("takes_waiting")
