"""The verbs of registrations and badges: register, add, erase, revoke, reissue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState
from eventhub.folding import fold
from eventhub.visitors import codes
from eventhub.visitors.models import Badge, Registration
from eventhub.visitors.operations import leads

CONSENT_VERSION = "2025-1"
"""Changes whenever the consent's sentence on the registration form does."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What is known of somebody who comes; one name at least, in either script."""

    name_ar: str | None = None
    name_latin: str | None = None
    phone: str | None = None
    email: str | None = None
    category: str = "visitor"
    party: int = 1
    language: str = "ar"


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
        "language": visitor.language,
        "came_by": came_by,
        "folded": folded_words(visitor),
        "created_at": at,
    }


def register(edition: Edition, visitor: Visitor, consent_text: str, at: datetime) -> Registration:
    """A visitor registers; the consent is kept with its words' version, language and moment.

    Raises `registration_closed` when the fair is over or called off.
    """
    if edition.state in {EditionState.CLOSED, EditionState.CANCELLED} or at > edition.moments[1]:
        raise DomainError("registration_closed", _l("This fair is over: there is nothing to register for."))
    row = _added(edition, visitor, "public", at)
    row.consent = {
        "version": CONSENT_VERSION,
        "language": visitor.language,
        "at": at.isoformat(),
        "text": consent_text,
    }
    audit.record(None, "visitors:registration:registered", row, at)
    return row


def add(actor: Any, edition: Edition, visitor: Visitor, at: datetime) -> Registration:
    """Staff add somebody at the desk."""
    row = _added(edition, visitor, "desk", at)
    audit.record(actor, "visitors:registration:added", row, at)
    return row


def _added(edition: Edition, visitor: Visitor, came_by: str, at: datetime) -> Registration:
    if not visitor.name_ar and not visitor.name_latin:
        raise DomainError("nameless", _l("Write a name, in either script."), field="name", status=422)
    row = Registration(**row_of(edition, visitor, came_by, at))
    row.badge = Badge(edition_id=edition.id, code=codes.new_badge_code(), created_at=at)
    db.session.add(row)
    db.session.flush()
    return row


def erase(actor: Any, registration: Registration, at: datetime) -> None:
    """Forget who it was and cancel the badge; that somebody came stays counted. Twice is as once."""
    if registration.erased_at is not None:
        return
    registration.name_ar = registration.name_latin = registration.phone = registration.email = None
    registration.consent, registration.folded = None, ""
    registration.erased_at = at
    badge = registration.badge
    badge.revoked_at = badge.revoked_at or at
    leads.forget([registration.id], at)
    audit.record(actor, "visitors:registration:erased", registration, at)


def revoke_badge(actor: Any, registration: Registration, at: datetime) -> None:
    """Cancel a badge: no gate lets it in any more. Twice is as once."""
    badge = registration.badge
    if badge.revoked_at is None:
        badge.revoked_at = at
        audit.record(actor, "visitors:badge:revoked", registration, at)


def reissue_badge(actor: Any, registration: Registration, at: datetime) -> Badge:
    """Give the visitor a new code; the old one is unknown from now on, the entries made stay.

    Raises `erased` when nothing is known of the visitor any more.
    """
    if registration.erased_at is not None:
        raise DomainError("erased", _l("This visitor's data was erased. Add the person again."))
    badge = registration.badge
    badge.code, badge.revoked_at, badge.printed_at = codes.new_badge_code(), None, None
    badge.created_at = at  # scanners ask for badges made since
    audit.record(actor, "visitors:badge:reissued", registration, at)
    return badge
