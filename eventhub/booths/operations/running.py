"""Runs of the solver: started once, followed, ended, kept for ever."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from eventhub import audit
from eventhub.booths import lottery
from eventhub.booths.models import AllocationRun, Cohort
from eventhub.booths.operations import allocating, solving, taking
from eventhub.booths.operations.solving import Course, Found
from eventhub.booths.queries import instances, runs
from eventhub.booths.queries.instances import Asked, Problem
from eventhub.booths.states import RUN_MOVES, RunKind, RunState, Wish
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.transaction import savepoint

SILENT = timedelta(minutes=2)
"""A run under way that says nothing for so long has lost its worker."""


def start(
    actor: Any,
    edition: Edition,
    at: datetime,
    *,
    seconds: int,
    seed: int | None = None,
    cohort: Cohort | None = None,
    kind: RunKind = RunKind.ALLOCATE,
    takes_waiting: bool = False,
) -> AllocationRun:
    """A run that waits to begin; while one is alive a second press gives that one.

    Without a seed the draw of the present proposal is kept, or one is drawn. Raises no_plan, no_files.
    """
    allocating.refuse_unready(edition, cohort, kind)
    db.session.refresh(allocating.plan_to_allocate(edition), with_for_update=True)
    _end_silent(edition, at)
    if (living := runs.living(edition)) is not None:
        return living
    last = runs.proposal(edition, cohort)
    if seed is None:
        seed = last.seed if last is not None else lottery.new_seed()
    row = AllocationRun(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        cohort_id=cohort.id if cohort else None,
        actor_id=getattr(actor, "id", None),
        number=runs.last_number(edition) + 1,
        kind=kind,
        takes_waiting=takes_waiting,
        seed=seed,
        seconds=seconds,
        rules_version=instances.rules_of(edition)[1],
        created_at=at,
    )
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError as error:
        found = runs.living(edition)
        if found is None or not any(violates(error, name) for name in _ONE):
            raise
        return found
    audit.record(actor, "booths:run:started", row, at, number=row.number, seed=seed, kind=str(kind))
    return row


_ONE = ("uq_allocation_runs_one_living", "uq_allocation_runs_number")


def _end_silent(edition: Edition, at: datetime) -> None:
    """End what lost its worker, so that another may begin."""
    run = runs.living(edition)
    if run is not None and run.state == RunState.RUNNING and at - (run.heard_at or run.created_at) > SILENT:
        _move(run, RunState.FAILED, at)
        run.fault = "silent"
        db.session.flush()


def _move(run: AllocationRun, to: RunState, at: datetime) -> None:
    if to not in RUN_MOVES[RunState(run.state)]:
        raise DomainError("run_over", _l("This search is over already."))
    run.state = to
    if to in (RunState.DONE, RunState.FAILED):
        run.ended_at = at


def begin(run: AllocationRun, at: datetime) -> Problem:
    """Take the picture of the problem that this run solves. Raises run_over, pins_unmet."""
    _move(run, RunState.RUNNING, at)
    is_repair = run.kind == RunKind.REPAIR
    asked = Asked(seed=run.seed, cohort=run.cohort, is_repair=is_repair, takes_waiting=run.takes_waiting)
    problem = solving.solvable(run.edition, asked)
    run.instance = problem.document(run.seed)
    run.instance_hash = solving.fingerprint(run.instance)
    run.started_at = run.heard_at = at
    db.session.flush()
    return problem


def hear(run_id: int, steps: list[dict[str, Any]], at: datetime) -> bool:
    """Write down how far a run is; tells whether somebody wants it to end."""
    mine = sa.update(AllocationRun).where(AllocationRun.id == run_id)
    db.session.execute(mine.values(progress=list(steps), heard_at=at))
    state = sa.select(AllocationRun.state, AllocationRun.wish).where(AllocationRun.id == run_id)
    row = db.session.execute(state).one_or_none()
    return row is None or row.wish is not None or row.state != RunState.RUNNING


def search(problem: Problem, seed: int, course: Course) -> Found:
    """Search what a run asks: a plan, or a repair that also takes from the waiting list."""
    if problem.waiting is not None:
        return taking.search(problem, problem.waiting, seed, course)
    return solving.search(problem.instance, seed, course)


def finish(actor: Any, run: AllocationRun, course: Course, found: Found, at: datetime) -> AllocationRun:
    """Keep what a run found; unless it was cancelled, or is a repair to look at, it becomes the proposal."""
    _move(run, RunState.DONE, at)
    run.assignments, run.explanations, run.levels = found.assignments, found.explanations, found.levels
    run.is_optimal, run.is_repeatable = found.is_optimal, found.is_repeatable
    run.taken = found.taken
    run.progress, run.heard_at = list(course.steps), at
    db.session.flush()
    if run.wish != Wish.CANCEL and run.kind == RunKind.ALLOCATE:
        allocating.propose(actor, run, at)
    return run


def fail(run: AllocationRun, fault: str, at: datetime) -> None:
    """End a run that could not be done, with what stood in its way."""
    if run.state in (RunState.WAITING, RunState.RUNNING):
        _move(run, RunState.FAILED, at)
        run.fault = fault
        db.session.flush()


def stop(actor: Any, run: AllocationRun, wish: Wish, at: datetime) -> AllocationRun:
    """Ask a run to end with the best it has; one that has not begun ends at once. Asking twice is once."""
    db.session.refresh(run, with_for_update=True)
    if run.state not in (RunState.WAITING, RunState.RUNNING) or run.wish is not None:
        return run
    run.wish = wish
    if run.state == RunState.WAITING:
        fail(run, "given_up", at)
    db.session.flush()
    audit.record(actor, "booths:run:stopped", run, at, wish=str(wish))
    return run


def run_now(actor: Any, run: AllocationRun, at: datetime, *, seconds: float) -> AllocationRun:
    """Begin, search and finish in this transaction, for a small fair. Raises pins_unmet."""
    problem = begin(run, at)
    course = Course(seconds)
    return finish(actor, run, course, search(problem, run.seed, course), at)


def allocate(
    actor: Any, edition: Edition, at: datetime, *, seconds: float = 10, seed: int | None = None
) -> AllocationRun:
    """Place every file that awaits a decision, at once: a run from start to end in this transaction.

    Raises no_plan, no_files, pins_unmet.
    """
    run = start(actor, edition, at, seconds=max(int(seconds), 1), seed=seed)
    return run_now(actor, run, at, seconds=seconds)
