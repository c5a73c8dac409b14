"""Tables of what exhibitors ask for, and of the steps it went through."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.models.calls import Call
from eventhub.booths.states import ApplicationState, Consent
from eventhub.cooperatives.models import Cooperative
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.drafting import KeptChange, kept_changes
from eventhub.fairs.models import Edition


class Application(Row, Model):
    """One exhibitor's request to take part in an edition.

    `state` is where it stands inside, `published_state` what the applicant reads. What the applicant writes
    (`drafts.COLUMNS`) has the shapes of `asking` and `drafts`; `version` counts its changes. `consent` is
    how the exhibitor agreed to an agent's filing; `explanation` is the allocator's count of causes.
    Sector and region are the cooperative's when it was filed, so that lists need no second table. `score` is
    the mean of its screeners' points, or the one given by hand; `score_spread` how far apart they are.
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
    expectations: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    neighbours: Mapped[dict[str, list[str]]] = mapped_column(sa.JSON, default=dict)
    documents: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    version: Mapped[int] = mapped_column(default=0)
    consent: Mapped[str | None] = mapped_column(sa.String(10))
    consent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    terms_accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    terms_version: Mapped[int | None]
    score: Mapped[float | None]
    score_spread: Mapped[float | None]
    score_by_hand: Mapped[float | None]
    score_reason: Mapped[str | None] = mapped_column(sa.String(300))
    tier: Mapped[int] = mapped_column(default=2)
    waiting_rank: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(sa.String(40))
    explanation: Mapped[dict[str, int] | None] = mapped_column(sa.JSON(none_as_null=True))
    to_complete: Mapped[str | None] = mapped_column(sa.Text)
    part_to_complete: Mapped[str | None] = mapped_column(sa.String(60))
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
        sa.CheckConstraint("version >= 0", name="version_not_negative"),
        sa.CheckConstraint("(consent IS NULL) = (consent_at IS NULL)", name="consent_iff_moment"),
        values_check("consent", Consent),
        sa.CheckConstraint("score IS NULL OR score BETWEEN 0 AND 100", name="score_in_range"),
        sa.CheckConstraint(
            "score_by_hand IS NULL OR score_by_hand BETWEEN 0 AND 100", name="score_by_hand_in_range"
        ),
        sa.Index("ix_applications_listed", "edition_id", "state", "id"),
        sa.Index("ix_applications_edition", "edition_id", "id"),
        sa.Index("ix_applications_facets", "edition_id", "sector", "region_code"),
    )


class ApplicationChange(KeptChange, Model):
    """One change of what an applicant writes, under the names of `drafts`."""

    __tablename__ = "application_changes"

    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))

    __table_args__ = kept_changes(__tablename__, "application_id")


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
