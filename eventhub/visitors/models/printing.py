"""Tables of badges printed in parts."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime
from eventhub.fairs.models import Edition
from eventhub.storage import StoredFile


class BadgeRun(Row, Model):
    """Badges of an edition sent to print: done in parts, each its own job, so that it can be resumed.

    `layout` is a built-in one's name or a drawn one's public id; `design` is the drawn one as it was then.
    `stopped_at`: no further part is made until it goes on.
    """

    __tablename__ = "badge_runs"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    layout: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(5))
    badge_count: Mapped[int]
    design: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    stopped_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    edition: Mapped[Edition] = relationship()
    parts: Mapped[list["BadgePart"]] = relationship(back_populates="run", order_by="BadgePart.position")

    @property
    def done_count(self) -> int:
        """How many badges are ready."""
        return sum(part.badge_count for part in self.parts if part.file_id is not None)

    @property
    def is_done(self) -> bool:
        """Whether every part is ready."""
        return self.done_count >= self.badge_count


class BadgePart(Row, Model):
    """Some consecutive badges of a run (by id, both ends included) and their PDF once it is ready.

    `badge_ids` are the ones chosen when not all between the two ends are.
    """

    __tablename__ = "badge_parts"

    run_id: Mapped[int] = mapped_column(sa.ForeignKey("badge_runs.id", ondelete="CASCADE"))
    position: Mapped[int]
    first_badge_id: Mapped[int]
    last_badge_id: Mapped[int]
    badge_count: Mapped[int]
    is_only_new: Mapped[bool] = mapped_column(default=False)
    badge_ids: Mapped[list[int] | None] = mapped_column(sa.JSON(none_as_null=True))
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))

    run: Mapped[BadgeRun] = relationship(back_populates="parts")
    file: Mapped[StoredFile | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("run_id", "position", name="uq_badge_parts_position"),)
