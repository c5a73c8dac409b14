"""Tables of contacts: what a stand keeps of a visitor, only with consent; meetings asked for."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub import clock
from eventhub.cooperatives.models import Cooperative
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.visitors.consenting import Consent
from eventhub.visitors.meeting import MeetingState
from eventhub.visitors.models.registrations import Badge


class Lead(Row, Model):
    """A stand scanned a visitor: one row however often. The contact itself stays with the registration.

    It is released only while `consent` is given. `said` keeps the words agreed to: version, text, language,
    moment and by which device.
    """

    __tablename__ = "leads"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    cooperative_id: Mapped[int] = mapped_column(sa.ForeignKey("cooperatives.id", ondelete="CASCADE"))
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), index=True)
    consent: Mapped[str] = mapped_column(sa.String(10), default=Consent.ASKED)
    consent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    said: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    first_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime)
    note: Mapped[str] = mapped_column(sa.String(1000), default="")
    tags: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    rating: Mapped[int | None]
    written_at: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)

    badge: Mapped[Badge] = relationship()
    cooperative: Mapped[Cooperative] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "cooperative_id", "badge_id", name="uq_leads_one_a_visitor"),
        values_check("consent", Consent),
        sa.CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 5", name="rating_of_five"),
        sa.CheckConstraint("(consent = 'given') = (said IS NOT NULL)", name="given_iff_said"),
        sa.CheckConstraint("(consent = 'asked') = (consent_at IS NULL)", name="asked_iff_undated"),
    )


class LeadScan(Model):
    """One scan of a stand's phone and its answer; its id is the phone's own, so a replay changes nothing."""

    __tablename__ = "lead_scans"

    scan_id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    lead_id: Mapped[int | None] = mapped_column(sa.ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    cooperative_id: Mapped[int] = mapped_column(
        sa.ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    is_offline: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str] = mapped_column(sa.String(10))


class ContactChoice(Row, Model):
    """What a visitor answers every stand of the fair beforehand: always yes, or never."""

    __tablename__ = "contact_choices"

    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), unique=True)
    choice: Mapped[str] = mapped_column(sa.String(10))
    said: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    __table_args__ = (values_check("choice", ("always", "never")),)


class Meeting(Row, Model):
    """A buyer wants to talk with a stand. Whoever asks gives a name and a number for this meeting alone.

    `at` is the time both speak of now: the buyer's wish, or what the stand proposes instead (moved).
    """

    __tablename__ = "meetings"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    cooperative_id: Mapped[int] = mapped_column(sa.ForeignKey("cooperatives.id", ondelete="CASCADE"))
    passport: Mapped[str] = mapped_column(sa.String(32))
    state: Mapped[str] = mapped_column(sa.String(10), default=MeetingState.ASKED)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    name: Mapped[str | None] = mapped_column(sa.String(120))
    organization: Mapped[str | None] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    subject: Mapped[str] = mapped_column(sa.String(500))
    language: Mapped[str] = mapped_column(sa.String(5))
    said: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    moved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    is_linked: Mapped[bool | None]
    opportunities: Mapped[int | None]
    outcome_note: Mapped[str] = mapped_column(sa.String(500), default="")

    cooperative: Mapped[Cooperative] = relationship()

    __table_args__ = (
        values_check("state", MeetingState),
        sa.CheckConstraint("(state = 'held') = (is_linked IS NOT NULL)", name="held_iff_told"),
        sa.CheckConstraint(
            "(is_linked IS NULL) = (opportunities IS NULL)"
            " AND (opportunities IS NULL OR opportunities BETWEEN 0 AND 99)",
            name="opportunities_counted",
        ),
        sa.Index("ix_meetings_stand", "edition_id", "cooperative_id", "id"),
        sa.Index("ix_meetings_passport", "passport", "edition_id"),
    )
