"""Tables of what follows an idea: an appeal, messages from the organizer, which ideas are not the same."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.contests.kinds import AppealOutcome
from eventhub.contests.models.contests import Idea
from eventhub.database import Model, Row, UTCDateTime, values_check


class IdeaAppeal(Row, Model):
    """One appeal against not being admitted, and its answer."""

    __tablename__ = "idea_appeals"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    words: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.String(40))
    outcome: Mapped[str | None] = mapped_column(sa.String(10))
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    idea: Mapped[Idea] = relationship()

    __table_args__ = (
        values_check("outcome", AppealOutcome),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL) AND (outcome IS NULL) = (answer IS NULL)",
            name="answered_iff_outcome",
        ),
    )


class IdeaMessage(Row, Model):
    """What the organizer wrote to those who entered an idea."""

    __tablename__ = "idea_messages"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    sending_id: Mapped[str] = mapped_column(sa.String(36))
    words: Mapped[str] = mapped_column(sa.Text)

    __table_args__ = (sa.UniqueConstraint("idea_id", "sending_id", name="uq_idea_messages_sending"),)


class ToldApart(Row, Model):
    """Two ideas that look alike and are not the same, as a screener saw."""

    __tablename__ = "ideas_told_apart"

    one_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("one_id", "other_id", name="uq_ideas_told_apart_pair"),
        sa.CheckConstraint("one_id < other_id", name="pair_in_order"),
    )
