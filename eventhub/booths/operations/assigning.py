"""Giving, taking back and exchanging stands by hand, with the rules checked and one winner in a race."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub import audit
from eventhub.booths import phrases, problems
from eventhub.booths.asking import fits
from eventhub.booths.models import Application, Assignment, Booth
from eventhub.booths.operations.allocating import planned
from eventhub.booths.operations.moving import close_ranks, locked, move, wrong_state
from eventhub.booths.queries import applications, cohorts, instances, plans
from eventhub.booths.states import AWAITING_DECISION, DECIDED, LIVING, ApplicationState, AssignmentState
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.transaction import savepoint

_S = ApplicationState
ONE_HOLDER = ("uq_assignments_whole_booth", "ex_assignments_whole")


def booth_taken(booth: Booth) -> DomainError:
    """What the one reads who comes second."""
    holder = next((str(hold.application.cooperative.name) for hold in plans.holds_of(booth)), "")
    return DomainError(
        "booth_taken",
        _l("Stand %(label)s already belongs to %(holder)s.", label=booth.label, holder=holder or "…"),
        field="application",
    )


def lock_booth(booth: Booth) -> None:
    """Keep a stand from others until the transaction ends."""
    db.session.execute(sa.select(Booth.id).where(Booth.id == booth.id).with_for_update())
    db.session.refresh(booth)


def assign(actor: Any, booth: Booth, application: Application, at: datetime) -> Assignment:
    """Give a stand to a file and set it there: the solver won't move it; the file is selected, unread.

    Raises booth_blocked, booth_taken, has_a_stand, wrong_state, rule_broken with the rule.
    """
    lock_booth(booth)
    locked(application)
    held = plans.holds_for(application)
    if any(hold.booth_id == booth.id for hold in held):
        return held[0]
    refuse_broken_rules(booth, application)
    if len(held) >= int(application.needs.get("booths") or 1):
        raise _has_a_stand(held[0])
    row = planned(
        application.edition, booth.id, application, is_pinned=True, days=cohorts.days_of(application)
    )
    _insert(row, booth)
    if application.state != _S.SELECTED:
        move(application, _S.SELECTED, actor, at, is_published=False)
    application.reason = application.explanation = None
    db.session.flush()
    close_ranks(application.edition_id)
    audit.record(
        actor, "booths:booth:assigned", booth, at, label=booth.label, application=application.public_id
    )
    return row


def assign_part(
    actor: Any, booth: Booth, application: Application, at: datetime, *, share: int, like: Assignment
) -> Assignment:
    """Give a file a share (per cent) of a stand for the days of another hold; it is selected and set there.

    Raises booth_taken when less than that is left, booth_blocked, has_a_stand, rule_broken, wrong_state.
    """
    locked(application)
    if booth.is_blocked:
        raise DomainError("booth_blocked", _l("Stand %(label)s is out of use.", label=booth.label))
    if application.state not in AWAITING_DECISION | DECIDED:
        raise wrong_state(application)
    if held := plans.holds_for(application):
        raise _has_a_stand(held[0])
    refuse_misfit(booth, application)
    row = planned(application.edition, booth.id, application, is_pinned=True, days=like)
    row.share = share
    _insert(row, booth)
    if application.state != _S.SELECTED:
        move(application, _S.SELECTED, actor, at, is_published=False)
    application.reason = application.explanation = None
    db.session.flush()
    close_ranks(application.edition_id)
    return row


def _has_a_stand(hold: Assignment) -> DomainError:
    return DomainError(
        "has_a_stand",
        _l("This exhibitor already has stand %(label)s: exchange stands instead.", label=hold.booth.label),
        field="application",
    )


def _insert(row: Assignment, booth: Booth) -> None:
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if any(violates(error, constraint) for constraint in ONE_HOLDER):
            raise booth_taken(booth) from error
        raise


def refuse_broken_rules(booth: Booth, application: Application) -> None:
    """Raise the first rule that giving this stand to this file would break."""
    if booth.is_blocked:
        raise DomainError("booth_blocked", _l("Stand %(label)s is out of use.", label=booth.label))
    if application.state not in AWAITING_DECISION | DECIDED:
        raise wrong_state(application)
    days = cohorts.days_of(application)
    if any(
        hold.starts_on <= days.ends_on and hold.ends_on >= days.starts_on for hold in plans.holds_of(booth)
    ):
        raise booth_taken(booth)
    refuse_misfit(booth, application)
    refuse_bad_neighbours(booth, application)


def refuse_misfit(booth: Booth, application: Application) -> None:
    """Raise rule_broken when the stand can't serve the exhibitor."""
    code = fits(application.needs, problems.category(application), booth, problems.admitted(booth.zone))
    if code is not None:
        reason = phrases.MISFITS[code]
        raise DomainError(
            "rule_broken",
            _l("Stand %(label)s does not suit: %(reason)s", label=booth.label, reason=reason),
            field="application",
        )


def refuse_bad_neighbours(booth: Booth, application: Application) -> None:
    """Raise rule_broken when somebody beside or behind the stand may not stand there with this exhibitor."""
    book, own = instances.rules_of(application.edition)[0], problems.traits(application)
    beside = plans.touching(application.edition, booth.label)
    labels = {label for found in beside.values() for label in found}
    query = (
        sa.select(Application, Booth.label)
        .join(Assignment, Assignment.application_id == Application.id)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(Booth.edition_id == booth.edition_id, Booth.label.in_(labels), Assignment.state.in_(LIVING))
    )
    for other, label in db.session.execute(query):
        if other.id == application.id:
            continue
        kinds = problems.clash(book, own, problems.traits(other))
        if any(label in beside[kind] for kind in kinds):
            raise DomainError(
                "rule_broken",
                _l(
                    "Beside %(name)s this exhibitor would break a rule between neighbours.",
                    name=other.cooperative.name,
                ),
                field="application",
            )


def unassign(actor: Any, booth: Booth, at: datetime) -> None:
    """Take back a stand that was not offered yet; its file goes to the end of the waiting list, inside.

    Raises offered once the exhibitor knows of it. Taking back from nobody changes nothing.
    """
    lock_booth(booth)
    for hold in plans.holds_of(booth):
        if hold.state != AssignmentState.PLANNED:
            raise DomainError(
                "offered",
                _l("The exhibitor already knows of stand %(label)s: exchange it instead.", label=booth.label),
            )
        file = hold.application
        db.session.delete(hold)
        db.session.flush()
        if not plans.holds_for(file):
            rank = next_rank(file.edition_id)
            move(file, _S.WAITLISTED, actor, at, is_published=False)
            file.waiting_rank, file.reason = rank, "by_hand"
        audit.record(
            actor, "booths:booth:unassigned", booth, at, label=booth.label, application=file.public_id
        )


def next_rank(edition_id: int) -> int:
    """The rank after the last of the waiting list."""
    return max((file.waiting_rank or 0 for file in applications.waiting(edition_id)), default=0) + 1


def swap(actor: Any, booth: Booth, other: Booth, at: datetime) -> None:
    """Exchange the exhibitors of two stands, or move one to an empty stand; they are then set by hand.

    Both exhibitors must fit where they come. Raises same_booth, nobody_there, rule_broken, booth_blocked.
    """
    if booth.id == other.id:
        raise DomainError("same_booth", _l("Choose another stand."), field="other")
    for each in sorted((booth, other), key=lambda each: each.id):
        lock_booth(each)
    here, there = plans.holds_of(booth), plans.holds_of(other)
    if not here and not there:
        raise DomainError("nobody_there", _l("Nobody holds either stand."), field="other")
    if booth.is_blocked or other.is_blocked:
        raise DomainError("booth_blocked", _l("One of the two stands is out of use."), field="other")
    states = {hold.id: hold.state for hold in (*here, *there)}
    for hold in (*here, *there):
        hold.state = AssignmentState.RELEASED
    db.session.flush()
    for holds, target in ((here, other), (there, booth)):
        for hold in holds:
            refuse_misfit(target, hold.application)
            refuse_bad_neighbours(target, hold.application)
            hold.booth, hold.is_pinned = target, True
            hold.state = states[hold.id]
        db.session.flush()
    audit.record(actor, "booths:booth:swapped", booth, at, label=booth.label, other=other.label)
