"""The day of the fair: who has come, taken back within seconds; stands nobody came to; late ones."""

from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths.models import Application, Arrival, Assignment, Booth
from eventhub.booths.operations import offers
from eventhub.booths.operations.allocating import planned
from eventhub.booths.operations.moving import locked, move, wrong_state
from eventhub.booths.queries import arrivals, plans
from eventhub.booths.queries.terms import terms_of
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

_S = ApplicationState
UNDO_WITHIN = timedelta(minutes=2)
"""Ten seconds on the screen, and the time a slow network takes."""


def awaited_until(edition: Edition) -> datetime:
    """From when a stand that nobody came to may be freed."""
    hour = time(terms_of(edition).arrival_hour, tzinfo=edition.zone)
    return datetime.combine(edition.starts_on, hour)


def check_in(actor: Any, application: Application, at: datetime) -> Arrival:
    """Note that an exhibitor has come. Twice is once; one who comes late gets a stand that is still free.

    Raises wrong_state before the participation is confirmed, no_stand_left for a late one.
    """
    locked(application)
    known = arrivals.arrival_of(application)
    if application.state == _S.PRESENT and known is not None:
        return known
    if application.state not in (_S.CONFIRMED, _S.NO_SHOW, _S.PRESENT):
        raise wrong_state(application)
    if application.state == _S.NO_SHOW and not plans.holds_for(application):
        _find_stand(application)
    if application.state != _S.PRESENT:
        move(application, _S.PRESENT, actor, at)
    _set_holds(application, AssignmentState.OCCUPIED)
    row = Arrival(
        edition_id=application.edition_id,
        application_id=application.id,
        noted_by_id=getattr(actor, "id", None),
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _find_stand(application: Application) -> None:
    """Give one who comes late the stand it had, if nobody has it now, else one that suits."""
    free = plans.free_booths(application.edition)
    had = set(
        db.session.scalars(
            sa.select(Booth.id)
            .join(Assignment, Assignment.booth_id == Booth.id)
            .where(Assignment.application_id == application.id)
        )
    )
    chosen = [booth for booth in free if booth.id in had] or offers.suiting(application, free)
    if not chosen:
        raise DomainError(
            "no_stand_left",
            _l("The stand was given to another exhibitor, and no free stand suits: look at the plan."),
        )
    for booth in chosen:
        row = planned(application.edition, booth.id, application)
        row.state = AssignmentState.CONFIRMED
        db.session.add(row)
    db.session.flush()


def _set_holds(application: Application, state: AssignmentState) -> None:
    for hold in plans.holds_for(application):
        hold.state = state
    db.session.flush()


def undo_check_in(actor: Any, application: Application, at: datetime) -> None:
    """Take back an arrival noted by mistake, within seconds. Twice is once. Raises too_late."""
    locked(application)
    known = arrivals.arrival_of(application)
    if known is None or application.state != _S.PRESENT:
        return
    if at - known.created_at > UNDO_WITHIN:
        raise DomainError("too_late", _l("It is too late to take this back."))
    known.undone_at = at
    move(application, _S.CONFIRMED, actor, at, is_audited=False)
    _set_holds(application, AssignmentState.CONFIRMED)
    audit.record(actor, "booths:application:undone", application, at)


def free_stand(actor: Any, application: Application, at: datetime) -> list[Application]:
    """Note that a confirmed exhibitor did not come, and offer its stand to the next in line. Twice is once.

    Gives those who got an offer. Raises too_early before the hour of the edition's terms.
    """
    locked(application)
    if application.state == _S.NO_SHOW and not plans.holds_for(application):
        return []
    if at < awaited_until(application.edition):
        raise DomainError("too_early", _l("Exhibitors are still awaited at this hour."))
    freed = [hold.booth for hold in plans.holds_for(application)]
    if application.state != _S.NO_SHOW:
        move(application, _S.NO_SHOW, actor, at)
    _set_holds(application, AssignmentState.RELEASED)
    return offers.promote(application.edition, freed, at)
