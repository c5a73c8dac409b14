"""Table of the seats that badges take of sessions."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import ProgrammeSession
from eventhub.visitors.models.registrations import Badge
from eventhub.visitors.seating import SeatState


class SessionSeat(Row, Model):
    """What a badge has of a session, for how many people; one row however often it changes its mind.

    The line goes by `asked_at`. `is_walk_in`: came to the door without a seat, and found a free one. How many
    seats are taken is kept on the session, which never lets them be more than there are.
    """

    __tablename__ = "session_seats"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("programme_sessions.id", ondelete="CASCADE"))
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    people: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    came_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_walk_in: Mapped[bool] = mapped_column(default=False)

    session: Mapped[ProgrammeSession] = relationship()
    badge: Mapped[Badge] = relationship()

    __table_args__ = (
        values_check("state", SeatState),
        sa.UniqueConstraint("session_id", "badge_id", name="uq_session_seats_one_a_badge"),
        sa.CheckConstraint("people BETWEEN 1 AND 100", name="people_few"),
        sa.CheckConstraint("(state = 'present') = (came_at IS NOT NULL)", name="present_iff_came"),
        sa.CheckConstraint(
            "NOT is_walk_in OR state IN ('present', 'returned', 'called_off')", name="walk_in_came"
        ),
        sa.Index("ix_session_seats_line", "session_id", "state", "asked_at", "id"),
    )
