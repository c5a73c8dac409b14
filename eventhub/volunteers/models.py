"""Tables of volunteers: what they help with, their shifts, who they are, what they have of which shift."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime, random_code, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated
from eventhub.volunteers.states import TaskKind, TurnState


class VolunteerSetting(Row, Model):
    """How an edition looks for volunteers. Whoever gives or takes a place locks this row first."""

    __tablename__ = "volunteer_settings"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    is_open: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    about: Mapped[Texts | None] = mapped_column(Translated)
    phone: Mapped[str | None] = mapped_column(sa.String(20))


class VolunteerTask(Row, Model):
    """A post or a task: what is to be done and where one meets."""

    __tablename__ = "volunteer_tasks"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    kind: Mapped[str] = mapped_column(sa.String(20), default=TaskKind.OTHER)
    name: Mapped[Texts] = mapped_column(Translated)
    about: Mapped[Texts | None] = mapped_column(Translated)
    meet_at: Mapped[Texts | None] = mapped_column(Translated)

    edition: Mapped[Edition] = relationship()
    shifts: Mapped[list["VolunteerShift"]] = relationship(
        back_populates="task",
        order_by="VolunteerShift.starts_at, VolunteerShift.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    __table_args__ = (values_check("kind", TaskKind),)


class VolunteerShift(Row, Model):
    """Some hours of a task: how many are needed, how many have a place, wait and were there.

    `day` is the fair's day on which it begins, also where it ends after midnight.
    """

    __tablename__ = "volunteer_shifts"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("volunteer_tasks.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    needed: Mapped[int]
    least_age: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    waiting: Mapped[int] = mapped_column(default=0, server_default="0")
    present: Mapped[int] = mapped_column(default=0, server_default="0")
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    task: Mapped[VolunteerTask] = relationship(back_populates="shifts", lazy="joined", innerjoin=True)
    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="times_in_order"),
        sa.CheckConstraint("needed BETWEEN 1 AND 500", name="needed_some"),
        sa.CheckConstraint("least_age IS NULL OR least_age BETWEEN 10 AND 80", name="least_age_sensible"),
        sa.CheckConstraint("taken BETWEEN 0 AND needed", name="taken_within_needed"),
        sa.CheckConstraint("present BETWEEN 0 AND taken", name="present_among_taken"),
        sa.CheckConstraint("waiting >= 0", name="waiting_not_negative"),
        sa.CheckConstraint("cancelled_at IS NULL OR (taken = 0 AND waiting = 0)", name="cancelled_is_empty"),
        sa.Index("ix_volunteer_shifts_listed", "edition_id", "starts_at", "id"),
    )

    @property
    def free(self) -> int:
        """Places nobody has."""
        return self.needed - self.taken


class Volunteer(Row, Model):
    """Somebody who helps at an edition; without a name once forgotten, so that what they did stays counted.

    `public_id` is in the address of their own page, `attestation_code` in what proves their hours.
    """

    __tablename__ = "volunteers"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name: Mapped[str | None] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    email: Mapped[str | None] = mapped_column(sa.String(254))
    born_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(sa.String(5), default="ar")
    consent: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    folded: Mapped[str] = mapped_column(sa.String(300), default="")
    attestation_code: Mapped[str] = mapped_column(sa.String(16), unique=True, default=random_code)
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(name IS NULL) = (erased_at IS NOT NULL)", name="named_unless_erased"),
        sa.CheckConstraint(
            "erased_at IS NULL OR (phone IS NULL AND email IS NULL AND born_on IS NULL AND consent IS NULL)",
            name="erased_is_forgotten",
        ),
        sa.Index("ix_volunteers_listed", "edition_id", "id"),
    )


class VolunteerTurn(Row, Model):
    """What a volunteer has of a shift; one row however often they change their mind.

    The line goes by `asked_at`. `minutes` helped: to the minute where coming and leaving were noted.
    """

    __tablename__ = "volunteer_turns"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    shift_id: Mapped[int] = mapped_column(sa.ForeignKey("volunteer_shifts.id", ondelete="CASCADE"))
    volunteer_id: Mapped[int] = mapped_column(sa.ForeignKey("volunteers.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    came_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    minutes: Mapped[int | None]

    shift: Mapped[VolunteerShift] = relationship()
    volunteer: Mapped[Volunteer] = relationship()

    __table_args__ = (
        values_check("state", TurnState),
        sa.UniqueConstraint("shift_id", "volunteer_id", name="uq_volunteer_turns_one_each"),
        sa.CheckConstraint("(state = 'present') = (minutes IS NOT NULL)", name="minutes_iff_present"),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes_positive"),
        sa.CheckConstraint("came_at IS NULL OR state = 'present'", name="came_is_present"),
        sa.CheckConstraint(
            "left_at IS NULL OR (came_at IS NOT NULL AND left_at > came_at)", name="left_after_coming"
        ),
    )
