"""Tables of reports: what was aimed at and stated, and the closing report as it was published."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated
from eventhub.reports.figures import Aim, Method


class StatedFigure(Row, Model):
    """What an organizer aims at for an edition, and states themselves where nothing was counted.

    Sales are in centimes. `value` without a method would be a rumour: the two come together.
    """

    __tablename__ = "stated_figures"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    aim: Mapped[str] = mapped_column(sa.String(20))
    target: Mapped[int | None] = mapped_column(sa.BigInteger)
    value: Mapped[int | None] = mapped_column(sa.BigInteger)
    method: Mapped[str | None] = mapped_column(sa.String(20))

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "aim", name="uq_stated_figures_aim"),
        values_check("aim", Aim),
        values_check("method", (Method.DECLARED, Method.ESTIMATED)),
        sa.CheckConstraint("(value IS NULL) = (method IS NULL)", name="value_iff_method"),
        sa.CheckConstraint("value IS NULL OR value >= 0", name="value_not_negative"),
        sa.CheckConstraint("target IS NULL OR target > 0", name="target_positive"),
    )


class ClosingReport(Row, Model):
    """The report of one edition. Once published its figures and words stay, so that paper and page agree."""

    __tablename__ = "closing_reports"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    figures: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    words: Mapped[Texts | None] = mapped_column(Translated)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(published_at IS NULL) = (figures IS NULL)", name="frozen_iff_published"),
    )
