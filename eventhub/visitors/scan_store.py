"""Scans and the database: what a batch needs in one locked read, what it changes in one write.

The only module with statements for each kind of database. PostgreSQL: a read that locks the badges (in the
order of their ids, so that batches never wait in a circle) and one write of several parts. SQLite: the
transaction holds the only write lock already (`BEGIN IMMEDIATE`), and the write is a statement a table.
Not here: what the answers are (`scanning`, `admission`).
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from eventhub.database import UTCDateTime, db
from eventhub.visitors.admission import Bearer, Rule
from eventhub.visitors.models import Badge, Counter, Device, Scan


@dataclass(frozen=True, slots=True)
class Station:
    """The device that scans, with its gate and fair."""

    device_id: int
    edition_id: int
    expires_at: datetime
    revoked_at: datetime | None
    last_seen_at: datetime | None
    gate_id: int | None
    gate_public_id: str | None
    gate: str | None
    rule: Rule | None
    categories: frozenset[str]
    timezone: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Told:
    """An answer given before, by the scan's id."""

    outcome: str
    reason: str | None
    first_at: datetime | None
    first_place: str | None


@dataclass(slots=True)
class Found:
    """What a batch starts from: who scans, badges by code (id and state), answers already given by id."""

    station: Station
    badges: dict[str, tuple[int, Bearer]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """What a batch leaves: scans, badges' new states by id, additions to counters by (gate, quarter)."""

    scans: list[dict[str, Any]] = field(default_factory=list)
    badges: dict[int, Bearer] = field(default_factory=dict)
    counters: dict[tuple[str, datetime], dict[str, Any]] = field(default_factory=dict)

    def count(self, gate: str, quarter: datetime, day: date, **more: int) -> None:
        """Add to a gate's quarter of an hour."""
        row = self.counters.get((gate, quarter))
        if row is None:
            row = self.counters[gate, quarter] = {"day": day, **dict.fromkeys(FIGURES, 0)}
        for name, number in more.items():
            row[name] += number


SHARDS = 64
"""Rows a counter may be spread over; processes rarely share one."""
FIGURES = ("scans", "people", "entered", "left", "irregular")

_READ = """
WITH device AS (
  SELECT d.id AS device_id, d.edition_id AS at_edition_id, d.expires_at, d.revoked_at, d.last_seen_at,
    g.id AS gate_id, g.public_id AS gate_public_id, g.name AS gate, g.rule, g.categories,
    e.timezone, e.starts_on, e.ends_on
  FROM devices d JOIN editions e ON e.id = d.edition_id LEFT JOIN gates g ON g.id = d.gate_id
  WHERE d.token_hash = {token}),
sent AS ({sent}),
badge AS (
  SELECT b.id AS badge_id, b.code, b.edition_id, r.category, r.party, b.revoked_at AS badge_revoked_at,
    b.first_in_at, b.last_in_at, b.last_place, b.last_day, b.days_in, b.is_inside
  FROM badges b JOIN registrations r ON r.id = b.registration_id
  WHERE b.code IN (SELECT code FROM sent) AND EXISTS (SELECT 1 FROM device)
  {lock})
SELECT device.*, sent.scan_id, badge.*, s.outcome, s.reason, s.first_at, s.first_place
FROM device LEFT JOIN sent ON TRUE
LEFT JOIN badge ON badge.code = sent.code LEFT JOIN scans s ON s.scan_id = sent.scan_id
"""
_SENT = {
    "postgresql": "SELECT * FROM unnest(%(ids)s::text[], %(codes)s::text[]) AS sent(scan_id, code)",
    "sqlite": "SELECT value ->> 0 AS scan_id, value ->> 1 AS code FROM json_each(:sent)",
}
_TOKEN = {"postgresql": "%(token)s", "sqlite": ":token"}
_LOCK = {"postgresql": "ORDER BY b.id FOR UPDATE OF b", "sqlite": ""}
_MOMENTS = (
    *("expires_at", "revoked_at", "last_seen_at", "badge_revoked_at"),
    *("first_in_at", "last_in_at", "first_at"),
)


@cache
def _read_statement(dialect: str) -> Any:
    text = _READ.format(sent=_SENT[dialect], lock=_LOCK[dialect], token=_TOKEN[dialect])
    if dialect == "postgresql":
        return text  # as the driver takes it: nothing to compile, and it gives Python's own types
    days = ("starts_on", "ends_on", "last_day")
    return sa.text(text).columns(
        **dict.fromkeys(_MOMENTS, UTCDateTime),
        **dict.fromkeys(days, sa.Date),
        categories=sa.JSON,
        is_inside=sa.Boolean,
    )


def find(token_hash: str, sent: Sequence[tuple[str, str | None]]) -> Found | None:
    """The device of a token with the badges (locked) and earlier answers of scans given as (id, code).

    None when no device has this token. One statement.
    """
    connection = db.session.connection()
    dialect = connection.dialect.name
    values: dict[str, Any] = {"token": token_hash}
    if dialect == "sqlite":
        values["sent"] = json.dumps(sent)
    else:
        values |= {"ids": [scan_id for scan_id, _ in sent], "codes": [code for _, code in sent]}
    statement = _read_statement(dialect)
    execute = connection.execute if dialect == "sqlite" else connection.exec_driver_sql
    rows = execute(statement, values).all()
    if not rows:
        return None
    found = Found(_station(rows[0]))
    for row in rows:
        if row.badge_id is not None and row.code not in found.badges:
            found.badges[row.code] = (row.badge_id, _bearer(row))
        if row.outcome is not None:
            found.told[row.scan_id] = Told(row.outcome, row.reason, row.first_at, row.first_place)
    return found


def _station(row: Any) -> Station:
    return Station(
        device_id=row.device_id,
        edition_id=row.at_edition_id,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_seen_at=row.last_seen_at,
        gate_id=row.gate_id,
        gate_public_id=row.gate_public_id,
        gate=row.gate,
        rule=None if row.rule is None else Rule(row.rule),
        categories=frozenset(row.categories or ()),
        timezone=row.timezone,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _bearer(row: Any) -> Bearer:
    return Bearer(
        edition_id=row.edition_id,
        category=row.category,
        party=row.party,
        is_revoked=row.badge_revoked_at is not None,
        first_in_at=row.first_in_at,
        last_in_at=row.last_in_at,
        last_place=row.last_place,
        last_day=row.last_day,
        days_in=row.days_in,
        is_inside=row.is_inside,
    )


_WRITE = """
WITH written AS (
  INSERT INTO scans (scan_id, edition_id, device_id, badge_id, kind, place, direction, at, received_at,
    is_offline, outcome, reason, first_at, first_place, counted, moved)
  SELECT scan_id, %(edition)s, %(device)s, badge_id, kind, place, direction, at, %(now)s, is_offline, outcome,
    reason, first_at, first_place, counted, moved
  FROM json_populate_recordset(NULL::scans, %(scans)s::json) ON CONFLICT (scan_id) DO NOTHING
  RETURNING 1),
passed AS (
  UPDATE badges SET first_in_at = n.first_in_at, last_in_at = n.last_in_at, last_place = n.last_place,
    last_day = n.last_day, days_in = n.days_in, is_inside = n.is_inside
  FROM json_populate_recordset(NULL::badges, %(badges)s::json) n WHERE badges.id = n.id),
counted AS (
  INSERT INTO counters (edition_id, gate, quarter, shard, day, scans, people, entered, "left", irregular)
  SELECT %(edition)s, gate, quarter, %(shard)s, day, scans, people, entered, "left", irregular
  FROM json_populate_recordset(NULL::counters, %(counters)s::json)
  ON CONFLICT (edition_id, gate, quarter, shard) DO UPDATE SET scans = counters.scans + excluded.scans,
    people = counters.people + excluded.people, entered = counters.entered + excluded.entered,
    "left" = counters.left + excluded.left, irregular = counters.irregular + excluded.irregular),
seen AS (UPDATE devices SET last_seen_at = %(now)s WHERE id = %(device)s AND %(is_news)s)
SELECT count(*) FROM written
"""


def write(station: Station, changes: Changes, now: datetime, *, is_news: bool) -> bool:
    """Write a batch; `is_news`: also note that the device was seen. False when an id was taken meanwhile.

    Then the caller must undo the transaction and begin again: somebody else is sending the same scans.
    """
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        _write_sqlite(connection, station, changes, now, is_news=is_news)
        return True
    values = {
        "edition": station.edition_id,
        "device": station.device_id,
        "now": now,
        "is_news": is_news,
        "shard": os.getpid() % SHARDS,
        "scans": _json(changes.scans),
        "badges": _json(_badge_rows(changes.badges)),
        "counters": _json(_counter_rows(changes.counters)),
    }
    written = connection.exec_driver_sql(_WRITE, values).scalar_one()
    return bool(written == len(changes.scans))


def _json(rows: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps(list(rows), default=datetime.isoformat, separators=(",", ":"))


def _badge_rows(badges: Mapping[int, Bearer]) -> list[dict[str, Any]]:
    return [
        {
            "id": badge_id,
            "first_in_at": state.first_in_at,
            "last_in_at": state.last_in_at,
            "last_place": state.last_place,
            "last_day": state.last_day and state.last_day.isoformat(),
            "days_in": state.days_in,
            "is_inside": state.is_inside,
        }
        for badge_id, state in badges.items()
    ]


def _counter_rows(counters: Mapping[tuple[str, datetime], Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"gate": gate, "quarter": quarter, **figures, "day": figures["day"].isoformat()}
        for (gate, quarter), figures in sorted(counters.items())
    ]


@cache
def _sqlite_statements() -> tuple[Any, Any, Any]:
    from sqlalchemy.dialects.sqlite import insert

    badge, counter = Badge.__table__, Counter.__table__
    states = ("first_in_at", "last_in_at", "last_place", "last_day", "days_in", "is_inside")
    passed = (
        sa.update(Badge)
        .where(badge.c.id == sa.bindparam("badge_id"))
        .values({name: sa.bindparam(f"new_{name}") for name in states})
    )
    added = insert(Counter)
    counted = added.on_conflict_do_update(
        index_elements=list(counter.primary_key),
        set_={name: counter.c[name] + added.excluded[name] for name in FIGURES},
    )
    return sa.insert(Scan), passed, counted


def _write_sqlite(
    connection: sa.Connection, station: Station, changes: Changes, now: datetime, *, is_news: bool
) -> None:
    scans, passed, counted = _sqlite_statements()
    device = {"edition_id": station.edition_id, "device_id": station.device_id, "received_at": now}
    if changes.scans:
        connection.execute(scans, [{**row, **device} for row in changes.scans])
    if changes.badges:
        rows = [
            {"badge_id" if key == "id" else f"new_{key}": value for key, value in row.items()}
            | {"new_last_day": changes.badges[row["id"]].last_day}
            for row in _badge_rows(changes.badges)
        ]
        connection.execute(passed, rows)
    if changes.counters:
        rows = [
            {"edition_id": station.edition_id, "gate": gate, "quarter": quarter, "shard": 0, **figures}
            for (gate, quarter), figures in changes.counters.items()
        ]
        connection.execute(counted, rows)
    if is_news:
        connection.execute(sa.update(Device).where(Device.id == station.device_id).values(last_seen_at=now))
