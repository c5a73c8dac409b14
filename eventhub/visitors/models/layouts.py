"""Tables of badges' layouts that organizers draw."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row
from eventhub.storage import StoredFile


class BadgeLayout(Row, Model):
    """A badge drawn by an organizer, for one edition or (without one) for all theirs.

    `elements` are dicts as `badge_design.read` checks them; lengths and the printer's offsets are in mm.
    `version` grows with each change, so that two who draw at once see each other.
    """

    __tablename__ = "badge_layouts"

    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(sa.String(40))
    paper: Mapped[str] = mapped_column(sa.String(20))
    elements: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    colours: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    offset_x: Mapped[float] = mapped_column(default=0.0, server_default="0")
    offset_y: Mapped[float] = mapped_column(default=0.0, server_default="0")
    logo_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    logo: Mapped[StoredFile | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint(
            "offset_x BETWEEN -20 AND 20 AND offset_y BETWEEN -20 AND 20", name="offsets_in_range"
        ),
        sa.UniqueConstraint("edition_id", "name", name="uq_badge_layouts_of_edition"),
        sa.Index(
            "uq_badge_layouts_of_organizer",
            "organizer_id",
            "name",
            unique=True,
            postgresql_where=sa.text("edition_id IS NULL"),
            sqlite_where=sa.text("edition_id IS NULL"),
        ),
    )
