"""The table of who stands where, and from when to when."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.booths.models.applications import Application
from eventhub.booths.models.plans import Booth
from eventhub.booths.states import AssignmentState
from eventhub.database import Model, Row, values_check


class Assignment(Row, Model):
    """A stand held by an exhibitor from a day to a day, the whole of it or a share (per cent)."""

    __tablename__ = "assignments"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id"))
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    share: Mapped[int] = mapped_column(default=100)
    state: Mapped[str] = mapped_column(sa.String(20), default=AssignmentState.PLANNED)
    is_pinned: Mapped[bool] = mapped_column(default=False)

    booth: Mapped[Booth] = relationship()
    application: Mapped[Application] = relationship()

    __table_args__ = (
        values_check("state", AssignmentState),
        sa.CheckConstraint("share BETWEEN 1 AND 100", name="share_of_a_whole"),
        sa.CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        sa.Index(
            "uq_assignments_whole_booth",
            "booth_id",
            "starts_on",
            unique=True,
            sqlite_where=sa.text("share = 100 AND state <> 'released'"),
            postgresql_where=sa.text("share = 100 AND state <> 'released'"),
        ),
        sa.Index(
            "uq_assignments_booth_once",
            "booth_id",
            "application_id",
            "starts_on",
            unique=True,
            sqlite_where=sa.text("state <> 'released'"),
            postgresql_where=sa.text("state <> 'released'"),
        ),
    )
