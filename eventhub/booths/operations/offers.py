"""Publishing decisions, answering offers, and the next in line: the waiting list moves by itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import mails, problems
from eventhub.booths.asking import fits
from eventhub.booths.kinds import WaitingCause
from eventhub.booths.models import Application, Assignment, Booth, OfferReminder, Plan
from eventhub.booths.operations import assigning, auditing
from eventhub.booths.operations.allocating import planned
from eventhub.booths.operations.moving import close_ranks, locked, move, wrong_state
from eventhub.booths.queries import applications, plans
from eventhub.booths.queries.terms import offer_ends
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

_S = ApplicationState


def publish(actor: Any, edition: Edition, at: datetime) -> Counter[str]:
    """Make every decision public in one act: states, offers and their end, then the messages.

    Publishing again publishes only what is new. Gives how many of each state. Raises nothing_to_publish,
    and auditor_refuses when one of the files to publish has a part in a broken rule.
    """
    plan = plans.plan_of(edition)
    if plan is not None:
        db.session.refresh(plan, with_for_update=True)
    files = applications.unpublished(edition)
    if not files or plan is None:
        raise DomainError("nothing_to_publish", _l("Every decision is already published."))
    auditing.refuse_unsound(edition, files)
    auditing.tell_the_truth(edition, files)
    close_ranks(edition.id)
    published: Counter[str] = Counter()
    for file in files:
        _announce(file, actor, at)
        published[file.state] += 1
    audit.record(actor, "booths:plan:published", plan, at, **published)
    return published


def _announce(file: Application, actor: Any, at: datetime) -> None:
    """Publish one file's decision: no move, the inside state becomes the published one."""
    file.published_state, file.published_at = file.state, at
    for step in file.steps:
        if step.state == file.state and not step.is_published and step is file.steps[-1]:
            step.is_published, step.created_at = True, at
    if file.state == _S.SELECTED:
        file.offer_expires_at = offer_ends(file.edition, at)
        _hold(file)
    db.session.flush()
    audit.record(actor, f"booths:application:{file.state}", file, at)
    mails.tell_decision(file, at)


def _hold(file: Application) -> None:
    db.session.execute(
        sa.update(Assignment)
        .where(Assignment.application_id == file.id, Assignment.state == AssignmentState.PLANNED)
        .values(state=AssignmentState.HELD)
    )


def accept(actor: Any, application: Application, at: datetime) -> Application:
    """Accept the offered stand; without a fee the participation is confirmed at once. Twice is once.

    Raises offer_expired when its time is over, wrong_state when there is no offer.
    """
    locked(application)
    if application.state in (_S.ACCEPTED, _S.CONFIRMED):
        return application
    refuse_without_offer(application, at)
    move(application, _S.ACCEPTED, actor, at)
    _set_holds(application, AssignmentState.CONFIRMED)
    if not application.call.fee:
        confirm(actor, application, at)
    return application


def refuse_without_offer(application: Application, at: datetime) -> None:
    """Raise offer_expired or wrong_state unless an offer awaits an answer."""
    if application.state != _S.SELECTED or application.published_state != _S.SELECTED:
        raise wrong_state(application)
    if application.offer_expires_at is not None and application.offer_expires_at <= at:
        raise DomainError(
            "offer_expired", _l("The time to answer is over: the stand goes to the next in line.")
        )


def confirm(actor: Any, application: Application, at: datetime) -> Application:
    """Confirm a participation (fee paid, or there is none), then tell the exhibitor. Twice is once."""
    if application.state == _S.CONFIRMED:
        return application
    move(application, _S.CONFIRMED, actor, at)
    db.session.flush()
    mails.tell("application_confirmed", application, booths=plans.holds_for(application))
    return application


def decline(actor: Any, application: Application, at: datetime, reason: str = "") -> Application:
    """Decline the offer, saying why or not; its stand is offered to the next in line. Twice is once."""
    locked(application)
    if application.state == _S.DECLINED:
        return application
    refuse_without_offer(application, at)
    move(application, _S.DECLINED, actor, at, note=reason.strip() or None)
    give_back(application, at)
    return application


def extend(actor: Any, application: Application, until: datetime, at: datetime) -> Application:
    """Give an offer more time and tell the exhibitor. The same end twice is once.

    Raises wrong_state without an offer, offer_expired after its end, not_later when the end is no later one.
    """
    locked(application)
    refuse_without_offer(application, at)
    if application.offer_expires_at == until:
        return application
    if application.offer_expires_at is None or until <= application.offer_expires_at:
        raise DomainError("not_later", _l("Choose a later end than the present one."), field="until")
    if until > application.edition.moments[1]:
        raise DomainError("after_the_fair", _l("The fair is over by then."), field="until")
    application.offer_expires_at = until
    audit.record(actor, "booths:application:extended", application, at, until=until.isoformat())
    mails.tell("application_extended", application)
    return application


def remind_due(at: datetime) -> int:
    """Remind of each offer that ends soon, once for each end; gives how many."""
    reminded = 0
    for application_id in applications.offers_to_remind(at):
        application = locked(db.session.get_one(Application, application_id))
        if application.state != _S.SELECTED or application_id not in applications.offers_to_remind(at):
            continue
        ends = application.offer_expires_at
        db.session.add(OfferReminder(application_id=application.id, expires_at=ends))
        mails.tell("application_reminder", application)
        reminded += 1
    return reminded


def expire_due(at: datetime) -> int:
    """End every offer whose time is over and offer its stand to the next; running twice is once."""
    ended = 0
    for application_id in applications.offers_due(at):
        application = locked(db.session.get_one(Application, application_id))
        ends = application.offer_expires_at
        if application.state != _S.SELECTED or ends is None or ends > at:
            continue
        move(application, _S.EXPIRED, None, at)
        db.session.flush()
        mails.tell("application_expired", application)
        give_back(application, at)
        ended += 1
    return ended


def mark_attendance(actor: Any, application: Application, at: datetime, *, is_here: bool) -> Application:
    """Note at the fair whether a confirmed exhibitor came; an absent one may still arrive. Twice is once."""
    to = _S.PRESENT if is_here else _S.NO_SHOW
    locked(application)
    if application.state == to:
        return application
    move(application, to, actor, at)
    if is_here:
        _set_holds(application, AssignmentState.OCCUPIED)
    return application


def _set_holds(application: Application, state: AssignmentState) -> None:
    for hold in plans.holds_for(application):
        hold.state = state
    db.session.flush()


def give_back(application: Application, at: datetime) -> None:
    """Release what a file holds and, if it was offered, offer it to the next in line."""
    holds = plans.holds_for(application)
    was_offered = any(hold.state != AssignmentState.PLANNED for hold in holds)
    freed = [hold.booth for hold in holds]
    for hold in holds:
        if hold.state == AssignmentState.PLANNED:
            db.session.delete(hold)
        else:
            hold.state = AssignmentState.RELEASED
    db.session.flush()
    if was_offered:
        promote(application.edition, freed, at)


def promote(edition: Edition, freed: Iterable[Booth], at: datetime) -> list[Application]:
    """Offer freed stands to the waiting list: each goes to the first in rank that it suits; ranks close up.

    Only while the fair is not over. Gives those who got an offer.
    """
    left = {booth.label: booth for booth in freed if not booth.is_blocked}
    if not left or at >= edition.moments[1]:
        return []
    _lock_plan(edition)
    offered: list[Application] = []
    for file in applications.waiting(edition.id):
        if file.published_state != _S.WAITLISTED:
            continue
        chosen = _suiting(file, list(left.values()))
        if not chosen:
            continue
        move(file, _S.SELECTED, None, at)
        file.offer_expires_at, file.reason, file.explanation = offer_ends(edition, at), None, None
        for booth in chosen:
            row = planned(edition, booth.id, file)
            row.state = AssignmentState.HELD
            db.session.add(row)
            del left[booth.label]
        db.session.flush()
        mails.tell_decision(file, at)
        offered.append(file)
        if not left:
            break
    renumber(edition.id, at, WaitingCause.OFFERED)
    return offered


def _lock_plan(edition: Edition) -> None:
    db.session.execute(sa.select(Plan.id).where(Plan.edition_id == edition.id).with_for_update())


def _suiting(file: Application, left: Sequence[Booth]) -> list[Booth]:
    """A run of freed stands that suits a file, its wished zones first; empty when there is none."""
    wanted = int(file.needs.get("booths") or 1)
    own = problems.category(file)
    wishes = [wish["zone"] for wish in file.wishes]
    suits = [
        booth
        for booth in left
        if fits(file.needs, own, booth, problems.admitted(booth.zone)) is None and _may_stand(booth, file)
    ]
    suits.sort(
        key=lambda booth: (
            wishes.index(booth.zone.key) if booth.zone.key in wishes else len(wishes),
            booth.row,
            booth.position,
        )
    )
    for start in range(len(suits) - wanted + 1):
        run = suits[start : start + wanted]
        if all(
            booth.row == run[0].row and booth.position == run[0].position + i for i, booth in enumerate(run)
        ):
            return run
    return []


def _may_stand(booth: Booth, file: Application) -> bool:
    try:
        assigning.refuse_bad_neighbours(booth, file)
    except DomainError:
        return False
    return True


def renumber(edition_id: int, at: datetime, cause: WaitingCause) -> None:
    """Close the gaps of the waiting list and note, for those who know their number, why it changed."""
    close_ranks(edition_id, at, cause)
