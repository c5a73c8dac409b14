"""Taking back a scan within seconds of it: badge, seat and counters become as if it had not been.

The scan's row stays as it was answered, with the moment it was taken back.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventhub.database import db
from eventhub.visitors import scan_store
from eventhub.visitors.admission import Bearer, Gateway, Outcome, Passage, Rule, admit
from eventhub.visitors.models import Badge, Registration, Scan
from eventhub.visitors.scan_batch import Changes, Station
from eventhub.visitors.scan_reading import is_scan_id
from eventhub.visitors.scanning import quarter_of, station_of

WITHIN = timedelta(minutes=2)
"""Ten seconds on the screen, and the time a slow network takes."""
TOLD_WITHIN = timedelta(hours=24)
"""How late a device that had no network may tell what was pressed in time."""


def undo(token: str, scan_id: str, now: datetime, pressed_at: datetime | None = None) -> bool:
    """Take back a scan of this device: its badge and counters become as if it had not been.

    `pressed_at`: when it was pressed by the device's clock, as the scan's own `at` is; without it, now. False
    when there is nothing to take back (unknown, too old, already taken back, another device's). The badge's
    state is told again from the scans that remain. Raises DomainError (401) like `answer`.
    """
    station = station_of(token, now)
    if not is_scan_id(scan_id):
        return False
    scan = db.session.scalar(
        sa.select(Scan).where(Scan.scan_id == scan_id, Scan.device_id == station.device_id)
    )
    if scan is None or scan.undone_at is not None or not _is_in_time(scan, now, pressed_at):
        return False
    if scan.kind != "gate":
        return _undo_meeting(scan, now)
    if scan.place is None:
        return False
    badge = None if scan.badge_id is None else db.session.get(Badge, scan.badge_id, with_for_update=True)
    scan.undone_at = now
    moment = moment_counted(scan)
    changes = Changes()
    changes.count(
        scan.place,
        quarter_of(moment),
        moment.astimezone(ZoneInfo(station.timezone)).date(),
        scans=-1,
        people=-scan.counted,
        entered=-max(scan.moved, 0),
        left=-max(-scan.moved, 0),
        irregular=-int(scan.outcome == Outcome.IRREGULAR),
    )
    db.session.flush()
    if badge is not None:
        changes.badges[badge.id] = _told_again(badge, station)
    scan_store.write(station, changes, now)
    return True


def _undo_meeting(scan: Scan, now: datetime) -> bool:
    """A stand's or a session's scan: the badge was not here; a seat is again what it was before."""
    scan.undone_at = now
    if scan.kind == "session" and scan.outcome == Outcome.OK and scan.badge_id is not None:
        from eventhub.visitors.session_doors import leave_again

        leave_again(scan.edition_id, scan.place, scan.badge_id, now)
    db.session.flush()
    return True


def _is_in_time(scan: Scan, now: datetime, pressed_at: datetime | None) -> bool:
    if now - scan.received_at <= WITHIN:
        return True
    is_prompt = pressed_at is not None and timedelta() <= pressed_at - scan.at <= WITHIN
    return is_prompt and now - scan.received_at <= TOLD_WITHIN


def moment_counted(scan: Scan) -> datetime:
    """The moment a scan counts for: the server's, or for an offline one the device's, never in the future."""
    return min(scan.at, scan.received_at) if scan.is_offline else scan.received_at


def _told_again(badge: Badge, station: Station) -> Bearer:
    """A badge's state from the scans that were not undone, in the order they came."""
    category, party = db.session.execute(
        sa.select(Registration.category, Registration.party).where(Registration.id == badge.registration_id)
    ).one()
    bearer = Bearer(edition_id=badge.edition_id, category=category, party=party)
    zone = ZoneInfo(station.timezone)
    passed = (Outcome.OK, Outcome.IRREGULAR)
    for scan in db.session.scalars(
        sa.select(Scan)
        .where(Scan.badge_id == badge.id, Scan.kind == "gate", Scan.undone_at.is_(None))
        .where(Scan.outcome.in_(passed), Scan.edition_id == badge.edition_id)
        .order_by(Scan.id)
    ):
        moment = moment_counted(scan)
        gate = Gateway(badge.edition_id, scan.place or "", Rule.SEVERAL, station.starts_on, station.ends_on)
        is_out = scan.direction == "out"
        passage = Passage(moment, moment.astimezone(zone).date(), is_out, is_offline=True)
        bearer = admit(gate, bearer, passage)[1] or bearer
    return bearer
