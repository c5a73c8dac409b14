"""Tables of an exhibitor's account: what is charged, invoices, payments, proofs of transfer, the till's days.

Invoices and payments count 1, 2, 3 … for each organizer and year: each row names the number before it and
refers to that row, so that the database itself refuses a gap. Triggers refuse to change or delete them.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.kinds import Method, ProofState, Series
from eventhub.booths.models.applications import Application
from eventhub.database import Centimes, Model, Row, UTCDateTime, values_check
from eventhub.i18n import Texts, Translated
from eventhub.storage import StoredFile


class Charge(Row, Model):
    """Something an exhibitor pays besides the fee: power, tables. Unit prices include tax."""

    __tablename__ = "charges"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[Texts] = mapped_column(Translated)
    quantity: Mapped[int] = mapped_column(default=1)
    price: Mapped[int] = mapped_column(Centimes)

    __table_args__ = (
        sa.CheckConstraint("quantity BETWEEN 1 AND 1000", name="quantity_in_range"),
        sa.CheckConstraint("price > 0", name="price_positive"),
    )


class Invoice(Row, Model):
    """An invoice, or the credit note that takes one back; says for ever what it said on its day.

    `seller` and `buyer` hold {name, address, ice, register}; `lines` what `reckoning.Line.as_json` gives.
    """

    __tablename__ = "invoices"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id"), index=True)
    series: Mapped[str] = mapped_column(sa.String(20), default=Series.INVOICE)
    year: Mapped[int]
    number: Mapped[int]
    previous_number: Mapped[int | None]
    issued_on: Mapped[date]
    seller: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    buyer: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    vat_rate: Mapped[int | None]
    exempt_text: Mapped[Texts | None] = mapped_column(Translated)
    net: Mapped[int] = mapped_column(Centimes)
    vat: Mapped[int] = mapped_column(Centimes)
    total: Mapped[int] = mapped_column(Centimes)
    corrects_id: Mapped[int | None] = mapped_column(sa.ForeignKey("invoices.id"), unique=True)
    reason: Mapped[str | None] = mapped_column(sa.Text)

    application: Mapped[Application] = relationship()
    corrects: Mapped["Invoice | None"] = relationship(foreign_keys=[corrects_id], remote_side="Invoice.id")

    @property
    def reference(self) -> str:
        """What is written on it: F-2025-0007, or A- for a credit note."""
        letter = "F" if self.series == Series.INVOICE else "A"
        return f"{letter}-{self.year}-{self.number:04d}"

    __table_args__ = (
        values_check("series", Series),
        sa.UniqueConstraint("organizer_id", "series", "year", "number", name="uq_invoices_number"),
        sa.CheckConstraint("number > 0 AND coalesce(previous_number, 0) = number - 1", name="no_gap"),
        sa.ForeignKeyConstraint(
            ["organizer_id", "series", "year", "previous_number"],
            ["invoices.organizer_id", "invoices.series", "invoices.year", "invoices.number"],
            name="fk_invoices_previous",
        ),
        sa.CheckConstraint("net + vat = total", name="adds_up"),
        sa.CheckConstraint(
            "(series = 'credit_note') = (corrects_id IS NOT NULL) AND (series = 'credit_note') = (total < 0)",
            name="credit_iff_corrects",
        ),
    )


class Payment(Row, Model):
    """Money received or waived, or the counter-entry (below zero) that takes one back. Centimes.

    `token` is the form's own: the same one twice is one payment.
    """

    __tablename__ = "payments"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id"), index=True)
    year: Mapped[int]
    number: Mapped[int]
    previous_number: Mapped[int | None]
    method: Mapped[str] = mapped_column(sa.String(20))
    amount: Mapped[int] = mapped_column(Centimes)
    day: Mapped[date]
    token: Mapped[str] = mapped_column(sa.String(40), unique=True)
    reason: Mapped[str | None] = mapped_column(sa.Text)
    reverses_id: Mapped[int | None] = mapped_column(sa.ForeignKey("payments.id"), unique=True)
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    application: Mapped[Application] = relationship()
    recorded_by: Mapped[Person | None] = relationship()
    reverses: Mapped["Payment | None"] = relationship(foreign_keys=[reverses_id], remote_side="Payment.id")

    @property
    def reference(self) -> str:
        """What is written on its receipt: R-2025-0012."""
        return f"R-{self.year}-{self.number:04d}"

    __table_args__ = (
        values_check("method", Method),
        sa.UniqueConstraint("organizer_id", "year", "number", name="uq_payments_number"),
        sa.CheckConstraint("number > 0 AND coalesce(previous_number, 0) = number - 1", name="no_gap"),
        sa.ForeignKeyConstraint(
            ["organizer_id", "year", "previous_number"],
            ["payments.organizer_id", "payments.year", "payments.number"],
            name="fk_payments_previous",
        ),
        sa.CheckConstraint("amount <> 0", name="some_money"),
        sa.CheckConstraint("(reverses_id IS NOT NULL) = (amount < 0)", name="counter_iff_reverses"),
        sa.CheckConstraint("method <> 'waived' OR reason IS NOT NULL", name="waived_for_a_reason"),
        sa.Index("ix_payments_till", "edition_id", "day"),
    )


class PaymentProof(Row, Model):
    """The copy of a transfer's order that an exhibitor sent; accepting it records the payment."""

    __tablename__ = "payment_proofs"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"))
    amount: Mapped[int] = mapped_column(Centimes)
    state: Mapped[str] = mapped_column(sa.String(20), default=ProofState.SENT)
    answer: Mapped[str | None] = mapped_column(sa.Text)
    payment_id: Mapped[int | None] = mapped_column(sa.ForeignKey("payments.id"), unique=True)

    application: Mapped[Application] = relationship()
    file: Mapped[StoredFile] = relationship()

    __table_args__ = (
        values_check("state", ProofState),
        sa.CheckConstraint("amount > 0", name="some_money"),
        sa.CheckConstraint("(state = 'accepted') = (payment_id IS NOT NULL)", name="accepted_iff_paid"),
    )


class CashDay(Row, Model):
    """A day of the till, closed: what it began with, what was expected, what was counted. Centimes."""

    __tablename__ = "cash_days"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    day: Mapped[date]
    opening: Mapped[int] = mapped_column(Centimes)
    received: Mapped[int] = mapped_column(Centimes)
    counted: Mapped[int] = mapped_column(Centimes)
    note: Mapped[str | None] = mapped_column(sa.Text)
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    signed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    signed_by: Mapped[Person | None] = relationship()

    @property
    def expected(self) -> int:
        """What should be in the till at the end."""
        return self.opening + self.received

    @property
    def difference(self) -> int:
        """Counted less expected."""
        return self.counted - self.expected

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "day", name="uq_cash_days_day"),
        sa.CheckConstraint("opening >= 0 AND counted >= 0", name="money_in_a_till"),
    )
