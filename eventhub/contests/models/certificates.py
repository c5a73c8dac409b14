"""The table of certificates that were replaced after publication: their codes, what they said, and why."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.contests.models.contests import Result
from eventhub.database import Model, Row


class ReplacedCertificate(Row, Model):
    """A certificate that is no longer true; whoever scans it reads which one took its place, and why.

    `said` holds what the paper says: {"title", "owner", "prize"}, each by language or None.
    """

    __tablename__ = "replaced_certificates"

    result_id: Mapped[int] = mapped_column(sa.ForeignKey("results.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    said: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.String(300))
    replaced_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    result: Mapped[Result] = relationship()
