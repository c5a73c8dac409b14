"""Opening, changing and closing the call for exhibitors."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.booths import asking
from eventhub.booths.models import Call, TermsVersion
from eventhub.booths.operations.copying import copied_call
from eventhub.booths.queries import plans
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs import operations as fairs
from eventhub.fairs.models import Edition
from eventhub.fairs.states import EditionState
from eventhub.i18n import Texts


class CallTerms(Struct, frozen=True):
    """What a call says. Money in centimes, moments in UTC; questions and quotas as in `asking`."""

    kind: str
    opens_at: datetime
    closes_at: datetime
    intro: Mapping[str, str]
    terms: Mapping[str, str]
    fee: int = 0
    questions: Sequence[Mapping[str, Any]] = ()
    quotas: Sequence[Mapping[str, Any]] = ()
    documents: Sequence[Mapping[str, Any]] = ()
    is_stepwise: bool = False


def open_call(actor: Any, edition: Edition, terms: CallTerms, at: datetime) -> Call:
    """Open the call for one kind of exhibitor, or change the one there is; note it; open the fair's site.

    Questions already answered keep their keys. Terms that change get a new version, and every version is
    kept. Raises times_in_order, ends_late, no_options, condition.
    """
    if terms.closes_at <= terms.opens_at:
        raise DomainError("times_in_order", _l("The call must close after it opens."), field="closes_at")
    if terms.closes_at > edition.moments[1]:
        raise DomainError("ends_late", _l("The call must close before the fair ends."), field="closes_at")
    _check_questions(terms.questions)
    call = plans.call_for(edition, terms.kind)
    action = "booths:call:edited"
    if call is None:
        action = "booths:call:opened"
        call = Call(
            edition_id=edition.id, organizer_id=edition.organizer_id, kind=terms.kind, terms_version=1
        )
        db.session.add(call)
    is_new_text = _filled(call.terms) != _filled(terms.terms)
    if is_new_text and call.terms is not None:
        call.terms_version += 1
    call.opens_at, call.closes_at, call.fee = terms.opens_at, terms.closes_at, terms.fee
    call.intro, call.terms = dict(terms.intro), dict(terms.terms)  # type: ignore[assignment]
    call.questions = [dict(question) for question in terms.questions]
    call.quotas = [dict(quota) for quota in terms.quotas]
    call.documents = [dict(paper) for paper in terms.documents]
    call.is_stepwise = terms.is_stepwise
    db.session.flush()
    keep_terms(call, at)
    audit.record(actor, action, call, at)
    if edition.state == EditionState.PREPARATION:
        fairs.move(actor, edition, EditionState.CALL, at)
    return call


def _filled(texts: Mapping[str, str] | None) -> dict[str, str]:
    return {code: text for code, text in (texts or {}).items() if text}


def keep_terms(call: Call, at: datetime) -> None:
    """Keep the text of the present version, once: who accepted it can read it after it has changed."""
    query = sa.select(TermsVersion.id).where(
        TermsVersion.call_id == call.id, TermsVersion.version == call.terms_version
    )
    if db.session.scalar(query) is None:
        terms = _filled(call.terms)
        db.session.add(TermsVersion(call_id=call.id, version=call.terms_version, terms=terms, created_at=at))
        db.session.flush()


def _check_questions(questions: Sequence[Mapping[str, Any]]) -> None:
    """Raise no_options, bounds or condition with the words of the question that can't be asked so."""
    for question in questions:
        words = Texts(question["label"])
        if question["kind"] in asking.WITH_OPTIONS and not asking.options_of(question):
            raise DomainError(
                "no_options", _l("Write the list of answers of the question “%(question)s”.", question=words)
            )
        lowest, highest = question.get("lowest"), question.get("highest")
        if lowest is not None and highest is not None and lowest > highest:
            sentence = _l("The bounds of the question “%(question)s” leave no number.", question=words)
            raise DomainError("bounds", sentence)
    key = asking.misplaced(questions)
    if key is not None:
        words = next(Texts(question["label"]) for question in questions if question["key"] == key)
        raise DomainError(
            "condition",
            _l(
                "“%(question)s” waits for an answer that comes later or is gone: move it down or ask it"
                " always.",
                question=words,
            ),
        )


def copy_call(actor: Any, call: Call, kinds: Sequence[str], editions: Sequence[Edition], at: datetime) -> int:
    """Copy a call to other kinds of exhibitor of its edition, and to other editions; gives how many.

    Calls that are there already stay as they are: copying twice is once. Dates keep their distance from
    another edition's first day. Raises nothing_copied.
    """
    targets = [(call.edition, kind) for kind in kinds if kind != call.kind]
    targets += [(edition, call.kind) for edition in editions if edition.id != call.edition_id]
    made = 0
    for edition, kind in targets:
        if plans.call_for(edition, kind) is None:
            copied = copied_call(call, edition, kind, at)
            if copied.closes_at <= copied.opens_at:
                continue  # that fair is over before a copy could open
            db.session.add(copied)
            db.session.flush()
            keep_terms(copied, at)
            audit.record(actor, "booths:call:copied", copied, at, kind=kind)
            made += 1
    if not made:
        raise DomainError("nothing_copied", _l("Nothing was copied: those calls are there already."))
    return made


def close_call(actor: Any, call: Call, at: datetime) -> Call:
    """End the call now; closing a closed one changes nothing. Raises not_open before it opened."""
    if call.closes_at <= at:
        return call
    if call.opens_at >= at:
        raise DomainError("not_open", _l("The call has not opened yet: change its dates instead."))
    call.closes_at = at
    audit.record(actor, "booths:call:closed", call, at)
    return call
