"""Repairing a published plan: stands lost; everybody kept, as few moves as can be, told one by one.

Free stands may go to the waiting list at the same time (`taking`), in its published order.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.booths import mails, problems
from eventhub.booths.models import AllocationRun, Application, Assignment, Booth
from eventhub.booths.operations import taking
from eventhub.booths.operations.allocating import plan_to_allocate
from eventhub.booths.operations.assigning import lock_booth
from eventhub.booths.operations.solving import fingerprint
from eventhub.booths.operations.taking import Taken, taken_by
from eventhub.booths.queries import instances, plans
from eventhub.booths.queries.instances import Asked, Problem
from eventhub.booths.states import LIVING, AssignmentState, RunKind, RunState
from eventhub.database import db
from eventhub.errors import DomainError


class Move(Struct, frozen=True):
    """One exhibitor's move: from which stands to which; `after` is empty when no stand is left for it."""

    file: Application
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_known: bool


def lose(actor: Any, booth: Booth, at: datetime) -> Booth:
    """Take a stand out of use although somebody holds it: its exhibitor waits for a repair. Twice is once."""
    lock_booth(booth)
    if not booth.is_blocked:
        booth.is_blocked = True
        audit.record(actor, "booths:booth:blocked", booth, at, label=booth.label)
    return booth


class Outcome(Struct, frozen=True):
    """What a repair would do: the moves, those without any stand first, then by stand; who is taken in order.

    `is_current` says whether the stands are as they were when it was searched.
    """

    moves: list[Move]
    taken: list[Taken]
    is_current: bool


def outcome_of(run: AllocationRun) -> Outcome:
    """What a repair would do, from one reading of the stands as they are."""
    problem = _problem(run)
    is_current = fingerprint(problem.document(run.seed)) == run.instance_hash
    return Outcome(_moves(run, problem), taken_by(run, problem.files), is_current)


def moves_of(run: AllocationRun) -> list[Move]:
    """What a repair would move, those without any stand first, by stand."""
    return _moves(run, _problem(run))


def _moves(run: AllocationRun, problem: Problem) -> list[Move]:
    return moves_between(run, problem.files, problem.present)


def moves_between(
    run: AllocationRun, files: Mapping[str, Application], present: Mapping[str, tuple[str, ...]]
) -> list[Move]:
    """Who changes stands from where they are `present` to where a run puts them; `files` by their names."""
    held = plans.holds_by_application([file.id for file in files.values()])
    found: list[Move] = []
    for name, file in files.items():
        before = present.get(name, ())
        after = tuple(sorted((run.assignments or {}).get(name, ())))
        if before and before != after:
            known = any(hold.state != AssignmentState.PLANNED for hold in held.get(file.id, ()))
            found.append(Move(file, before, after, known))
    return sorted(found, key=lambda move: (bool(move.after), move.before))


def _problem(run: AllocationRun) -> Problem:
    asked = Asked(seed=run.seed, cohort=run.cohort, is_repair=True, takes_waiting=run.takes_waiting)
    return instances.problem_of(run.edition, asked)


def apply_moves(actor: Any, run: AllocationRun, at: datetime) -> tuple[list[Move], list[Application]]:
    """Move everybody whom the repair moves, tell those who knew their stand, then offer to those it takes.

    Those for whom no stand is left keep a lost one in name, until somebody has spoken with them. Gives the
    moves and those with an offer; again it moves nobody. Raises not_done for another kind of run, run_is_old
    when anything has changed since the search, auditor_refuses when a rule would be broken or somebody of
    the waiting list passed over.
    """
    if run.kind != RunKind.REPAIR or run.state != RunState.DONE:
        raise DomainError("not_done", _l("This search has no moves to make."))
    plan = plan_to_allocate(run.edition)
    db.session.refresh(plan, with_for_update=True)
    if run.is_proposal:
        return [], []
    problem = _problem(run)
    if fingerprint(problem.document(run.seed)) != run.instance_hash:
        raise DomainError(
            "run_is_old", _l("The stands have changed since this search: search the repair again.")
        )
    taking.refuse_unsound(run, problem)
    every, taken = _moves(run, problem), taken_by(run, problem.files)
    moves = [move for move in every if move.after]
    move_all(run, [*moves, *waiting_on_lost_stands(every)])
    mine = AllocationRun.edition_id == run.edition_id, AllocationRun.kind == RunKind.REPAIR
    db.session.execute(sa.update(AllocationRun).where(*mine).values(is_proposal=False))
    run.is_proposal = True
    db.session.flush()
    count = sum(bool(step.booths) for step in taken)
    audit.record(actor, "booths:plan:repaired", plan, at, moves=len(moves), taken=count, run=run.number)
    for move in moves:
        if move.is_known:
            mails.tell("application_moved", move.file, before=words(move.before), after=words(move.after))
    return moves, taking.offer(actor, run, taken, at) if count else []


def waiting_on_lost_stands(moves: list[Move]) -> list[Move]:
    """Where those wait for whom no stand is left: on one that the others have left, if theirs is taken."""
    taken = {label for move in moves for label in move.after}
    left = [label for move in moves for label in move.before if label not in taken]
    found: list[Move] = []
    for move in (move for move in moves if not move.after):
        keeps = [label for label in move.before if label not in taken]
        spare = [label for label in left if label not in move.before]
        after = (*keeps, *spare[: len(move.before) - len(keeps)])
        left = [label for label in left if label not in after]
        if after != move.before:
            found.append(Move(move.file, move.before, after, is_known=False))
    return found


def move_all(run: AllocationRun, moves: list[Move]) -> None:
    """Everybody leaves, then everybody arrives, so that no stand is held twice in between."""
    booths: dict[str, int] = dict(
        db.session.execute(sa.select(Booth.label, Booth.id).where(Booth.edition_id == run.edition_id)).all()
    )
    leaving: list[tuple[Assignment, str, str]] = []
    for move in moves:
        kept = set(move.before) & set(move.after)
        free = [label for label in move.after if label not in kept]
        query = sa.select(Assignment).where(
            Assignment.application_id == move.file.id, Assignment.state.in_(LIVING)
        )
        holds = [
            hold for hold in db.session.scalars(query.order_by(Assignment.id)) if hold.booth.label not in kept
        ]
        leaving += [(hold, hold.state, label) for hold, label in zip(holds, free, strict=True)]
    for hold, _state, _label in leaving:
        hold.state = AssignmentState.RELEASED
    db.session.flush()
    for hold, state, label in leaving:
        hold.booth_id, hold.state = booths[problems.whole(label)], state
    db.session.flush()
    for hold, _state, _label in leaving:
        db.session.expire(hold, ["booth"])  # whoever reads on here must see the new stand


def words(labels: tuple[str, ...]) -> str:
    """Stands as one reads them."""
    return " + ".join(dict.fromkeys(problems.whole(label) for label in labels))
