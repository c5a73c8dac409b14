"""Reads of accounts: who somebody is, where they are signed in, who works at an organizer."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import joinedload
from wtforms.validators import ValidationError

from eventhub.accounts.models import RESTS, Installation, Link, Organizer, Person, Role, SignIn
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.database import db
from eventhub.i18n import Texts, Translated
from eventhub.phones import normal_phone

_SCOPES = {
    kind: sa.table(
        table,
        sa.column("id", sa.Integer),
        sa.column("organizer_id", sa.Integer),
        sa.column("name", Translated()),
    )
    for kind, table in (("edition_id", "editions"), ("contest_id", "contests"))
}
"""What a role may be narrowed to; the tables belong to features above, only their names are read here."""


class Scope(Struct, frozen=True):
    """Where a role holds: an organizer, or one of its editions or contests; a subject for permissions."""

    organizer_id: int
    edition_id: int | None = None
    contest_id: int | None = None


def split_identity(typed: str) -> tuple[str | None, str | None]:
    """What somebody signs in by, as (e-mail, phone); both None when it is neither."""
    typed = typed.strip()
    if "@" in typed:
        return typed.casefold(), None
    try:
        return None, normal_phone(typed)
    except ValidationError:
        return None, None


def person_by_identity(typed: str) -> Person | None:
    """The living person with this e-mail or phone."""
    email, phone = split_identity(typed)
    if email is None and phone is None:
        return None
    column = Person.email == email if email else Person.phone == phone
    return db.session.scalar(sa.select(Person).where(column, Person.erased_at.is_(None)))


def people_reached_at(phone: str | None, email: str | None) -> list[Person]:
    """The living people with this phone or this e-mail: one, two, or nobody."""
    asked = [Person.phone == phone] if phone else []
    if email:
        asked.append(Person.email == email.strip().casefold())
    if not asked:
        return []
    query = sa.select(Person).where(sa.or_(*asked), Person.erased_at.is_(None))
    return list(db.session.scalars(query.order_by(Person.id)))


def is_demo() -> bool:
    """Whether this installation is a demo, where one click signs in."""
    return bool(db.session.scalar(sa.select(Installation.is_demo)))


def demo_people() -> list[Person]:
    """The one-click people, in the order they were made."""
    query = sa.select(Person).where(Person.demo_account.is_not(None), Person.erased_at.is_(None))
    return list(db.session.scalars(query.order_by(Person.id)))


def demo_person(account: str) -> Person | None:
    """One of them, if this is a demo."""
    query = sa.select(Person).where(Person.demo_account == account, Person.erased_at.is_(None))
    return db.session.scalar(query) if is_demo() else None


def living_sign_ins(person: Person, at: datetime) -> list[SignIn]:
    """Where the person is signed in, last seen first."""
    query = sa.select(SignIn).where(
        SignIn.person_id == person.id,
        SignIn.ended_at.is_(None),
        SignIn.expires_at > at,
        SignIn.last_seen_at > at - RESTS,
    )
    return list(db.session.scalars(query.order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())))


def people_signed_in() -> list[Person]:
    """Everybody with a session that was not ended."""
    living = sa.exists().where(SignIn.person_id == Person.id, SignIn.ended_at.is_(None))
    return list(db.session.scalars(sa.select(Person).where(living).order_by(Person.id)))


def sign_in_by_id(public_id: str) -> SignIn | None:
    """One session, by its outside name."""
    return db.session.scalar(sa.select(SignIn).where(SignIn.public_id == public_id))


def organizer_by_slug(slug: str) -> Organizer | None:
    """An organizer, by its address."""
    return db.session.scalar(sa.select(Organizer).where(Organizer.slug == slug))


def organizers() -> list[Organizer]:
    """Every organizer of the installation."""
    return list(db.session.scalars(sa.select(Organizer).order_by(Organizer.slug)))


def organizers_run_by(person: Person) -> list[Organizer]:
    """Organizers the person runs as a whole, by address."""
    query = sa.select(Organizer).where(
        sa.exists().where(
            Role.organizer_id == Organizer.id,
            Role.person_id == person.id,
            Role.name.in_(MANAGING),
            Role.edition_id.is_(None),
            Role.contest_id.is_(None),
        )
    )
    return list(db.session.scalars(query.order_by(Organizer.slug)))


def roles_at(organizer: Organizer) -> list[Role]:
    """Every role held there, whole-organizer ones first; people loaded along."""
    query = sa.select(Role).where(Role.organizer_id == organizer.id).options(joinedload(Role.person))
    scope = sa.func.coalesce(Role.edition_id, Role.contest_id, 0)
    return list(db.session.scalars(query.order_by(scope, Role.name, Role.id)))


def role_by_id(public_id: str) -> Role | None:
    """One role, by its outside name."""
    return db.session.scalar(sa.select(Role).where(Role.public_id == public_id))


def owners_of(organizer_id: int) -> int:
    """How many people own it."""
    query = sa.select(sa.func.count()).select_from(Role)
    return int(
        db.session.scalar(query.where(Role.organizer_id == organizer_id, Role.name == RoleName.OWNER)) or 0
    )


def scopes_of(organizer: Organizer) -> dict[tuple[str, int], Texts]:
    """What a role there may be narrowed to: {("edition_id" or "contest_id", id): its name}, newest first."""
    found = {}
    for kind, table in _SCOPES.items():
        query = sa.select(table.c.id, table.c.name).where(table.c.organizer_id == organizer.id)
        for number, name in db.session.execute(query.order_by(table.c.id.desc())):
            found[kind, number] = name
    return found


def scope_name(grants: dict[str, Any]) -> Texts | None:
    """The name of the edition or contest an invitation is for; None when it is for the whole organizer."""
    for kind, table in _SCOPES.items():
        if grants.get(kind) is not None:
            query = sa.select(table.c.name).where(
                table.c.id == grants[kind], table.c.organizer_id == grants["organizer_id"]
            )
            return db.session.scalar(query) or Texts()
    return None


def invitations_at(organizer: Organizer, at: datetime) -> list[Link]:
    """Invitations that still wait for an answer, newest first."""
    query = sa.select(Link).where(
        Link.purpose == "invitation", Link.used_at.is_(None), Link.expires_at > at, Link.grants.is_not(None)
    )
    held = sa.cast(Link.grants["organizer_id"].as_string(), sa.Integer) == organizer.id
    return list(db.session.scalars(query.where(held).order_by(Link.id.desc())))


def invitation_by_id(public_id: str) -> Link | None:
    """One invitation, by its outside name."""
    query = sa.select(Link).where(Link.public_id == public_id, Link.purpose == "invitation")
    return db.session.scalar(query)
