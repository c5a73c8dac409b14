"""A published ranking put right: why, what was wrong, and the second record that the president signed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.contests.models import Contest, Idea
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.judging.models.sheets import Judge, Sheet
from eventhub.judging.states import AmendmentKind, RectificationState

_LIVING = sa.text("state IN ('open', 'signed')")
_NOT_DROPPED = sa.text("state <> 'dropped'")


class Rectification(Row, Model):
    """The minutes of a contest's jury in a later version. `version` is 2 for the first: minutes are 1.

    Until it is published, nothing that was published changes: sheets, ideas and places are as they were, and
    what is put right stands in its `Amendment` rows. `prizes` says the number of the contest's prize by the
    idea's random name; None means as proposed.
    """

    __tablename__ = "rectifications"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(10), default=RectificationState.OPEN)
    reason: Mapped[str] = mapped_column(sa.String(300))
    place: Mapped[str | None] = mapped_column(sa.String(160))
    remarks: Mapped[str | None] = mapped_column(sa.Text)
    prizes: Mapped[dict[str, int] | None] = mapped_column(sa.JSON(none_as_null=True))
    opened_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    record: Mapped[str | None] = mapped_column(sa.Text)
    digest: Mapped[str | None] = mapped_column(sa.String(64))
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("judges.id", ondelete="SET NULL"))
    signer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("judges.id", ondelete="SET NULL"))
    signer_reason: Mapped[str | None] = mapped_column(sa.String(300))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    contest: Mapped[Contest] = relationship()
    opened_by: Mapped[Person | None] = relationship()
    signed_by: Mapped[Judge | None] = relationship(foreign_keys=signed_by_id)
    signer: Mapped[Judge | None] = relationship(foreign_keys=signer_id)
    amendments: Mapped[list["Amendment"]] = relationship(
        back_populates="rectification", order_by="Amendment.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        values_check("state", RectificationState),
        sa.CheckConstraint("version >= 2", name="version_from_two"),
        sa.CheckConstraint("reason <> ''", name="reason_given"),
        sa.CheckConstraint(
            "(record IS NULL) = (state IN ('open', 'dropped')) AND (record IS NULL) = (digest IS NULL)",
            name="record_iff_fixed",
        ),
        sa.CheckConstraint("state <> 'signed' OR signed_at IS NOT NULL", name="signed_has_moment"),
        sa.CheckConstraint("signed_at IS NULL OR record IS NOT NULL", name="signature_has_record"),
        sa.CheckConstraint(
            "(state IN ('published', 'dropped')) = (ended_at IS NOT NULL)", name="ended_iff_moment"
        ),
        sa.CheckConstraint("signer_id IS NULL OR signer_reason IS NOT NULL", name="signer_with_reason"),
        sa.Index(
            "uq_rectifications_one_living",
            "contest_id",
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
        sa.Index(
            "uq_rectifications_version",
            "contest_id",
            "version",
            unique=True,
            sqlite_where=_NOT_DROPPED,
            postgresql_where=_NOT_DROPPED,
        ),
    )

    @property
    def is_open(self) -> bool:
        """Whether what was wrong may still be put right in it."""
        return self.state == RectificationState.OPEN


class Amendment(Row, Model):
    """One thing put right: a sheet's marks, a judge's sheet left out, an idea that had no place to be judged.

    `before` is what the sheet was: {"state", "marks", "comment"}; `marks` and `comment` are what it is to be.
    """

    __tablename__ = "amendments"

    rectification_id: Mapped[int] = mapped_column(sa.ForeignKey("rectifications.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    sheet_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sheets.id", ondelete="CASCADE"), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    marks: Mapped[dict[str, int] | None] = mapped_column(sa.JSON(none_as_null=True))
    comment: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str | None] = mapped_column(sa.String(40))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    rectification: Mapped[Rectification] = relationship(back_populates="amendments")
    idea: Mapped[Idea] = relationship()
    sheet: Mapped[Sheet | None] = relationship()

    __table_args__ = (
        values_check("kind", AmendmentKind),
        sa.UniqueConstraint("rectification_id", "sheet_id", name="uq_amendments_sheet"),
        sa.Index(
            "uq_amendments_idea",
            "rectification_id",
            "idea_id",
            unique=True,
            sqlite_where=sa.text("sheet_id IS NULL"),
            postgresql_where=sa.text("sheet_id IS NULL"),
        ),
        sa.CheckConstraint("(kind = 'ineligible') = (sheet_id IS NULL)", name="idea_or_sheet"),
        sa.CheckConstraint(
            "(kind = 'marks') = (marks IS NOT NULL) AND (kind = 'marks') = (reason IS NULL)",
            name="marks_or_reason",
        ),
    )
