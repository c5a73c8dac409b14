"""Reads of gates and devices, and what an offline scanner needs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.database import db
from eventhub.visitors import codes
from eventhub.visitors.models import Badge, Device, EndedCode, Gate, Registration
from eventhub.visitors.scan_batch import Station

OVERLAP = timedelta(minutes=2)
"""A cursor looks back this far: a transaction may become visible after a later moment was read."""


def gate_of(public_id: str, values: dict[str, Any]) -> Gate | None:
    """A gate of the edition named before it in the address."""
    query = sa.select(Gate).where(Gate.public_id == public_id, Gate.edition_id == values["edition"].id)
    return db.session.scalar(query)


def gate_by_name(edition_id: int, name: str) -> Gate | None:
    """The gate people call so."""
    return db.session.scalar(sa.select(Gate).where(Gate.edition_id == edition_id, Gate.name == name))


def device_of(public_id: str, values: dict[str, Any]) -> Device | None:
    """A device of the edition named before it in the address."""
    query = sa.select(Device).where(Device.public_id == public_id, Device.edition_id == values["edition"].id)
    return db.session.scalar(query)


def gates_of(edition_id: int) -> Sequence[Gate]:
    """The gates of an edition, by name."""
    return db.session.scalars(sa.select(Gate).where(Gate.edition_id == edition_id).order_by(Gate.name)).all()


def may_show_names(edition_id: int) -> bool:
    """Whether a gate of the fair shows the names of those it lets in."""
    query = sa.select(sa.exists().where(Gate.edition_id == edition_id, Gate.shows_name))
    return bool(db.session.scalar(query))


def gates_for_device(device: Device) -> Sequence[Gate]:
    """The gates a device may scan at: its own, or all."""
    return [device.gate] if device.gate is not None else gates_of(device.edition_id)


def devices_of(edition_id: int) -> Sequence[Device]:
    """The devices of an edition with their gates: working ones first, lately seen first."""
    return db.session.scalars(_devices(), {"edition": edition_id}).all()


@cache
def _devices() -> Any:
    """Built once: a page of live figures asks it twice a minute."""
    query = sa.select(Device).options(joinedload(Device.gate))
    order = (Device.revoked_at.is_not(None), Device.last_seen_at.desc().nulls_last(), Device.id.desc())
    return query.where(Device.edition_id == sa.bindparam("edition")).order_by(*order).limit(200)


def hashes_since(station: Station, cursor: str | None, now: datetime) -> dict[str, Any]:
    """Short hashes of an edition's badges made, renewed, cancelled or replaced since a cursor; else all.

    A code that was replaced or taken back comes among the cancelled: a scanner may know it as good. A bad
    cursor counts as none. The same badge may come twice: scanners keep sets.
    """
    query = (
        sa.select(Badge.code, Badge.revoked_at, Registration.category)
        .join(Badge.registration)
        .where(Badge.edition_id == station.edition_id)
    )
    ended = sa.select(EndedCode.code).where(EndedCode.edition_id == station.edition_id)
    since = _moment(cursor)
    if since is not None:
        changes = (Badge.created_at, Badge.renewed_at, Badge.revoked_at)
        query = query.where(sa.or_(*(moment >= since for moment in changes)))
        ended = ended.where(EndedCode.ended_at >= since)
    salt = edition_salt(station.edition_id)
    good, cancelled, kinds = _hashes(salt, db.session.execute(query.order_by(Badge.id)))
    cancelled += [codes.short_hash(salt, code) for code in db.session.scalars(ended.order_by(EndedCode.id))]
    return {
        "edition": salt,
        "cursor": (now - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "hashes": good,
        "revoked": cancelled,
        "kinds": kinds,
        "starts_on": station.starts_on.isoformat(),
        "ends_on": station.ends_on.isoformat(),
        "timezone": station.timezone,
        "gate": station.gate,
        "rule": station.rule,
        "categories": sorted(station.categories),
        "opens_at": station.opens_at and station.opens_at.isoformat(),
        "closes_at": station.closes_at and station.closes_at.isoformat(),
    }


def _hashes(salt: str, rows: Iterable[Any]) -> tuple[list[str], list[str], dict[str, list[str]]]:
    """Hashes of good and of cancelled badges; the good ones that are not plain visitors' by their kind."""
    good: list[str] = []
    cancelled: list[str] = []
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for code, revoked_at, category in rows:
        short = codes.short_hash(salt, code)
        (good if revoked_at is None else cancelled).append(short)
        if revoked_at is None and category != "visitor":
            kinds[category].append(short)
    return good, cancelled, kinds


def edition_salt(edition_id: int) -> str:
    """The edition's name in hashes: its public id."""
    from eventhub.fairs.models import Edition

    return str(db.session.scalar(sa.select(Edition.public_id).where(Edition.id == edition_id)))


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
        return None if moment is None or moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
