"""Tables of the visitor's passport: its themes, the badge it belongs to, the prize draw."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.cooperatives.phrases import ICONS as SECTOR_ICONS
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated
from eventhub.visitors.models.registrations import Badge
from eventhub.visitors.prize_draw import TICKET_LENGTH, DrawState
from eventhub.visitors.theme_icons import default_icon


class PassportBadge(Row, Model):
    """The passport that collects a badge's stamps: phones that showed the badge share it."""

    __tablename__ = "passport_badges"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), unique=True)
    passport: Mapped[str] = mapped_column(sa.String(32))

    badge: Mapped[Badge] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "passport", name="uq_passport_badges_passport"),
        sa.Index("ix_passport_badges_passport", "passport"),
    )


class CarriedTicket(Row, Model):
    """The ticket of a badge whose code was replaced after a draw's list was closed: its bearer keeps it.

    A ticket tells nothing of a code, neither the old one nor the new.
    """

    __tablename__ = "carried_tickets"

    draw_id: Mapped[int] = mapped_column(sa.ForeignKey("prize_draws.id", ondelete="CASCADE"))
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges.id", ondelete="CASCADE"), index=True)
    ticket: Mapped[str] = mapped_column(sa.String(TICKET_LENGTH))

    __table_args__ = (
        sa.UniqueConstraint("draw_id", "badge_id", name="uq_carried_tickets_badge"),
        sa.UniqueConstraint("draw_id", "ticket", name="uq_carried_tickets_ticket"),
    )


class PassportTheme(Row, Model):
    """A page of the passport: stamps of some sectors, and how many fill it; `icon` NULL: its sectors' own."""

    __tablename__ = "passport_themes"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name: Mapped[Texts] = mapped_column(Translated)
    sectors: Mapped[list[str]] = mapped_column(sa.JSON)
    goal: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    icon: Mapped[str | None] = mapped_column(sa.String(20))

    @property
    def picture(self) -> str:
        """The icon's name: the organizer's choice, or by the sectors."""
        return self.icon or default_icon(self.sectors, SECTOR_ICONS)

    __table_args__ = (sa.CheckConstraint("goal BETWEEN 1 AND 100", name="goal_in_reach"),)


class PrizeDraw(Row, Model):
    """A draw among badges with enough stamps. The seed is sealed until it is drawn; its digest is public.

    `entries` are tickets (never names), frozen; `winners` are tickets in the order drawn.
    """

    __tablename__ = "prize_draws"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    title: Mapped[Texts] = mapped_column(Translated)
    prizes: Mapped[list[str]] = mapped_column(sa.JSON)
    least_stamps: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(10), default=DrawState.ANNOUNCED)
    seed: Mapped[str] = mapped_column(sa.String(64))
    commitment: Mapped[str] = mapped_column(sa.String(64))
    announced_at: Mapped[datetime] = mapped_column(UTCDateTime)
    frozen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    entries: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    entries_digest: Mapped[str | None] = mapped_column(sa.String(64))
    drawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    witnesses: Mapped[list[dict[str, Any]] | None] = mapped_column(sa.JSON(none_as_null=True))
    winners: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))

    edition: Mapped[Edition] = relationship()

    __table_args__ = (
        values_check("state", DrawState),
        sa.CheckConstraint("least_stamps BETWEEN 1 AND 100", name="stamps_in_reach"),
        sa.CheckConstraint(
            "(state = 'announced') = (frozen_at IS NULL) AND (frozen_at IS NULL) = (entries IS NULL)"
            " AND (frozen_at IS NULL) = (entries_digest IS NULL)",
            name="frozen_iff_listed",
        ),
        sa.CheckConstraint(
            "(state = 'drawn') = (drawn_at IS NOT NULL) AND (drawn_at IS NULL) = (winners IS NULL)"
            " AND (drawn_at IS NULL) = (witnesses IS NULL)",
            name="drawn_iff_witnessed",
        ),
    )
