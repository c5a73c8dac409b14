"""The verbs of watching gates: how many may be inside, notes on entries, queues brought as files."""

from collections import Counter as Tally
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.visitors import scanning
from eventhub.visitors.models import CrowdLimit, Device, ScanNote
from eventhub.visitors.queue_files import read_queue
from eventhub.visitors.scan_reading import MOST_SCANS


def limit_crowd(actor: Any, edition: Edition, people: int | None, warn_at: int, at: datetime) -> Edition:
    """Say how many people the fair may hold (None: any number), and at which per cent it warns."""
    limit = db.session.get(CrowdLimit, edition.id)
    if people is None:
        if limit is not None:
            db.session.delete(limit)
    elif limit is None:
        db.session.add(
            CrowdLimit(
                edition_id=edition.id, organizer_id=edition.organizer_id, people=people, warn_at=warn_at
            )
        )
    else:
        limit.people, limit.warn_at = people, warn_at
    audit.record(actor, "visitors:crowd:limited", edition, at, people=people, warn_at=warn_at)
    return edition


def note_scan(
    actor: Any, edition: Edition, scan_id: int, text: str, at: datetime, *, is_resolved: bool
) -> ScanNote:
    """Write what was found out about an irregular entry; a scan has one note, changed by the next."""
    note = db.session.scalar(sa.select(ScanNote).where(ScanNote.scan_id == scan_id))
    if note is None:
        note = ScanNote(scan_id=scan_id, organizer_id=edition.organizer_id)
        db.session.add(note)
    note.text, note.author_id, note.noted_at = text, getattr(actor, "id", None), at
    note.resolved_at = (note.resolved_at or at) if is_resolved else None
    audit.record(actor, f"visitors:irregular:{'resolved' if is_resolved else 'noted'}", note, at)
    return note


def bring_queue(actor: Any, edition: Edition, content: bytes, at: datetime) -> Tally[str]:
    """Take in what a device saved to a file: facts, counted once whichever way they come, and how often.

    The device may have been revoked meanwhile: what it saw has happened. Gives how many had each outcome.
    Raises `queue_unreadable`, `queue_elsewhere`.
    """
    queue = read_queue(content)
    if queue is None or not queue.scans:
        sentence = _l("This is no file of scans. Choose the one that the scanner saved.")
        raise DomainError("queue_unreadable", sentence, field="file")
    device = db.session.scalar(
        sa.select(Device).where(Device.public_id == queue.device, Device.edition_id == edition.id)
    )
    if queue.edition != edition.slug or device is None or device.token_hash is None:
        sentence = _l("These scans are from another fair. Open that fair’s gates and send the file there.")
        raise DomainError("queue_elsewhere", sentence, field="file")
    outcomes: Tally[str] = Tally()
    for start in range(0, len(queue.scans), MOST_SCANS):
        part = queue.scans[start : start + MOST_SCANS]
        outcomes.update(each.outcome for each in scanning.bring_in(device.token_hash, part, at))
    audit.record(actor, "visitors:queue:brought", device, at, scans=len(queue.scans))
    return outcomes
