"""The places of an online registration: taken in one statement, counted again when one comes free.

Where an edition has no places nothing is counted. A registration takes its places *after* its rows are
written, and whoever limits an edition locks it first: the rows hold a key to it, so that each registration is
either counted by the new limit or meets it.
"""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.visitors.models import Badge, Registration, RegistrationSetting


def take(edition_id: int, people: int) -> None:
    """Take places for so many people, all or none. Raises `no_places`."""
    row = RegistrationSetting
    if db.session.scalar(sa.select(row.places).where(row.edition_id == edition_id)) is None:
        return
    taking = sa.update(row).where(row.edition_id == edition_id, row.taken + people <= row.places)
    if db.session.execute(taking.values(taken=row.taken + people)).rowcount:  # type: ignore[attr-defined]
        return
    left = db.session.scalar(sa.select(row.places - row.taken).where(row.edition_id == edition_id)) or 0
    if left <= 0:
        said = _l("All the places that can be had online are taken. Nothing of yours was kept.")
    else:
        said = _ln("Only one place is left.", "Only %(num)s places are left.", left)
    raise DomainError("no_places", said, field="party", status=422)


def recount(edition_id: int) -> None:
    """Count the places taken anew: a badge was cancelled, restored or replaced. Nothing without places."""
    row = RegistrationSetting
    limited = sa.select(row.id).where(row.edition_id == edition_id, row.places.is_not(None))
    if db.session.scalar(limited.with_for_update()) is not None:
        counting = sa.update(row).where(row.edition_id == edition_id)
        db.session.execute(counting.values(taken=taken_of(edition_id).scalar_subquery()))


def lock(edition: Edition) -> None:
    """Let no registration be written until the limit is; those being written are waited for."""
    db.session.execute(sa.select(Edition.id).where(Edition.id == edition.id).with_for_update())


def taken_of(edition_id: int) -> sa.Select[int]:
    """How many people registered online and hold a good badge."""
    return (
        sa.select(sa.func.coalesce(sa.func.sum(Registration.party), 0))
        .join(Badge, Badge.registration_id == Registration.id)
        .where(
            Registration.edition_id == edition_id,
            Registration.came_by == "public",
            Badge.revoked_at.is_(None),
        )
    )
