"""A repair that also takes from the waiting list: everybody keeps a stand, then the list in its order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec.structs import asdict, replace

from eventhub import audit
from eventhub.booths import mails
from eventhub.booths.allocation.instance import Instance
from eventhub.booths.auditor import broken_rules, levels_of
from eventhub.booths.auditor_case import Case
from eventhub.booths.auditor_order import passed_over
from eventhub.booths.kinds import WaitingCause
from eventhub.booths.models import AllocationRun, Application, Booth
from eventhub.booths.operations import auditing
from eventhub.booths.operations.allocating import planned
from eventhub.booths.operations.moving import close_ranks, locked, move
from eventhub.booths.operations.solving import Course, Found
from eventhub.booths.operations.solving import search as solve
from eventhub.booths.queries.instances import Problem
from eventhub.booths.queries.terms import offer_ends
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError


def search(problem: Problem, waiting: Sequence[str], seed: int, course: Course) -> Found:
    """Who keeps or changes a stand, then who is taken; the solver works only where a stand was lost."""
    from eventhub.booths.allocation.taking import take  # numpy loads with it

    kept = _kept(problem.instance, waiting, seed, course)
    steps = take(problem.instance, kept, waiting, lambda: bool(course.steps) and course.left() <= 0)
    assignments = {name: list(booths) for name, booths in kept.items()}
    for step in steps:
        assignments |= {name: list(after) for name, _before, after in step.moves}
        if step.booths:
            assignments[step.application] = list(step.booths)
    levels = levels_of(Case(problem.document(seed)), assignments)
    if not course.steps:
        course.note("greedy", tuple(value for _name, value in levels), ())
    return Found(
        assignments,
        {},
        [{"name": name, "value": value, "bound": None, "is_proved": False} for name, value in levels],
        is_optimal=False,
        is_repeatable=course.left() > 0,
        taken=[asdict(step) for step in steps],
    )


def _kept(
    instance: Instance, waiting: Sequence[str], seed: int, course: Course
) -> Mapping[str, Collection[str]]:
    """The stands of those who hold one already, each in use; as they are when none was lost."""
    held = instance.previous.assignments if instance.previous else {}
    in_use = {booth.id for booth in instance.plan.booths if booth.is_open}
    if all(booth in in_use for booths in held.values() for booth in booths):
        return held
    queue = set(waiting)
    holders = tuple(each for each in instance.applications if each.id not in queue)
    return solve(replace(instance, applications=holders), seed, course).assignments


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of one of the waiting list: the stands it is offered, none if it still waits.

    `name` is the file's in the run; `rank` the place in line it was taken from, once it was.
    """

    name: str
    file: Application
    booths: tuple[str, ...]
    moves: tuple[tuple[Application, tuple[str, ...], tuple[str, ...]], ...]
    rank: int | None = None


def taken_by(run: AllocationRun, files: Mapping[str, Application]) -> list[Taken]:
    """What a repair does for each of the waiting list, in the order it was done; `files` by their names."""
    return [
        Taken(
            step["application"],
            files[step["application"]],
            tuple(step["booths"]),
            tuple((files[name], tuple(before), tuple(after)) for name, before, after in step["moves"]),
            step.get("rank"),
        )
        for step in run.taken or ()
        if step["application"] in files
    ]


def refuse_unsound(run: AllocationRun, problem: Problem) -> None:
    """Raise auditor_refuses when a repair breaks a rule that was kept before it, or passes somebody over."""
    case = Case(run.instance or {})
    plan = run.assignments or {}
    before = {name: list(booths) for name, booths in problem.present.items()}
    known = {str(fault) for fault in broken_rules(case, before)}
    faults = [fault for fault in broken_rules(case, plan) if str(fault) not in known]
    if faults:
        raise DomainError(
            "auditor_refuses",
            _l("Nobody was moved: %(fault)s", fault=auditing.sentence(faults[0], problem.files)),
        )
    for ahead, behind in passed_over(case, plan, problem.waiting or ()):
        raise DomainError(
            "auditor_refuses",
            _l(
                "Nobody was moved: %(ahead)s waits ahead of %(behind)s and fits the same stand.",
                ahead=problem.files[ahead].cooperative.name,
                behind=problem.files[behind].cooperative.name,
            ),
        )


def offer(actor: Any, run: AllocationRun, steps: Sequence[Taken], at: datetime) -> list[Application]:
    """Offer their stands to those taken, one after the other; each step stays on record. The ranks close up.

    Raises wrong_state when one of them waits no more.
    """
    edition, offered = run.edition, []
    ranks: dict[str, int | None] = {}
    ids: dict[str, int] = dict(
        db.session.execute(sa.select(Booth.label, Booth.id).where(Booth.edition_id == edition.id)).all()
    )
    for step in (step for step in steps if step.booths):
        file, booths = step.file, step.booths
        rank = ranks[step.name] = locked(file).waiting_rank
        move(file, ApplicationState.SELECTED, actor, at, is_audited=False)
        file.offer_expires_at, file.reason, file.explanation = offer_ends(edition, at), None, None
        for label in booths:
            row = planned(edition, ids[label], file)
            row.state = AssignmentState.HELD
            db.session.add(row)
        db.session.flush()
        audit.record(
            actor, "booths:application:taken", file, at, rank=rank, stands=list(booths), run=run.number
        )
        mails.tell_decision(file, at)
        offered.append(file)
    close_ranks(edition.id, at, WaitingCause.OFFERED)
    run.taken = [{**step, "rank": ranks.get(step["application"])} for step in run.taken or ()]
    return offered
