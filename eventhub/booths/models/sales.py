"""The table of what exhibitors say they sold."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.booths.models.applications import Application
from eventhub.database import Centimes, Model, Row, values_check


class SalesReport(Row, Model):
    """What an exhibitor says it sold on one day; a missing row is unknown, never zero."""

    __tablename__ = "sales_reports"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    day: Mapped[date]
    amount: Mapped[int] = mapped_column(Centimes)
    method: Mapped[str] = mapped_column(sa.String(20), default="declared")

    application: Mapped[Application] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("application_id", "day", name="uq_sales_reports_day"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        values_check("method", ("declared", "band", "agent")),
    )
