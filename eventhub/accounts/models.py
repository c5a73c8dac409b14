"""Tables of people, organizers, roles, sign-ins (sessions) and one-time links."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.i18n import Texts, Translated

RESTS = timedelta(days=14)
"""How long a device may do nothing before it is signed out: a fair lasts a week, a jury's work two."""


class Person(Row, Model):
    """Somebody with an account. Names are typed in each script, never transliterated silently."""

    __tablename__ = "people"

    name_ar: Mapped[str | None] = mapped_column(sa.String(120))
    name_latin: Mapped[str | None] = mapped_column(sa.String(120))
    email: Mapped[str | None] = mapped_column(sa.String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    language: Mapped[str] = mapped_column(sa.String(5), default="ar")
    is_operator: Mapped[bool] = mapped_column(default=False)
    demo_account: Mapped[str | None] = mapped_column(sa.String(30), unique=True)
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    roles: Mapped[list["Role"]] = relationship(back_populates="person", lazy="select")

    __table_args__ = (
        sa.CheckConstraint(
            "name_ar IS NOT NULL OR name_latin IS NOT NULL OR erased_at IS NOT NULL",
            name="named_unless_erased",
        ),
        values_check("language", ("ar", "fr", "en", "zgh")),
    )

    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def name(self) -> Texts:
        """Both names; as a string, the one in the reader's script."""
        return Texts.of_scripts(self.name_ar, self.name_latin)

    @property
    def needs_both(self) -> bool:
        """Signs in by password and mailed link together: who runs the installation and has set both."""
        return bool(self.is_operator and self.password_hash and self.email)


class Nobody:
    """A visitor without an account; has no role anywhere."""

    id = None
    language = None
    is_operator = False
    is_authenticated = False
    is_active = False
    is_anonymous = True
    roles: tuple[()] = ()

    def get_id(self) -> None:
        """Nobody has no session."""
        return


class Organizer(Row, Model):
    """A body that runs fairs and contests: a province's division, an association, a foundation, an office."""

    __tablename__ = "organizers"

    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[Texts] = mapped_column(Translated)
    place_code: Mapped[str | None] = mapped_column(sa.String(20))
    email: Mapped[str | None] = mapped_column(sa.String(254))
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    cndp_receipt: Mapped[str | None] = mapped_column(sa.String(60))

    @property
    def organizer_id(self) -> int:
        """Itself: lets permissions and the audit log treat every subject alike."""
        return self.id


class Role(Row, Model):
    """A person's role at an organizer, for everything it runs or for one edition or contest."""

    __tablename__ = "roles"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id", ondelete="CASCADE"), index=True)
    edition_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    contest_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("contests.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(sa.String(20))

    person: Mapped[Person] = relationship(back_populates="roles")
    organizer: Mapped[Organizer] = relationship()

    __table_args__ = (
        values_check("name", RoleName),
        sa.CheckConstraint("edition_id IS NULL OR contest_id IS NULL", name="one_scope"),
        sa.Index(
            "uq_roles_scope",
            "person_id",
            "organizer_id",
            "name",
            sa.text("coalesce(edition_id, 0)"),
            sa.text("coalesce(contest_id, 0)"),
            unique=True,
        ),
    )


class SignIn(Row, Model):
    """One session of a person on one device; ending it signs that device out."""

    __tablename__ = "sign_ins"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    device: Mapped[str] = mapped_column(sa.String(200), default="")
    means: Mapped[str] = mapped_column(sa.String(20))
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (values_check("means", ("password", "link", "invitation", "demo")),)


class Link(Row, Model):
    """A one-time secret sent or printed: a sign-in by mail, or an invitation to a role (also as a QR)."""

    __tablename__ = "links"

    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    purpose: Mapped[str] = mapped_column(sa.String(20))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    grants: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (values_check("purpose", ("sign_in", "invitation", "password")),)


class Installation(Model):
    """One row: what this installation is."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    is_demo: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (sa.CheckConstraint("id = 1", name="only_one"),)
