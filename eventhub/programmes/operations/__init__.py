"""The verbs of a programme and of its places. What is done for a cooperative there is in `supporting`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts.models import Organizer
from eventhub.cooperatives import queries as cooperative_reads
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.programmes import mails, queries
from eventhub.programmes.models import Enrolment, Programme
from eventhub.programmes.states import (
    ENROLMENT_MOVES,
    PROGRAMME_MOVES,
    EnrolmentState,
    ProgrammeState,
)
from eventhub.transaction import savepoint

MOVED_ON = _l("This changed in the meantime. Look at the page again.")
_SLUG_TAKEN = _l("Another programme has this name in its address.")


def create(actor: Any, organizer: Organizer, settings: dict[str, Any], at: datetime) -> Programme:
    """A new programme in preparation. Raises slug_taken."""
    if queries.programme_by_slug(settings["slug"]) is not None:
        raise DomainError("slug_taken", _SLUG_TAKEN, field="slug")
    programme = Programme(organizer_id=organizer.id, **settings)
    try:
        with savepoint():
            db.session.add(programme)
    except sa.exc.IntegrityError as error:
        if not violates(error, "uq_programmes_slug"):
            raise
        raise DomainError("slug_taken", _SLUG_TAKEN, field="slug") from error
    audit.record(actor, "programmes:programme:created", programme, at)
    return programme


def change(actor: Any, programme: Programme, settings: dict[str, Any], at: datetime) -> Programme:
    """New settings; the address stays once it began."""
    for name, value in settings.items():
        if name != "slug":
            setattr(programme, name, value)
    audit.record(actor, "programmes:programme:changed", programme, at, settings=sorted(settings))
    return programme


def move(actor: Any, programme: Programme, to: ProgrammeState, at: datetime) -> Programme:
    """Bring it to another state: the only place where it changes. Twice is once. Raises no_such_move."""
    now = ProgrammeState(programme.state)
    if now == to:
        return programme
    if to not in PROGRAMME_MOVES[now]:
        raise DomainError("no_such_move", MOVED_ON)
    programme.state = to
    audit.record(actor, "programmes:programme:moved", programme, at, state=to.value)
    return programme


def keep_questions(
    actor: Any, programme: Programme, statements: list[dict[str, Any]], at: datetime
) -> Programme:
    """The organizer's own copy of the questionnaire, before its first use. Raises in_use, no_statement."""
    if queries.is_questionnaire_used(programme):
        raise DomainError("in_use", _l("A diagnosis was begun with these statements: they stay as they are."))
    if not statements:
        raise DomainError("no_statement", _l("Keep one statement at least."))
    programme.statements = statements
    audit.record(actor, "programmes:programme:questions_kept", programme, at, statements=len(statements))
    return programme


def check_running(programme: Programme) -> None:
    """Raises not_running."""
    if programme.state != ProgrammeState.RUNNING:
        raise DomainError("not_running", _l("This is done while the programme is running."))


def invite(
    actor: Any, programme: Programme, cooperatives: Iterable[Cooperative], at: datetime
) -> list[Enrolment]:
    """Ask cooperatives to take part; who is in or asked already stays so. Their presidents are told."""
    check_running(programme)
    wanted = {row.id: row for row in cooperatives}
    db.session.get_one(Programme, programme.id, with_for_update=True)
    query = sa.select(Enrolment).where(
        Enrolment.programme_id == programme.id, Enrolment.cooperative_id.in_(list(wanted))
    )
    known = {row.cooperative_id: row for row in db.session.scalars(query)}
    asked = []
    for cooperative_id in wanted:
        row = known.get(cooperative_id)
        if row is None:
            row = Enrolment(
                programme_id=programme.id, organizer_id=programme.organizer_id, cooperative_id=cooperative_id
            )
            db.session.add(row)
            db.session.flush()
        elif EnrolmentState.INVITED in ENROLMENT_MOVES[EnrolmentState(row.state)]:
            lock(row)
            _move(row, EnrolmentState.INVITED, at)
        else:
            continue
        asked.append(row)
        audit.record(actor, "programmes:enrolment:invited", row, at)
        mails.invited(row)
    return asked


def lock(row: Enrolment) -> None:
    """Nobody else changes this place meanwhile; the place as it is now, so that a double click is one."""
    db.session.flush()
    db.session.get_one(Enrolment, row.id, with_for_update=True, populate_existing=True)


def _move(row: Enrolment, to: EnrolmentState, at: datetime) -> None:
    """The only place where a place's state changes; it is locked. Raises no_such_move."""
    if to not in ENROLMENT_MOVES[EnrolmentState(row.state)]:
        raise DomainError("no_such_move", MOVED_ON)
    row.state = to
    if to == EnrolmentState.JOINED:
        row.joined_at = at
    elif to == EnrolmentState.LEFT:
        row.left_at = at
    else:
        row.joined_at = row.left_at = row.agreed_by_id = None
        row.is_on_paper = False


def join(actor: Any, row: Enrolment, at: datetime) -> Enrolment:
    """The president agrees for the cooperative. Twice is once. Raises not_running, no_such_move."""
    lock(row)
    if row.state != EnrolmentState.JOINED:
        check_running(row.programme)
        _move(row, EnrolmentState.JOINED, at)
        row.agreed_by_id = actor.id
        audit.record(actor, "programmes:enrolment:joined", row, at)
    return row


def join_on_paper(actor: Any, row: Enrolment, at: datetime) -> Enrolment:
    """An agent holds the signed agreement of a cooperative without an account. Raises has_account besides."""
    lock(row)
    if row.state != EnrolmentState.JOINED:
        check_running(row.programme)
        if cooperative_reads.has_members(row.cooperative):
            raise DomainError(
                "has_account", _l("Its president has an account: the agreement is given there, on a phone.")
            )
        _move(row, EnrolmentState.JOINED, at)
        row.agreed_by_id, row.is_on_paper = actor.id, True
        audit.record(actor, "programmes:enrolment:joined_on_paper", row, at)
    return row


def decline(actor: Any, row: Enrolment, at: datetime) -> Enrolment:
    """The president says no. Twice is once. Raises no_such_move."""
    lock(row)
    if row.state != EnrolmentState.DECLINED:
        _move(row, EnrolmentState.DECLINED, at)
        audit.record(actor, "programmes:enrolment:declined", row, at)
    return row


def take_back(actor: Any, row: Enrolment, at: datetime) -> None:
    """The organizer asks no more. Raises no_such_move where the cooperative answered meanwhile.

    The place goes with its invitation, else it might still be agreed to; one where something was done before
    stays, as declined.
    """
    lock(row)
    if row.state != EnrolmentState.INVITED:
        raise DomainError("no_such_move", MOVED_ON)
    audit.record(actor, "programmes:enrolment:taken_back", row, at)
    if queries.has_past(row):
        _move(row, EnrolmentState.DECLINED, at)
    else:
        db.session.delete(row)
    db.session.flush()


def leave(actor: Any, row: Enrolment, at: datetime) -> Enrolment:
    """End a cooperative's part, at any time, in any state of the programme. What was done stays counted."""
    lock(row)
    if row.state != EnrolmentState.LEFT:
        _move(row, EnrolmentState.LEFT, at)
        audit.record(actor, "programmes:enrolment:left", row, at)
    return row
