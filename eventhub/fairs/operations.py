"""The verbs of an edition: create, edit, publish, move. Not here: `copying`, `programme`."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import audit
from eventhub.accounts.models import Organizer
from eventhub.clock import local_day
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs import following, queries
from eventhub.fairs.days import shifted
from eventhub.fairs.models import Edition, Series
from eventhub.fairs.states import ENDED, EditionState, can_move
from eventhub.fairs.texts import filled
from eventhub.i18n import Texts
from eventhub.transaction import savepoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What an organizer writes about an edition."""

    name: Texts
    theme: Texts
    about: Texts
    venue: Texts
    place_code: str | None
    starts_on: date
    ends_on: date
    opens_at_hour: int
    closes_at_hour: int
    accent: str
    retention_days: int


def create(actor: Any, organizer: Organizer, slug: str, details: Details, at: datetime) -> Edition:
    """A new series with its first edition, in preparation, under one address. Refuses an address in use."""
    series = Series(slug=slug, organizer_id=organizer.id, name=details.name)
    edition = Edition(slug=slug, organizer_id=organizer.id, series=series, number=1)
    _set(edition, details)
    try:
        with savepoint():
            db.session.add_all([series, edition])
    except sa.exc.IntegrityError as error:
        if not (violates(error, "uq_series_slug") or violates(error, "uq_editions_slug")):
            raise
        raise DomainError("slug_taken", _l("Another fair has this address."), field="slug") from error
    audit.record(actor, "fairs:edition:created", edition, at)
    return edition


def edit(actor: Any, edition: Edition, details: Details, at: datetime) -> Edition:
    """Change what is said of an edition. The days of one that is over stay.

    A fair moved as a whole takes its programme along, at the same hours; else sessions must lie inside.
    """
    first, last = edition.starts_on, edition.ends_on
    has_new_days = (details.starts_on, details.ends_on) != (first, last)
    if has_new_days:
        _refuse_fixed_days(edition, details)
        days = details.starts_on - first
        if days == details.ends_on - last:
            for session in edition.sessions:
                session.starts_at = shifted(session.starts_at, days.days, edition.zone)
                session.ends_at = shifted(session.ends_at, days.days, edition.zone)
        _refuse_sessions_outside(edition, details)
    changed = _set(edition, details)
    if has_new_days:
        following.follow_days(edition, first, last)
    if changed:
        audit.record(actor, "fairs:edition:edited", edition, at, fields=changed)
    return edition


def _refuse_fixed_days(edition: Edition, details: Details) -> None:
    if edition.state in ENDED:
        raise DomainError(
            "days_over", _l("This fair is over: its days stay as they were."), field="starts_on"
        )
    if edition.state == EditionState.RUNNING and details.starts_on != edition.starts_on:
        raise DomainError(
            "already_running", _l("This fair is running: only its last day can change."), field="starts_on"
        )


def _refuse_sessions_outside(edition: Edition, details: Details) -> None:
    outside = sum(
        not details.starts_on <= local_day(session.starts_at, edition.zone) <= details.ends_on
        for session in edition.sessions
    )
    if outside:
        raise DomainError(
            "sessions_outside",
            _ln(
                "%(num)d session of the programme lies outside these days. Move it first.",
                "%(num)d sessions of the programme lie outside these days. Move them first.",
                outside,
            ),
            field="ends_on",
        )


def _set(edition: Edition, details: Details) -> list[str]:
    """Write what differs; gives the names of those fields."""
    changed = []
    for field in fields(details):
        value = filled(getattr(details, field.name))
        if getattr(edition, field.name) != value:
            setattr(edition, field.name, value)
            changed.append(field.name)
    return changed


def publish(actor: Any, edition: Edition, at: datetime) -> Edition:
    """Open the edition's public site; again is the same as once."""
    if not edition.is_published:
        edition.is_published = True
        audit.record(actor, "fairs:edition:published", edition, at)
    return edition


def hide(actor: Any, edition: Edition, at: datetime) -> Edition:
    """Take the public site away. Refuses while people look for it: a call is open or the fair runs."""
    if edition.state in (EditionState.CALL, EditionState.RUNNING):
        raise DomainError(
            "site_needed", _l("People need this site now: the call is open or the fair is running.")
        )
    if edition.is_published:
        edition.is_published = False
        audit.record(actor, "fairs:edition:hidden", edition, at)
    return edition


def move(actor: Any, edition: Edition, to: EditionState, at: datetime) -> Edition:
    """Bring an edition to another state: the only place where its state changes.

    Refuses a move that is not one of MOVES. A call or a running fair opens the public site as well. To
    where it stands already changes nothing, so a second click is harmless.
    """
    db.session.flush()
    db.session.refresh(edition, with_for_update=True)
    here = EditionState(edition.state)
    if here == to:
        return edition
    if not can_move(here, to):
        raise DomainError("no_such_move", _l("The fair can't go there from where it stands. Look again."))
    edition.state = to
    audit.record(actor, "fairs:edition:moved", edition, at, before=here.value, after=to.value)
    if to in (EditionState.CALL, EditionState.RUNNING):
        publish(actor, edition, at)
    following.follow_state(actor, edition, at)
    return edition


def begin_due(at: datetime) -> list[Edition]:
    """Open ready fairs whose day has come; gives those it opened. Again is the same as once."""
    return [move(None, edition, EditionState.RUNNING, at) for edition in queries.editions_to_begin(at)]
