"""Tables of what visitors do at stands."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.database import Model, Row


class StandVisit(Row, Model):
    """Somebody opened a stand's page from its QR: anonymous, once a browser and day."""

    __tablename__ = "stand_visits"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id", ondelete="CASCADE"))
    passport: Mapped[str] = mapped_column(sa.String(32))
    day: Mapped[date]
    is_favourite: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        sa.UniqueConstraint("booth_id", "passport", "day", name="uq_stand_visits_day"),
        sa.Index("ix_stand_visits_passport", "passport", "edition_id"),
    )


class Vote(Row, Model):
    """One favourite stand a badge."""

    __tablename__ = "votes"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), unique=True)
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id", ondelete="CASCADE"), index=True)
