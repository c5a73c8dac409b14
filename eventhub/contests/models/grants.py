"""Tables of grants: what a winner was awarded, what was paid, and what it was used for, with proof."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.contests.kinds import GrantEntryKind
from eventhub.contests.models.contests import Idea
from eventhub.database import Centimes, Model, Row, values_check
from eventhub.storage import StoredFile


class Grant(Row, Model):
    """The money a winner was awarded; where it stands is reckoned from its entries."""

    __tablename__ = "grants"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), unique=True)
    amount: Mapped[int] = mapped_column(Centimes)

    idea: Mapped[Idea] = relationship(lazy="joined")
    entries: Mapped[list["GrantEntry"]] = relationship(
        back_populates="grant", order_by="GrantEntry.on, GrantEntry.id", lazy="selectin"
    )

    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_above_zero"),)


class GrantEntry(Row, Model):
    """One payment to the winner, or one use of it: never changed, a mistake is taken back by its opposite."""

    __tablename__ = "grant_entries"

    grant_id: Mapped[int] = mapped_column(sa.ForeignKey("grants.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    amount: Mapped[int] = mapped_column(Centimes)
    on: Mapped[date]
    words: Mapped[str] = mapped_column(sa.String(200))
    entry_id: Mapped[str] = mapped_column(sa.String(36))
    proof_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    grant: Mapped[Grant] = relationship(back_populates="entries")
    proof: Mapped[StoredFile | None] = relationship(lazy="joined")

    __table_args__ = (
        values_check("kind", GrantEntryKind),
        sa.CheckConstraint("amount <> 0", name="amount_not_zero"),
        sa.UniqueConstraint("grant_id", "entry_id", name="uq_grant_entries_entry"),
    )
