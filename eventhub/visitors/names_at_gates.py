"""The names that a gate shows beside its yes, where the organizer allowed it: off unless said otherwise.

Read after the scans are written, by their ids, so that a scan sent again finds the same. What was scanned
offline, refused, of another fair or of a badge cancelled since has no name here. Not here: who may scan.
"""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from eventhub.database import db
from eventhub.visitors.admission import Outcome
from eventhub.visitors.models import Badge, Gate, Registration, Scan
from eventhub.visitors.scan_batch import Station
from eventhub.visitors.short_names import short_name

ARABIC_READERS = frozenset({"ar", "zgh"})


def names_shown(station: Station, scan_ids: Iterable[str], language: str) -> Mapping[str, str]:
    """The names to show, by scan id: of this device's own scans at gates that may. One statement, or none.

    `language`: the reader's; the name is given in their script where it is known.
    """
    wanted = list(scan_ids)
    if not wanted or (station.gate is not None and not station.shows_name):
        return {}
    query = (
        sa.select(Scan.scan_id, Registration.name_ar, Registration.name_latin)
        .join(Gate, sa.and_(Gate.edition_id == Scan.edition_id, Gate.name == Scan.place))
        .join(Badge, sa.and_(Badge.id == Scan.badge_id, Badge.edition_id == Scan.edition_id))
        .join(Registration, Registration.id == Badge.registration_id)
        .where(Scan.scan_id.in_(wanted), Scan.device_id == station.device_id, Scan.kind == "gate")
        .where(Scan.outcome == Outcome.OK, Scan.is_offline.is_(False))
        .where(Gate.shows_name, Badge.revoked_at.is_(None))
    )
    is_arabic = language in ARABIC_READERS
    found = {}
    for scan_id, name_ar, name_latin in db.session.execute(query):
        name = (name_ar or name_latin) if is_arabic else (name_latin or name_ar)
        if name:
            found[scan_id] = short_name(name)
    return found
