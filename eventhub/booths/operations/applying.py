"""What an exhibitor does with its application: begin, write, send, correct, withdraw."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub import permissions
from eventhub.accounts.predicates import is_field_agent
from eventhub.booths import asking, mails
from eventhub.booths.asking import Part
from eventhub.booths.models import Application, Call
from eventhub.booths.operations import offers
from eventhub.booths.operations.moving import locked, move, wrong_state
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, plans
from eventhub.booths.states import EDITABLE, ApplicationState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.transaction import savepoint


@dataclass(frozen=True, slots=True)
class Content:
    """What an applicant writes; shapes are in `asking`, products are their public ids."""

    products: tuple[str, ...] = ()
    needs: dict[str, Any] = field(default_factory=dict)
    wishes: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)


def open_call_for(edition: Edition, cooperative: Cooperative, at: datetime) -> Call:
    """The open call for this kind of exhibitor. Raises no_call, call_closed."""
    call = plans.call_for(edition, cooperative.kind)
    if call is None:
        raise DomainError(
            "no_call", _l("This fair has no call for this kind of exhibitor."), field="cooperative"
        )
    if not call.is_open(at):
        raise DomainError(
            "call_closed", _l("The call is closed: applications can't be sent now."), field="cooperative"
        )
    return call


def begin(actor: Any, edition: Edition, cooperative: Cooperative, at: datetime) -> Application:
    """Begin an application, or give back the one there is; an agent's is marked as such.

    Raises not_yours, no_call, call_closed, and already_applied when another person's hand holds it.
    """
    is_own = applications.speaks_for(actor, cooperative.id)
    if not is_own and not is_field_agent(actor, edition):
        raise DomainError(
            "not_yours", _l("You can only apply for your own cooperative."), field="cooperative"
        )
    existing = applications.living_application(edition, cooperative)
    if existing is not None:
        return _given_back(actor, existing)
    call = open_call_for(edition, cooperative, at)
    application = Application(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        call_id=call.id,
        cooperative_id=cooperative.id,
        filed_by_id=actor.id,
        filed_by_agent=not is_own,
        sector=cooperative.sector,
        region_code=cooperative.region_code,
        needs=asking.needs_of({}),
        folded=cooperative.folded,
        created_at=at,
    )
    try:
        with savepoint():
            db.session.add(application)
            db.session.flush()
    except IntegrityError as error:
        if not violates(error, "uq_applications_one_living"):
            raise
        other = applications.living_application(edition, cooperative)
        if other is None:
            raise
        return _given_back(actor, other)
    return application


def _given_back(actor: Any, application: Application) -> Application:
    if not permissions.may(actor, Permission.SEE_APPLICATION, application):
        raise DomainError(
            "already_applied",
            _l("This cooperative has already applied to this fair."),
            field="cooperative",
        )
    return application


def save(actor: Any, application: Application, content: Content, at: datetime) -> Application:
    """Keep what was written. After a request for a correction only the named part changes.

    Raises wrong_state when it can't be written in any more, and call_closed for a draft after the end.
    """
    del actor
    locked(application)
    if application.state not in EDITABLE:
        raise wrong_state(application)
    if application.state == ApplicationState.DRAFT and not application.call.is_open(at):
        raise DomainError("call_closed", _l("The call is closed: applications can't be sent now."))
    written = {
        Part.PRODUCTS: ("products", list(content.products)),
        Part.NEEDS: ("needs", asking.needs_of(content.needs)),
        Part.WISHES: ("wishes", [{"zone": key} for key in content.wishes]),
        Part.ANSWERS: ("answers", dict(content.answers)),
    }
    for part, (column, value) in written.items():
        if asking.part_of(application.part_to_complete) in (None, part):
            setattr(application, column, value)
    return application


def submit(actor: Any, application: Application, at: datetime, *, accepts_terms: bool) -> Application:
    """Send it: check it is whole and the call open, move it, then tell everybody who acts for the exhibitor.

    Sending twice is once. A correction may come after the call has closed. Raises terms, missing_answer,
    no_products, call_closed.
    """
    locked(application)
    if application.state == ApplicationState.SUBMITTED:
        return application
    is_correction = application.state == ApplicationState.TO_COMPLETE
    if not is_correction and not application.call.is_open(at):
        raise DomainError("call_closed", _l("The call is closed: applications can't be sent now."))
    refuse_gaps(application)
    if not is_correction:
        if not accepts_terms:
            raise DomainError("terms", _l("Accept the terms of the call to send it."), field="accepts_terms")
        application.terms_accepted_at, application.terms_version = at, application.call.terms_version
    application.submitted_at = at
    move(application, ApplicationState.SUBMITTED, actor, at)
    application.reason = None
    db.session.flush()
    by_agent = application.filed_by_agent and not is_correction
    mails.tell("application_filed_by_agent" if by_agent else "application_submitted", application)
    return application


def refuse_gaps(application: Application) -> None:
    """Raise no_products or missing_answer, with the field, when something required is not there."""
    if not application.products and applications.products_of(application.cooperative_id):
        raise DomainError(
            "no_products", _l("Choose at least one product that you will show."), field="products"
        )
    gaps = asking.missing(application.call.questions, application.answers)
    if gaps:
        raise DomainError("missing_answer", _l("A question is not answered yet."), field=f"answer_{gaps[0]}")


def withdraw(actor: Any, application: Application, at: datetime) -> Application:
    """Withdraw it, give back its stands, and offer them to the next in line. Withdrawing twice is once."""
    locked(application)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    rank = application.waiting_rank
    move(application, ApplicationState.WITHDRAWN, actor, at)
    db.session.flush()
    if rank is not None:
        offers.renumber(application.edition_id)
    offers.give_back(application, at)
    return application
