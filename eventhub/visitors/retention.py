"""Personal data ends by itself: visitors of fairs whose time has come are forgotten.

What was counted stays counted. Called by a recurring job; again is the same as once.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from eventhub import audit, storage
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.storage import StoredFile
from eventhub.visitors import bringing
from eventhub.visitors.models import Badge, Guest, Meeting, Registration
from eventhub.visitors.operations import leads, meetings, places

MOST = 20_000
"""People forgotten in one go, so that the database is not held for long; the rest goes with the next call."""
BUNCH = 500


def erase_expired(at: datetime, most: int = MOST) -> int:
    """Forget the visitors of fairs whose retention has ended; gives how many."""
    erased = 0
    for edition in editions_past_retention(at):
        ids = _known_ids(edition, most - erased)
        for start in range(0, len(ids), BUNCH):
            _erase(ids[start : start + BUNCH], at)
        meetings.forget(edition.id)
        places.recount(edition.id)
        if ids and erased + len(ids) < most:
            bringing.forget_files(edition)
        if ids:
            audit.record(None, "visitors:edition:expired", edition, at, erased=len(ids))
        erased += len(ids)
    return erased


def editions_past_retention(at: datetime) -> list[Edition]:
    """Fairs whose visitors' data may not be kept any longer and is still there."""
    known = sa.select(Registration.id).where(
        Registration.edition_id == Edition.id, Registration.erased_at.is_(None)
    )
    met = sa.select(Meeting.id).where(Meeting.edition_id == Edition.id, Meeting.phone.is_not(None))
    query = sa.select(Edition).where(Edition.ends_on < at.date(), sa.or_(known.exists(), met.exists()))
    query = query.order_by(Edition.id)
    ended = db.session.scalars(query)
    return [each for each in ended if each.data_kept_until < at.astimezone(each.zone).date()]


def _known_ids(edition: Edition, most: int) -> list[int]:
    query = sa.select(Registration.id).where(
        Registration.edition_id == edition.id, Registration.erased_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(Registration.id).limit(most)))


def _erase(ids: Sequence[int], at: datetime) -> None:
    pictures = sa.select(Registration.photo_id).where(
        Registration.id.in_(ids), Registration.photo_id.is_not(None)
    )
    photos = db.session.scalars(sa.select(StoredFile).where(StoredFile.id.in_(pictures))).all()
    nothing = dict.fromkeys(("name_ar", "name_latin", "phone", "email", "photo_id"))
    rows = sa.update(Registration).where(Registration.id.in_(ids))
    db.session.execute(rows.values(**nothing, consent=sa.null(), answers=sa.null(), folded="", erased_at=at))
    guests = sa.update(Guest).where(Guest.registration_id.in_(ids))
    db.session.execute(guests.values(title=None, place=None, host=None))
    for photo in photos:
        storage.drop(photo)
    badges = sa.update(Badge).where(Badge.registration_id.in_(ids), Badge.revoked_at.is_(None))
    db.session.execute(badges.values(revoked_at=at))
    leads.forget(ids, at)
