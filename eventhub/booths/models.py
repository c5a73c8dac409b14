"""Tables of the floor plan, the call, the applications and who stands where."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.cooperatives.models import Cooperative
from eventhub.database import Centimes, Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated


class Plan(Row, Model):
    """The floor plan of an edition, in metres from its north-west corner.

    `drawing` holds what is not a stand (`ground.Thing` as dicts), `layout` the rows it was drawn from
    (`ground.RowSpec` as dicts), so that the form that draws it opens as it was left.
    """

    __tablename__ = "plans"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    width: Mapped[float]
    depth: Mapped[float]
    drawing: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    layout: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)

    edition: Mapped[Edition] = relationship()
    zones: Mapped[list["Zone"]] = relationship(
        back_populates="plan", order_by="Zone.id", cascade="all, delete-orphan"
    )
    booths: Mapped[list["Booth"]] = relationship(
        back_populates="plan", order_by="Booth.position", cascade="all, delete-orphan"
    )

    __table_args__ = (sa.CheckConstraint("width > 0 AND depth > 0", name="has_an_area"),)


class Zone(Row, Model):
    """A part of the plan that admits some sectors (an empty list admits all)."""

    __tablename__ = "zones"

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(sa.String(12))
    name: Mapped[Texts] = mapped_column(Translated)
    sectors: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    is_institutional: Mapped[bool] = mapped_column(default=False)

    plan: Mapped[Plan] = relationship(back_populates="zones")

    __table_args__ = (sa.UniqueConstraint("plan_id", "key", name="uq_zones_key"),)


class Booth(Row, Model):
    """A stand: a place on the plan. `x`, `y` are its centre and `width`, `depth` its extent before turning.

    `angle` is 0 or 90 degrees, `position` its place along its row. `code` is what its QR sign carries.
    """

    __tablename__ = "booths"

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"))
    zone_id: Mapped[int] = mapped_column(sa.ForeignKey("zones.id"), index=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    label: Mapped[str] = mapped_column(sa.String(12))
    row: Mapped[str] = mapped_column(sa.String(12))
    position: Mapped[int]
    x: Mapped[float]
    y: Mapped[float]
    width: Mapped[float] = mapped_column(default=3.0)
    depth: Mapped[float] = mapped_column(default=3.0)
    angle: Mapped[float] = mapped_column(default=0.0)
    is_corner: Mapped[bool] = mapped_column(default=False)
    power_kw: Mapped[float] = mapped_column(default=0.0)
    has_water: Mapped[bool] = mapped_column(default=False)
    allows_cooking: Mapped[bool] = mapped_column(default=False)
    takes_heavy: Mapped[bool] = mapped_column(default=False)
    is_accessible: Mapped[bool] = mapped_column(default=True)
    is_blocked: Mapped[bool] = mapped_column(default=False)
    price: Mapped[int] = mapped_column(Centimes, default=0)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)

    plan: Mapped[Plan] = relationship(back_populates="booths")
    zone: Mapped[Zone] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "label", name="uq_booths_label"),
        sa.CheckConstraint("width > 0 AND depth > 0", name="has_an_area"),
        sa.CheckConstraint("price >= 0", name="price_not_negative"),
    )


class Call(Row, Model):
    """The call for exhibitors of an edition, for some kinds of exhibitor."""

    __tablename__ = "calls"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    kind: Mapped[str] = mapped_column(sa.String(20), default=ExhibitorKind.COOPERATIVE)
    intro: Mapped[Texts | None] = mapped_column(Translated)
    terms: Mapped[Texts | None] = mapped_column(Translated)
    terms_version: Mapped[int] = mapped_column(default=1)
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    questions: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    quotas: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    fee: Mapped[int] = mapped_column(Centimes, default=0)

    edition: Mapped[Edition] = relationship()

    def is_open(self, at: datetime) -> bool:
        """Whether applications may be sent at this moment."""
        return self.opens_at <= at < self.closes_at

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "kind", name="uq_calls_kind"),
        values_check("kind", ExhibitorKind),
        sa.CheckConstraint("closes_at > opens_at", name="times_in_order"),
    )


class Application(Row, Model):
    """One exhibitor's request to take part in an edition.

    `state` is where it stands inside, `published_state` what the applicant reads. `needs`, `wishes`,
    `answers` have the shapes of `applying.py`; `explanation` is the allocator's count of causes.
    Sector and region are the cooperative's when it was filed, so that lists need no second table.
    """

    __tablename__ = "applications"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    call_id: Mapped[int] = mapped_column(sa.ForeignKey("calls.id"))
    cooperative_id: Mapped[int] = mapped_column(sa.ForeignKey("cooperatives.id"), index=True)
    filed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    filed_by_agent: Mapped[bool] = mapped_column(default=False)
    sector: Mapped[str] = mapped_column(sa.String(20))
    region_code: Mapped[str] = mapped_column(sa.String(20))
    state: Mapped[str] = mapped_column(sa.String(20), default=ApplicationState.DRAFT)
    published_state: Mapped[str] = mapped_column(sa.String(20), default=ApplicationState.DRAFT)
    answers: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    needs: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    wishes: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    products: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    terms_accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    terms_version: Mapped[int | None]
    score: Mapped[float | None]
    tier: Mapped[int] = mapped_column(default=2)
    waiting_rank: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(sa.String(40))
    explanation: Mapped[dict[str, int] | None] = mapped_column(sa.JSON)
    to_complete: Mapped[str | None] = mapped_column(sa.Text)
    part_to_complete: Mapped[str | None] = mapped_column(sa.String(20))
    note: Mapped[str | None] = mapped_column(sa.Text)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    offer_expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    folded: Mapped[str] = mapped_column(sa.String(400), default="")

    edition: Mapped[Edition] = relationship()
    call: Mapped[Call] = relationship()
    cooperative: Mapped[Cooperative] = relationship()
    filed_by: Mapped[Person | None] = relationship()
    steps: Mapped[list["ApplicationStep"]] = relationship(
        back_populates="application", order_by="ApplicationStep.id"
    )

    __table_args__ = (
        values_check("state", ApplicationState),
        values_check("published_state", ApplicationState),
        sa.Index(
            "uq_applications_one_living",
            "edition_id",
            "cooperative_id",
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        ),
        sa.CheckConstraint(
            "(state = 'draft') = (submitted_at IS NULL) OR state = 'withdrawn'", name="submitted_iff_moment"
        ),
        sa.CheckConstraint("(state = 'waitlisted') = (waiting_rank IS NOT NULL)", name="waiting_iff_rank"),
        sa.CheckConstraint(
            "(state = 'to_complete') = (to_complete IS NOT NULL AND part_to_complete IS NOT NULL)",
            name="to_complete_iff_named",
        ),
        sa.CheckConstraint("tier BETWEEN 1 AND 3", name="tier_known"),
        sa.CheckConstraint("score IS NULL OR score BETWEEN 0 AND 100", name="score_in_range"),
        sa.Index("ix_applications_listed", "edition_id", "state", "id"),
        sa.Index("ix_applications_edition", "edition_id", "id"),
        sa.Index("ix_applications_facets", "edition_id", "sector", "region_code"),
    )


class ApplicationStep(Row, Model):
    """One step of an application's timeline, as its applicant may read it when `is_published`."""

    __tablename__ = "application_steps"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str | None] = mapped_column(sa.Text)
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    is_published: Mapped[bool] = mapped_column(default=True)

    application: Mapped[Application] = relationship(back_populates="steps")

    __table_args__ = (values_check("state", ApplicationState),)


class Assignment(Row, Model):
    """A stand held by an exhibitor from a day to a day, the whole of it or a share (per cent)."""

    __tablename__ = "assignments"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id"))
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    share: Mapped[int] = mapped_column(default=100)
    state: Mapped[str] = mapped_column(sa.String(20), default=AssignmentState.PLANNED)
    is_pinned: Mapped[bool] = mapped_column(default=False)

    booth: Mapped[Booth] = relationship()
    application: Mapped[Application] = relationship()

    __table_args__ = (
        values_check("state", AssignmentState),
        sa.CheckConstraint("share BETWEEN 1 AND 100", name="share_of_a_whole"),
        sa.CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        sa.Index(
            "uq_assignments_whole_booth",
            "booth_id",
            "starts_on",
            unique=True,
            sqlite_where=sa.text("share = 100 AND state <> 'released'"),
            postgresql_where=sa.text("share = 100 AND state <> 'released'"),
        ),
        sa.Index(
            "uq_assignments_booth_once",
            "booth_id",
            "application_id",
            "starts_on",
            unique=True,
            sqlite_where=sa.text("state <> 'released'"),
            postgresql_where=sa.text("state <> 'released'"),
        ),
    )


class SalesReport(Row, Model):
    """What an exhibitor says it sold on one day; a missing row is unknown, never zero."""

    __tablename__ = "sales_reports"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    day: Mapped[date]
    amount: Mapped[int] = mapped_column(Centimes)
    method: Mapped[str] = mapped_column(sa.String(20), default="declared")

    application: Mapped[Application] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("application_id", "day", name="uq_sales_reports_day"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        values_check("method", ("declared", "band", "agent")),
    )
