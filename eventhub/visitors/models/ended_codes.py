"""The table of badge codes that were good once and belong to no badge any more."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.database import Model, Row, UTCDateTime


class EndedCode(Row, Model):
    """The code of a badge that was replaced or taken back: a scanner that knew it must hear that it ended.

    A random code alone: nothing here says whose badge it was.
    """

    __tablename__ = "ended_codes"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    ended_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (sa.Index("ix_ended_codes_edition", "edition_id", "ended_at"),)
