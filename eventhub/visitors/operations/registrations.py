"""The verbs of registrations and badges: register, add, withdraw, erase, revoke, restore, reissue."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct, field
from msgspec.structs import replace

from eventhub import audit, storage
from eventhub.clock import local_day
from eventhub.database import code_of, db, random_code, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.transaction import savepoint
from eventhub.visitors import codes, queries
from eventhub.visitors.consent_texts import CONSENT_VERSION
from eventhub.visitors.models import Badge, EndedCode, Guest, Registration
from eventhub.visitors.opening import Opening
from eventhub.visitors.operations import contact_choices, draws, leads, meetings, passports, places, seats
from eventhub.visitors.phrases import OPENINGS

ARABIC = ("\u0600", "\u06ff")
"""First and last letter of the Arabic block."""


class Visitor(Struct, frozen=True):
    """What is known of somebody who comes; one name at least, in either script.

    `answers` are to the edition's further questions, by the question's name.
    """

    name_ar: str | None = None
    name_latin: str | None = None
    phone: str | None = None
    email: str | None = None
    category: str = "visitor"
    party: int = 1
    language: str = "ar"
    answers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def called(cls, name: str | None, **more: Any) -> "Visitor":
        """Somebody by the one name they gave, kept in the script it was typed in."""
        tidy = " ".join((name or "").split()) or None
        is_arabic = any(ARABIC[0] <= letter <= ARABIC[1] for letter in tidy or "")
        return cls(name_ar=tidy if is_arabic else None, name_latin=None if is_arabic else tidy, **more)


def folded_words(visitor: Visitor) -> str:
    """What search compares: both names, the address, the number as written abroad and at home."""
    phone = fold(visitor.phone)
    at_home = "0" + phone.removeprefix("212") if phone.startswith("212") else ""
    parts = (fold(visitor.name_ar), fold(visitor.name_latin), fold(visitor.email), phone, at_home)
    return " ".join(filter(None, parts))[:300]


def row_of(edition: Edition, visitor: Visitor, came_by: str, at: datetime) -> dict[str, Any]:
    """A registration's columns."""
    return {
        "edition_id": edition.id,
        "organizer_id": edition.organizer_id,
        "name_ar": visitor.name_ar,
        "name_latin": visitor.name_latin,
        "phone": visitor.phone,
        "email": visitor.email,
        "category": visitor.category,
        "party": visitor.party,
        "answers": visitor.answers or None,
        "language": visitor.language,
        "came_by": came_by,
        "folded": folded_words(visitor),
        "created_at": at,
    }


def register(
    edition: Edition,
    visitor: Visitor,
    consent_text: str,
    at: datetime,
    members: Sequence[str] | None = None,
    contact_text: str = "",
    sheet: str = "",
) -> Registration:
    """A visitor registers; the consent is kept with its words' version, language and moment.

    With `members` (names, perhaps empty ones) each of the party gets a badge of their own, led by the first.
    `contact_text`: the words by which stands may have the contact of who registers, empty without them.
    `sheet`: random name of the form; the same answers on it again give the registration that is there.
    Raises `registration_closed` when the fair is over, called off, too far away, or takes nobody online,
    `no_places` when fewer are left than people come.
    """
    opening = queries.opening_of(edition, local_day(at, edition.zone))
    if opening not in {Opening.OPEN, Opening.FULL}:  # the last place may have been taken by this very sheet
        raise DomainError("registration_closed", OPENINGS[opening])
    name = _name_of(sheet, edition, visitor, members) if sheet else random_code()
    if sheet and (there := _sent_before(name)) is not None:
        if there.erased_at is None:
            return there
        name = random_code()
    is_apart = members is not None and visitor.party > 1
    try:
        with savepoint():
            row = _added(edition, replace(visitor, party=1) if is_apart else visitor, "public", at, name)
    except sa.exc.IntegrityError as error:
        if not violates(error, "uq_registrations_public_id"):
            raise
        return db.session.scalars(sa.select(Registration).where(Registration.public_id == name)).one()
    _consent(row, consent_text, row.language, at)
    audit.record(None, "visitors:registration:registered", row, at)
    if contact_text:
        contact_choices.choose(row.badge, "always", contact_text, row.language, at, by="registration")
    if is_apart and members is not None:
        _add_members(row, visitor, members, at)
    places.take(edition.id, visitor.party)
    return row


def _name_of(sheet: str, edition: Edition, visitor: Visitor, members: Sequence[str] | None) -> str:
    """The public id of what this sheet says: the same for the same answers, another for others."""
    return code_of("\n".join([sheet, edition.public_id, repr(visitor), repr(members)]))


def _sent_before(name: str) -> Registration | None:
    return db.session.scalar(sa.select(Registration).where(Registration.public_id == name))


def _consent(row: Registration, text: str, language: str, at: datetime, by: str = "registration") -> None:
    row.consented_at = at
    row.consent = {
        "version": CONSENT_VERSION,
        "language": language,
        "at": at.isoformat(),
        "text": text,
        "by": by,
    }


def _add_members(leader: Registration, visitor: Visitor, names: Sequence[str], at: datetime) -> None:
    """The others of a party, whose data the first one answers for; the unnamed are numbered."""
    for number in range(2, visitor.party + 1):
        given = names[number - 2] if number - 2 < len(names) else ""
        name = given.strip() or f"{leader.name_ar or leader.name_latin} ({number})"
        member = Visitor.called(name[:120], category=visitor.category, language=visitor.language)
        row = _added(leader.edition, member, "public", at)
        row.leader_id, row.consented_at, row.consent = leader.id, at, leader.consent
    db.session.flush()


def add_invited(actor: Any, edition: Edition, visitor: Visitor, at: datetime) -> Registration:
    """Somebody invited gets a badge before they answer."""
    del actor  # the invitation itself is recorded
    return _added(edition, visitor, "invited", at)


class ReadAloud(Struct, frozen=True):
    """The words by which somebody at the desk agreed to what is kept of them, as they were read to them."""

    text: str
    language: str


def add_at_desk(
    actor: Any,
    edition: Edition,
    visitor: Visitor,
    consent: ReadAloud,
    at: datetime,
    *,
    is_another: bool = False,
) -> Registration:
    """Staff add who stands before them and agreed. Raises `already_here` when the name or number is known.

    `is_another` says that it is somebody else of the same name, or a family with one phone.
    """
    names = [name for name in (visitor.name_ar, visitor.name_latin) if name]
    if not is_another and queries.same_person(edition.id, names, visitor.phone):
        raise DomainError(
            "already_here",
            _l("Somebody of this name or number has a badge already. Print that one, or say it is another."),
            field="is_another",
            status=422,
        )
    row = _added(edition, visitor, "desk", at)
    _consent(row, consent.text, consent.language, at, by="desk")
    audit.record(actor, "visitors:registration:added", row, at)
    return row


def _added(
    edition: Edition, visitor: Visitor, came_by: str, at: datetime, public_id: str | None = None
) -> Registration:
    if not visitor.name_ar and not visitor.name_latin:
        raise DomainError("nameless", _l("Write a name, in either script."), field="name", status=422)
    row = Registration(**row_of(edition, visitor, came_by, at), public_id=public_id or random_code())
    row.badge = Badge(edition_id=edition.id, code=codes.new_badge_code(), created_at=at)
    db.session.add(row)
    db.session.flush()
    return row


def withdraw_consent(registration: Registration, at: datetime) -> None:
    """Take the consent back: name, contact and answers are forgotten, the badge stays good. Twice is as once.

    That it was given and withdrawn stays known, with its words' version, language and moments. Members of a
    party whose consent was given by the first are forgotten with them.
    """
    for row in (registration, *queries.members_of(registration)):
        if row.withdrawn_at is None and row.erased_at is None:
            row.consented_at = row.consented_at or at
            row.withdrawn_at = at
            consent = dict(row.consent or {})
            _forget(row, at)
            row.consent = consent | {"withdrawn_at": at.isoformat()}
            audit.record(None, "visitors:registration:withdrawn", row, at)


def erase(actor: Any, registration: Registration, at: datetime) -> None:
    """Forget who it was and cancel the badge; that somebody came stays counted. Twice is as once.

    Members of a party are forgotten with the one who leads it.
    """
    for row in (registration, *queries.members_of(registration)):
        if row.erased_at is None:
            seats.release_of(actor, row.badge, at)
            _forget(row, at)
            passports.untie(row.badge)
            row.badge.revoked_at = row.badge.revoked_at or at
            audit.record(actor, "visitors:registration:erased", row, at)
        elif row.badge.revoked_at is None:  # the consent was withdrawn before: the badge was left
            seats.release_of(actor, row.badge, at)
            passports.untie(row.badge)
            row.badge.revoked_at = at
    db.session.flush()
    places.recount(registration.edition_id)


def _forget(row: Registration, at: datetime) -> None:
    row.name_ar = row.name_latin = row.phone = row.email = None
    row.consent, row.folded, row.answers = None, "", None
    row.erased_at = at
    if row.photo is not None:
        photo, row.photo = row.photo, None
        db.session.flush()
        storage.drop(photo)
    guest = sa.update(Guest).where(Guest.registration_id == row.id)
    db.session.execute(guest.values(title=None, place=None, host=None))
    leads.forget([row.id], at)
    if (passport := passports.passport_of(row.badge)) is not None:
        meetings.forget(row.edition_id, passport)


def change_photo(actor: Any, registration: Registration, content: bytes, name: str, at: datetime) -> None:
    """Keep a picture of the bearer for the badge. Raises what `storage.keep` does, `erased`."""
    from io import BytesIO

    if registration.erased_at is not None:
        raise DomainError("erased", _l("This visitor's data was erased. Add the person again."))
    old = registration.photo
    registration.photo = storage.keep(BytesIO(content), name, owner=actor, images_only=True)
    db.session.flush()
    if old is not None:
        storage.drop(old)
    audit.record(actor, "visitors:registration:pictured", registration, at)


def revoke_badge(actor: Any, registration: Registration, at: datetime) -> None:
    """Cancel a badge: no gate lets it in any more, its seats of sessions are free. Twice is as once."""
    revoke_badges(actor, [registration], at)


def revoke_badges(actor: Any, registrations: Iterable[Registration], at: datetime) -> None:
    """Cancel badges; the places of each fair are counted once, however many badges there are."""
    changed = set()
    for registration in registrations:
        badge = registration.badge
        if badge.revoked_at is None:
            seats.release_of(actor, badge, at)
            badge.revoked_at = at
            audit.record(actor, "visitors:badge:revoked", registration, at)
            changed.add(badge.edition_id)
    db.session.flush()
    for edition_id in sorted(changed):
        places.recount(edition_id)


def restore_badge(actor: Any, registration: Registration, at: datetime) -> None:
    """Take a cancellation back. Twice is as once; who was erased stays out."""
    badge = registration.badge
    if badge.revoked_at is not None and registration.erased_at is None:
        badge.revoked_at, badge.renewed_at = None, max(at, badge.created_at)
        db.session.flush()
        places.recount(badge.edition_id)
        audit.record(actor, "visitors:badge:restored", registration, at)


def reissue_badge(actor: Any, registration: Registration, at: datetime) -> Badge:
    """Give the visitor a new code; the old one counts as cancelled from now on, the entries made stay.

    A ticket in a draw whose list is closed stays the visitor's. Raises `erased` when nothing is known of the
    visitor any more.
    """
    if registration.erased_at is not None:
        raise DomainError("erased", _l("This visitor's data was erased. Add the person again."))
    badge = registration.badge
    db.session.add(EndedCode(edition_id=badge.edition_id, code=badge.code, ended_at=at))
    draws.carry_tickets(badge, at)
    badge.code, badge.revoked_at, badge.printed_at = codes.new_badge_code(), None, None
    badge.renewed_at = max(at, badge.created_at)
    db.session.flush()
    places.recount(badge.edition_id)
    audit.record(actor, "visitors:badge:reissued", registration, at)
    return badge
