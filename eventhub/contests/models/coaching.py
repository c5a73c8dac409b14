"""Tables of coaching between rounds: sessions offered by experts, and who booked them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.contests.kinds import BookingState
from eventhub.contests.models.contests import Contest, Idea
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.i18n import Texts, Translated


class CoachingSession(Row, Model):
    """One session of an expert: when, how long, where, for how many ideas."""

    __tablename__ = "coaching_sessions"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    title: Mapped[Texts] = mapped_column(Translated)
    expert: Mapped[str] = mapped_column(sa.String(120))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    minutes: Mapped[int]
    capacity: Mapped[int]
    place: Mapped[str | None] = mapped_column(sa.String(200))
    link: Mapped[str | None] = mapped_column(sa.String(300))
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cancelled_because: Mapped[str | None] = mapped_column(sa.String(300))
    expert_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    """Who gives it, when that person has an account here and holds it from their own page."""

    contest: Mapped[Contest] = relationship()
    bookings: Mapped[list["CoachingBooking"]] = relationship(
        back_populates="session", order_by="CoachingBooking.id", lazy="selectin"
    )

    __table_args__ = (
        sa.CheckConstraint("minutes BETWEEN 10 AND 600", name="minutes_in_range"),
        sa.CheckConstraint("capacity BETWEEN 1 AND 200", name="capacity_in_range"),
        sa.CheckConstraint("place IS NOT NULL OR link IS NOT NULL", name="somewhere"),
        sa.CheckConstraint(
            "cancelled_because IS NULL OR cancelled_at IS NOT NULL", name="because_needs_cancelled"
        ),
        sa.Index(
            "uq_coaching_sessions_one_at_a_time",
            "expert_id",
            "starts_at",
            unique=True,
            sqlite_where=sa.text("cancelled_at IS NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL"),
        ),
    )

    @property
    def taken(self) -> int:
        """How many seats are taken."""
        return sum(booking.state != BookingState.CANCELLED for booking in self.bookings)

    @property
    def left(self) -> int:
        """How many seats are left."""
        return max(self.capacity - self.taken, 0)


class CoachingBooking(Row, Model):
    """An idea's seat in a session; afterwards whether somebody came, and what the expert noted."""

    __tablename__ = "coaching_bookings"

    session_id: Mapped[int] = mapped_column(sa.ForeignKey("coaching_sessions.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(sa.String(10), default=BookingState.BOOKED)
    note: Mapped[str | None] = mapped_column(sa.Text)

    session: Mapped[CoachingSession] = relationship(back_populates="bookings")
    idea: Mapped[Idea] = relationship(lazy="joined")

    __table_args__ = (
        sa.UniqueConstraint("session_id", "idea_id", name="uq_coaching_bookings_idea"),
        values_check("state", BookingState),
    )
