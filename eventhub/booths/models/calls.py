"""The table of the calls for exhibitors."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.database import Centimes, Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated


class Call(Row, Model):
    """The call for exhibitors of an edition, for some kinds of exhibitor.

    `questions` and `quotas` have the shapes of `asking`, `documents` of `papers`; `is_stepwise` asks one
    question a screen.
    """

    __tablename__ = "calls"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    kind: Mapped[str] = mapped_column(sa.String(20), default=ExhibitorKind.COOPERATIVE)
    intro: Mapped[Texts | None] = mapped_column(Translated)
    terms: Mapped[Texts | None] = mapped_column(Translated)
    terms_version: Mapped[int] = mapped_column(default=1)
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    questions: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    quotas: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    documents: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    is_stepwise: Mapped[bool] = mapped_column(default=False)
    fee: Mapped[int] = mapped_column(Centimes, default=0)

    edition: Mapped[Edition] = relationship()

    def is_open(self, at: datetime) -> bool:
        """Whether applications may be sent at this moment."""
        return self.opens_at <= at < self.closes_at

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "kind", name="uq_calls_kind"),
        values_check("kind", ExhibitorKind),
        sa.CheckConstraint("closes_at > opens_at", name="times_in_order"),
    )


class TermsVersion(Row, Model):
    """The terms of a call in one version: what somebody accepted stays readable."""

    __tablename__ = "call_terms"

    call_id: Mapped[int] = mapped_column(sa.ForeignKey("calls.id", ondelete="CASCADE"))
    version: Mapped[int]
    terms: Mapped[Texts] = mapped_column(Translated)

    __table_args__ = (
        sa.UniqueConstraint("call_id", "version", name="uq_call_terms_version"),
        sa.CheckConstraint("version > 0", name="version_positive"),
    )
