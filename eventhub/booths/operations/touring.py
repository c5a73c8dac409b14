"""An agent's tour: a cooperative that nobody knows yet gets its profile and its application in one go."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.accounts.predicates import is_field_agent
from eventhub.booths.models import Application
from eventhub.booths.operations import applying
from eventhub.booths.queries import applications, files
from eventhub.booths.states import Consent
from eventhub.cooperatives import operations as cooperatives
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition


def begin_for_newcomer(
    actor: Any,
    edition: Edition,
    values: dict[str, Any],
    consent: Consent,
    at: datetime,
    *,
    change_id: str | None = None,
) -> Application:
    """Make the profile, marked as filed by an agent, and begin its application; the same id again is once.

    Raises not_agent, no_call, call_closed, register_taken.
    """
    if not is_field_agent(actor, edition):
        raise DomainError("not_agent", _l("Only agents of this fair file for others."))
    known = files.changes_known([change_id]).get(change_id) if change_id else None
    before = applications.by_id(known.application_id) if known is not None else None
    if before is not None and before.edition_id == edition.id and before.filed_by_id == actor.id:
        return before
    applying.open_call_for_kind(edition, values["kind"], at)
    cooperative = cooperatives.create(actor, values, at)
    application = applying.begin(actor, edition, cooperative, at, consent=consent)
    if change_id:
        applying.note_change(actor, application, {}, at, change_id=change_id, based_on=0)
    return application
