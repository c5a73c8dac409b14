"""Tables of how an edition asks its visitors."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.database import Model, Row


class RegistrationSetting(Row, Model):
    """Which further questions an edition asks, and whether it takes registrations online."""

    __tablename__ = "registration_settings"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    questions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    is_open: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
