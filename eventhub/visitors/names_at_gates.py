"""The names that a gate shows beside its yes, where the organizer allowed it: off unless said otherwise.

A scan let in just now has its name from the read that found its badge. One sent again is asked for by its id
after the scans are written, so that it finds the same. What was scanned offline, refused, of another fair or
of a badge cancelled since has no name here, nor has who agreed to words that did not say so. Not here: who
may scan.
"""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from eventhub.database import db
from eventhub.i18n import Texts
from eventhub.visitors.admission import Outcome
from eventhub.visitors.consent_texts import tells_of_gates
from eventhub.visitors.models import Badge, Gate, Registration, Scan
from eventhub.visitors.scan_batch import Found, Station
from eventhub.visitors.scan_reading import Sent
from eventhub.visitors.short_names import short_name


def names_shown(found: Found, let_in: Mapping[str, Sent | None], language: str) -> Mapping[str, str]:
    """The names to show, by scan id, of scans let in: at gates that may. No statement, or one for old scans.

    `let_in`: by id, the scans answered just now, None for one that was answered before or came twice.
    `language`: the reader's; the name is given in their script where it is known.
    """
    station = found.station
    if not let_in or (station.gate is not None and not station.shows_name):
        return {}
    names: dict[str, tuple[str | None, str | None]] = {}
    asked = []
    for scan_id, sent in let_in.items():
        if sent is None or station.gate is None:
            asked.append(scan_id)
        elif sent.kind == "gate" and not sent.is_offline and sent.code in found.names:
            names[scan_id] = found.names[sent.code]
    if asked:
        names |= _asked(station, asked)
    best = {scan_id: Texts.of_scripts(*both).best(language) for scan_id, both in names.items()}
    return {scan_id: short_name(name) for scan_id, name in best.items() if name}


def _asked(station: Station, scan_ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """The names of this device's own scans of before, in Arabic and in Latin letters."""
    query = (
        sa.select(Scan.scan_id, Registration.name_ar, Registration.name_latin, Registration.consent)
        .join(Gate, sa.and_(Gate.edition_id == Scan.edition_id, Gate.name == Scan.place))
        .join(Badge, sa.and_(Badge.id == Scan.badge_id, Badge.edition_id == Scan.edition_id))
        .join(Registration, Registration.id == Badge.registration_id)
        .where(Scan.scan_id.in_(scan_ids), Scan.device_id == station.device_id, Scan.kind == "gate")
        .where(Scan.outcome == Outcome.OK, Scan.is_offline.is_(False))
        .where(Gate.shows_name, Badge.revoked_at.is_(None))
    )
    return {
        scan_id: (name_ar, name_latin)
        for scan_id, name_ar, name_latin, consent in db.session.execute(query)
        if tells_of_gates(consent)
    }
