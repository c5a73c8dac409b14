"""Tables of registrations, badges, gates, devices, scans, the counters they keep, and stand visits."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub import clock
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.storage import StoredFile
from eventhub.visitors.admission import Outcome, Rule
from eventhub.visitors.scan_reading import DIRECTIONS, KINDS

CATEGORIES = ("visitor", "buyer", "school", "guest", "press", "exhibitor", "staff")
OUTCOMES = tuple(Outcome)


class Registration(Row, Model):
    """A visitor of an edition: somebody, or a group. Names may be empty once erased."""

    __tablename__ = "registrations"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name_ar: Mapped[str | None] = mapped_column(sa.String(120))
    name_latin: Mapped[str | None] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(20), index=True)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    category: Mapped[str] = mapped_column(sa.String(20), default="visitor")
    party: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(sa.String(5), default="ar")
    consent: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    came_by: Mapped[str] = mapped_column(sa.String(10), default="public")
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    folded: Mapped[str] = mapped_column(sa.String(300), default="")

    edition: Mapped[Edition] = relationship()
    badge: Mapped["Badge"] = relationship(back_populates="registration", uselist=False)

    __table_args__ = (
        values_check("category", CATEGORIES),
        values_check("came_by", ("public", "desk", "import", "invited", "demo")),
        sa.CheckConstraint("party BETWEEN 1 AND 100", name="party_size"),
        sa.CheckConstraint(
            "name_ar IS NOT NULL OR name_latin IS NOT NULL OR erased_at IS NOT NULL",
            name="named_unless_erased",
        ),
        sa.Index("ix_registrations_listed", "edition_id", "id"),
        sa.Index("ix_registrations_category", "edition_id", "category", "id"),
        sa.Index(
            "ix_registrations_words", sa.text("to_tsvector('simple', folded)"), postgresql_using="gin"
        ).ddl_if(dialect="postgresql"),
    )

    @property
    def name(self) -> Texts:
        """Both names; as a string, the one in the reader's script."""
        latin = self.name_latin or ""
        return Texts(ar=self.name_ar or "", fr=latin, en=latin)


class Badge(Row, Model):
    """What is scanned: a random code that says nothing about its bearer.

    `days_in`: see `admission.Bearer`.
    """

    __tablename__ = "badges"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registrations.id", ondelete="CASCADE"), unique=True
    )
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    printed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_place: Mapped[str | None] = mapped_column(sa.String(40))
    last_day: Mapped[date | None]
    days_in: Mapped[int] = mapped_column(sa.BigInteger, default=0, server_default="0")
    is_inside: Mapped[bool] = mapped_column(default=False)

    registration: Mapped[Registration] = relationship(back_populates="badge")


class Gate(Row, Model):
    """A way in, with its rule of admission."""

    __tablename__ = "gates"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name: Mapped[str] = mapped_column(sa.String(40))
    rule: Mapped[str] = mapped_column(sa.String(20), default=Rule.ONCE_A_DAY)
    categories: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    capacity: Mapped[int | None]

    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "name", name="uq_gates_name"),
        values_check("rule", Rule),
    )


class Device(Row, Model):
    """A phone that may only scan, until a date, at its gate."""

    __tablename__ = "devices"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    gate_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gates.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(sa.String(60))
    pairing_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    pairing_expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    token_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    gate: Mapped[Gate | None] = relationship()
    edition: Mapped[Edition] = relationship()


class Scan(Model):
    """One scan, kept for ever as it was answered; its id is the device's own, so a replay finds its answer.

    `counted` and `moved` are what it added to the counters (people): see `admission.Answer`.
    """

    __tablename__ = "scans"

    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)
    scan_id: Mapped[str] = mapped_column(sa.String(36), unique=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    device_id: Mapped[int] = mapped_column(sa.ForeignKey("devices.id"))
    badge_id: Mapped[int | None] = mapped_column(sa.ForeignKey("badges.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    place: Mapped[str | None] = mapped_column(sa.String(40))
    direction: Mapped[str] = mapped_column(sa.String(3), default="in")
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    is_offline: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str | None] = mapped_column(sa.String(30))
    first_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_place: Mapped[str | None] = mapped_column(sa.String(40))
    counted: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        values_check("kind", KINDS),
        values_check("direction", DIRECTIONS),
        values_check("outcome", OUTCOMES),
        sa.Index("ix_scans_edition_at", "edition_id", "at"),
    )


class Counter(Model):
    """Counts kept as scans come in, so that a dashboard never counts: by quarter of an hour and gate.

    A count is the sum over `shard`: each web process adds to a row of its own, so that two scans at one gate
    do not wait for each other's commit.
    """

    __tablename__ = "counters"

    edition_id: Mapped[int] = mapped_column(
        sa.ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    gate: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    quarter: Mapped[datetime] = mapped_column(UTCDateTime, primary_key=True)
    shard: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, default=0, server_default="0")
    day: Mapped[date]
    scans: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)
    entered: Mapped[int] = mapped_column(default=0)
    left: Mapped[int] = mapped_column(default=0)
    irregular: Mapped[int] = mapped_column(default=0)

    __table_args__ = (sa.Index("ix_counters_day", "edition_id", "day"),)


class StandVisit(Row, Model):
    """Somebody opened a stand's page from its QR: anonymous, once a browser and day."""

    __tablename__ = "stand_visits"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id", ondelete="CASCADE"))
    passport: Mapped[str] = mapped_column(sa.String(32))
    day: Mapped[date]
    is_favourite: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        sa.UniqueConstraint("booth_id", "passport", "day", name="uq_stand_visits_day"),
        sa.Index("ix_stand_visits_passport", "passport", "edition_id"),
    )


class BadgeRun(Row, Model):
    """Badges of an edition sent to print: done in parts, each its own job, so that it can be resumed."""

    __tablename__ = "badge_runs"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    layout: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(5))
    badge_count: Mapped[int]

    edition: Mapped[Edition] = relationship()
    parts: Mapped[list["BadgePart"]] = relationship(back_populates="run", order_by="BadgePart.position")

    @property
    def done_count(self) -> int:
        """How many badges are ready."""
        return sum(part.badge_count for part in self.parts if part.file_id is not None)


class BadgePart(Row, Model):
    """Some consecutive badges of a run (by id, both ends included) and their PDF once it is ready."""

    __tablename__ = "badge_parts"

    run_id: Mapped[int] = mapped_column(sa.ForeignKey("badge_runs.id", ondelete="CASCADE"))
    position: Mapped[int]
    first_badge_id: Mapped[int]
    last_badge_id: Mapped[int]
    badge_count: Mapped[int]
    is_only_new: Mapped[bool] = mapped_column(default=False)
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))

    run: Mapped[BadgeRun] = relationship(back_populates="parts")
    file: Mapped[StoredFile | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("run_id", "position", name="uq_badge_parts_position"),)


class Vote(Row, Model):
    """One favourite stand a badge."""

    __tablename__ = "votes"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), unique=True)
    booth_id: Mapped[int] = mapped_column(sa.ForeignKey("booths.id", ondelete="CASCADE"), index=True)
