"""Allocating the stands: the solver proposes, decisions stay inside until they are published."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import problems
from eventhub.booths.models import Application, Assignment, Booth, Plan
from eventhub.booths.operations.moving import move
from eventhub.booths.queries import instances, plans
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

_S = ApplicationState


def refuse_unready(edition: Edition) -> Plan:
    """The plan to allocate. Raises no_plan and no_files when there is nothing to do."""
    plan = plans.plan_of(edition)
    if plan is None:
        raise DomainError("no_plan", _l("Draw the plan first."))
    if not instances.subjects(edition):
        raise DomainError("no_files", _l("No file awaits a decision: find some eligible first."))
    return plan


def allocate(actor: Any, edition: Edition, at: datetime, *, seconds: float = 10, seed: int = 1) -> Plan:
    """Place every file that awaits a decision; replaces an earlier unpublished proposal.

    Under the plan's lock: planned stands that nobody set by hand are freed, the solver runs for at most
    `seconds`, then each file is selected with its stands, put on the waiting list with a rank, or refused
    with a reason; nothing is published. One audit entry for all. Raises no_plan, no_files.
    """
    from eventhub.booths.allocation.solve import allocate as solve  # numpy and the solver load with it

    plan = refuse_unready(edition)
    db.session.refresh(plan, with_for_update=True)
    instance = instances.instance_of(edition)
    started = time.monotonic()
    found = solve(
        instance.plan,
        instance.applications,
        instance.rules,
        instance.previous,
        deadline=lambda: seconds - (time.monotonic() - started),
        seed=seed,
    )
    files = instances.subjects(edition)
    _free_proposals(edition)
    _place(edition, files, found.assignments, actor, at)
    _explain(edition, files, found.assignments, found.explanations, actor, at)
    db.session.flush()
    audit.record(
        actor,
        "booths:plan:allocated",
        plan,
        at,
        files=len(files),
        placed=len([file for file in files if file.public_id in found.assignments]),
        seed=seed,
    )
    return plan


def _free_proposals(edition: Edition) -> None:
    db.session.execute(
        sa.delete(Assignment).where(
            Assignment.edition_id == edition.id,
            Assignment.state == AssignmentState.PLANNED,
            ~Assignment.is_pinned,
        )
    )


def _place(
    edition: Edition,
    files: Sequence[Application],
    placed: Mapping[str, Sequence[str]],
    actor: Any,
    at: datetime,
) -> None:
    labelled = sa.select(Booth.label, Booth.id).where(Booth.edition_id == edition.id)
    booths = dict(db.session.execute(labelled).all())
    pinned = set(
        db.session.scalars(sa.select(Assignment.application_id).where(Assignment.edition_id == edition.id))
    )
    for file in files:
        labels = placed.get(file.public_id)
        if not labels:
            continue
        file.reason = file.explanation = None
        if file.state != _S.SELECTED:
            move(file, _S.SELECTED, actor, at, is_published=False, is_audited=False)
        if file.id in pinned:
            continue
        db.session.add_all(planned(edition, booths[label], file) for label in labels)


def planned(edition: Edition, booth_id: int, file: Application, *, is_pinned: bool = False) -> Assignment:
    """A stand set aside for a file for the whole fair, not yet offered."""
    return Assignment(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        booth_id=booth_id,
        application_id=file.id,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        state=AssignmentState.PLANNED,
        is_pinned=is_pinned,
    )


def _explain(
    edition: Edition,
    files: Sequence[Application],
    placed: Mapping[str, Sequence[str]],
    explanations: Mapping[str, Mapping[str, int]],
    actor: Any,
    at: datetime,
) -> None:
    """Those without a stand: refused when none could ever hold them, else in line by tier and score."""
    plan = plans.plan_of(edition)
    booths = plan.booths if plan else []
    rank = _last_published_rank(edition)
    left = [file for file in files if not placed.get(file.public_id)]
    for file in sorted(left, key=lambda file: (file.tier, -(file.score or 0), file.submitted_at, file.id)):
        why = dict(explanations.get(file.public_id, {}))
        can_wait = bool(why.get("eligible"))
        to = _S.WAITLISTED if can_wait else _S.REFUSED
        if file.state != to:
            move(file, to, actor, at, is_published=False, is_audited=False)
        if can_wait:
            rank += 1
            file.waiting_rank = rank
        file.reason = problems.main_cause(why) if can_wait else problems.why_nowhere(file, booths)
        file.explanation = why


def _last_published_rank(edition: Edition) -> int:
    last = db.session.scalar(
        sa.select(sa.func.max(Application.waiting_rank)).where(
            Application.edition_id == edition.id,
            Application.state == _S.WAITLISTED,
            Application.published_state == _S.WAITLISTED,
        )
    )
    return int(last or 0)
