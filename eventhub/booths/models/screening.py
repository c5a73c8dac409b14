"""Tables of the screening: who looks at which file, what was checked, said, marked, and what looks alike."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.models.applications import Application
from eventhub.booths.states import Answer
from eventhub.database import Model, Row, UTCDateTime, values_check


class ScreeningGrid(Row, Model):
    """How an edition's files are looked at: one row an edition; without one, the usual grid of `grid`.

    `checklist` and `criteria` have the shapes of `grid`; `spread_limit` is in points of a hundred, `per_file`
    the screeners a file gets. The papers a file needs are its call's.
    """

    __tablename__ = "screening_grids"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    checklist: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    spread_limit: Mapped[int] = mapped_column(default=20)
    per_file: Mapped[int] = mapped_column(default=2)

    __table_args__ = (
        sa.CheckConstraint("spread_limit BETWEEN 0 AND 100", name="spread_in_range"),
        sa.CheckConstraint("per_file BETWEEN 1 AND 9", name="per_file_in_range"),
    )


class Screening(Row, Model):
    """One screener's part in one file: asked to look at it, seen, marked, or out of it by a conflict.

    `marks` is {criterion's key: 0 to 5}, `total` the points of a hundred they make.
    """

    __tablename__ = "screenings"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    is_assigned: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    conflict: Mapped[str | None] = mapped_column(sa.String(300))
    marks: Mapped[dict[str, int] | None] = mapped_column(sa.JSON(none_as_null=True))
    total: Mapped[float | None]
    marked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("application_id", "person_id", name="uq_screenings_person"),
        sa.CheckConstraint("total IS NULL OR total BETWEEN 0 AND 100", name="total_in_range"),
        sa.CheckConstraint("(total IS NULL) = (marked_at IS NULL)", name="marked_iff_moment"),
        sa.CheckConstraint(
            "conflict IS NULL OR (total IS NULL AND NOT is_assigned)", name="conflict_marks_nothing"
        ),
        sa.Index("ix_screenings_of", "edition_id", "person_id", "application_id"),
    )


class ApplicationCheck(Row, Model):
    """One item of the checklist, answered for one file: by whom and when."""

    __tablename__ = "application_checks"

    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    item: Mapped[str] = mapped_column(sa.String(40))
    answer: Mapped[str] = mapped_column(sa.String(10))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime)

    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        values_check("answer", Answer),
        sa.UniqueConstraint("application_id", "item", name="uq_application_checks_item"),
    )


class ApplicationNote(Row, Model):
    """A note of the team on a file; the applicant never reads it."""

    __tablename__ = "application_notes"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(sa.Text)

    author: Mapped[Person | None] = relationship()


class ApplicationTag(Row, Model):
    """A word of the team on a file, to find it by."""

    __tablename__ = "application_tags"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    tag: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("application_id", "tag", name="uq_application_tags_tag"),
        sa.Index("ix_application_tags_of", "edition_id", "tag", "application_id"),
    )


class ApplicationVersion(Row, Model):
    """What a file said when it was sent: `content` is {products, needs, wishes, answers}; 1 is the first."""

    __tablename__ = "application_versions"

    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    __table_args__ = (
        sa.UniqueConstraint("application_id", "number", name="uq_application_versions_number"),
        sa.CheckConstraint("number > 0", name="number_positive"),
    )


class ResemblanceKey(Model):
    """What a file may share with another of its edition (`resemblance.keys_of`): only those are compared."""

    __tablename__ = "resemblance_keys"

    edition_id: Mapped[int] = mapped_column(
        sa.ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True
    )

    __table_args__ = (sa.Index("ix_resemblance_keys_application_id", "application_id"),)


class Resemblance(Row, Model):
    """Two files of an edition that may be the same exhibitor's, the older first, with why."""

    __tablename__ = "resemblances"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    one_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    reasons: Mapped[list[str]] = mapped_column(sa.JSON)
    dismissed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    dismissed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    dismissed_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("one_id", "other_id", name="uq_resemblances_pair"),
        sa.CheckConstraint("one_id < other_id", name="pair_in_order"),
        sa.Index("ix_resemblances_of", "edition_id", "dismissed_at"),
    )
