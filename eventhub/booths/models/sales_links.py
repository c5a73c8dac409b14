"""The table of the links by which sales are told without an account."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.models.applications import Application
from eventhub.database import Model, Row, UTCDateTime


class SalesLink(Row, Model):
    """One address that tells one exhibitor's sales, until it is revoked.

    Every file has a first one, whose key follows from its name (`sales_links.token_of`): its row is written
    when it is used or revoked, and nobody made it. `last_used_at`: when sales were last told by it.
    """

    __tablename__ = "sales_links"

    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    label: Mapped[str] = mapped_column(sa.String(60), default="", server_default="")
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    last_used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()
    made_by: Mapped[Person | None] = relationship()
