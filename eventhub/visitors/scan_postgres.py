"""PostgreSQL's statements for scans: one read and one write.

A single scan is two transactions of a statement each, and nothing is locked between them: the write goes
on only if the badge's row is still the one that was read (`xmin`). A batch, and a scan that lost this race
before, locks its badges when it reads them, in a transaction. Both lock badges in the order of their ids, so
that batches never wait in a circle, and an id that somebody else wrote meanwhile ends the write by its unique
index: either all of it is written, or nothing.

The driver is asked directly (`eventhub.driver`).
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from eventhub import driver
from eventhub.database import begin_now
from eventhub.visitors.admission import Bearer
from eventhub.visitors.scan_batch import FIGURES, Changes, Station
from eventhub.visitors.scan_statements import READ

SHARDS = 64
"""Rows a counter may be spread over; processes rarely share one."""

_ONE = {
    "sent": "SELECT %(id)s::text AS scan_id, %(code)s::text AS code",
    "codes": "= %(code)s::text",
    "only": "AND s.scan_id = %(id)s::text",
}
_MANY = {
    "sent": "SELECT * FROM unnest(%(ids)s::text[], %(codes)s::text[]) AS sent(scan_id, code)",
    "codes": "IN (SELECT code FROM sent)",
    "only": "",
}
_VERSION = "b.xmin::text::bigint"


@cache
def _read(*, is_one: bool, is_locking: bool) -> str:
    token = "%(token)s::text"  # noqa: S105 - the name of a value
    lock = "ORDER BY b.id FOR NO KEY UPDATE OF b" if is_locking else ""
    version = "NULL::bigint" if is_locking else _VERSION
    return READ.format(token=token, version=version, lock=lock, **(_ONE if is_one else _MANY))


def read(
    connection: sa.Connection | None,
    token_hash: str,
    sent: Sequence[tuple[str, str | None]],
    *,
    is_locking: bool,
) -> Sequence[Any]:
    """The rows `scan_store.find` builds on."""
    if is_locking and connection is not None:
        begin_now(connection)
    values: dict[str, Any] = {"token": token_hash}
    is_one = len(sent) == 1
    if is_one:
        values["id"], values["code"] = sent[0]
    else:
        values |= {"ids": [scan_id for scan_id, _ in sent], "codes": [code for _, code in sent]}
    return driver.ask(connection, _read(is_one=is_one, is_locking=is_locking), values)


_SCAN = {
    **dict.fromkeys(("scan_id", "kind", "place", "direction", "outcome", "reason", "first_place"), "text"),
    **dict.fromkeys(("at", "first_at"), "timestamptz"),
    **dict.fromkeys(("badge_id", "counted", "moved"), "int"),
    "is_offline": "bool",
}
_BADGE = {
    "id": "int",
    "version": "bigint",
    "first_in_at": "timestamptz",
    "last_in_at": "timestamptz",
    "last_place": "text",
    "last_day": "date",
    "days_in": "bigint",
    "is_inside": "bool",
}
_COUNTER = {"gate": "text", "quarter": "timestamptz", "day": "date", **dict.fromkeys(FIGURES, "int")}
_SOURCES = {"s": _SCAN, "b": _BADGE, "c": _COUNTER}

_WRITE = """
WITH held AS (
  SELECT n.* FROM badges b JOIN {b} ON n.id = b.id
  WHERE n.version IS NULL OR n.version = {version} ORDER BY b.id FOR NO KEY UPDATE OF b),
fine AS (SELECT 1 WHERE (SELECT count(*) FROM held) = %(changed)s),
written AS (
  INSERT INTO scans (scan_id, edition_id, device_id, badge_id, kind, place, direction, at, received_at,
    is_offline, outcome, reason, first_at, first_place, counted, moved)
  SELECT scan_id, %(edition)s::int, %(device)s::int, badge_id, kind, place, direction, at,
    %(now)s::timestamptz, is_offline, outcome, reason, first_at, first_place, counted, moved
  FROM {s}, fine WHERE scan_id IS NOT NULL),
passed AS (
  UPDATE badges SET first_in_at = n.first_in_at, last_in_at = n.last_in_at, last_place = n.last_place,
    last_day = n.last_day, days_in = n.days_in, is_inside = n.is_inside
  FROM held n, fine WHERE badges.id = n.id),
counted AS (
  INSERT INTO counters (edition_id, gate, quarter, shard, day, scans, people, entered, "left", irregular)
  SELECT %(edition)s::int, gate, quarter, %(shard)s::smallint, day, scans, people, entered, "left", irregular
  FROM {c}, fine WHERE gate IS NOT NULL
  ON CONFLICT (edition_id, gate, quarter, shard) DO UPDATE SET scans = counters.scans + excluded.scans,
    people = counters.people + excluded.people, entered = counters.entered + excluded.entered,
    "left" = counters.left + excluded.left, irregular = counters.irregular + excluded.irregular),
seen AS (
  UPDATE devices SET last_seen_at = %(now)s::timestamptz, waiting = coalesce(%(waiting)s::int, waiting),
    battery = CASE WHEN %(waiting)s::int IS NULL THEN battery ELSE %(battery)s::smallint END,
    is_charging = CASE WHEN %(waiting)s::int IS NULL THEN is_charging ELSE %(charging)s::bool END
  FROM fine WHERE id = %(device)s::int AND %(is_news)s::bool)
SELECT count(*) FROM fine
"""


@cache
def _write(*, is_one: bool) -> str:
    return _WRITE.format(
        version=_VERSION,
        **{name: driver.one_row(name, kinds) if is_one else _lists(name) for name, kinds in _SOURCES.items()},
    )


def _lists(source: str) -> str:
    columns = ", ".join(f'"{name}" {kind}' for name, kind in _SOURCES[source].items())
    return f"json_to_recordset(%({source})s::json) AS n({columns})"


def write(connection: sa.Connection | None, station: Station, changes: Changes, now: datetime) -> bool:
    """Write a batch if the badges it changes are as they were read and its ids are still free."""
    badges, counters = _badge_rows(changes), _counter_rows(changes.counters)
    told = changes.status
    values = {
        "changed": len(badges),
        "edition": station.edition_id,
        "device": station.device_id,
        "now": now,
        "is_news": changes.is_news,
        "battery": told.battery,
        "charging": told.is_charging,
        "waiting": told.waiting,
        "shard": os.getpid() % SHARDS,
    }
    is_one = max(len(changes.scans), len(badges), len(counters)) <= 1
    for source, rows in (("s", changes.scans), ("b", badges), ("c", counters)):
        if is_one:
            values |= driver.values_of(source, _SOURCES[source], rows, is_one=True)
        else:
            values[source] = _json(rows)
    try:
        return bool(driver.ask(connection, _write(is_one=is_one), values)[0][0])
    except driver.LostRaceError:
        return False


def _json(rows: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps(list(rows), default=lambda value: value.isoformat(), separators=(",", ":"))


def _badge_rows(changes: Changes) -> list[dict[str, Any]]:
    return [
        {"id": badge_id, "version": changes.versions.get(badge_id), **_state(state)}
        for badge_id, state in changes.badges.items()
    ]


def _state(state: Bearer) -> dict[str, Any]:
    return {
        "first_in_at": state.first_in_at,
        "last_in_at": state.last_in_at,
        "last_place": state.last_place,
        "last_day": state.last_day,
        "days_in": state.days_in,
        "is_inside": state.is_inside,
    }


def _counter_rows(counters: Mapping[tuple[str, datetime], Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"gate": gate, "quarter": quarter, **figures} for (gate, quarter), figures in sorted(counters.items())
    ]
