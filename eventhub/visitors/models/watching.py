"""Tables of watching gates: how many may be inside, what was found out about irregular entries."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.database import Model, Row, UTCDateTime


class CrowdLimit(Model):
    """How many people a fair may hold at once, and at which share of them (per cent) it warns."""

    __tablename__ = "crowd_limits"

    edition_id: Mapped[int] = mapped_column(
        sa.ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    people: Mapped[int]
    warn_at: Mapped[int] = mapped_column(sa.SmallInteger, default=90)

    __table_args__ = (
        sa.CheckConstraint("people > 0", name="people_positive"),
        sa.CheckConstraint("warn_at BETWEEN 50 AND 100", name="warn_at_in_percent"),
    )


class ScanNote(Row, Model):
    """What somebody wrote about an irregular entry; `resolved_at`: nothing is left to do about it."""

    __tablename__ = "scan_notes"

    scan_id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.ForeignKey("scans.id", ondelete="CASCADE")
    )
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    text: Mapped[str] = mapped_column(sa.String(500))
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    noted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    author: Mapped[Person | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("scan_id", name="uq_scan_notes_scan"),)
