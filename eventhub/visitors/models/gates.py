"""Tables of gates, devices, scans and the counters they keep."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub import clock
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.visitors.admission import Outcome, Rule
from eventhub.visitors.scan_reading import DIRECTIONS, KINDS

OUTCOMES = tuple(Outcome)


class Gate(Row, Model):
    """A way in, with its rule of admission; its hours are the fair's local ones.

    `shows_name`: a phone that scans online is told the visitor's first name and initial with its yes.
    """

    __tablename__ = "gates"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name: Mapped[str] = mapped_column(sa.String(40))
    rule: Mapped[str] = mapped_column(sa.String(20), default=Rule.ONCE_A_DAY)
    categories: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    stops_when_full: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    shows_name: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "name", name="uq_gates_name"),
        sa.CheckConstraint("(opens_at IS NULL) = (closes_at IS NULL)", name="hours_together"),
        values_check("rule", Rule),
    )


class Device(Row, Model):
    """A phone that may only scan, until a date, at its gate.

    What it last said of itself: `battery` in per cent, `waiting` scans that it had not sent yet.
    """

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
    battery: Mapped[int | None] = mapped_column(sa.SmallInteger)
    is_charging: Mapped[bool | None]
    waiting: Mapped[int | None]

    gate: Mapped[Gate | None] = relationship()
    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        sa.CheckConstraint("battery BETWEEN 0 AND 100", name="battery_in_percent"),
        sa.CheckConstraint("waiting >= 0", name="waiting_not_negative"),
    )


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
        sa.Index(
            "ix_scans_irregular",
            *("edition_id", "id"),
            sqlite_where=sa.text("outcome = 'irregular'"),
            postgresql_where=sa.text("outcome = 'irregular'"),
        ),
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
