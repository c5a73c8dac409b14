"""Watch gates: hours, how many may be inside, what devices say of themselves, notes on irregular entries."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_IRREGULAR = sa.text("outcome = 'irregular'")


def upgrade() -> None:
    with op.batch_alter_table("gates") as gates:
        gates.drop_column("capacity")
        gates.add_column(sa.Column("opens_at", sa.Time(), nullable=True))
        gates.add_column(sa.Column("closes_at", sa.Time(), nullable=True))
        gates.add_column(
            sa.Column("stops_when_full", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        gates.create_check_constraint(
            op.f("ck_gates_hours_together"), "(opens_at IS NULL) = (closes_at IS NULL)"
        )
    with op.batch_alter_table("devices") as devices:
        devices.add_column(sa.Column("battery", sa.SmallInteger(), nullable=True))
        devices.add_column(sa.Column("is_charging", sa.Boolean(), nullable=True))
        devices.add_column(sa.Column("waiting", sa.Integer(), nullable=True))
        devices.create_check_constraint(op.f("ck_devices_battery_in_percent"), "battery BETWEEN 0 AND 100")
        devices.create_check_constraint(op.f("ck_devices_waiting_not_negative"), "waiting >= 0")
    op.create_table(
        "crowd_limits",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("warn_at", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_crowd_limits_people_positive")),
        sa.CheckConstraint("warn_at BETWEEN 50 AND 100", name=op.f("ck_crowd_limits_warn_at_in_percent")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_crowd_limits_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_crowd_limits_organizer_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_crowd_limits")),
    )
    op.create_table(
        "scan_notes",
        sa.Column("scan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_scan_notes_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_scan_notes_organizer_id")),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scans.id"], name=op.f("fk_scan_notes_scan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_notes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_scan_notes_public_id")),
        sa.UniqueConstraint("scan_id", name="uq_scan_notes_scan"),
    )
    op.create_index(
        "ix_scans_irregular",
        "scans",
        ["edition_id", "id"],
        sqlite_where=_IRREGULAR,
        postgresql_where=_IRREGULAR,
    )


def downgrade() -> None:
    op.drop_index("ix_scans_irregular", "scans")
    op.drop_table("scan_notes")
    op.drop_table("crowd_limits")
    with op.batch_alter_table("devices") as devices:
        devices.drop_constraint(op.f("ck_devices_waiting_not_negative"), type_="check")
        devices.drop_constraint(op.f("ck_devices_battery_in_percent"), type_="check")
        devices.drop_column("waiting")
        devices.drop_column("is_charging")
        devices.drop_column("battery")
    with op.batch_alter_table("gates") as gates:
        gates.drop_constraint(op.f("ck_gates_hours_together"), type_="check")
        gates.drop_column("stops_when_full")
        gates.drop_column("closes_at")
        gates.drop_column("opens_at")
        gates.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
