"""Tables of how an edition asks its visitors."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.database import Model, Row
from eventhub.i18n import Texts, Translated


class RegistrationSetting(Row, Model):
    """Which further questions an edition asks, and whether and how many it takes online.

    `places`: people who may register online at most, NULL for any number. `taken`: how many of them hold a
    good badge; counted only where there are `places` (see `operations.places`). `when_full`: what the
    organizer says to who comes too late.
    """

    __tablename__ = "registration_settings"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    questions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    is_open: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    places: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    when_full: Mapped[Texts | None] = mapped_column(Translated)

    __table_args__ = (
        sa.CheckConstraint("places > 0", name="places_positive"),
        sa.CheckConstraint("taken >= 0", name="taken_counted"),
    )

    @property
    def places_left(self) -> int | None:
        """How many more people may register online; None where any number may."""
        return None if self.places is None else max(self.places - (self.taken or 0), 0)
