"""Reads of visitors, named for the question they answer. Lists take columns, never whole rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub import clock
from eventhub.database import db
from eventhub.folding import fold
from eventhub.visitors import codes
from eventhub.visitors.models import Badge, BadgeRun, Counter, Device, Gate, Registration
from eventhub.visitors.scan_store import Station
from eventhub.web.pages import Slice, keyset

OVERLAP = timedelta(minutes=2)
"""A cursor looks back this far: a transaction may become visible after a later moment was read."""
ROW = (
    Registration.id,
    Registration.public_id,
    Registration.name_ar,
    Registration.name_latin,
    Registration.phone,
    Registration.category,
    Registration.party,
    Registration.erased_at,
    Badge.code,
    Badge.revoked_at,
    Badge.last_in_at,
)


def local_today(timezone: str) -> date:
    """The fair's day at this moment."""
    return clock.today(ZoneInfo(timezone))


def registration_of(public_id: str, values: dict[str, Any]) -> Registration | None:
    """A registration of the edition named before it in the address."""
    query = sa.select(Registration).options(joinedload(Registration.badge))
    query = query.where(Registration.public_id == public_id)
    edition = values.get("edition")
    if edition is not None:
        query = query.where(Registration.edition_id == edition.id)
    return db.session.scalar(query)


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


def badge_by_code(code: str) -> Badge | None:
    """The badge with this code, with its edition."""
    query = sa.select(Badge).options(joinedload(Badge.registration).joinedload(Registration.edition))
    return db.session.scalar(query.where(Badge.code == code))


def visitors_page(edition_id: int, search: str, category: str) -> Slice:
    """One page of an edition's visitors, newest first: rows of `ROW`. Two statements, always."""
    matching = sa.select(Registration.id).where(Registration.edition_id == edition_id)
    if category:
        matching = matching.where(Registration.category == category)
    if search:
        matching = matching.where(_matches(search))
    found = keyset(matching, [Registration.id], lambda row: [row], descending=True)
    rows = db.session.execute(
        sa.select(*ROW)
        .join(Badge, Badge.registration_id == Registration.id)
        .where(Registration.id.in_(found.rows))
        .order_by(Registration.id.desc())
    ).all()
    return Slice(rows, found.after, found.before)


def _matches(search: str) -> sa.ColumnElement[bool]:
    """Every word begins a word of the visitor; or the search is the badge's code."""
    code = codes.read_badge(search)
    if code is not None:
        badge = sa.select(Badge.registration_id).where(Badge.code == code)
        return Registration.id.in_(badge)
    words = fold(search).split()[:6]
    if not words:
        return sa.true()
    if db.session.get_bind().dialect.name == "postgresql":
        asked = sa.func.to_tsquery("simple", " & ".join(f"{word}:*" for word in words))
        return sa.func.to_tsvector(sa.literal_column("'simple'"), Registration.folded).op("@@")(asked)
    spaced = sa.literal(" ") + Registration.folded
    return sa.and_(*(spaced.contains(f" {word}", autoescape=True) for word in words))


def visitor_counts(edition_id: int) -> dict[str, int]:
    """How many registrations of each category."""
    rows = db.session.execute(
        sa.select(Registration.category, sa.func.count().label("number"))
        .where(Registration.edition_id == edition_id)
        .group_by(Registration.category)
    )
    return {row.category: int(row.number) for row in rows}


@dataclass(frozen=True, slots=True)
class Figures:
    """The three figures of a day, never one: scans, people, people inside now; and irregular scans."""

    scans: int = 0
    people: int = 0
    inside: int = 0
    irregular: int = 0


def figures_of_day(edition_id: int, day: date, gate: str | None = None) -> Figures:
    """A day's figures from the counters: of an edition, or of one gate (then `inside` means nothing)."""
    total = [
        sa.func.coalesce(sa.func.sum(column), 0)
        for column in (
            Counter.scans,
            Counter.people,
            Counter.entered - Counter.left,
            Counter.irregular,
        )
    ]
    query = sa.select(*total).where(Counter.edition_id == edition_id, Counter.day == day)
    if gate is not None:
        query = query.where(Counter.gate == gate)
    return Figures(*(int(value) for value in db.session.execute(query).one()))


def quarters_of_day(edition_id: int, day: date) -> Sequence[Any]:
    """By quarter of an hour: (quarter, scans, people, entered, left), all gates together, in order."""
    sums = [
        sa.func.sum(column).label(column.key)
        for column in (Counter.scans, Counter.people, Counter.entered, Counter.left)
    ]
    return db.session.execute(
        sa.select(Counter.quarter, *sums)
        .where(Counter.edition_id == edition_id, Counter.day == day)
        .group_by(Counter.quarter)
        .order_by(Counter.quarter)
    ).all()


def gates_of_day(edition_id: int, day: date) -> Sequence[Any]:
    """By gate: (gate, scans, people), the busiest first."""
    scans, people = sa.func.sum(Counter.scans), sa.func.sum(Counter.people)
    return db.session.execute(
        sa.select(Counter.gate, scans, people)
        .where(Counter.edition_id == edition_id, Counter.day == day)
        .group_by(Counter.gate)
        .order_by(scans.desc())
    ).all()


def people_by_day(edition_id: int) -> dict[date, int]:
    """How many people came on each day."""
    rows = db.session.execute(
        sa.select(Counter.day, sa.func.sum(Counter.people))
        .where(Counter.edition_id == edition_id)
        .group_by(Counter.day)
    )
    return {day: int(people) for day, people in rows}


def gates_of(edition_id: int) -> Sequence[Gate]:
    """The gates of an edition, by name."""
    return db.session.scalars(sa.select(Gate).where(Gate.edition_id == edition_id).order_by(Gate.name)).all()


def gates_for_device(device: Device) -> Sequence[Gate]:
    """The gates a device may scan at: its own, or all."""
    return [device.gate] if device.gate is not None else gates_of(device.edition_id)


def devices_of(edition_id: int) -> Sequence[Device]:
    """The devices of an edition with their gates: working ones first, lately seen first."""
    query = sa.select(Device).options(joinedload(Device.gate)).where(Device.edition_id == edition_id)
    order = (Device.revoked_at.is_not(None), Device.last_seen_at.desc().nulls_last(), Device.id.desc())
    return db.session.scalars(query.order_by(*order).limit(200)).all()


def hashes_since(station: Station, cursor: str | None, now: datetime) -> dict[str, Any]:
    """Short hashes of an edition's badges made or cancelled since a cursor; all of them without one.

    A bad cursor counts as none. The same badge may come twice: scanners keep sets.
    """
    query = sa.select(Badge.code, Badge.revoked_at).where(Badge.edition_id == station.edition_id)
    since = _moment(cursor)
    if since is not None:
        query = query.where(sa.or_(Badge.created_at >= since, Badge.revoked_at >= since))
    salt = edition_salt(station.edition_id)
    rows = db.session.execute(query.order_by(Badge.id)).all()
    return {
        "edition": salt,
        "cursor": (now - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "hashes": [codes.short_hash(salt, code) for code, revoked in rows if revoked is None],
        "revoked": [codes.short_hash(salt, code) for code, revoked in rows if revoked is not None],
        "starts_on": station.starts_on.isoformat(),
        "ends_on": station.ends_on.isoformat(),
        "timezone": station.timezone,
        "gate": station.gate,
        "rule": station.rule,
    }


def edition_salt(edition_id: int) -> str:
    """The edition's name in hashes: its public id."""
    from eventhub.fairs.models import Edition

    return str(db.session.scalar(sa.select(Edition.public_id).where(Edition.id == edition_id)))


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def runs_of(edition_id: int) -> Sequence[BadgeRun]:
    """The last prints of badges, newest first, with their parts."""
    query = sa.select(BadgeRun).options(joinedload(BadgeRun.parts)).where(BadgeRun.edition_id == edition_id)
    return db.session.scalars(query.order_by(BadgeRun.id.desc()).limit(10)).unique().all()


def run_of(public_id: str, values: dict[str, Any]) -> BadgeRun | None:
    """A print of the edition named before it in the address."""
    query = sa.select(BadgeRun).where(
        BadgeRun.public_id == public_id, BadgeRun.edition_id == values["edition"].id
    )
    return db.session.scalar(query)


def badge_by_public_id(public_id: str) -> Badge | None:
    """The badge of somebody's own page, with its registration and edition."""
    query = sa.select(Badge).options(joinedload(Badge.registration).joinedload(Registration.edition))
    return db.session.scalar(query.where(Badge.public_id == public_id))


def rows_to_export(edition_id: int) -> Sequence[Any]:
    """Every visitor of an edition as written to a file, oldest first."""
    return db.session.execute(
        sa.select(
            Registration.name_ar,
            Registration.name_latin,
            Registration.phone,
            Registration.email,
            Registration.category,
            Registration.party,
            Registration.came_by,
            Registration.created_at,
            Badge.code,
            Badge.first_in_at,
        )
        .join(Badge, Badge.registration_id == Registration.id)
        .where(Registration.edition_id == edition_id, Registration.erased_at.is_(None))
        .order_by(Registration.id)
    ).all()
