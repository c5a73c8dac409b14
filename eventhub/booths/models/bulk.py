"""Tables of work on many files: filters kept by name, and what was done to many at once."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.states import BulkState, BulkVerb
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition


class SavedFilter(Row, Model):
    """A filter of the list of applications kept by name, as the query of its address."""

    __tablename__ = "saved_filters"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    query: Mapped[str] = mapped_column(sa.String(600))
    is_shared: Mapped[bool] = mapped_column(default=False)
    is_default: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "person_id", "name", name="uq_saved_filters_name"),
        sa.Index(
            "uq_saved_filters_default",
            "edition_id",
            "person_id",
            unique=True,
            sqlite_where=sa.text("is_default"),
            postgresql_where=sa.text("is_default"),
        ),
    )


class BulkAction(Row, Model):
    """One thing done to many files at once: shown first, then done, and undone while nothing is published.

    `chosen` are the ids of the files that were shown, `before` what each one was ({id: {…}}) for those it was
    done to, `skipped` {id: the reason's code}. Undone before `undo_until`,
    or else published then.
    """

    __tablename__ = "bulk_actions"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    verb: Mapped[str] = mapped_column(sa.String(20))
    arguments: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    chosen: Mapped[list[int]] = mapped_column(sa.JSON, default=list)
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    skipped: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    back: Mapped[str] = mapped_column(sa.String(600), default="")
    state: Mapped[str] = mapped_column(sa.String(20), default=BulkState.PREPARED)
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    undo_until: Mapped[datetime | None] = mapped_column(UTCDateTime)

    edition: Mapped[Edition] = relationship()
    actor: Mapped[Person | None] = relationship()

    __table_args__ = (
        values_check("verb", BulkVerb),
        values_check("state", BulkState),
        sa.CheckConstraint("state IN ('prepared', 'running') OR done_at IS NOT NULL", name="done_has_moment"),
    )

    @property
    def looked_at(self) -> int:
        """How many of the chosen files were done or skipped so far."""
        return len(self.before) + len(self.skipped)
