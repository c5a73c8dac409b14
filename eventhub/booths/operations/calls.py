"""Opening, changing and closing the call for exhibitors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths.models import Call
from eventhub.booths.queries import applications, plans
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs import operations as fairs
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState


@dataclass(frozen=True, slots=True)
class CallTerms:
    """What a call says. Money in centimes, moments in UTC; questions and quotas as in `asking`."""

    kind: str
    opens_at: datetime
    closes_at: datetime
    intro: Mapping[str, str]
    terms: Mapping[str, str]
    fee: int = 0
    questions: Sequence[Mapping[str, Any]] = ()
    quotas: Sequence[Mapping[str, Any]] = ()


def open_call(actor: Any, edition: Edition, terms: CallTerms, at: datetime) -> Call:
    """Open the call for one kind of exhibitor, or change the one there is; note it; open the fair's site.

    Questions already answered keep their keys. New terms get a new version. Raises times_in_order, ends_late.
    """
    if terms.closes_at <= terms.opens_at:
        raise DomainError("times_in_order", _l("The call must close after it opens."), field="closes_at")
    if terms.closes_at > edition.moments[1]:
        raise DomainError("ends_late", _l("The call must close before the fair ends."), field="closes_at")
    call = plans.call_for(edition, terms.kind)
    action = "booths:call:edited"
    if call is None:
        action = "booths:call:opened"
        call = Call(
            edition_id=edition.id, organizer_id=edition.organizer_id, kind=terms.kind, terms_version=1
        )
        db.session.add(call)
    elif dict(call.terms or {}) != dict(terms.terms) and applications.call_counts(call):
        call.terms_version += 1
    call.opens_at, call.closes_at, call.fee = terms.opens_at, terms.closes_at, terms.fee
    call.intro, call.terms = dict(terms.intro), dict(terms.terms)  # type: ignore[assignment]
    call.questions = [dict(question) for question in terms.questions]
    call.quotas = [dict(quota) for quota in terms.quotas]
    db.session.flush()
    audit.record(actor, action, call, at)
    if edition.state == EditionState.PREPARATION:
        fairs.move(actor, edition, EditionState.CALL, at)
    return call


def close_call(actor: Any, call: Call, at: datetime) -> Call:
    """End the call now; closing a closed one changes nothing. Raises not_open before it opened."""
    if call.closes_at <= at:
        return call
    if call.opens_at >= at:
        raise DomainError("not_open", _l("The call has not opened yet: change its dates instead."))
    call.closes_at = at
    audit.record(actor, "booths:call:closed", call, at)
    return call
