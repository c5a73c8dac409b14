"""The table of a contest's rules as published: each version stays readable, with why it replaced the last."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.database import Model, Row, UTCDateTime
from eventhub.i18n import Texts, Translated


class RulesVersion(Row, Model):
    """The rules, the method and the settings that bind, as everybody could read them from a moment on."""

    __tablename__ = "rules_versions"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    number: Mapped[int]
    rules: Mapped[Texts | None] = mapped_column(Translated)
    method: Mapped[Texts | None] = mapped_column(Translated)
    settings: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    reason: Mapped[str | None] = mapped_column(sa.String(300))
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        sa.UniqueConstraint("contest_id", "number", name="uq_rules_versions_number"),
        sa.CheckConstraint("(number = 1) = (reason IS NULL)", name="reason_after_the_first"),
    )
