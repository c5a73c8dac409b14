"""Wishes to stand elsewhere: asked for, agreed to by the other, approved with the rules checked."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import mails
from eventhub.booths.kinds import OPEN_SWAPS, SwapState
from eventhub.booths.models import Application, SwapRequest
from eventhub.booths.operations import assigning
from eventhub.booths.operations.moving import locked, wrong_state
from eventhub.booths.queries import plans, requests
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError

_S = ApplicationState
MAY_ASK = frozenset({_S.SELECTED, _S.ACCEPTED, _S.CONFIRMED})


def ask(actor: Any, application: Application, label: str, why: str, at: datetime) -> SwapRequest:
    """Ask for another stand, free or held; whoever holds it must agree first. The same wish twice is one.

    Raises wrong_state, no_such_stand, own_stand, already_asked, not_exchangeable.
    """
    locked(application)
    if application.published_state not in MAY_ASK or application.state != application.published_state:
        raise wrong_state(application)
    booth = plans.booth_by_label(application.edition, label)
    if booth is None or booth.is_blocked:
        raise DomainError("no_such_stand", _l("The plan has no stand with this number."), field="stand")
    known = requests.open_swap_of(application)
    if known is not None:
        if known.booth_id == booth.id:
            return known
        raise DomainError("already_asked", _l("One wish is already being looked at: take it back first."))
    others = {hold.application for hold in plans.holds_of(booth)}
    if application in others or not plans.holds_for(application):
        raise DomainError("own_stand", _l("This is your stand already."), field="stand")
    other = others.pop() if len(others) == 1 else None
    if others or (other is not None and other.published_state not in MAY_ASK):
        raise DomainError(
            "not_exchangeable", _l("This stand can't be exchanged now: choose another."), field="stand"
        )
    row = SwapRequest(
        edition_id=application.edition_id,
        organizer_id=application.organizer_id,
        application_id=application.id,
        booth_id=booth.id,
        other_id=other.id if other else None,
        why=why.strip(),
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:swap:asked", row, at, label=booth.label)
    if other is not None:
        mails.tell("application_swap_asked", other, label=booth.label)
    return row


def answer(actor: Any, request: SwapRequest, at: datetime, *, agrees: bool) -> SwapRequest:
    """The other exhibitor agrees to exchange, or not. Twice is once."""
    _lock(request)
    if request.state != SwapState.ASKED:
        return request
    request.state = SwapState.AGREED if agrees else SwapState.REFUSED
    request.decided_at = None if agrees else at
    db.session.flush()
    audit.record(actor, "booths:swap:answered", request, at, agrees=agrees)
    return request


def take_back(actor: Any, request: SwapRequest, at: datetime) -> SwapRequest:
    """The exhibitor no longer wishes it. Twice is once."""
    _lock(request)
    if request.state not in OPEN_SWAPS:
        return request
    request.state, request.decided_at = SwapState.WITHDRAWN, at
    db.session.flush()
    audit.record(actor, "booths:swap:taken_back", request, at)
    return request


def decide(actor: Any, request: SwapRequest, words: str, at: datetime, *, is_approved: bool) -> SwapRequest:
    """Approve, with every rule of the plan checked for both, or refuse; tells who asked. Twice is once.

    Raises not_agreed while the other exhibitor has not said yes, rule_broken, and what `swap` raises.
    """
    _lock(request)
    if request.state not in OPEN_SWAPS:
        return request
    if is_approved:
        if request.other_id is not None and request.state != SwapState.AGREED:
            raise DomainError("not_agreed", _l("The other exhibitor has not agreed yet."))
        holders = {hold.application_id for hold in plans.holds_of(request.booth)}
        if holders - {request.other_id}:
            raise assigning.booth_taken(request.booth)
        holds = plans.holds_for(request.application)
        if not holds:
            raise wrong_state(request.application)
        assigning.swap(actor, holds[0].booth, request.booth, at)
    request.state = SwapState.APPROVED if is_approved else SwapState.REFUSED
    request.decided_at, request.answer = at, words.strip() or None
    db.session.flush()
    audit.record(actor, "booths:swap:decided", request, at, state=request.state)
    told = [request.application, *([request.other] if request.other and is_approved else [])]
    for file in told:
        mails.tell(
            "application_swap_decided",
            file,
            is_approved=is_approved,
            words=request.answer,
            booths=plans.holds_for(file),
        )
    return request


def _lock(request: SwapRequest) -> None:
    db.session.execute(sa.select(SwapRequest.id).where(SwapRequest.id == request.id).with_for_update())
    db.session.refresh(request)
