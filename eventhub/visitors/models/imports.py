"""Tables of files of visitors brought in by a worker."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.visitors.import_states import ImportState


class VisitorImport(Row, Model):
    """A file sent in: which column is what, how its rows fared, how far they are in.

    `columns` gives for each column of the file the name of ours, or null. `sheets` names a workbook's sheets,
    `sheet` is the one that is read, from 0. `key` is where the file is kept
    (and, with endings, its good rows in pieces and the report), until the fair's data is forgotten.
    """

    __tablename__ = "visitor_imports"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(sa.String(200))
    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    columns: Mapped[list[str | None]] = mapped_column(sa.JSON, default=list)
    sheets: Mapped[list[str]] = mapped_column(sa.JSON, default=list, server_default="[]")
    sheet: Mapped[int] = mapped_column(default=0, server_default="0")
    state: Mapped[str] = mapped_column(sa.String(10), default=ImportState.SENT)
    row_count: Mapped[int] = mapped_column(default=0)
    bad_count: Mapped[int] = mapped_column(default=0)
    known_count: Mapped[int] = mapped_column(default=0)
    good_count: Mapped[int] = mapped_column(default=0)
    done_count: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(sa.String(300))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    edition: Mapped[Edition] = relationship()

    @property
    def sheet_name(self) -> str:
        """The sheet that is read, where there are several."""
        return self.sheets[self.sheet] if len(self.sheets) > 1 and self.sheet < len(self.sheets) else ""

    __table_args__ = (
        values_check("state", ImportState),
        sa.CheckConstraint("sheet >= 0", name="sheet_counted"),
        sa.CheckConstraint("done_count <= good_count", name="no_more_than_good"),
    )
