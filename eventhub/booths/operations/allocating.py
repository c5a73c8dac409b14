"""Allocating the stands: the solver proposes, decisions stay inside until they are published."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.booths import lottery, problems
from eventhub.booths.auditor import broken_rules
from eventhub.booths.auditor_case import Case
from eventhub.booths.auditor_fairness import explain_refusals
from eventhub.booths.models import AllocationRun, Application, Assignment, Booth, Cohort, Plan
from eventhub.booths.operations import auditing
from eventhub.booths.operations.moving import close_ranks, move
from eventhub.booths.operations.solving import fingerprint
from eventhub.booths.queries import instances, plans
from eventhub.booths.queries.instances import Asked, Problem
from eventhub.booths.states import LIVING, ApplicationState, AssignmentState, RunKind, RunState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

_S = ApplicationState


def plan_to_allocate(edition: Edition) -> Plan:
    """The edition's plan. Raises no_plan."""
    plan = plans.plan_of(edition)
    if plan is None:
        raise DomainError("no_plan", _l("Draw the plan first."))
    return plan


def refuse_unready(edition: Edition, cohort: Cohort | None = None, kind: RunKind = RunKind.ALLOCATE) -> Plan:
    """The plan to allocate. Raises no_plan and no_files when there is nothing to do."""
    plan = plan_to_allocate(edition)
    if kind == RunKind.ALLOCATE and not instances.subjects(edition, cohort):
        raise DomainError("no_files", _l("No file awaits a decision: find some eligible first."))
    return plan


def propose(actor: Any, run: AllocationRun, at: datetime) -> AllocationRun:
    """Make a run's plan the proposal: replaces an earlier unpublished one, what was set by hand stays.

    Under the plan's lock: planned stands that nobody set by hand are freed, then each file is selected with
    its stands, put on the waiting list with a rank, or refused with a reason; nothing is published. One audit
    entry for all. When the fair has changed since, the auditor looks again. Raises run_is_old.
    """
    edition = run.edition
    plan = plan_to_allocate(edition)
    db.session.refresh(plan, with_for_update=True)
    problem, explanations = _as_it_is_now(run)
    files = [problem.files[name] for name in sorted(problem.subjects)]
    found = run.assignments or {}
    placed = {problem.files[name].public_id: found[name] for name in problem.subjects if name in found}
    why = {problem.files[name].public_id: explanations.get(name, {}) for name in problem.subjects}
    days = run.cohort or edition
    _free_proposals(edition, files, days)
    _place(edition, files, placed, Doer(actor, at), days)
    _explain(edition, files, placed, why, Doer(actor, at))
    mine = AllocationRun.cohort_id == run.cohort_id if run.cohort_id else AllocationRun.cohort_id.is_(None)
    db.session.execute(
        sa.update(AllocationRun)
        .where(AllocationRun.edition_id == edition.id, AllocationRun.kind == RunKind.ALLOCATE, mine)
        .values(is_proposal=False)
    )
    run.is_proposal = True
    db.session.flush()
    audit.record(
        actor,
        "booths:plan:allocated",
        plan,
        at,
        files=len(files),
        placed=len(placed),
        seed=run.seed,
        run=run.number,
    )
    return run


def choose(actor: Any, run: AllocationRun, at: datetime) -> AllocationRun:
    """Make the plan of an earlier run the proposal. Choosing the proposal again changes nothing.

    Raises not_done for a run that found nothing, run_is_old.
    """
    if run.state != RunState.DONE or run.kind != RunKind.ALLOCATE:
        raise DomainError("not_done", _l("This search has no plan to choose."))
    return run if run.is_proposal else propose(actor, run, at)


def _as_it_is_now(run: AllocationRun) -> tuple[Problem, Mapping[str, Mapping[str, int]]]:
    """The problem as it is now, and why each refused file holds nothing in this run's plan."""
    problem = instances.problem_of(run.edition, Asked(seed=run.seed, cohort=run.cohort))
    document = problem.document(run.seed)
    if fingerprint(document) == run.instance_hash:
        return problem, run.explanations or {}
    case = Case(document)
    named = {lottery.file_of(name): name for name in problem.files}
    renamed = {named.get(lottery.file_of(name)): booths for name, booths in (run.assignments or {}).items()}
    assignments = {name: booths for name, booths in renamed.items() if name}
    faults = [
        fault for fault in broken_rules(case, assignments) if not fault.who or problem.subjects & {*fault.who}
    ]
    if faults:
        raise DomainError(
            "run_is_old",
            _l(
                "The fair has changed since this search, and its plan would break a rule now: %(fault)s",
                fault=auditing.sentence(faults[0], problem.files),
            ),
        )
    run.assignments = assignments
    return problem, explain_refusals(case, assignments)


class Doer(Struct, frozen=True):
    """Who does something, and when."""

    actor: Any
    at: datetime


def _free_proposals(edition: Edition, files: Sequence[Application], days: Any) -> None:
    db.session.execute(
        sa.delete(Assignment).where(
            Assignment.edition_id == edition.id,
            Assignment.state == AssignmentState.PLANNED,
            ~Assignment.is_pinned,
            Assignment.application_id.in_([file.id for file in files]),
            Assignment.starts_on <= days.ends_on,
            Assignment.ends_on >= days.starts_on,
        )
    )


def _place(
    edition: Edition,
    files: Sequence[Application],
    placed: Mapping[str, Sequence[str]],
    doer: Doer,
    days: Any,
) -> None:
    labelled = sa.select(Booth.label, Booth.id).where(Booth.edition_id == edition.id)
    booths = dict(db.session.execute(labelled).all())
    holding = set(
        db.session.scalars(
            sa.select(Assignment.application_id).where(
                Assignment.edition_id == edition.id, Assignment.state.in_(LIVING)
            )
        )
    )
    for file in files:
        labels = placed.get(file.public_id)
        if not labels:
            continue
        file.reason = file.explanation = None
        if file.state != _S.SELECTED:
            move(file, _S.SELECTED, doer.actor, doer.at, is_published=False, is_audited=False)
        if file.id in holding:
            continue
        db.session.add_all(planned(edition, booths[label], file, days=days) for label in labels)


def planned(
    edition: Edition, booth_id: int, file: Application, *, is_pinned: bool = False, days: Any = None
) -> Assignment:
    """A stand set aside for a file, not yet offered: for the whole fair, or from a first day to a last."""
    days = days or edition
    return Assignment(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        booth_id=booth_id,
        application_id=file.id,
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        state=AssignmentState.PLANNED,
        is_pinned=is_pinned,
    )


def _explain(
    edition: Edition,
    files: Sequence[Application],
    placed: Mapping[str, Sequence[str]],
    explanations: Mapping[str, Mapping[str, int]],
    doer: Doer,
) -> None:
    """Those without a stand: refused when none could ever hold them, else in line by tier, score and draw."""
    plan = plans.plan_of(edition)
    booths = plan.booths if plan else []
    rank = _last_published_rank(edition)
    left = [file for file in files if not placed.get(file.public_id)]
    for file in sorted(left, key=lambda file: (file.tier, -(file.score or 0))):
        why = dict(explanations.get(file.public_id, {}))
        can_wait = bool(why.get("eligible"))
        to = _S.WAITLISTED if can_wait else _S.REFUSED
        if file.state != to:
            move(file, to, doer.actor, doer.at, is_published=False, is_audited=False)
        if can_wait:
            rank += 1
            file.waiting_rank = rank
        file.reason = problems.main_cause(why) if can_wait else problems.why_nowhere(file, booths)
        file.explanation = why
    db.session.flush()
    close_ranks(edition.id)


def _last_published_rank(edition: Edition) -> int:
    last = db.session.scalar(
        sa.select(sa.func.max(Application.waiting_rank)).where(
            Application.edition_id == edition.id,
            Application.state == _S.WAITLISTED,
            Application.published_state == _S.WAITLISTED,
        )
    )
    return int(last or 0)
