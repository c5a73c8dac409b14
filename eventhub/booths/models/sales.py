"""The table of what exhibitors say they sold."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.booths.models.applications import Application
from eventhub.booths.sales_bands import METHODS
from eventhub.database import Centimes, Model, Row, values_check


class SalesReport(Row, Model):
    """What an exhibitor sold on one day, and how that is known; a missing row is unknown, never zero.

    Where only a band was told, `low` and `high` are its ends and `amount` its middle; `high` may be open.
    """

    __tablename__ = "sales_reports"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    day: Mapped[date]
    amount: Mapped[int] = mapped_column(Centimes)
    method: Mapped[str] = mapped_column(sa.String(20), default="declared")
    low: Mapped[int | None] = mapped_column(Centimes)
    high: Mapped[int | None] = mapped_column(Centimes)

    application: Mapped[Application] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("application_id", "day", name="uq_sales_reports_day"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.CheckConstraint(
            "low IS NULL OR (low <= amount AND (high IS NULL OR amount <= high))", name="amount_in_its_band"
        ),
        sa.CheckConstraint("high IS NULL OR low IS NOT NULL", name="band_has_a_floor"),
        values_check("method", METHODS),
    )
