"""The verbs of gates and devices."""

import secrets
from collections.abc import Mapping
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
from eventhub.visitors import codes
from eventhub.visitors.models import Device, Gate

PAIRING_LASTS = timedelta(minutes=10)
AFTER_THE_FAIR = timedelta(days=2)
"""How long devices may still send what they kept, after the last day."""


def save_gate(
    actor: Any, edition: Edition, values: Mapping[str, Any], at: datetime, gate: Gate | None = None
) -> Gate:
    """Create a gate, or change one. Raises `gate_name_taken`."""
    is_new = gate is None
    row = gate or Gate(edition_id=edition.id, organizer_id=edition.organizer_id)
    row.name, row.rule = values["name"], values["rule"]
    row.categories = list(values.get("categories") or ())
    row.opens_at, row.closes_at = values.get("opens_at"), values.get("closes_at")
    row.stops_when_full = bool(values.get("stops_when_full"))
    row.shows_name = bool(values.get("shows_name"))
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
    """Prepare a device for a gate (None: it chooses); gives it and its code, good once, ten minutes.

    One of the same name and gate that was never paired in its ten minutes gets the new code: it is the same.
    """
    code = "".join(secrets.choice(codes.ALPHABET) for _ in range(12))
    gate_id = gate.id if gate else None
    device = _never_paired(edition, gate_id, name, at) or Device(
        edition_id=edition.id, organizer_id=edition.organizer_id, gate_id=gate_id, name=name
    )
    device.pairing_hash, device.pairing_expires_at = token_hash(code), at + PAIRING_LASTS
    device.expires_at = _last_moment(edition, at)
    db.session.add(device)
    db.session.flush()
    audit.record(actor, "visitors:device:invited", device, at)
    return device, code


def _never_paired(edition: Edition, gate_id: int | None, name: str, at: datetime) -> Device | None:
    late = (Device.token_hash.is_(None), Device.revoked_at.is_(None), Device.pairing_expires_at <= at)
    query = sa.select(Device).where(
        Device.edition_id == edition.id,
        Device.gate_id.is_not_distinct_from(gate_id),
        Device.name == name,
        *late,
    )
    return db.session.scalar(query.order_by(Device.id.desc()).limit(1).with_for_update())


def _last_moment(edition: Edition, at: datetime) -> datetime:
    return max(day_bounds(edition.ends_on, edition.zone)[1] + AFTER_THE_FAIR, at + AFTER_THE_FAIR)


def pair_device(code: str, at: datetime) -> tuple[Device, str]:
    """Exchange a pairing code for a token. Raises `pairing_unknown` or `pairing_late` (404)."""
    plain = "".join(code.upper().split()).replace("-", "")
    device = _invited(plain) if plain.isascii() else None
    if device is None or device.revoked_at is not None:
        sentence = _l("This pairing code is unknown or was used. Ask for a new one.")
        raise DomainError("pairing_unknown", sentence, status=404)
    if device.pairing_expires_at is None or device.pairing_expires_at < at:
        raise DomainError("pairing_late", _l("This pairing code has expired. Ask for a new one."), status=404)
    token = _given_token(device, at)
    audit.record(None, "visitors:device:paired", device, at)
    return device, token


def _invited(code: str) -> Device | None:
    query = sa.select(Device).where(Device.pairing_hash == token_hash(code))
    return db.session.scalar(query.with_for_update())


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
