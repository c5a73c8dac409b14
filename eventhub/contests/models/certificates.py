"""The table of certificates that were replaced after publication: their codes, what they said, and why."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.contests.models.contests import Idea, Result
from eventhub.database import Model, Row


class ReplacedCertificate(Row, Model):
    """A certificate that is no longer true; whoever scans it reads which one took its place, and why.

    `said` holds what the paper says: {"title", "owner", "prize"}, each by language or None. Nothing took its
    place (`result` is None) where the idea lost its own. `is_rectified`: the whole ranking was put right,
    which is told once for all, not idea by idea.
    """

    __tablename__ = "replaced_certificates"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    result_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("results.id", ondelete="SET NULL"), index=True
    )
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    said: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.String(300))
    is_rectified: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    replaced_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    idea: Mapped[Idea] = relationship()
    result: Mapped[Result | None] = relationship()
