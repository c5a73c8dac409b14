"""What an exhibitor does with its application: begin, write, send, correct, withdraw."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct, field
from sqlalchemy.exc import IntegrityError

from eventhub import permissions
from eventhub.accounts.predicates import is_field_agent
from eventhub.booths import asking, drafts, mails, papers, phrases
from eventhub.booths.kinds import WaitingCause
from eventhub.booths.models import Application, ApplicationChange, Call
from eventhub.booths.operations import offers
from eventhub.booths.operations.calls import keep_terms
from eventhub.booths.operations.moving import locked, move, wrong_state
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, files, plans
from eventhub.booths.states import EDITABLE, ApplicationState, Consent
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import moment
from eventhub.transaction import savepoint


class Content(Struct, frozen=True):
    """What an applicant writes, all of it, in the shapes of `asking` and `drafts`."""

    products: tuple[str, ...] = ()
    needs: dict[str, Any] = field(default_factory=dict)
    wishes: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    neighbours: dict[str, list[str]] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """As the row keeps it."""
        return {
            "products": list(self.products),
            "needs": asking.needs_of(self.needs),
            "wishes": [drafts.read_wish(text) for text in self.wishes],
            "answers": dict(self.answers),
            "documents": dict(self.documents),
            "neighbours": dict(self.neighbours),
        }


def open_call_for(edition: Edition, cooperative: Cooperative, at: datetime) -> Call:
    """The open call for this kind of exhibitor. Raises no_call, call_closed."""
    return open_call_for_kind(edition, cooperative.kind, at)


def open_call_for_kind(edition: Edition, kind: str, at: datetime) -> Call:
    """The open call for a kind of exhibitor. Raises no_call, call_closed."""
    call = plans.call_for(edition, kind)
    if call is None:
        raise DomainError(
            "no_call", _l("This fair has no call for this kind of exhibitor."), field="cooperative"
        )
    if not call.is_open(at):
        raise DomainError(
            "call_closed", _l("The call is closed: applications can't be sent now."), field="cooperative"
        )
    return call


def begin(
    actor: Any, edition: Edition, cooperative: Cooperative, at: datetime, *, consent: Consent | None = None
) -> Application:
    """Begin an application, or give back the one there is; an agent's is marked, with how it was agreed to.

    Papers of its file that last are chosen already. Raises not_yours, no_call, call_closed, and
    already_applied when another person's hand holds it.
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
    by_proxy = None if is_own else consent
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
        documents=_papers_at_hand(call, cooperative, edition),
        consent=by_proxy,
        consent_at=at if by_proxy else None,
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


def _papers_at_hand(call: Call, cooperative: Cooperative, edition: Edition) -> dict[str, str]:
    kinds = papers.wanted(call.documents, cooperative.sector)
    if not kinds:
        return {}
    own = files.papers_of(cooperative.id)
    found = {kind: papers.best(kind, own, edition.ends_on) for kind in kinds}
    return {kind: name for kind, name in found.items() if name}


def _given_back(actor: Any, application: Application) -> Application:
    if not permissions.may(actor, Permission.SEE_APPLICATION, application):
        raise DomainError(
            "already_applied",
            _l("This cooperative has already applied to this fair."),
            field="cooperative",
        )
    return application


def save(
    actor: Any, application: Application, content: Content | Mapping[str, Any], at: datetime
) -> Application:
    """Keep what was written: all of it, or a change of some fields ({field: value}, names of `drafts`).

    After a request for a correction only the named part changes. A draft is still kept when its call has
    closed: it can be read, not sent. Raises wrong_state when it can't be written in any more.
    """
    locked(application)
    if application.state not in EDITABLE:
        raise wrong_state(application)
    old = drafts.fields_of(application)
    if isinstance(content, Content):
        wanted = drafts.fields_of(SimpleNamespace(expectations={}, **content.columns()))
        wanted = dict.fromkeys(old) | wanted
    else:
        wanted = dict(content)
    part = application.part_to_complete
    changed = {
        name: value
        for name, value in wanted.items()
        if drafts.allowed(name, part) and not drafts.same(old.get(name), value)
    }
    if changed:
        write(application, changed)
        note_change(actor, application, changed, at)
    return application


def write(application: Application, changed: Mapping[str, Any]) -> None:
    """Put changed fields into the columns; the version counts it."""
    columns = drafts.columns_of(drafts.fields_of(application) | dict(changed))
    for column, value in columns.items():
        setattr(application, column, value)
    application.version += 1


def note_change(
    actor: Any,
    application: Application,
    changed: Mapping[str, Any],
    at: datetime,
    *,
    change_id: str | None = None,
    based_on: int | None = None,
) -> ApplicationChange:
    """Remember what a new version changed, so that another phone's changes can be told from it."""
    row = ApplicationChange(
        change_id=change_id or str(uuid.uuid4()),
        application_id=application.id,
        person_id=getattr(actor, "id", None),
        based_on=application.version - 1 if based_on is None else based_on,
        content=dict(changed),
        outcome="saved",
        version=application.version,
        created_at=at,
    )
    db.session.add(row)
    return row


def submit(
    actor: Any,
    application: Application,
    at: datetime,
    *,
    accepts_terms: bool,
    consent: Consent | None = None,
) -> Application:
    """Send it: check it is whole and the call open, move it, then tell everybody who acts for the exhibitor.

    Answers to questions that do not apply are dropped. Sending twice is once. A correction may come after
    the call has closed. Raises call_closed, what `refuse_gaps` raises, no_consent (of an agent's) and terms.
    """
    locked(application)
    if application.state == ApplicationState.SUBMITTED:
        return application
    is_correction = application.state == ApplicationState.TO_COMPLETE
    if not is_correction and not application.call.is_open(at):
        raise call_closed(application)
    refuse_gaps(application)
    if not is_correction:
        _agree(application, at, accepts_terms=accepts_terms, consent=consent)
    application.answers = asking.kept(application.call.questions, application.answers)
    application.submitted_at = at
    move(application, ApplicationState.SUBMITTED, actor, at)
    application.reason = None
    db.session.flush()
    by_agent = application.filed_by_agent and not is_correction
    mails.tell("application_filed_by_agent" if by_agent else "application_submitted", application)
    return application


def call_closed(application: Application) -> DomainError:
    """What somebody reads whose draft was not sent in time."""
    return DomainError(
        "call_closed",
        _l(
            "The call closed on %(moment)s: applications can't be sent any more. What you wrote is kept"
            " and you can read it.",
            moment=moment(application.call.closes_at),
        ),
    )


def _agree(application: Application, at: datetime, *, accepts_terms: bool, consent: Consent | None) -> None:
    """Note the terms accepted and, of an agent's filing, how it was agreed to. Raises no_consent, terms."""
    if application.filed_by_agent and application.consent is None:
        if consent is None:
            raise DomainError(
                "no_consent", _l("Say how the cooperative agreed that you file for it."), field="consent"
            )
        application.consent, application.consent_at = consent, at
    if not accepts_terms:
        raise DomainError("terms", _l("Accept the terms of the call to send it."), field="accepts_terms")
    keep_terms(application.call, at)
    application.terms_accepted_at, application.terms_version = at, application.call.terms_version


def gaps_of(application: Application) -> list[drafts.Gap]:
    """What is missing before it can be sent, in the order of the pages."""
    return drafts.gaps(
        application,
        has_products=bool(applications.products_of(application.cooperative_id)),
        own_papers=files.papers_of(application.cooperative_id),
        last_day=application.edition.ends_on,
    )


def refuse_gaps(application: Application) -> None:
    """Raise the first gap with its field: no_products, missing_document, document_expires, missing_answer."""
    found = gaps_of(application)
    if found:
        raise DomainError(found[0].code, phrases.GAPS[found[0].code], field=found[0].field)


def withdraw(actor: Any, application: Application, at: datetime, reason: str = "") -> Application:
    """Withdraw it, with a reason if one is given; give back its stands and offer them to the next in line.

    Withdrawing twice is once.
    """
    locked(application)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    rank = application.waiting_rank
    move(application, ApplicationState.WITHDRAWN, actor, at, note=reason.strip() or None)
    db.session.flush()
    if rank is not None:
        offers.renumber(application.edition_id, at, WaitingCause.WITHDRAWN)
    offers.give_back(application, at)
    return application
