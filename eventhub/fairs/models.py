"""Tables of series, editions, partners, the programme and what a forum recommended."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Organizer
from eventhub.clock import day_bounds
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.days import Phase, phase_of
from eventhub.fairs.states import ENDED, EditionState, PartnerRole, RecommendationState, SessionKind
from eventhub.i18n import Texts, Translated
from eventhub.storage import StoredFile


class Series(Row, Model):
    """A fair that comes back: its editions share a name and an organizer."""

    __tablename__ = "series"

    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    name: Mapped[Texts] = mapped_column(Translated)

    organizer: Mapped[Organizer] = relationship()
    editions: Mapped[list["Edition"]] = relationship(back_populates="series", order_by="Edition.starts_on")


class Edition(Row, Model):
    """One fair on its days in its place."""

    __tablename__ = "editions"

    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    series_id: Mapped[int] = mapped_column(sa.ForeignKey("series.id"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    number: Mapped[int | None]
    name: Mapped[Texts] = mapped_column(Translated)
    theme: Mapped[Texts | None] = mapped_column(Translated)
    about: Mapped[Texts | None] = mapped_column(Translated)
    venue: Mapped[Texts] = mapped_column(Translated)
    place_code: Mapped[str | None] = mapped_column(sa.String(20))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opens_at_hour: Mapped[int] = mapped_column(default=10)
    closes_at_hour: Mapped[int] = mapped_column(default=22)
    timezone: Mapped[str] = mapped_column(sa.String(40), default="Africa/Casablanca")
    accent: Mapped[str] = mapped_column(sa.String(20), default="cobalt")
    state: Mapped[str] = mapped_column(sa.String(20), default=EditionState.PREPARATION)
    is_published: Mapped[bool] = mapped_column(default=False)
    retention_days: Mapped[int] = mapped_column(default=365)
    copied_from_id: Mapped[int | None] = mapped_column(sa.ForeignKey("editions.id", ondelete="SET NULL"))

    series: Mapped[Series] = relationship(back_populates="editions")
    organizer: Mapped[Organizer] = relationship()
    partners: Mapped[list["Partner"]] = relationship(
        back_populates="edition", order_by="Partner.position, Partner.id"
    )
    sessions: Mapped[list["ProgrammeSession"]] = relationship(
        back_populates="edition", order_by="ProgrammeSession.starts_at, ProgrammeSession.id"
    )
    recommendations: Mapped[list["Recommendation"]] = relationship(
        back_populates="edition", order_by="Recommendation.id"
    )

    __table_args__ = (
        values_check("state", EditionState),
        sa.CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        sa.CheckConstraint(
            "opens_at_hour BETWEEN 0 AND 23 AND closes_at_hour BETWEEN 1 AND 24", name="hours_of_a_day"
        ),
        sa.CheckConstraint("closes_at_hour > opens_at_hour", name="hours_in_order"),
        sa.UniqueConstraint("series_id", "number", name="uq_editions_number"),
        sa.CheckConstraint("number IS NULL OR number > 0", name="number_positive"),
        sa.CheckConstraint("retention_days BETWEEN 0 AND 3650", name="retention_in_range"),
        sa.Index("ix_editions_listed", "is_published", "state", "starts_on"),
    )

    @property
    def edition_id(self) -> int:
        """Itself, so that permissions treat every subject alike."""
        return self.id

    @property
    def zone(self) -> ZoneInfo:
        """The fair's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def data_kept_until(self) -> date:
        """The last day visitors' personal data is kept."""
        return self.ends_on + timedelta(days=self.retention_days)

    @property
    def day_count(self) -> int:
        """How many days it lasts."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def day_list(self) -> list[date]:
        """Its days, in order."""
        return [self.starts_on + timedelta(days=offset) for offset in range(self.day_count)]

    def phase_on(self, day: date) -> Phase:
        """Where a day stands before, in or after the fair."""
        return phase_of(self.starts_on, self.ends_on, day, is_closed=self.state == EditionState.CLOSED)

    def is_over_on(self, day: date) -> bool:
        """Whether nothing of it is to come: its days have gone, it was closed, or it was called off."""
        return self.state in ENDED or day > self.ends_on

    def day_number(self, day: date) -> int:
        """Which day of the fair a date is; 1 is the first."""
        return (day - self.starts_on).days + 1

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first day's midnight to the last day's, in UTC."""
        return day_bounds(self.starts_on, self.zone)[0], day_bounds(self.ends_on, self.zone)[1]


class Partner(Row, Model):
    """A body that supports an edition, with its role there."""

    __tablename__ = "partners"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name: Mapped[Texts] = mapped_column(Translated)
    role: Mapped[str] = mapped_column(sa.String(20))
    website: Mapped[str | None] = mapped_column(sa.String(200))
    logo_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(default=0)

    edition: Mapped[Edition] = relationship(back_populates="partners")
    logo: Mapped[StoredFile | None] = relationship(lazy="joined")

    __table_args__ = (values_check("role", PartnerRole),)


class ProgrammeSession(Row, Model):
    """A talk, a workshop, a ceremony: when, where, who speaks, how many seats.

    `speakers` are dicts {"name": {language: text}, "title": {language: text}}. `attended` is what
    somebody counted in the room; NULL is not counted, never nobody.

    `is_seated`: seats are to be taken beforehand, at most `seats_each` by a badge, until `closes_before`
    hours before it begins. `taken`, `waiting` and `present` are people, kept by whoever gives the seats
    (visitors), here because only a row can hold that never more are taken than there are.
    """

    __tablename__ = "programme_sessions"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    kind: Mapped[str] = mapped_column(sa.String(20), default=SessionKind.TALK)
    title: Mapped[Texts] = mapped_column(Translated)
    about: Mapped[Texts | None] = mapped_column(Translated)
    room: Mapped[Texts | None] = mapped_column(Translated)
    speakers: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seats: Mapped[int | None]
    attended: Mapped[int | None]
    is_seated: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    seats_each: Mapped[int] = mapped_column(default=1, server_default="1")
    closes_before: Mapped[int] = mapped_column(default=0, server_default="0")
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    waiting: Mapped[int] = mapped_column(default=0, server_default="0")
    present: Mapped[int] = mapped_column(default=0, server_default="0")
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cancelled_why: Mapped[Texts | None] = mapped_column(Translated)

    edition: Mapped[Edition] = relationship(back_populates="sessions")

    __table_args__ = (
        values_check("kind", SessionKind),
        sa.CheckConstraint("ends_at > starts_at", name="times_in_order"),
        sa.CheckConstraint("seats IS NULL OR seats > 0", name="some_seats"),
        sa.CheckConstraint("attended IS NULL OR attended >= 0", name="attended_not_negative"),
        sa.CheckConstraint("NOT is_seated OR seats IS NOT NULL", name="seated_has_seats"),
        sa.CheckConstraint("seats_each BETWEEN 1 AND 10", name="seats_each_few"),
        sa.CheckConstraint("closes_before BETWEEN 0 AND 336", name="closes_within_two_weeks"),
        sa.CheckConstraint("taken >= 0 AND (seats IS NULL OR taken <= seats)", name="taken_within_seats"),
        sa.CheckConstraint("present BETWEEN 0 AND taken", name="present_among_taken"),
        sa.CheckConstraint("waiting >= 0", name="waiting_not_negative"),
        sa.CheckConstraint("cancelled_at IS NULL OR (taken = 0 AND waiting = 0)", name="cancelled_is_empty"),
        sa.CheckConstraint("cancelled_why IS NULL OR cancelled_at IS NOT NULL", name="why_if_cancelled"),
    )

    @property
    def seats_free(self) -> int | None:
        """Seats nobody has; None where everybody may come."""
        return None if self.seats is None else self.seats - self.taken

    @property
    def seats_until(self) -> datetime:
        """Until when a seat may be taken beforehand."""
        return self.starts_at - timedelta(hours=self.closes_before)

    @property
    def came(self) -> int | None:
        """People in the room: as somebody counted them there, else by their badges; None: nobody did."""
        return self.attended if self.attended is not None else self.present or None

    @property
    def is_scanned(self) -> bool:
        """Whether `came` is known by badges at the door, and by nobody's count in the room."""
        return self.attended is None and self.present > 0


class Recommendation(Row, Model):
    """What a fair's forum asked for, who took it on, and how far it has come."""

    __tablename__ = "recommendations"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    text: Mapped[Texts] = mapped_column(Translated)
    owner: Mapped[Texts | None] = mapped_column(Translated)
    state: Mapped[str] = mapped_column(sa.String(20), default=RecommendationState.PROPOSED)
    due_on: Mapped[date | None]
    note: Mapped[Texts | None] = mapped_column(Translated)

    edition: Mapped[Edition] = relationship(back_populates="recommendations")

    __table_args__ = (
        values_check("state", RecommendationState),
        sa.CheckConstraint(
            "owner IS NOT NULL OR state IN ('proposed', 'dropped')", name="owned_once_accepted"
        ),
    )
