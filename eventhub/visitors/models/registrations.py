"""Tables of registrations and their badges."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.storage import StoredFile

CATEGORIES = ("visitor", "buyer", "school", "guest", "press", "exhibitor", "staff")


class Registration(Row, Model):
    """A visitor of an edition: somebody, or a group. Names may be empty once erased.

    Members of a family or class with a badge of their own are registrations led by the first of them.
    `answers` are to the edition's further questions. A withdrawn consent leaves the badge, without a name.
    """

    __tablename__ = "registrations"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name_ar: Mapped[str | None] = mapped_column(sa.String(120))
    name_latin: Mapped[str | None] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(20), index=True)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    category: Mapped[str] = mapped_column(sa.String(20), default="visitor")
    party: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(sa.String(5), default="ar")
    consent: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    came_by: Mapped[str] = mapped_column(sa.String(10), default="public")
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    folded: Mapped[str] = mapped_column(sa.String(300), default="")
    leader_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    answers: Mapped[dict[str, str] | None] = mapped_column(sa.JSON(none_as_null=True))
    consented_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    photo_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id", ondelete="SET NULL"))
    import_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("visitor_imports.id", ondelete="SET NULL"), index=True
    )

    photo: Mapped[StoredFile | None] = relationship()
    edition: Mapped[Edition] = relationship()
    badge: Mapped["Badge"] = relationship(back_populates="registration", uselist=False)

    __table_args__ = (
        values_check("category", CATEGORIES),
        values_check("came_by", ("public", "desk", "import", "invited", "demo")),
        sa.CheckConstraint("party BETWEEN 1 AND 100", name="party_size"),
        sa.CheckConstraint(
            "name_ar IS NOT NULL OR name_latin IS NOT NULL OR erased_at IS NOT NULL",
            name="named_unless_erased",
        ),
        sa.CheckConstraint("withdrawn_at IS NULL OR consented_at IS NOT NULL", name="given_before_withdrawn"),
        sa.CheckConstraint("leader_id IS NULL OR leader_id <> id", name="led_by_another"),
        sa.Index("ix_registrations_listed", "edition_id", "id"),
        sa.Index("ix_registrations_category", "edition_id", "category", "id"),
        sa.Index(
            "ix_registrations_words", sa.text("to_tsvector('simple', folded)"), postgresql_using="gin"
        ).ddl_if(dialect="postgresql"),
    )

    @property
    def name(self) -> Texts:
        """Both names; as a string, the one in the reader's script."""
        return Texts.of_scripts(self.name_ar, self.name_latin)


class Badge(Row, Model):
    """What is scanned: a random code that says nothing about its bearer.

    `days_in`: see `admission.Bearer`. `renewed_at`: when it last became good again, restored or with a new
    code: scanners must hear of it as of one just made.
    """

    __tablename__ = "badges"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registrations.id", ondelete="CASCADE"), unique=True
    )
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    renewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    printed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_place: Mapped[str | None] = mapped_column(sa.String(40))
    last_day: Mapped[date | None]
    days_in: Mapped[int] = mapped_column(sa.BigInteger, default=0, server_default="0")
    is_inside: Mapped[bool] = mapped_column(default=False)

    registration: Mapped[Registration] = relationship(back_populates="badge")

    __table_args__ = (
        sa.CheckConstraint("renewed_at IS NULL OR renewed_at >= created_at", name="made_before_renewed"),
    )
