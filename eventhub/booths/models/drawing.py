"""Tables of drawing together: what was changed, what the plan was before, who has it open."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.models.plans import Plan
from eventhub.database import Model, Row, UTCDateTime, values_check


class KeptFor(StrEnum):
    """Why a version of a plan was kept."""

    BEFORE_EDITING = "before_editing"
    BEFORE_RESTORING = "before_restoring"
    BEFORE_IMPORT = "before_import"


class PlanChange(Model):
    """One change an editor sent: its own id makes a retry harmless, `touched` tells others what to fetch."""

    __tablename__ = "plan_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    change_id: Mapped[str] = mapped_column(sa.String(36))
    version: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    touched: Mapped[list[str]] = mapped_column(sa.JSON)
    answer: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "change_id", name="uq_plan_changes_once"),
        sa.Index("ix_plan_changes_version", "plan_id", "version"),
    )


class PlanVersion(Row, Model):
    """The whole drawing as it was (`queries.drawing.objects_of`), before somebody set to work on it."""

    __tablename__ = "plan_versions"

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    version: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    kept_for: Mapped[str] = mapped_column(sa.String(20))
    stands: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    plan: Mapped[Plan] = relationship()
    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "version", name="uq_plan_versions_version"),
        values_check("kept_for", KeptFor),
    )


class PlanPresence(Model):
    """A tab that has a plan's editor open, and what is selected in it."""

    __tablename__ = "plan_presences"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    tab: Mapped[str] = mapped_column(sa.String(36))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"))
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    chosen: Mapped[list[str]] = mapped_column(sa.JSON, default=list)

    person: Mapped[Person] = relationship()

    __table_args__ = (sa.UniqueConstraint("plan_id", "tab", name="uq_plan_presences_tab"),)
