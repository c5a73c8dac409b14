"""The jury's deliberation: what was said of each idea, votes, and the record that the president signed."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.contests.models import Contest, Idea
from eventhub.database import Model, Row, UTCDateTime
from eventhub.judging.models.sheets import Judge


class Deliberation(Row, Model):
    """A contest's minutes: the words of the meeting, then the record, fixed when the president signs."""

    __tablename__ = "deliberations"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    place: Mapped[str | None] = mapped_column(sa.String(160))
    remarks: Mapped[str | None] = mapped_column(sa.Text)
    record: Mapped[str | None] = mapped_column(sa.Text)
    digest: Mapped[str | None] = mapped_column(sa.String(64))
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("judges.id", ondelete="SET NULL"))
    signer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("judges.id", ondelete="SET NULL"))
    signer_reason: Mapped[str | None] = mapped_column(sa.String(300))

    contest: Mapped[Contest] = relationship()
    signed_by: Mapped[Judge | None] = relationship(foreign_keys=signed_by_id)
    signer: Mapped[Judge | None] = relationship(foreign_keys=signer_id)

    __table_args__ = (
        sa.CheckConstraint(
            "(signed_at IS NULL) = (record IS NULL) AND (signed_at IS NULL) = (digest IS NULL)",
            name="record_iff_signed",
        ),
        sa.CheckConstraint("signer_id IS NULL OR signer_reason IS NOT NULL", name="signer_with_reason"),
    )


class Discussion(Row, Model):
    """What the jury said of one idea, and why it decided as it did."""

    __tablename__ = "discussions"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), unique=True)
    is_shortlisted: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str | None] = mapped_column(sa.Text)

    idea: Mapped[Idea] = relationship()


class Motion(Row, Model):
    """A question put to the jury. Of a secret vote only the count is kept, and who has voted."""

    __tablename__ = "motions"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    question: Mapped[str] = mapped_column(sa.String(300))
    options: Mapped[list[str]] = mapped_column(sa.JSON)
    tally: Mapped[list[int]] = mapped_column(sa.JSON)
    is_secret: Mapped[bool]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    voters: Mapped[list["MotionVoter"]] = relationship(order_by="MotionVoter.judge_id")
    ideas: Mapped[list[Idea]] = relationship(secondary="motion_ideas", order_by=Idea.number)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for votes."""
        return self.closed_at is None


class MotionIdea(Model):
    """An idea that a question is about: who stands aside from it has no voice in it."""

    __tablename__ = "motion_ideas"

    motion_id: Mapped[int] = mapped_column(sa.ForeignKey("motions.id", ondelete="CASCADE"), primary_key=True)
    idea_id: Mapped[int] = mapped_column(
        sa.ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class MotionVoter(Model):
    """A judge has voted, once; `choice` is kept in an open vote only. No moment: it would tell the choice."""

    __tablename__ = "motion_voters"

    motion_id: Mapped[int] = mapped_column(sa.ForeignKey("motions.id", ondelete="CASCADE"), primary_key=True)
    judge_id: Mapped[int] = mapped_column(
        sa.ForeignKey("judges.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    choice: Mapped[int | None]

    judge: Mapped[Judge] = relationship()
