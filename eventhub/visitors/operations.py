"""The verbs of visitors: register, add, erase; badges, gates and devices.

Scans are answered in `scanning` and taken back in `undoing`, files read in `importing`, badges printed by
`printing`. None of them commits.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts.sessions import token_hash
from eventhub.clock import day_bounds
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState
from eventhub.folding import fold
from eventhub.visitors import codes
from eventhub.visitors.models import Badge, Device, Gate, Registration

CONSENT_VERSION = "2025-1"
"""Changes whenever the consent's sentence on the registration form does."""
PAIRING_LASTS = timedelta(minutes=10)
AFTER_THE_FAIR = timedelta(days=2)
"""How long devices may still send what they kept, after the last day."""


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


def save_gate(
    actor: Any, edition: Edition, values: Mapping[str, Any], at: datetime, gate: Gate | None = None
) -> Gate:
    """Create a gate, or change one. Raises `gate_name_taken`."""
    is_new = gate is None
    row = gate or Gate(edition_id=edition.id, organizer_id=edition.organizer_id)
    row.name, row.rule = values["name"], values["rule"]
    row.categories, row.capacity = list(values.get("categories") or ()), values.get("capacity")
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except sa.exc.IntegrityError as error:
        if violates(error, "uq_gates_name"):
            sentence = _l("This fair has a gate of this name. Choose another.")
            raise DomainError("gate_name_taken", sentence, field="name") from error
        raise
    audit.record(actor, f"visitors:gate:{'created' if is_new else 'edited'}", row, at)
    return row


def invite_device(
    actor: Any, edition: Edition, gate: Gate | None, name: str, at: datetime
) -> tuple[Device, str]:
    """Prepare a device for a gate (None: it chooses); gives it and its code, good once, ten minutes."""
    code = "".join(secrets.choice(codes.ALPHABET) for _ in range(12))
    device = Device(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        gate_id=gate.id if gate else None,
        name=name,
        pairing_hash=token_hash(code),
        pairing_expires_at=at + PAIRING_LASTS,
        expires_at=_last_moment(edition, at),
    )
    db.session.add(device)
    db.session.flush()
    audit.record(actor, "visitors:device:invited", device, at)
    return device, code


def _last_moment(edition: Edition, at: datetime) -> datetime:
    return max(day_bounds(edition.ends_on, edition.zone)[1] + AFTER_THE_FAIR, at + AFTER_THE_FAIR)


def pair_device(code: str, at: datetime) -> tuple[Device, str]:
    """Exchange a pairing code for a token. Raises `pairing_unknown` or `pairing_late` (404)."""
    plain = "".join(code.upper().split()).replace("-", "")
    device = db.session.scalar(
        sa.select(Device).where(Device.pairing_hash == token_hash(plain)).with_for_update()
    )
    if device is None or device.revoked_at is not None:
        sentence = _l("This pairing code is unknown or was used. Ask for a new one.")
        raise DomainError("pairing_unknown", sentence, status=404)
    if device.pairing_expires_at is None or device.pairing_expires_at < at:
        raise DomainError("pairing_late", _l("This pairing code has expired. Ask for a new one."), status=404)
    token = _given_token(device, at)
    audit.record(None, "visitors:device:paired", device, at)
    return device, token


def add_device(edition: Edition, gate: Gate, at: datetime) -> str:
    """A device paired from the command line; gives its token, which is shown once."""
    device = Device(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        gate_id=gate.id,
        name=f"{gate.name} {at:%H:%M:%S}",
        expires_at=_last_moment(edition, at),
    )
    db.session.add(device)
    token = _given_token(device, at)
    audit.record(None, "visitors:device:paired", device, at)
    return token


def _given_token(device: Device, at: datetime) -> str:
    token = secrets.token_urlsafe(24)
    device.token_hash, device.pairing_hash, device.pairing_expires_at = token_hash(token), None, None
    device.last_seen_at = at
    db.session.flush()
    return token


def revoke_device(actor: Any, device: Device, at: datetime) -> None:
    """The device may not scan any more. Twice is as once."""
    if device.revoked_at is None:
        device.revoked_at = at
        audit.record(actor, "visitors:device:revoked", device, at)
