"""The verbs of cooperatives: profile, products, papers, members of the account."""

from datetime import datetime
from typing import Any, BinaryIO, cast

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from eventhub import audit, storage
from eventhub.accounts import links
from eventhub.accounts.models import Link, Person
from eventhub.accounts.roles import RoleName
from eventhub.cooperatives import queries
from eventhub.cooperatives.kinds import MemberRole
from eventhub.cooperatives.models import Cooperative, Document, Member, Product
from eventhub.cooperatives.permissions import AGENTS
from eventhub.database import db, violates
from eventhub.errors import DomainError


def create(actor: Person, values: dict[str, Any], at: datetime) -> Cooperative:
    """A new profile; the actor becomes its president, unless they file it as an agent.

    Raises `register_taken`.
    """
    row = Cooperative(**values, created_at=at)
    db.session.add(row)
    _flush()
    is_proxy = any(RoleName(role.name) in AGENTS for role in actor.roles)
    if not is_proxy:
        db.session.add(
            Member(cooperative_id=row.id, person_id=actor.id, role=MemberRole.PRESIDENT, created_at=at)
        )
        db.session.flush()
    audit.record(actor, "cooperatives:cooperative:created", row, at, by_proxy=is_proxy)
    return row


def change(
    actor: Any,
    row: Cooperative,
    values: dict[str, Any],
    at: datetime,
    photo: FileStorage | None = None,
    *,
    film: FileStorage | None = None,
) -> Cooperative:
    """Change the profile; a photo or film replaces the one before.

    Raises `register_taken`, `file_unreadable`, `file_too_large`.
    """
    for name, value in values.items():
        setattr(row, name, value)
    if photo:
        row.photo_id = _picture(actor, photo).id
    if film:
        stream = cast("BinaryIO", film.stream)
        row.film_id = storage.keep_recording(stream, film.filename or "", owner=actor, is_public=True).id
    _flush()
    audit.record(actor, "cooperatives:cooperative:changed", row, at)
    return row


def _picture(actor: Any, sent: FileStorage) -> storage.StoredFile:
    stream = cast("BinaryIO", sent.stream)
    return storage.keep(stream, sent.filename or "", owner=actor, is_public=True, images_only=True)


def _flush() -> None:
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:
        if violates(error, "uq_cooperatives_register"):
            sentence = _l("Another profile has this number in the register of this court.")
            raise DomainError("register_taken", sentence, field="register_number", status=422) from error
        raise


def save_product(
    actor: Any,
    cooperative: Cooperative,
    product: Product | None,
    values: dict[str, Any],
    at: datetime,
    *,
    photo: FileStorage | None = None,
) -> Product:
    """Add a product (None) or change one."""
    verb = "changed" if product else "added"
    row = product or Product(cooperative_id=cooperative.id, created_at=at)
    for name, value in values.items():
        setattr(row, name, value)
    if photo:
        row.photo_id = _picture(actor, photo).id
    db.session.add(row)
    db.session.flush()
    audit.record(actor, f"cooperatives:product:{verb}", cooperative, at, product=row.public_id)
    return row


def remove_product(actor: Any, cooperative: Cooperative, product: Product, at: datetime) -> None:
    """Take a product out."""
    audit.record(actor, "cooperatives:product:removed", cooperative, at, product=product.public_id)
    db.session.delete(product)


def add_document(
    actor: Any,
    cooperative: Cooperative,
    values: dict[str, Any],
    at: datetime,
    sent: FileStorage | None = None,
) -> Document:
    """Add a paper to the file. Raises `file_unreadable`, `file_too_large`."""
    row = Document(cooperative_id=cooperative.id, **values, created_at=at)
    if sent:
        row.file_id = storage.keep(cast("BinaryIO", sent.stream), sent.filename or "", owner=actor).id
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "cooperatives:document:added", cooperative, at, kind=row.kind)
    return row


def remove_document(actor: Any, cooperative: Cooperative, document: Document, at: datetime) -> None:
    """Take a paper out of the file. Its scan stays stored: an application sent before may point to it."""
    audit.record(actor, "cooperatives:document:removed", cooperative, at, kind=document.kind)
    db.session.delete(document)


def invite_member(actor: Any, cooperative: Cooperative, role: str, at: datetime) -> Link:
    """An invitation into the cooperative's account; its token is `links.token_of`."""
    grants = {"cooperative_id": cooperative.id, "role": MemberRole(role).value}
    link, _token = links.make("invitation", at, links.INVITATION_LASTS, grants=grants)
    audit.record(actor, "cooperatives:member:invited", cooperative, at, role=role)
    return link


def invited_to(token: str, at: datetime) -> tuple[Cooperative, Link] | None:
    """The cooperative a living invitation leads into."""
    link = links.living(token, "invitation", at)
    number = (link.grants or {}).get("cooperative_id") if link else None
    row = db.session.get(Cooperative, number) if number else None
    return (row, link) if row is not None and link is not None else None


def join(person: Person, token: str, at: datetime) -> Cooperative:
    """Act for a cooperative from now on. Raises `invitation_dead`."""
    found = invited_to(token, at)
    if found is None or not links.consume(found[1], at):
        sentence = _l("This invitation was used or is too old. Ask whoever invited you for a new one.")
        raise DomainError("invitation_dead", sentence, status=410)
    row, link = found
    if queries.member_of(row, person) is None:
        role = (link.grants or {})["role"]
        db.session.add(Member(cooperative_id=row.id, person_id=person.id, role=role, created_at=at))
        db.session.flush()
        audit.record(person, "cooperatives:member:joined", row, at, role=role)
    return row


def remove_member(actor: Any, cooperative: Cooperative, member: Member, at: datetime) -> None:
    """Somebody acts for it no more. Raises `last_president`."""
    db.session.get_one(Cooperative, cooperative.id, with_for_update=True)
    presidents = [each for each in queries.members_of(cooperative) if each.role == MemberRole.PRESIDENT]
    if presidents == [member]:
        sentence = _l("This is the last president of the account. Invite another one first.")
        raise DomainError("last_president", sentence)
    audit.record(actor, "cooperatives:member:removed", cooperative, at, person=member.person_id)
    db.session.delete(member)
    db.session.flush()
