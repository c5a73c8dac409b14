"""Stands given, moved, set and shared by hand: each act is noted with what undoes it, and weighed before."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.booths.auditor import broken_rules, levels_of
from eventhub.booths.auditor_case import Case
from eventhub.booths.models import Application, Assignment, Booth, Cohort, HandEdit
from eventhub.booths.operations import assigning, auditing
from eventhub.booths.operations.moving import close_ranks, move
from eventhub.booths.queries import hands, instances, plans
from eventhub.booths.queries.instances import Asked
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

_S = ApplicationState
HALF = 50


@contextmanager
def noted(actor: Any, verb: str, booth: Booth, at: datetime, other: Booth | None = None) -> Iterator[None]:
    """Note what an act does to the holds of its stands, so that it can be undone."""
    booths = [booth.id, *([other.id] if other else [])]
    before = hands.pictured(booths)
    yield
    db.session.flush()
    after = hands.pictured(booths)
    if before == after:
        return
    db.session.add(
        HandEdit(
            edition_id=booth.edition_id,
            organizer_id=booth.organizer_id,
            actor_id=getattr(actor, "id", None),
            verb=verb,
            label=booth.label,
            other=other.label if other else None,
            before=before,
            after=after,
            created_at=at,
        )
    )
    db.session.flush()


def assign(actor: Any, booth: Booth, application: Application, at: datetime) -> Assignment:
    """Give a stand to a file by hand, so that it can be undone. Raises what `assigning.assign` raises."""
    with noted(actor, "assign", booth, at):
        return assigning.assign(actor, booth, application, at)


def unassign(actor: Any, booth: Booth, at: datetime) -> None:
    """Take back a stand, so that it can be undone. Raises what `assigning.unassign` raises."""
    with noted(actor, "unassign", booth, at):
        assigning.unassign(actor, booth, at)


def swap(actor: Any, booth: Booth, other: Booth, at: datetime) -> None:
    """Exchange two stands or move to an empty one, by the auditor's rules. Raises rule_broken."""
    if booth.id != other.id and plans.holds_of(booth):
        weighed = weigh(booth.plan.edition, booth, other)
        if not weighed.is_allowed:
            raise DomainError("rule_broken", weighed.sentences[0], field="other")
    with noted(actor, "swap", booth, at, other):
        assigning.swap(actor, booth, other, at)


def set_pin(actor: Any, booth: Booth, at: datetime, *, is_pinned: bool) -> None:
    """Set a stand's exhibitor there, or leave the choice to the solver again. Twice is once.

    Raises nobody_there, and offered for a stand that its exhibitor knows of: that one stays anyway.
    """
    assigning.lock_booth(booth)
    holds = plans.holds_of(booth)
    if not holds:
        raise DomainError("nobody_there", _l("Nobody holds stand %(label)s.", label=booth.label))
    if not is_pinned and any(
        hold.state != AssignmentState.PLANNED or hold.share < instances.WHOLE for hold in holds
    ):
        raise DomainError(
            "offered", _l("Stand %(label)s is shared or already offered: it stays set.", label=booth.label)
        )
    if all(hold.is_pinned == is_pinned for hold in holds):
        return
    with noted(actor, "pin" if is_pinned else "unpin", booth, at):
        for hold in holds:
            hold.is_pinned = is_pinned
    verb = "pinned" if is_pinned else "unpinned"
    audit.record(actor, f"booths:booth:{verb}", booth, at, label=booth.label)


def share(actor: Any, booth: Booth, application: Application, at: datetime) -> Assignment:
    """Let a second file have half of a stand that one holds whole; both are then set by hand.

    Raises nobody_there, booth_taken when it is shared already, rule_broken, has_a_stand, wrong_state.
    """
    assigning.lock_booth(booth)
    holds = plans.holds_of(booth)
    if not holds:
        raise DomainError("nobody_there", _l("Nobody holds stand %(label)s.", label=booth.label))
    if any(hold.application_id == application.id for hold in holds):
        return next(hold for hold in holds if hold.application_id == application.id)
    if len(holds) > 1 or (holds[0].share < instances.WHOLE and sum(h.share for h in holds) > HALF):
        raise assigning.booth_taken(booth)
    first = holds[0]
    with noted(actor, "share", booth, at):
        first.share, first.is_pinned = HALF, True
        db.session.flush()
        row = assigning.assign_part(actor, booth, application, at, share=HALF, like=first)
        _refuse_faults_of(booth, {first.application_id, application.id})
    audit.record(
        actor, "booths:booth:shared", booth, at, label=booth.label, application=application.public_id
    )
    return row


def _refuse_faults_of(booth: Booth, files: set[int]) -> None:
    for finding in auditing.findings(booth.plan.edition):
        if files & finding.files:
            raise DomainError("rule_broken", finding.sentence, field="application")


def undo(actor: Any, edition: Edition, at: datetime) -> HandEdit:
    """Undo the last act by hand that was not undone.

    Raises nothing_to_undo, and changed_since when its stands are not as it left them.
    """
    edit = hands.last_edit(edition, for_update=True)
    if edit is None:
        raise DomainError("nothing_to_undo", _l("There is nothing to undo."))
    booths = sorted({hold["booth"] for hold in (*edit.before, *edit.after)} | hands.booths_of(edit))
    if hands.pictured(booths) != edit.after:
        raise DomainError(
            "changed_since", _l("These stands have changed since: it can't be undone any more.")
        )
    _restore(edit)
    for file in hands.files_of(edit):
        _follow(actor, file, at)
    edit.undone_at = at
    db.session.flush()
    close_ranks(edition.id)
    audit.record(actor, "booths:booth:undone", edit, at, verb=edit.verb, label=edit.label)
    return edit


def _restore(edit: HandEdit) -> None:
    """The holds as they were: what was made goes, what went is made again, what changed changes back."""
    rows = {
        row.id: row
        for row in db.session.scalars(
            sa.select(Assignment).where(Assignment.id.in_([hold["id"] for hold in edit.after]))
        )
    }
    before = {hold["id"]: hold for hold in edit.before}
    for key, row in rows.items():
        if key in before:
            row.state = AssignmentState.RELEASED
        else:
            db.session.delete(row)
    db.session.flush()
    for key, hold in before.items():
        values = {
            "booth_id": hold["booth"],
            "is_pinned": hold["is_pinned"],
            "share": hold["share"],
            "starts_on": date.fromisoformat(hold["starts_on"]),
            "ends_on": date.fromisoformat(hold["ends_on"]),
        }
        row = rows.get(key) or Assignment(
            edition_id=edit.edition_id, organizer_id=edit.organizer_id, application_id=hold["application"]
        )
        for name, value in values.items():
            setattr(row, name, value)
        row.state = hold["state"]
        db.session.add(row)
        db.session.flush()


def _follow(actor: Any, file: Application, at: datetime) -> None:
    """Give a file the state that goes with what it holds now."""
    holds = plans.holds_for(file)
    if holds and file.state in (_S.WAITLISTED, _S.REFUSED, _S.ELIGIBLE, _S.SCORED):
        move(file, _S.SELECTED, actor, at, is_published=False)
        file.reason = None
    elif not holds and file.state == _S.SELECTED and file.published_state != _S.SELECTED:
        rank = assigning.next_rank(file.edition_id)
        move(file, _S.WAITLISTED, actor, at, is_published=False)
        file.waiting_rank, file.reason = rank, "by_hand"
    db.session.flush()


class Weighed(Struct, frozen=True):
    """What a move would do: the rules it would break, and each level before and after."""

    is_allowed: bool
    sentences: list[Any]
    levels: list[tuple[str, float, float]]


def weigh(edition: Edition, booth: Booth, other: Booth, cohort: Cohort | None = None) -> Weighed:
    """What exchanging two stands, or moving to an empty one, would do, by the auditor alone."""
    problem = instances.problem_of(edition, Asked(cohort=cohort, as_it_is=True, only_holders=True))
    case = Case(problem.document(0))
    present = {name: list(booths) for name, booths in problem.present.items()}
    case.pins = {}
    turn = {booth.label: other.label, other.label: booth.label}
    moved = {name: [turn.get(label, label) for label in labels] for name, labels in present.items()}
    broken = broken_rules(case, moved)
    if broken:
        known = {str(fault) for fault in broken_rules(case, present)}
        broken = [fault for fault in broken if str(fault) not in known]
    before, after = levels_of(case, present), levels_of(case, moved)
    return Weighed(
        not broken,
        [auditing.sentence(fault, problem.files) for fault in broken[:3]],
        [
            (name, was, now)
            for (name, was), (_name, now) in zip(before, after, strict=True)
            if abs(was - now) > 1e-9  # noqa: PLR2004 - sums of tenths
        ],
    )
