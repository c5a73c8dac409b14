"""Tables of what follows a decision: terms of an edition, places in line, exchanges, appeals, arrivals."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.kinds import AppealOutcome, SwapState, WaitingCause
from eventhub.booths.models.applications import Application
from eventhub.booths.models.plans import Booth
from eventhub.booths.states import OFFER_HOURS
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated


class ExhibitorTerms(Row, Model):
    """What an edition holds its exhibitors to: delays, papers, and who writes the invoices.

    `vat_rate` is in hundredths of a per cent; NULL is exempt, and `exempt_text` says why. The three
    paragraphs are added to the messages of a publication.
    """

    __tablename__ = "exhibitor_terms"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    offer_hours: Mapped[int] = mapped_column(default=OFFER_HOURS)
    reminder_hours: Mapped[int] = mapped_column(default=12)
    fair_offer_hours: Mapped[int] = mapped_column(default=2)
    appeal_days: Mapped[int] = mapped_column(default=7)
    arrival_hour: Mapped[int] = mapped_column(default=11)
    most_people: Mapped[int] = mapped_column(default=4)
    vat_rate: Mapped[int | None]
    exempt_text: Mapped[Texts | None] = mapped_column(Translated)
    seller_name: Mapped[Texts | None] = mapped_column(Translated)
    seller_address: Mapped[Texts | None] = mapped_column(Translated)
    seller_ice: Mapped[str | None] = mapped_column(sa.String(15))
    seller_register: Mapped[str | None] = mapped_column(sa.String(60))
    bank_account: Mapped[str | None] = mapped_column(sa.String(40))
    services: Mapped[Texts | None] = mapped_column(Translated)
    obligations: Mapped[Texts | None] = mapped_column(Translated)
    paragraph_selected: Mapped[Texts | None] = mapped_column(Translated)
    paragraph_waitlisted: Mapped[Texts | None] = mapped_column(Translated)
    paragraph_refused: Mapped[Texts | None] = mapped_column(Translated)

    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        sa.CheckConstraint("offer_hours BETWEEN 1 AND 240", name="offer_hours_in_range"),
        sa.CheckConstraint("reminder_hours BETWEEN 0 AND offer_hours", name="reminder_before_end"),
        sa.CheckConstraint("fair_offer_hours BETWEEN 1 AND 48", name="fair_offer_hours_in_range"),
        sa.CheckConstraint("appeal_days BETWEEN 0 AND 60", name="appeal_days_in_range"),
        sa.CheckConstraint("arrival_hour BETWEEN 0 AND 23", name="arrival_hour_of_a_day"),
        sa.CheckConstraint("most_people BETWEEN 0 AND 20", name="most_people_in_range"),
        sa.CheckConstraint("vat_rate IS NULL OR vat_rate BETWEEN 1 AND 5000", name="vat_rate_in_range"),
    )


class HeldDecision(Row, Model):
    """A decision kept back when the others are published."""

    __tablename__ = "held_decisions"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), unique=True
    )


class OfferReminder(Row, Model):
    """An offer's reminder: one for each offer, told apart by the moment it ends."""

    __tablename__ = "offer_reminders"

    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (sa.UniqueConstraint("application_id", "expires_at", name="uq_offer_reminders_once"),)


class WaitingMove(Row, Model):
    """A place on the published waiting list that changed: from a number to a number, and why."""

    __tablename__ = "waiting_moves"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    from_rank: Mapped[int]
    to_rank: Mapped[int]
    cause: Mapped[str] = mapped_column(sa.String(20), default=WaitingCause.MOVED)

    __table_args__ = (
        values_check("cause", WaitingCause),
        sa.CheckConstraint("from_rank <> to_rank AND from_rank > 0 AND to_rank > 0", name="moved"),
    )


class SwapRequest(Row, Model):
    """An exhibitor's wish to stand elsewhere: on a stand, or in exchange with another who must agree."""

    __tablename__ = "swap_requests"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id", ondelete="CASCADE"))
    other_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    why: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(sa.String(20), default=SwapState.ASKED)
    answer: Mapped[str | None] = mapped_column(sa.Text)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship(foreign_keys=[application_id])
    other: Mapped[Application | None] = relationship(foreign_keys=[other_id])
    booth: Mapped[Booth] = relationship()

    __table_args__ = (
        values_check("state", SwapState),
        sa.CheckConstraint("state <> 'agreed' OR other_id IS NOT NULL", name="agreed_by_somebody"),
        sa.CheckConstraint(
            "(state IN ('asked', 'agreed')) = (decided_at IS NULL)", name="decided_iff_moment"
        ),
        sa.Index(
            "uq_swap_requests_one_open",
            "application_id",
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'agreed')"),
            postgresql_where=sa.text("state IN ('asked', 'agreed')"),
        ),
    )


class Appeal(Row, Model):
    """An applicant's one appeal against a refusal, and the organizer's answer."""

    __tablename__ = "appeals"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), unique=True
    )
    words: Mapped[str] = mapped_column(sa.Text)
    against: Mapped[str] = mapped_column(sa.String(20))
    outcome: Mapped[str | None] = mapped_column(sa.String(20))
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    application: Mapped[Application] = relationship()

    __table_args__ = (
        values_check("against", ("refused", "ineligible")),
        values_check("outcome", AppealOutcome),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL) AND (outcome IS NULL) = (answer IS NULL)",
            name="answered_whole",
        ),
    )


class Arrival(Row, Model):
    """An exhibitor who came to the fair: when, and who noted it; taken back within seconds if mistaken."""

    __tablename__ = "arrivals"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    noted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()
    noted_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.Index(
            "uq_arrivals_once",
            "application_id",
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        ),
    )
