"""SQLite's statements for scans: its transaction holds the only write lock, so what was read stays true."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from eventhub.database import UTCDateTime
from eventhub.visitors.admission import Bearer
from eventhub.visitors.models import Badge, Counter, Device, Scan
from eventhub.visitors.scan_batch import FIGURES, Changes, Station
from eventhub.visitors.scan_statements import READ

_MOMENTS = (
    *("expires_at", "revoked_at", "last_seen_at", "badge_revoked_at"),
    *("first_in_at", "last_in_at", "first_at"),
)
STATES = ("first_in_at", "last_in_at", "last_place", "last_day", "days_in", "is_inside")


@cache
def _read() -> Any:
    text = READ.format(
        token=":token",  # noqa: S106 - the name of a value
        sent="SELECT value ->> 0 AS scan_id, value ->> 1 AS code FROM json_each(:sent)",
        codes="IN (SELECT code FROM sent)",
        version="NULL",
        lock="",
        only="",
    )
    return sa.text(text).columns(
        **dict.fromkeys(_MOMENTS, UTCDateTime),
        **dict.fromkeys(("starts_on", "ends_on", "last_day"), sa.Date),
        **dict.fromkeys(("opens_at", "closes_at"), sa.Time),
        categories=sa.JSON,
        consent=sa.JSON,
        is_inside=sa.Boolean,
        stops_when_full=sa.Boolean,
        shows_name=sa.Boolean,
    )


def read(connection: sa.Connection, token_hash: str, sent: Sequence[tuple[str, str | None]]) -> Sequence[Any]:
    """The rows `scan_store.find` builds on; the transaction holds its lock already."""
    return connection.execute(_read(), {"token": token_hash, "sent": json.dumps(sent)}).all()


@cache
def _statements() -> tuple[Any, Any, Any]:
    badge, counter = Badge.__table__, Counter.__table__
    passed = (
        sa.update(Badge)
        .where(badge.c.id == sa.bindparam("badge_id"))
        .values({name: sa.bindparam(f"new_{name}") for name in STATES})
    )
    added = insert(Counter)
    counted = added.on_conflict_do_update(
        index_elements=list(counter.primary_key),
        set_={name: counter.c[name] + added.excluded[name] for name in FIGURES},
    )
    return sa.insert(Scan), passed, counted


def write(connection: sa.Connection, station: Station, changes: Changes, now: datetime) -> bool:
    """Write a batch, a statement a table."""
    scans, passed, counted = _statements()
    device = {"edition_id": station.edition_id, "device_id": station.device_id, "received_at": now}
    if changes.scans:
        connection.execute(scans, [{**row, **device} for row in changes.scans])
    if changes.badges:
        connection.execute(passed, _badge_rows(changes.badges))
    if changes.counters:
        rows = [
            {"edition_id": station.edition_id, "gate": gate, "quarter": quarter, "shard": 0, **figures}
            for (gate, quarter), figures in changes.counters.items()
        ]
        connection.execute(counted, rows)
    if changes.is_news:
        told = changes.status
        said: dict[str, Any] = {"last_seen_at": now}
        if told.waiting is not None:
            said |= {"battery": told.battery, "is_charging": told.is_charging, "waiting": told.waiting}
        connection.execute(sa.update(Device).where(Device.id == station.device_id).values(said))
    return True


def _badge_rows(badges: Mapping[int, Bearer]) -> list[dict[str, Any]]:
    return [
        {"badge_id": badge_id} | {f"new_{name}": getattr(state, name) for name in STATES}
        for badge_id, state in badges.items()
    ]
