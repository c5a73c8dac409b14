"""Tables of what visitors do at stands: visits and stamps, votes, questions."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.cooperatives.models import Cooperative
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.visitors.vote_patterns import Decision, Kind


class StandVisit(Row, Model):
    """Somebody opened a stand's page: anonymous, once a browser and day.

    `is_stamped`: from its QR, or saying "I was here"; otherwise from the list or the map, perhaps at home.
    """

    __tablename__ = "stand_visits"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id", ondelete="CASCADE"))
    passport: Mapped[str] = mapped_column(sa.String(32))
    day: Mapped[date]
    is_favourite: Mapped[bool] = mapped_column(default=False)
    is_stamped: Mapped[bool] = mapped_column(default=True, server_default=sa.true())

    __table_args__ = (
        sa.UniqueConstraint("booth_id", "passport", "day", name="uq_stand_visits_day"),
        sa.Index("ix_stand_visits_passport", "passport", "edition_id"),
    )


class Vote(Row, Model):
    """One favourite stand a badge, with what a farm of badges gives away: keyed digests, never addresses.

    `cast_at` is the last time it was cast; moving it to another stand keeps one row.
    """

    __tablename__ = "votes"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), unique=True)
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id", ondelete="CASCADE"), index=True)
    passport: Mapped[str | None] = mapped_column(sa.String(32))
    network: Mapped[str | None] = mapped_column(sa.String(16))
    cast_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class VoteDecision(Row, Model):
    """What an organizer decided of a pattern in the votes: kept or set aside, which votes, why."""

    __tablename__ = "vote_decisions"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    pattern: Mapped[str] = mapped_column(sa.String(80))
    decision: Mapped[str] = mapped_column(sa.String(10))
    votes: Mapped[list[int]] = mapped_column(sa.JSON)
    figures: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.String(500))
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "pattern", name="uq_vote_decisions_pattern"),
        values_check("kind", Kind),
        values_check("decision", Decision),
    )


class StandQuestion(Row, Model):
    """What a visitor asks a stand; the answer is for whoever asked. Neither says who that is."""

    __tablename__ = "stand_questions"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    cooperative_id: Mapped[int] = mapped_column(sa.ForeignKey("cooperatives.id", ondelete="CASCADE"))
    passport: Mapped[str] = mapped_column(sa.String(32))
    language: Mapped[str] = mapped_column(sa.String(5))
    text: Mapped[str] = mapped_column(sa.String(500))
    answer: Mapped[str | None] = mapped_column(sa.String(1000))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    cooperative: Mapped[Cooperative] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_iff_dated"),
        sa.Index("ix_stand_questions_stand", "edition_id", "cooperative_id", "id"),
        sa.Index("ix_stand_questions_passport", "passport", "edition_id"),
    )
