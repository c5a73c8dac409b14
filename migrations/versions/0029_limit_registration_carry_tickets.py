"""Say how many may register online and what is said when they have; let a badge keep its ticket of a draw."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("registration_settings") as batch:
        batch.add_column(sa.Column("places", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("taken", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("when_full", sa.JSON(none_as_null=True), nullable=True))
        batch.create_check_constraint("places_positive", "places > 0")
        batch.create_check_constraint("taken_counted", "taken >= 0")
    op.create_table(
        "carried_tickets",
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["prize_draws.id"], name=op.f("fk_carried_tickets_draw_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["badge_id"], ["badges.id"], name=op.f("fk_carried_tickets_badge_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_tickets")),
        sa.UniqueConstraint("draw_id", "badge_id", name="uq_carried_tickets_badge"),
        sa.UniqueConstraint("draw_id", "ticket", name="uq_carried_tickets_ticket"),
        sa.UniqueConstraint("public_id", name=op.f("uq_carried_tickets_public_id")),
    )
    op.create_index(op.f("ix_carried_tickets_badge_id"), "carried_tickets", ["badge_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_carried_tickets_badge_id"), table_name="carried_tickets")
    op.drop_table("carried_tickets")
    with op.batch_alter_table("registration_settings") as batch:
        batch.drop_constraint(op.f("ck_registration_settings_taken_counted"), type_="check")
        batch.drop_constraint(op.f("ck_registration_settings_places_positive"), type_="check")
        batch.drop_column("when_full")
        batch.drop_column("taken")
        batch.drop_column("places")
