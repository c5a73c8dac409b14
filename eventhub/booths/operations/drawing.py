"""Changing a drawing object by object: taking changes in, keeping what it was before, going back to that.

Not here: drawing from rows (`operations.plans`), what may be written (`editing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from eventhub import audit, transaction
from eventhub.booths import editing
from eventhub.booths.editing import Change, Kind
from eventhub.booths.models import Plan, PlanChange, PlanPresence, PlanVersion
from eventhub.booths.models.drawing import KeptFor
from eventhub.booths.operations.drawing_desk import Desk
from eventhub.booths.queries import drawing
from eventhub.database import db, random_code
from eventhub.errors import DomainError

ONE_SITTING = timedelta(minutes=15)
REMEMBERED = timedelta(days=30)


@dataclass
class Outcome:
    """What became of one change; `remarks` say what was not done as asked, each for one object."""

    id: str
    outcome: str
    remarks: list[dict[str, Any]] = field(default_factory=list)


def take_in(actor: Any, plan: Plan, changes: Sequence[Change], at: datetime) -> list[Outcome]:
    """Apply changes in their order, one outcome each: saved, already_saved, or refused with a remark.

    What the drawing was is kept before somebody sets to work on it. Held stands stay, and so do objects that
    somebody else changed while they were being removed; where both changed a field, this change wins and its
    remark gives the other's value.
    """
    db.session.execute(sa.select(Plan.id).where(Plan.id == plan.id).with_for_update())
    db.session.refresh(plan)
    outcomes = []
    for change in changes:
        known = drawing.known_change(plan, change.id)
        if known is not None:
            outcomes.append(Outcome(change.id, "already_saved", list(known.answer.get("remarks", ()))))
            continue
        try:
            with transaction.savepoint():
                outcomes.append(_take_one(actor, plan, change, at))
        except DomainError as refusal:
            db.session.refresh(plan)
            remark = {"code": refusal.code, "message": str(refusal)}
            outcomes.append(Outcome(change.id, "refused", [remark]))
    return outcomes


def _take_one(actor: Any, plan: Plan, change: Change, at: datetime) -> Outcome:
    last = drawing.last_change(plan)
    is_same_sitting = last is not None and last.person_id == actor.id and at - last.at < ONE_SITTING
    if not is_same_sitting:
        keep_version(actor, plan, KeptFor.BEFORE_EDITING, at)
        audit.record(actor, "booths:plan:edited", plan, at, version=plan.version)
    desk = Desk(actor, plan, at)
    desk.work(change.operations)
    return _note_change(actor, plan, change.id, desk, at)


def _note_change(actor: Any, plan: Plan, change_id: str, desk: Desk, at: datetime) -> Outcome:
    plan.version += 1
    outcome = Outcome(change_id, "saved", desk.remarks)
    db.session.add(
        PlanChange(
            plan_id=plan.id,
            change_id=change_id,
            version=plan.version,
            person_id=actor.id,
            at=at,
            touched=sorted(desk.touched),
            answer={"remarks": desk.remarks},
        )
    )
    db.session.flush()
    return outcome


def keep_version(actor: Any, plan: Plan, kept_for: KeptFor, at: datetime) -> None:
    """Keep the drawing as it is now, once a version; forget changes nobody can be behind by any more."""
    known = sa.select(PlanVersion.id).where(
        PlanVersion.plan_id == plan.id, PlanVersion.version == plan.version
    )
    if db.session.scalar(known) is not None:
        return
    content = drawing.objects_of(plan)
    stands = sum(each["kind"] == Kind.STAND for each in content.values())
    db.session.add(
        PlanVersion(
            plan_id=plan.id,
            version=plan.version,
            person_id=getattr(actor, "id", None),
            kept_for=kept_for,
            stands=stands,
            content=content,
            created_at=at,
        )
    )
    db.session.execute(
        sa.delete(PlanChange).where(PlanChange.plan_id == plan.id, PlanChange.at < at - REMEMBERED)
    )
    db.session.flush()


def restore(actor: Any, version: PlanVersion, at: datetime) -> list[dict[str, Any]]:
    """Make the drawing what it was; stands come back with their own code, so that printed signs hold.

    Gives the remarks: stands that stay because somebody holds them.
    """
    plan = version.plan
    db.session.execute(sa.select(Plan.id).where(Plan.id == plan.id).with_for_update())
    db.session.refresh(plan)
    keep_version(actor, plan, KeptFor.BEFORE_RESTORING, at)
    codes = {name: each["code"] for name, each in version.content.items() if each["kind"] == Kind.STAND}
    wanted = {name: each for name, each in version.content.items() if name != drawing.BACKDROP}
    remarks = make_it(actor, plan, wanted, at, codes)
    audit.record(actor, "booths:plan:restored", plan, at, version=version.version)
    return remarks


def make_it(
    actor: Any, plan: Plan, wanted: drawing.Objects, at: datetime, codes: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """Make a locked plan's drawing these objects, as one change; gives what could not be done of it."""
    desk = Desk(actor, plan, at)
    desk.codes = codes or {}
    desk.work(tuple(editing.difference(drawing.objects_of(plan), wanted)))
    _note_change(actor, plan, random_code(24), desk, at)
    return desk.remarks


def note_presence(actor: Any, plan: Plan, tab: str, chosen: list[str], at: datetime) -> None:
    """Remember that a tab has the plan open; forget those that left long ago."""
    row = drawing.presence(plan, tab)
    if row is None:
        db.session.execute(
            sa.delete(PlanPresence).where(
                PlanPresence.plan_id == plan.id, PlanPresence.seen_at < at - 3 * drawing.HERE_WITHIN
            )
        )
        row = PlanPresence(plan_id=plan.id, tab=tab, person_id=actor.id, seen_at=at)
        try:
            with transaction.savepoint():
                db.session.add(row)
                db.session.flush()
        except IntegrityError:  # the same tab asked twice at once: the other one noted it
            return
    row.person_id, row.seen_at, row.chosen = actor.id, at, chosen
    db.session.flush()
