"""An edition made from an earlier one: texts, place, look, partners, and the programme on the new days.

A feature above brings its own part along (the plan, the call) by saying once, beside its operations::

    copying.declare_copier(copy_plan)       # copy_plan(old, new, at): adds rows, never commits
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db, random_code, violates
from eventhub.errors import DomainError
from eventhub.fairs import queries
from eventhub.fairs.days import shifted
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Series
from eventhub.transaction import savepoint

Copier = Callable[[Edition, Edition, datetime], None]

SAME = (
    "series_id",
    "organizer_id",
    "name",
    "theme",
    "about",
    "venue",
    "place_code",
    "opens_at_hour",
    "closes_at_hour",
    "timezone",
    "accent",
    "retention_days",
)
_copiers: list[Copier] = []


def declare_copier(copier: Copier) -> None:
    """Add a feature's part of the copy; declaring twice is the same as once."""
    if copier not in _copiers:
        _copiers.append(copier)


def copy(actor: Any, series: Series, number: int, starts_on: date, at: datetime) -> Edition:
    """The next edition of a series, in preparation and unpublished, as long as the last one.

    A second click (same number, same first day) finds the edition of the first. Refuses a number in use
    by another, and a series that has nothing to copy.
    """
    old = queries.last_edition(series)
    if old is None:
        raise DomainError("nothing_to_copy", _l("This series has no fair to copy from."))
    new = Edition(
        slug=_free_slug(series, number),
        number=number,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=old.day_count - 1),
        copied_from_id=old.id,
        **{name: getattr(old, name) for name in SAME},
    )
    try:
        with savepoint():
            db.session.add(new)
    except sa.exc.IntegrityError as error:
        if not (violates(error, "uq_editions_number") or violates(error, "uq_editions_slug")):
            raise
        return _already_copied(series, number, starts_on)
    _copy_own(old, new)
    db.session.flush()
    for copier in _copiers:
        copier(old, new, at)
    audit.record(actor, "fairs:edition:copied", new, at, copied_from=old.id)
    return new


def _free_slug(series: Series, number: int) -> str:
    slug = f"{series.slug[:48]}-{number}"
    taken = queries.edition_by_slug(slug)
    own = taken is not None and (taken.series_id, taken.number) == (series.id, number)
    return slug if taken is None or own else f"{slug}-{random_code(4)}"


def _already_copied(series: Series, number: int, starts_on: date) -> Edition:
    found = queries.edition_numbered(series, number)
    if found is None or found.starts_on != starts_on or found.copied_from_id is None:
        raise DomainError("number_taken", _l("This series has an edition with that number."), field="number")
    return found


def _copy_own(old: Edition, new: Edition) -> None:
    days = (new.starts_on - old.starts_on).days
    own = {"edition_id": new.id, "organizer_id": new.organizer_id}
    db.session.add_all(
        Partner(
            **own,
            name=partner.name,
            role=partner.role,
            website=partner.website,
            logo_id=partner.logo_id,
            position=partner.position,
        )
        for partner in old.partners
    )
    db.session.add_all(
        ProgrammeSession(
            **own,
            kind=session.kind,
            title=session.title,
            about=session.about,
            room=session.room,
            speakers=session.speakers,
            starts_at=shifted(session.starts_at, days, old.zone),
            ends_at=shifted(session.ends_at, days, old.zone),
            seats=session.seats,
            is_seated=session.is_seated,
            seats_each=session.seats_each,
            closes_before=session.closes_before,
        )
        for session in old.sessions
    )
