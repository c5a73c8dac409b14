"""The closing report as it was published: figures frozen, so that the paper and the page agree for ever."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated


class ClosingReport(Row, Model):
    """The report of one edition."""

    __tablename__ = "closing_reports"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    figures: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    words: Mapped[Texts | None] = mapped_column(Translated)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    edition: Mapped[Edition] = relationship()
