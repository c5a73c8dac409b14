"""An agent's tour: a cooperative that nobody knows yet gets its profile and its application in one go."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub.accounts.predicates import is_field_agent
from eventhub.booths.models import Application, ApplicationChange
from eventhub.booths.operations import applying
from eventhub.booths.queries import applications
from eventhub.booths.states import Consent
from eventhub.cooperatives import operations as cooperatives
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.drafting import known_change
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.transaction import savepoint


def begin_for_newcomer(
    actor: Any,
    edition: Edition,
    values: dict[str, Any],
    consent: Consent,
    at: datetime,
    *,
    change_id: str | None = None,
    same: Cooperative | None = None,
) -> Application:
    """Make the profile, marked as filed by an agent, and begin its application; the same id again is once.

    `same` is a profile that was found to be theirs: none is made then. Raises not_agent, no_call,
    call_closed, register_taken, already_applied.
    """
    if not is_field_agent(actor, edition):
        raise DomainError("not_agent", _l("Only agents of this fair file for others."))
    before = begun_before(actor, edition, change_id)
    if before is not None:
        return before
    try:
        with savepoint():
            made = same or _profile(actor, edition, values, at)
            application = applying.begin(actor, edition, made, at, consent=consent)
            if change_id:
                applying.note_change(
                    actor, application, {}, at, change_id=change_id, based_on=application.version
                )
            db.session.flush()
    except IntegrityError:
        other = begun_before(actor, edition, change_id)  # sent twice at once: the first one made it
        if other is None:
            raise
        return other
    return application


def _profile(actor: Any, edition: Edition, values: dict[str, Any], at: datetime) -> Cooperative:
    applying.open_call_for_kind(edition, values["kind"], at)
    return cooperatives.create(actor, values, at)


def begun_before(actor: Any, edition: Edition, change_id: str | None) -> Application | None:
    """What this agent's phone began under this id at this fair."""
    known = known_change(ApplicationChange, change_id)
    before = applications.by_id(known.application_id) if known is not None else None
    if before is None or before.edition_id != edition.id or known is None or known.person_id != actor.id:
        return None
    return before
