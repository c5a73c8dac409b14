"""Tables of a contest's judges, their conflicts, and the sheets they fill."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.contests.models import Contest, Idea
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.judging.states import SheetState, is_kept_for_good

if TYPE_CHECKING:
    from eventhub.judging.models.panel import JurySettings


class Judge(Row, Model):
    """A person on a contest's panel."""

    __tablename__ = "judges"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(sa.String(20), default="member")
    expertise: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    generosity: Mapped[float | None]
    is_flagged: Mapped[bool] = mapped_column(default=False)
    flag_reason: Mapped[str | None] = mapped_column(sa.String(40))
    signed_off_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_left_out: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    commune_code: Mapped[str | None] = mapped_column(sa.String(20))
    employer: Mapped[str | None] = mapped_column(sa.String(160))
    family_names: Mapped[list[str]] = mapped_column(sa.JSON, default=list, server_default="[]")
    declared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    minutes_served: Mapped[int | None]
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    contest: Mapped[Contest] = relationship()
    person: Mapped[Person] = relationship()
    settings: Mapped["JurySettings | None"] = relationship(
        primaryjoin="foreign(Judge.contest_id) == JurySettings.contest_id", viewonly=True, uselist=False
    )

    __table_args__ = (
        sa.UniqueConstraint("contest_id", "person_id", name="uq_judges_person"),
        values_check("role", ("president", "member", "observer", "trainee")),
    )

    @property
    def is_active(self) -> bool:
        """Still on the panel."""
        return self.left_at is None


class Conflict(Row, Model):
    """A judge stands aside from an idea: declared by the judge, or found by the system.

    A lifted one no longer bars, and stays with who lifted it and why. `eventhub.judging.queries.conflicts_of`
    gives those that bar.
    """

    __tablename__ = "conflicts"

    judge_id: Mapped[int] = mapped_column(sa.ForeignKey("judges.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(sa.String(10), default="declared")
    reason: Mapped[str] = mapped_column(sa.String(40))
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    lifted_because: Mapped[str | None] = mapped_column(sa.String(300))

    judge: Mapped[Judge] = relationship()
    idea: Mapped[Idea] = relationship()
    lifted_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("judge_id", "idea_id", name="uq_conflicts_pair"),
        values_check("source", ("declared", "found")),
        sa.CheckConstraint("(lifted_at IS NULL) = (lifted_because IS NULL)", name="lifted_with_reason"),
    )


class Sheet(Row, Model):
    """One judge's marks for one idea. `version` grows with each saved change."""

    __tablename__ = "sheets"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    judge_id: Mapped[int] = mapped_column(sa.ForeignKey("judges.id", ondelete="CASCADE"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    marks: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    gates: Mapped[dict[str, bool]] = mapped_column(sa.JSON, default=dict, server_default="{}")
    comment: Mapped[str | None] = mapped_column(sa.Text)
    private_note: Mapped[str | None] = mapped_column(sa.Text)
    version: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(sa.String(20), default=SheetState.ASSIGNED)
    changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    judge: Mapped[Judge] = relationship()
    idea: Mapped[Idea] = relationship()

    @property
    def is_closed(self) -> bool:
        """Whether it stands as it is because its stage of the jury is over."""
        settings = self.judge.settings
        return settings is not None and is_kept_for_good(
            self.state, self.created_at, settings.second_stage_at
        )

    __table_args__ = (
        sa.UniqueConstraint("judge_id", "idea_id", name="uq_sheets_pair"),
        values_check("state", SheetState),
        sa.CheckConstraint("version >= 0", name="version_not_negative"),
    )


class SheetChange(Row, Model):
    """One change sent by a judge's device, kept with its outcome so that a replay gets the same answer."""

    __tablename__ = "sheet_changes"

    change_id: Mapped[str] = mapped_column(sa.String(36), unique=True)
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheets.id", ondelete="CASCADE"), index=True)
    based_on: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    outcome: Mapped[str] = mapped_column(sa.String(12))
    version: Mapped[int | None]
    refusal: Mapped[str | None] = mapped_column(sa.String(40))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        values_check("outcome", ("saved", "conflict", "refused")),
        sa.CheckConstraint("(outcome = 'saved') = (version IS NOT NULL)", name="version_iff_saved"),
    )


class ComputedRanking(Row, Model):
    """What a contest's ranking was computed from and how far it can be trusted; the places are Results."""

    __tablename__ = "computed_rankings"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    computed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    method: Mapped[str] = mapped_column(sa.String(10))
    used: Mapped[str] = mapped_column(sa.String(10))
    cautions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    reliability: Mapped[float | None]
    sheets: Mapped[int]
    sheets_digest: Mapped[str] = mapped_column(sa.String(64))
    second_opinion: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)
