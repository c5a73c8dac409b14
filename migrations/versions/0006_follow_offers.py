"""Follow offers: terms, places in line, exchanges, appeals, arrivals, money, papers and messages.

Triggers keep what was invoiced and received: such rows are never changed or deleted, only taken back.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


_KEPT = {
    "invoices": "organizer_id, application_id, series, year, number, lines, net, vat, total",
    "payments": "organizer_id, application_id, year, number, method, amount, day, reverses_id",
}


def _keep(table: str, columns: str) -> list[str]:
    if op.get_bind().dialect.name == "sqlite":
        refusal = f"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"
        return [
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refusal}",
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table} {refusal}",
        ]
    return [
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$BEGIN RAISE EXCEPTION '{table} are never changed'; END$$",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE OR UPDATE OF {columns} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]


def upgrade() -> None:
    op.create_table(
        "message_models",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_message_models_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_models")),
        sa.UniqueConstraint("organizer_id", "name", name="uq_message_models_name"),
        sa.UniqueConstraint("public_id", name=op.f("uq_message_models_public_id")),
    )
    op.create_table(
        "cash_days",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("opening >= 0 AND counted >= 0", name=op.f("ck_cash_days_money_in_a_till")),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_cash_days_edition_id")),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_cash_days_organizer_id")),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["people.id"], name=op.f("fk_cash_days_signed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_days")),
        sa.UniqueConstraint("edition_id", "day", name="uq_cash_days_day"),
        sa.UniqueConstraint("public_id", name=op.f("uq_cash_days_public_id")),
    )
    op.create_table(
        "exhibitor_terms",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
        sa.Column("reminder_hours", sa.Integer(), nullable=False),
        sa.Column("fair_offer_hours", sa.Integer(), nullable=False),
        sa.Column("appeal_days", sa.Integer(), nullable=False),
        sa.Column("arrival_hour", sa.Integer(), nullable=False),
        sa.Column("most_people", sa.Integer(), nullable=False),
        sa.Column("vat_rate", sa.Integer(), nullable=True),
        sa.Column("exempt_text", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("seller_name", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("seller_address", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("seller_ice", sa.String(length=15), nullable=True),
        sa.Column("seller_register", sa.String(length=60), nullable=True),
        sa.Column("bank_account", sa.String(length=40), nullable=True),
        sa.Column("services", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("obligations", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("paragraph_selected", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("paragraph_waitlisted", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("paragraph_refused", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "appeal_days BETWEEN 0 AND 60", name=op.f("ck_exhibitor_terms_appeal_days_in_range")
        ),
        sa.CheckConstraint(
            "arrival_hour BETWEEN 0 AND 23", name=op.f("ck_exhibitor_terms_arrival_hour_of_a_day")
        ),
        sa.CheckConstraint(
            "fair_offer_hours BETWEEN 1 AND 48", name=op.f("ck_exhibitor_terms_fair_offer_hours_in_range")
        ),
        sa.CheckConstraint(
            "most_people BETWEEN 0 AND 20", name=op.f("ck_exhibitor_terms_most_people_in_range")
        ),
        sa.CheckConstraint(
            "offer_hours BETWEEN 1 AND 240", name=op.f("ck_exhibitor_terms_offer_hours_in_range")
        ),
        sa.CheckConstraint(
            "reminder_hours BETWEEN 0 AND offer_hours", name=op.f("ck_exhibitor_terms_reminder_before_end")
        ),
        sa.CheckConstraint(
            "vat_rate IS NULL OR vat_rate BETWEEN 1 AND 5000",
            name=op.f("ck_exhibitor_terms_vat_rate_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_exhibitor_terms_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_exhibitor_terms_organizer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibitor_terms")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_exhibitor_terms_edition_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_exhibitor_terms_public_id")),
    )
    op.create_table(
        "paper_runs",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('contract', 'invoice', 'badges', 'vehicles', 'sign_a5', 'sign_a4')",
            name=op.f("ck_paper_runs_kind_known"),
        ),
        sa.CheckConstraint(
            "language IN ('ar', 'fr', 'both', 'own')", name=op.f("ck_paper_runs_language_known")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_paper_runs_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_paper_runs_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_runs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_runs_public_id")),
    )
    op.create_index(op.f("ix_paper_runs_edition_id"), "paper_runs", ["edition_id"], unique=False)
    op.create_table(
        "sendings",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("subject", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_sendings_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_sendings_organizer_id")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_sendings_written_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sendings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sendings_public_id")),
        sa.UniqueConstraint("token", name=op.f("uq_sendings_token")),
    )
    op.create_index(op.f("ix_sendings_edition_id"), "sendings", ["edition_id"], unique=False)
    op.create_table(
        "paper_parts",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("application_ids", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_paper_parts_file_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["paper_runs.id"], name=op.f("fk_paper_parts_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_parts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_parts_public_id")),
        sa.UniqueConstraint("run_id", "position", name="uq_paper_parts_position"),
    )
    op.create_table(
        "agreements",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_agreements_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_agreements_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_agreements_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agreements_public_id")),
    )
    op.create_index(op.f("ix_agreements_application_id"), "agreements", ["application_id"], unique=False)
    op.create_index(op.f("ix_agreements_edition_id"), "agreements", ["edition_id"], unique=False)
    op.create_index(
        "uq_agreements_one_in_force",
        "agreements",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "appeals",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("against", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("against IN ('refused', 'ineligible')", name=op.f("ck_appeals_against_known")),
        sa.CheckConstraint("outcome IN ('kept', 'changed')", name=op.f("ck_appeals_outcome_known")),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL) AND (outcome IS NULL) = (answer IS NULL)",
            name=op.f("ck_appeals_answered_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_appeals_answered_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_appeals_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_appeals_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_appeals_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("application_id", name=op.f("uq_appeals_application_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeals_public_id")),
    )
    op.create_index(op.f("ix_appeals_edition_id"), "appeals", ["edition_id"], unique=False)
    op.create_table(
        "application_messages",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("sending_id", sa.Integer(), nullable=True),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "channel IN ('email', 'whatsapp', 'page')", name=op.f("ck_application_messages_channel_known")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_messages_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["editions.id"],
            name=op.f("fk_application_messages_edition_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["outbox_mails.id"],
            name=op.f("fk_application_messages_mail_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["people.id"],
            name=op.f("fk_application_messages_opened_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_application_messages_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["sending_id"],
            ["sendings.id"],
            name=op.f("fk_application_messages_sending_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_messages")),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_messages_public_id")),
        sa.UniqueConstraint("sending_id", "application_id", "to", name="uq_application_messages_sent_once"),
    )
    op.create_index(
        op.f("ix_application_messages_application_id"),
        "application_messages",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_application_messages_edition_id"), "application_messages", ["edition_id"], unique=False
    )
    op.create_index(
        op.f("ix_application_messages_mail_id"), "application_messages", ["mail_id"], unique=False
    )
    op.create_table(
        "arrivals",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_arrivals_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_arrivals_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["people.id"], name=op.f("fk_arrivals_noted_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
        sa.UniqueConstraint("public_id", name=op.f("uq_arrivals_public_id")),
    )
    op.create_index(op.f("ix_arrivals_edition_id"), "arrivals", ["edition_id"], unique=False)
    op.create_index(
        "uq_arrivals_once",
        "arrivals",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "charges",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("price > 0", name=op.f("ck_charges_price_positive")),
        sa.CheckConstraint("quantity BETWEEN 1 AND 1000", name=op.f("ck_charges_quantity_in_range")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_charges_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        sa.UniqueConstraint("public_id", name=op.f("uq_charges_public_id")),
    )
    op.create_index(op.f("ix_charges_application_id"), "charges", ["application_id"], unique=False)
    op.create_table(
        "held_decisions",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_held_decisions_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_decisions")),
        sa.UniqueConstraint("application_id", name=op.f("uq_held_decisions_application_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_held_decisions_public_id")),
    )
    op.create_table(
        "invoices",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous_number", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("seller", sa.JSON(), nullable=False),
        sa.Column("buyer", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("vat_rate", sa.Integer(), nullable=True),
        sa.Column("exempt_text", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(series = 'credit_note') = (corrects_id IS NOT NULL) AND (series = 'credit_note') = (total < 0)",
            name=op.f("ck_invoices_credit_iff_corrects"),
        ),
        sa.CheckConstraint("series IN ('invoice', 'credit_note')", name=op.f("ck_invoices_series_known")),
        sa.CheckConstraint("net + vat = total", name=op.f("ck_invoices_adds_up")),
        sa.CheckConstraint(
            "number > 0 AND coalesce(previous_number, 0) = number - 1", name=op.f("ck_invoices_no_gap")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_invoices_application_id")
        ),
        sa.ForeignKeyConstraint(["corrects_id"], ["invoices.id"], name=op.f("fk_invoices_corrects_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_invoices_edition_id")),
        sa.ForeignKeyConstraint(
            ["organizer_id", "series", "year", "previous_number"],
            ["invoices.organizer_id", "invoices.series", "invoices.year", "invoices.number"],
            name="fk_invoices_previous",
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_invoices_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_invoices_corrects_id")),
        sa.UniqueConstraint("organizer_id", "series", "year", "number", name="uq_invoices_number"),
        sa.UniqueConstraint("public_id", name=op.f("uq_invoices_public_id")),
    )
    op.create_index(op.f("ix_invoices_application_id"), "invoices", ["application_id"], unique=False)
    op.create_index(op.f("ix_invoices_edition_id"), "invoices", ["edition_id"], unique=False)
    op.create_table(
        "offer_reminders",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_offer_reminders_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_reminders")),
        sa.UniqueConstraint("application_id", "expires_at", name="uq_offer_reminders_once"),
        sa.UniqueConstraint("public_id", name=op.f("uq_offer_reminders_public_id")),
    )
    op.create_table(
        "payments",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous_number", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "method <> 'waived' OR reason IS NOT NULL", name=op.f("ck_payments_waived_for_a_reason")
        ),
        sa.CheckConstraint("method IN ('cash', 'transfer', 'waived')", name=op.f("ck_payments_method_known")),
        sa.CheckConstraint(
            "(reverses_id IS NOT NULL) = (amount < 0)", name=op.f("ck_payments_counter_iff_reverses")
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_payments_some_money")),
        sa.CheckConstraint(
            "number > 0 AND coalesce(previous_number, 0) = number - 1", name=op.f("ck_payments_no_gap")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_payments_application_id")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_payments_edition_id")),
        sa.ForeignKeyConstraint(
            ["organizer_id", "year", "previous_number"],
            ["payments.organizer_id", "payments.year", "payments.number"],
            name="fk_payments_previous",
        ),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizers.id"], name=op.f("fk_payments_organizer_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_payments_recorded_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["reverses_id"], ["payments.id"], name=op.f("fk_payments_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("organizer_id", "year", "number", name="uq_payments_number"),
        sa.UniqueConstraint("public_id", name=op.f("uq_payments_public_id")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_payments_reverses_id")),
        sa.UniqueConstraint("token", name=op.f("uq_payments_token")),
    )
    op.create_index(op.f("ix_payments_application_id"), "payments", ["application_id"], unique=False)
    op.create_index("ix_payments_till", "payments", ["edition_id", "day"], unique=False)
    op.create_table(
        "stand_people",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=120), nullable=True),
        sa.Column("name_latin", sa.String(length=120), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "name_ar IS NOT NULL OR name_latin IS NOT NULL", name=op.f("ck_stand_people_named")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_stand_people_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_people")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stand_people_public_id")),
    )
    op.create_index(op.f("ix_stand_people_application_id"), "stand_people", ["application_id"], unique=False)
    op.create_table(
        "vehicles",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("plate", sa.String(length=30), nullable=False),
        sa.Column("enters_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gate", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("leaves_at > enters_at", name=op.f("ck_vehicles_times_in_order")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_vehicles_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vehicles")),
        sa.UniqueConstraint("application_id", "plate", name="uq_vehicles_plate"),
        sa.UniqueConstraint("public_id", name=op.f("uq_vehicles_public_id")),
    )
    op.create_index(op.f("ix_vehicles_application_id"), "vehicles", ["application_id"], unique=False)
    op.create_table(
        "waiting_moves",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("from_rank", sa.Integer(), nullable=False),
        sa.Column("to_rank", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "cause IN ('offered', 'withdrawn', 'refused', 'moved')", name=op.f("ck_waiting_moves_cause_known")
        ),
        sa.CheckConstraint(
            "from_rank <> to_rank AND from_rank > 0 AND to_rank > 0", name=op.f("ck_waiting_moves_moved")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_waiting_moves_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_moves")),
        sa.UniqueConstraint("public_id", name=op.f("uq_waiting_moves_public_id")),
    )
    op.create_index(
        op.f("ix_waiting_moves_application_id"), "waiting_moves", ["application_id"], unique=False
    )
    op.create_table(
        "payment_proofs",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'accepted') = (payment_id IS NOT NULL)",
            name=op.f("ck_payment_proofs_accepted_iff_paid"),
        ),
        sa.CheckConstraint(
            "state IN ('sent', 'accepted', 'refused')", name=op.f("ck_payment_proofs_state_known")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_proofs_some_money")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_payment_proofs_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_payment_proofs_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_payment_proofs_file_id")),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_payment_proofs_organizer_id")
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_payment_proofs_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_proofs")),
        sa.UniqueConstraint("payment_id", name=op.f("uq_payment_proofs_payment_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_payment_proofs_public_id")),
    )
    op.create_index(
        op.f("ix_payment_proofs_application_id"), "payment_proofs", ["application_id"], unique=False
    )
    op.create_index(op.f("ix_payment_proofs_edition_id"), "payment_proofs", ["edition_id"], unique=False)
    op.create_table(
        "swap_requests",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state IN ('asked', 'agreed')) = (decided_at IS NULL)",
            name=op.f("ck_swap_requests_decided_iff_moment"),
        ),
        sa.CheckConstraint(
            "state <> 'agreed' OR other_id IS NOT NULL", name=op.f("ck_swap_requests_agreed_by_somebody")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'agreed', 'approved', 'refused', 'withdrawn')",
            name=op.f("ck_swap_requests_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_swap_requests_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booths.id"], name=op.f("fk_swap_requests_booth_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_swap_requests_edition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organizer_id"], ["organizers.id"], name=op.f("fk_swap_requests_organizer_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["applications.id"], name=op.f("fk_swap_requests_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_requests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_swap_requests_public_id")),
    )
    op.create_index(op.f("ix_swap_requests_edition_id"), "swap_requests", ["edition_id"], unique=False)
    op.create_index(op.f("ix_swap_requests_other_id"), "swap_requests", ["other_id"], unique=False)
    op.create_index(
        "uq_swap_requests_one_open",
        "swap_requests",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    for table, columns in _KEPT.items():
        for statement in _keep(table, columns):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(
        "uq_swap_requests_one_open",
        table_name="swap_requests",
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    op.drop_index(op.f("ix_swap_requests_other_id"), table_name="swap_requests")
    op.drop_index(op.f("ix_swap_requests_edition_id"), table_name="swap_requests")
    op.drop_table("swap_requests")
    op.drop_index(op.f("ix_payment_proofs_edition_id"), table_name="payment_proofs")
    op.drop_index(op.f("ix_payment_proofs_application_id"), table_name="payment_proofs")
    op.drop_table("payment_proofs")
    op.drop_index(op.f("ix_waiting_moves_application_id"), table_name="waiting_moves")
    op.drop_table("waiting_moves")
    op.drop_index(op.f("ix_vehicles_application_id"), table_name="vehicles")
    op.drop_table("vehicles")
    op.drop_index(op.f("ix_stand_people_application_id"), table_name="stand_people")
    op.drop_table("stand_people")
    op.drop_index("ix_payments_till", table_name="payments")
    op.drop_index(op.f("ix_payments_application_id"), table_name="payments")
    op.drop_table("payments")
    op.drop_table("offer_reminders")
    op.drop_index(op.f("ix_invoices_edition_id"), table_name="invoices")
    op.drop_index(op.f("ix_invoices_application_id"), table_name="invoices")
    op.drop_table("invoices")
    op.drop_table("held_decisions")
    op.drop_index(op.f("ix_charges_application_id"), table_name="charges")
    op.drop_table("charges")
    op.drop_index(
        "uq_arrivals_once",
        table_name="arrivals",
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.drop_index(op.f("ix_arrivals_edition_id"), table_name="arrivals")
    op.drop_table("arrivals")
    op.drop_index(op.f("ix_application_messages_mail_id"), table_name="application_messages")
    op.drop_index(op.f("ix_application_messages_edition_id"), table_name="application_messages")
    op.drop_index(op.f("ix_application_messages_application_id"), table_name="application_messages")
    op.drop_table("application_messages")
    op.drop_index(op.f("ix_appeals_edition_id"), table_name="appeals")
    op.drop_table("appeals")
    op.drop_index(
        "uq_agreements_one_in_force",
        table_name="agreements",
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.drop_index(op.f("ix_agreements_edition_id"), table_name="agreements")
    op.drop_index(op.f("ix_agreements_application_id"), table_name="agreements")
    op.drop_table("agreements")
    op.drop_table("paper_parts")
    op.drop_index(op.f("ix_sendings_edition_id"), table_name="sendings")
    op.drop_table("sendings")
    op.drop_index(op.f("ix_paper_runs_edition_id"), table_name="paper_runs")
    op.drop_table("paper_runs")
    op.drop_table("exhibitor_terms")
    op.drop_table("cash_days")
    op.drop_table("message_models")
    if op.get_bind().dialect.name == "postgresql":
        for table in _KEPT:
            op.execute(f"DROP FUNCTION {table}_refuse()")
