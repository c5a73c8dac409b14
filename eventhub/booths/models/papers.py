"""Tables of what is printed for exhibitors: people and vehicles at the stand, agreements, runs of papers."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.booths.kinds import PaperKind
from eventhub.booths.models.applications import Application
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.storage import StoredFile


class StandPerson(Row, Model):
    """Somebody who will be at the stand and wears an exhibitor's badge; `code` is on its QR."""

    __tablename__ = "stand_people"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    name_ar: Mapped[str | None] = mapped_column(sa.String(120))
    name_latin: Mapped[str | None] = mapped_column(sa.String(120))

    application: Mapped[Application] = relationship()

    @property
    def name(self) -> Texts:
        """Both names; as a string, the one in the reader's script."""
        return Texts.of_scripts(self.name_ar, self.name_latin)

    __table_args__ = (sa.CheckConstraint("name_ar IS NOT NULL OR name_latin IS NOT NULL", name="named"),)


class Vehicle(Row, Model):
    """A vehicle that brings an exhibitor's goods: its plate, when and by which gate it enters."""

    __tablename__ = "vehicles"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    plate: Mapped[str] = mapped_column(sa.String(30))
    enters_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaves_at: Mapped[datetime] = mapped_column(UTCDateTime)
    gate: Mapped[str | None] = mapped_column(sa.String(60))

    application: Mapped[Application] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("application_id", "plate", name="uq_vehicles_plate"),
        sa.CheckConstraint("leaves_at > enters_at", name="times_in_order"),
    )


class Agreement(Row, Model):
    """A participation agreement as it was issued; its page by the public id says whether it still holds.

    `content` is what it says in each language, so that a change of settings never changes a signed paper.
    """

    __tablename__ = "agreements"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    terms_version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    replaced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()

    __table_args__ = (
        sa.Index(
            "uq_agreements_one_in_force",
            "application_id",
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        ),
    )


class PaperRun(Row, Model):
    """Papers of many exhibitors sent to print: done in parts, each its own job, so that it can be resumed."""

    __tablename__ = "paper_runs"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(5))

    edition: Mapped[Edition] = relationship()
    parts: Mapped[list["PaperPart"]] = relationship(back_populates="run", order_by="PaperPart.position")

    __table_args__ = (values_check("kind", PaperKind), values_check("language", ("ar", "fr", "both", "own")))

    @property
    def count(self) -> int:
        """How many exhibitors it is for."""
        return sum(len(part.application_ids) for part in self.parts)

    @property
    def done_count(self) -> int:
        """How many of them are ready."""
        return sum(len(part.application_ids) for part in self.parts if part.file_id is not None)


class PaperPart(Row, Model):
    """Some exhibitors of a run and their PDF once it is ready."""

    __tablename__ = "paper_parts"

    run_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_runs.id", ondelete="CASCADE"))
    position: Mapped[int]
    application_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))

    run: Mapped[PaperRun] = relationship(back_populates="parts")
    file: Mapped[StoredFile | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("run_id", "position", name="uq_paper_parts_position"),)
