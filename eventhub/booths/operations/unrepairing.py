"""Taking a repair back, while all are as it left them and nobody of the waiting list has answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.booths import mails, problems
from eventhub.booths.kinds import WaitingCause
from eventhub.booths.models import AllocationRun, Application, Assignment, Booth
from eventhub.booths.operations import repairing
from eventhub.booths.operations.allocating import plan_to_allocate
from eventhub.booths.operations.moving import locked, move, number
from eventhub.booths.operations.repairing import Move
from eventhub.booths.operations.taking import Taken, taken_by
from eventhub.booths.queries import applications, instances
from eventhub.booths.queries.instances import Asked, Problem
from eventhub.booths.states import LIVING, ApplicationState, AssignmentState, RunKind
from eventhub.database import db
from eventhub.errors import DomainError

_S = ApplicationState


class Undoing(Struct, frozen=True):
    """What taking a repair back would do: who goes back (from, to), whose offer ends; or why it can't be."""

    moves: list[Move]
    taken: list[Taken]
    refusal: DomainError | None


def undoing_of(run: AllocationRun) -> Undoing:
    """What taking a repair back would do, from one reading of the stands as they are."""
    asked = Asked(seed=run.seed, cohort=run.cohort, is_repair=True, takes_waiting=run.takes_waiting)
    problem = instances.problem_of(run.edition, asked)
    moves, taken = _made(run, problem), [step for step in taken_by(run, problem.files) if step.booths]
    refusal = _missing(run, problem) or _answered(taken) or _changed(run, problem, moves, taken)
    return Undoing([Move(m.file, m.after, m.before, m.is_known) for m in moves], taken, refusal)


def undo(actor: Any, run: AllocationRun, at: datetime) -> Undoing:
    """Put everybody whom a repair moved back, end its offers at their old place in line, and tell them.

    Raises nothing_to_undo unless it is the repair last made, answered once one of those it took has answered,
    changed_since when somebody or a stand is not as it left them.
    """
    plan = plan_to_allocate(run.edition)
    db.session.refresh(plan, with_for_update=True)
    if run.kind != RunKind.REPAIR or not run.is_proposal:
        raise DomainError("nothing_to_undo", _l("There is nothing to undo."))
    undoing = undoing_of(run)
    if undoing.refusal is not None:
        raise undoing.refusal
    _end_offers(actor, run, undoing.taken, at)
    repairing.move_all(run, undoing.moves)
    run.is_proposal = False
    db.session.flush()
    counts = {"moves": len(undoing.moves), "taken": len(undoing.taken)}
    audit.record(actor, "booths:plan:repair_undone", plan, at, run=run.number, **counts)
    for back in undoing.moves:
        if back.is_known:
            before, after = repairing.words(back.before), repairing.words(back.after)
            mails.tell("application_moved", back.file, before=before, after=after)
    return undoing


def _made(run: AllocationRun, problem: Problem) -> list[Move]:
    """The moves that were made, as the run's own instance tells them."""
    previous = ((run.instance or {}).get("previous") or {}).get("assignments", {})
    held = {name: tuple(sorted(labels)) for name, labels in previous.items()}
    every = repairing.moves_between(run, problem.files, held)
    return [*(move for move in every if move.after), *repairing.waiting_on_lost_stands(every)]


def _missing(run: AllocationRun, problem: Problem) -> DomainError | None:
    """Somebody whom the repair concerned holds nothing and waits for nothing any more."""
    previous = ((run.instance or {}).get("previous") or {}).get("assignments", {})
    concerned = {*previous, *(step["application"] for step in run.taken or () if step["booths"])}
    if concerned <= problem.files.keys():
        return None
    return DomainError(
        "changed_since", _l("An exhibitor of this repair has left since: it can't be taken back any more.")
    )


def _answered(taken: list[Taken]) -> DomainError | None:
    for step in taken:
        if step.file.state != _S.SELECTED or step.file.published_state != _S.SELECTED:
            return DomainError(
                "answered",
                _l(
                    "%(name)s has answered the offer since: the repair can't be taken back any more.",
                    name=step.file.cooperative.name,
                ),
            )
    return None


def _changed(
    run: AllocationRun, problem: Problem, moves: list[Move], taken: list[Taken]
) -> DomainError | None:
    """Somebody who stands elsewhere than where the repair put them, or is there; a stand that is not free."""
    names = {file.id: name for name, file in problem.files.items()}
    put = {move.file.id: move.after for move in moves} | {step.file.id: step.booths for step in taken}
    arrived = _arrived(put)
    for file in [*(each.file for each in moves), *(step.file for step in taken)]:
        here = sorted(problem.present.get(names[file.id], ()))
        if here != sorted(put[file.id]) or file.id in arrived:
            return DomainError(
                "changed_since",
                _l(
                    "%(name)s has arrived or changed stands since: the repair can't be taken back any more.",
                    name=file.cooperative.name,
                ),
            )
    return _stand_gone(run, problem, {label for move in moves for label in move.before}, put)


def _arrived(put: Mapping[int, Any]) -> frozenset[int]:
    query = sa.select(Assignment.application_id).where(
        Assignment.application_id.in_(put), Assignment.state == AssignmentState.OCCUPIED
    )
    return frozenset(db.session.scalars(query))


def _stand_gone(
    run: AllocationRun, problem: Problem, wanted: set[str], put: Mapping[int, Any]
) -> DomainError | None:
    """A stand to go back to that another has, or that is out of use and was not when the repair was made."""
    others = {name: labels for name, labels in problem.present.items() if problem.files[name].id not in put}
    held = {label for labels in others.values() for label in labels}
    booths = (run.instance or {}).get("plan", {}).get("booths", ())
    was_open = {problems.whole(booth["id"]) for booth in booths if booth["status"] == "open"}
    query = sa.select(Booth.label).where(Booth.edition_id == run.edition_id, Booth.is_blocked)
    shut = set(db.session.scalars(query)) & was_open
    for label in sorted(wanted):
        if label in held or problems.whole(label) in shut:
            return DomainError(
                "changed_since",
                _l(
                    "Stand %(label)s is not free any more: the repair can't be taken back.",
                    label=problems.whole(label),
                ),
            )
    return None


def _end_offers(actor: Any, run: AllocationRun, taken: list[Taken], at: datetime) -> None:
    """Those who were taken wait again at the place they had; then the list is numbered, and they read it."""
    line = applications.waiting(run.edition_id)
    back = sorted(taken, key=lambda step: step.rank or 0)
    for step in back:
        file, rank = locked(step.file), step.rank or len(line) + 1
        _release(file)
        move(file, _S.WAITLISTED, actor, at, is_audited=False)
        file.waiting_rank = rank
        db.session.flush()
        line.insert(rank - 1, file)
    number(line, at, WaitingCause.MOVED)
    for step in back:
        stands = repairing.words(step.booths)
        audit.record(
            actor, "booths:application:offer_taken_back", step.file, at, stands=stands, run=run.number
        )
        mails.tell("application_offer_taken_back", step.file, stands=stands, rank=step.file.waiting_rank)


def _release(file: Application) -> None:
    db.session.execute(
        sa.update(Assignment)
        .where(Assignment.application_id == file.id, Assignment.state.in_(LIVING))
        .values(state=AssignmentState.RELEASED)
    )
