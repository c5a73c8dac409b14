"""Tables of invited guests and their protocol."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.visitors.guest_ranks import Answer, Rank
from eventhub.visitors.models.registrations import Registration


class Guest(Row, Model):
    """Somebody invited, with rank, function and place; the badge is the registration's.

    `public_id` is the address of the invitation. `received_at` is when the protocol's desk met them;
    `host` is who receives them, in words.
    """

    __tablename__ = "guests"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registrations.id", ondelete="CASCADE"), unique=True
    )
    rank: Mapped[str] = mapped_column(sa.String(20), default=Rank.OFFICIAL)
    title: Mapped[str | None] = mapped_column(sa.String(160))
    place: Mapped[str | None] = mapped_column(sa.String(40))
    host: Mapped[str | None] = mapped_column(sa.String(120))
    answer: Mapped[str] = mapped_column(sa.String(10), default=Answer.WAITING)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    received_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    registration: Mapped[Registration] = relationship()
    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        values_check("rank", Rank),
        values_check("answer", Answer),
        sa.CheckConstraint("(answer = 'waiting') = (answered_at IS NULL)", name="answered_iff_moment"),
        sa.Index("ix_guests_edition", "edition_id", "id"),
    )
