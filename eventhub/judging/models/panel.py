"""What a jury agreed before and beside its sheets: gates, masks, calibration, paper, reviews of judges."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.contests.models import Idea
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.judging.models.sheets import Judge, Sheet
from eventhub.judging.states import CommentRule, ReviewDecision, Rules, TieBreak


class JurySettings(Row, Model):
    """How a contest's jury works; a contest without a row has the defaults."""

    __tablename__ = "jury_settings"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    gates: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    comment_rule: Mapped[str] = mapped_column(sa.String(10), default=CommentRule.OPTIONAL)
    tie_break: Mapped[str] = mapped_column(sa.String(12), default=TieBreak.SHARED)
    pitch_minutes: Mapped[int] = mapped_column(default=5)
    tried_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    public_vote_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    public_may_change: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    shows_photos: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    needs_signature: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    second_stage_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    borderline: Mapped[list[dict[str, Any]] | None] = mapped_column(sa.JSON(none_as_null=True))

    __table_args__ = (
        values_check("comment_rule", CommentRule),
        values_check("tie_break", TieBreak),
        sa.CheckConstraint("pitch_minutes BETWEEN 1 AND 60", name="pitch_in_range"),
        sa.CheckConstraint("(second_stage_at IS NULL) = (borderline IS NULL)", name="borderline_iff_second"),
    )

    @property
    def gate_ids(self) -> tuple[str, ...]:
        """The yes/no questions' names."""
        return tuple(gate["id"] for gate in self.gates)

    @property
    def borderline_ideas(self) -> frozenset[str]:
        """The random names of the ideas that have more sheets in the second stage."""
        return frozenset(each["idea"] for each in self.borderline or ())


def rules_of(criteria: list[dict[str, Any]], settings: JurySettings | None) -> Rules:
    """What makes a sheet complete, under these criteria and settings."""
    names = tuple(criterion["id"] for criterion in criteria)
    if settings is None:
        return Rules(names)
    return Rules(names, settings.gate_ids, CommentRule(settings.comment_rule))


class Mask(Row, Model):
    """Words of an idea that could tell the jury who wrote it, and whether the organizer hides them."""

    __tablename__ = "masks"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(sa.String(200))
    is_hidden: Mapped[bool]

    __table_args__ = (sa.UniqueConstraint("idea_id", "words", name="uq_masks_words"),)


class Calibration(Row, Model):
    """A session before the start: everybody marks the same two ideas, then talks."""

    __tablename__ = "calibrations"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    first_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"))
    notes: Mapped[str | None] = mapped_column(sa.Text)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    first: Mapped[Idea] = relationship(foreign_keys=first_id)
    second: Mapped[Idea] = relationship(foreign_keys=second_id)

    __table_args__ = (sa.CheckConstraint("first_id <> second_id", name="two_ideas"),)


class CalibrationSheet(Row, Model):
    """One judge's practice marks for one of the two ideas; they never count."""

    __tablename__ = "calibration_sheets"

    calibration_id: Mapped[int] = mapped_column(sa.ForeignKey("calibrations.id", ondelete="CASCADE"))
    judge_id: Mapped[int] = mapped_column(sa.ForeignKey("judges.id", ondelete="CASCADE"), index=True)
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"))
    marks: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)

    judge: Mapped[Judge] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("calibration_id", "judge_id", "idea_id", name="uq_calibration_sheets_one"),
    )


class JudgeReview(Row, Model):
    """What a person decided about a judge whose sheets look odd, and why; the last one holds."""

    __tablename__ = "judge_reviews"

    judge_id: Mapped[int] = mapped_column(sa.ForeignKey("judges.id", ondelete="CASCADE"), index=True)
    decision: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    judge: Mapped[Judge] = relationship()
    decided_by: Mapped[Person | None] = relationship()

    __table_args__ = (values_check("decision", ReviewDecision),)


class PaperEntry(Row, Model):
    """A paper sheet as one person typed it; two people must type the same before it counts."""

    __tablename__ = "paper_entries"

    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheets.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    marks: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)
    gates: Mapped[dict[str, bool]] = mapped_column(sa.JSON, default=dict)
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    agreed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    sheet: Mapped[Sheet] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (sa.UniqueConstraint("sheet_id", "person_id", name="uq_paper_entries_person"),)
