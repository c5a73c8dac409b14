"""Scans and the database: what a batch needs in one read, what it changes in one write.

Each kind of database has its statements in a module of its own: `scan_postgres` locks nothing and writes only
if nothing it read has changed; `scan_sqlite` holds the only write lock already (`BEGIN IMMEDIATE`).
Not here: what the answers are (`scanning`, `admission`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from eventhub.database import connection_at_hand, db, is_embedded
from eventhub.visitors import scan_postgres, scan_sqlite
from eventhub.visitors.admission import Bearer, Rule
from eventhub.visitors.consent_texts import tells_of_gates
from eventhub.visitors.scan_batch import Changes, Found, Station, Told


def find(
    token_hash: str, sent: Sequence[tuple[str, str | None]], *, is_locking: bool = False
) -> Found | None:
    """The device of a token with the badges and earlier answers of scans given as (id, code).

    `is_locking`: nobody may change the badges until the transaction ends. None when no device has this token.
    One statement.
    """
    connection = db.session.connection() if is_locking else connection_at_hand()
    rows: Sequence[Any]
    if is_embedded(connection):
        rows = scan_sqlite.read(connection, token_hash, sent)
    else:
        rows = scan_postgres.read(connection, token_hash, sent, is_locking=is_locking)
    if not rows:
        return None
    found = Found(_station(rows[0]))
    for row in rows:
        if row.badge_id is not None and row.code not in found.badges:
            found.badges[row.code] = (row.badge_id, _bearer(row))
            if row.version is not None:
                found.versions[row.badge_id] = row.version
            is_ours = row.edition_id == found.station.edition_id
            if found.station.shows_name and is_ours and tells_of_gates(row.consent):
                found.names[row.code] = (row.name_ar, row.name_latin)
        if row.outcome is not None:
            found.told[row.scan_id] = Told(row.outcome, row.reason, row.first_at, row.first_place)
    return found


def write(station: Station, changes: Changes, now: datetime) -> bool:
    """Write a batch whole, or nothing: False when a badge has changed or an id was taken since it was read.

    Then the caller must undo the transaction and begin again.
    """
    connection = connection_at_hand()
    if is_embedded(connection):
        return scan_sqlite.write(connection, station, changes, now)
    return scan_postgres.write(connection, station, changes, now)


def _station(row: Any) -> Station:
    return Station(
        device_id=row.device_id,
        edition_id=row.at_edition_id,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_seen_at=row.last_seen_at,
        waiting=row.waiting,
        gate_id=row.gate_id,
        gate_public_id=row.gate_public_id,
        gate=row.gate,
        rule=None if row.rule is None else Rule(row.rule),
        categories=frozenset(row.categories or ()),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        stops_when_full=bool(row.stops_when_full),
        timezone=row.timezone,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        shows_name=bool(row.shows_name),
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
