"""Tables of support programmes."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Organizer, Person
from eventhub.cooperatives.models import Cooperative
from eventhub.database import Centimes, Model, Row, UTCDateTime, values_check
from eventhub.i18n import Texts, Translated
from eventhub.programmes import questionnaire, states
from eventhub.programmes.kinds import Axis, Indicator, LicenceKind, OpportunityKind, TrainingKind
from eventhub.programmes.states import EnrolmentState, LicenceState, OpportunityState, ProgrammeState


class Programme(Row, Model):
    """What an organizer does for cooperatives between two days, and the numbers it sets itself."""

    __tablename__ = "programmes"

    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[Texts] = mapped_column(Translated)
    about: Mapped[Texts | None] = mapped_column(Translated)
    partners: Mapped[Texts | None] = mapped_column(Translated)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    sectors: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    targets: Mapped[dict[str, dict[str, int]]] = mapped_column(sa.JSON, default=dict)
    """By period (`scoring.periods`), by what is counted."""
    statements: Mapped[list[dict[str, Any]] | None] = mapped_column(sa.JSON(none_as_null=True))
    """The organizer's copy of the questionnaire; None: the house's."""
    state: Mapped[str] = mapped_column(sa.String(10), default=ProgrammeState.DRAFT)

    organizer: Mapped[Organizer] = relationship()

    __table_args__ = (
        values_check("state", ProgrammeState),
        sa.CheckConstraint("starts_on <= ends_on", name="ends_after_start"),
    )

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What a diagnosis asks here."""
        return self.statements if self.statements is not None else questionnaire.offered()


class Enrolment(Row, Model):
    """A cooperative's place in a programme: asked, agreed by whom and when, left."""

    __tablename__ = "enrolments"

    programme_id: Mapped[int] = mapped_column(sa.ForeignKey("programmes.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    cooperative_id: Mapped[int] = mapped_column(
        sa.ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(sa.String(10), default=EnrolmentState.INVITED)
    joined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    agreed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    is_on_paper: Mapped[bool] = mapped_column(default=False)
    """Whether an agent wrote down what the cooperative signed, since nobody there has an account."""

    programme: Mapped[Programme] = relationship()
    cooperative: Mapped[Cooperative] = relationship()
    agreed_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("programme_id", "cooperative_id", name="uq_enrolments_cooperative"),
        values_check("state", EnrolmentState),
        sa.CheckConstraint(
            "(joined_at IS NOT NULL) = (state IN ('joined', 'left'))", name="joined_has_moment"
        ),
        sa.CheckConstraint("(left_at IS NOT NULL) = (state = 'left')", name="left_has_moment"),
    )


class Diagnosis(Row, Model):
    """The questionnaire answered once; a draft until every statement has its mark."""

    __tablename__ = "diagnoses"

    enrolment_id: Mapped[int] = mapped_column(sa.ForeignKey("enrolments.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    answers: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        sa.Index(
            "uq_diagnoses_one_draft",
            "enrolment_id",
            unique=True,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        ),
    )


class Training(Row, Model):
    """A session of training, or of coaching at a cooperative's own place."""

    __tablename__ = "trainings"

    programme_id: Mapped[int] = mapped_column(sa.ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    kind: Mapped[str] = mapped_column(sa.String(10), default=TrainingKind.TRAINING)
    title: Mapped[Texts] = mapped_column(Translated)
    axis: Mapped[str | None] = mapped_column(sa.String(12))
    on: Mapped[date]
    minutes: Mapped[int]
    place: Mapped[str | None] = mapped_column(sa.String(160))
    trainer: Mapped[str | None] = mapped_column(sa.String(120))

    attendances: Mapped[list["Attendance"]] = relationship(
        back_populates="training", order_by="Attendance.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        values_check("kind", TrainingKind),
        values_check("axis", Axis),
        sa.CheckConstraint("minutes BETWEEN 15 AND 6000", name="minutes_in_range"),
    )


class Attendance(Row, Model):
    """How many of a cooperative came to a session."""

    __tablename__ = "training_attendances"

    training_id: Mapped[int] = mapped_column(sa.ForeignKey("trainings.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(sa.ForeignKey("enrolments.id", ondelete="CASCADE"), index=True)
    people: Mapped[int]
    women: Mapped[int]
    young: Mapped[int]

    training: Mapped[Training] = relationship(back_populates="attendances")

    __table_args__ = (
        sa.UniqueConstraint("training_id", "enrolment_id", name="uq_training_attendances_enrolment"),
        sa.CheckConstraint("people BETWEEN 1 AND 1000", name="people_in_range"),
        sa.CheckConstraint("women BETWEEN 0 AND people", name="women_among_people"),
        sa.CheckConstraint("young BETWEEN 0 AND people", name="young_among_people"),
    )


class Licence(Row, Model):
    """An authorisation that a cooperative holds or waits for; it goes with it from programme to programme."""

    __tablename__ = "licences"

    cooperative_id: Mapped[int] = mapped_column(
        sa.ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(sa.String(12))
    number: Mapped[str | None] = mapped_column(sa.String(60))
    state: Mapped[str] = mapped_column(sa.String(10), default=LicenceState.PENDING)
    asked_on: Mapped[date | None]
    granted_on: Mapped[date | None]
    expires_on: Mapped[date | None]

    cooperative: Mapped[Cooperative] = relationship()

    __table_args__ = (
        values_check("kind", LicenceKind),
        values_check("state", states.TYPED),
        sa.CheckConstraint("(granted_on IS NOT NULL) = (state = 'held')", name="held_since"),
        sa.CheckConstraint("expires_on IS NULL OR expires_on >= granted_on", name="expires_after_granted"),
    )

    def stands(self, today: date) -> LicenceState:
        """How it stands on a day."""
        return states.licence_state(self.state, self.expires_on, today)


class Opportunity(Row, Model):
    """A buyer, a market, a partner or a funder that a cooperative was brought to, and what came of it."""

    __tablename__ = "opportunities"

    programme_id: Mapped[int] = mapped_column(sa.ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    enrolment_id: Mapped[int] = mapped_column(sa.ForeignKey("enrolments.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    whom: Mapped[str] = mapped_column(sa.String(140))
    words: Mapped[str | None] = mapped_column(sa.String(300))
    value: Mapped[int | None] = mapped_column(Centimes)
    on: Mapped[date]
    state: Mapped[str] = mapped_column(sa.String(10), default=OpportunityState.OPEN)

    __table_args__ = (
        values_check("kind", OpportunityKind),
        values_check("state", OpportunityState),
        sa.CheckConstraint("value IS NULL OR value > 0", name="value_above_zero"),
    )


class Measure(Row, Model):
    """An indicator of a cooperative on a day; turnover in centimes, of the twelve months before."""

    __tablename__ = "measures"

    enrolment_id: Mapped[int] = mapped_column(sa.ForeignKey("enrolments.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    indicator: Mapped[str] = mapped_column(sa.String(10))
    on: Mapped[date]
    value: Mapped[int] = mapped_column(sa.BigInteger)

    __table_args__ = (
        sa.UniqueConstraint("enrolment_id", "indicator", "on", name="uq_measures_day"),
        values_check("indicator", Indicator),
        sa.CheckConstraint("value >= 0", name="value_not_negative"),
    )
