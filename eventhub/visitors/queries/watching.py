"""Reads of how full a fair is, and of its irregular entries."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from eventhub.database import db
from eventhub.visitors.admission import Outcome, Reason
from eventhub.visitors.crowd import Crowd
from eventhub.visitors.models import Badge, CrowdLimit, Device, Scan, ScanNote
from eventhub.web.pages import Slice, keyset

OPEN, SETTLED = "open", "settled"
ROW = (
    *(Scan.id, Scan.scan_id, Scan.at, Scan.received_at, Scan.place, Scan.direction, Scan.reason),
    *(Scan.first_at, Scan.first_place, Badge.code, Device.name.label("device")),
    *(ScanNote.text.label("note"), ScanNote.resolved_at),
)


def limit_of(edition_id: int) -> CrowdLimit | None:
    """How many people a fair may hold, if somebody said so."""
    return db.session.get(CrowdLimit, edition_id)


def crowd_now(edition_id: int, inside: int) -> Crowd | None:
    """How full a fair is with so many inside; None when nobody said what it may hold."""
    limit = limit_of(edition_id)
    return None if limit is None else Crowd(inside, limit.people, limit.warn_at)


def irregular_page(edition_id: int, *, place: str = "", reason: str = "", state: str = "") -> Slice:
    """One page of a fair's irregular entries, newest first: rows of `ROW`. Two statements, always."""
    found = keyset(
        _irregular(edition_id, place, reason, state), [Scan.id], lambda row: [row], descending=True
    )
    query = _with_all().where(Scan.id.in_(found.rows)).order_by(Scan.id.desc())
    return Slice(db.session.execute(query).all(), found.after, found.before)


def irregular_to_export(edition_id: int) -> Iterator[Any]:
    """Every irregular entry of a fair, oldest first: rows of `ROW`."""
    query = _with_all().where(Scan.id.in_(_irregular(edition_id, "", "", ""))).order_by(Scan.id)
    yield from db.session.execute(query.execution_options(yield_per=1000))


def _irregular(edition_id: int, place: str, reason: str, state: str) -> sa.Select[Any]:
    query = sa.select(Scan.id).where(
        Scan.edition_id == edition_id,
        sa.literal_column("scans.outcome = 'irregular'"),  # as the partial index has it
        Scan.kind == "gate",
        Scan.undone_at.is_(None),
    )
    if place:
        query = query.where(Scan.place == place)
    if reason:
        query = query.where(Scan.reason == reason)
    if state:
        settled = sa.exists().where(ScanNote.scan_id == Scan.id, ScanNote.resolved_at.is_not(None))
        query = query.where(settled if state == SETTLED else ~settled)
    return query


def _with_all() -> Any:
    query = sa.select(*ROW)
    return (
        query.join(Device, Device.id == Scan.device_id)
        .outerjoin(Badge, Badge.id == Scan.badge_id)
        .outerjoin(ScanNote, ScanNote.scan_id == Scan.id)
    )


def irregular_reasons(edition_id: int) -> Sequence[Reason]:
    """Why entries were irregular here."""
    query = sa.select(Scan.reason).where(
        Scan.edition_id == edition_id, sa.literal_column("scans.outcome = 'irregular'")
    )
    return sorted(Reason(reason) for reason in db.session.scalars(query.distinct()) if reason)


def irregular_scan(scan_id: str, values: dict[str, Any]) -> Any:
    """An irregular entry of the edition named before it, by the scan's own id: a row of `ROW`."""
    try:
        known = str(UUID(scan_id))
    except ValueError:
        return None
    query = _with_all().where(Scan.scan_id == known, Scan.edition_id == values["edition"].id)
    return db.session.execute(query.where(Scan.outcome == Outcome.IRREGULAR)).first()
