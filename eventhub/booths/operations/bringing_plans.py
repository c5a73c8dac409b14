"""A plan from a file: the plan part of an allocation instance, as its objects."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import editing, plan_files
from eventhub.booths.models import Plan
from eventhub.booths.models.drawing import KeptFor
from eventhub.booths.operations.drawing import keep_version, make_it
from eventhub.booths.queries import drawing, plans
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition


def bring_plan(actor: Any, edition: Edition, content: bytes, at: datetime) -> list[dict[str, Any]]:
    """Make the drawing what a JSON file says; stands of the same label keep their code and their holder.

    What was drawn before is kept as a version. Gives the remarks: stands that stay because somebody holds
    them. Raises unreadable_plan.
    """
    plan = plans.plan_of(edition)
    known = drawing.objects_of(plan) if plan is not None else {}
    wanted = _read(content, known)
    if plan is None:
        size = wanted["ground"]
        plan = Plan(
            edition_id=edition.id, organizer_id=edition.organizer_id, width=size["width"], depth=size["depth"]
        )
        db.session.add(plan)
        db.session.flush()
    else:
        db.session.execute(sa.select(Plan.id).where(Plan.id == plan.id).with_for_update())
        keep_version(actor, plan, KeptFor.BEFORE_IMPORT, at)
    remarks = make_it(actor, plan, wanted, at)
    audit.record(actor, "booths:plan:imported", plan, at, version=plan.version)
    return remarks


def _read(content: bytes, known: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    try:
        data = json.loads(content)
        found = plan_files.objects_in(data.get("plan", data), known)
        return {
            name: {"kind": each["kind"], **editing.cleaned(editing.Kind(each["kind"]), each)}
            for name, each in found.items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        sentence = _l(
            "This is no plan as data (JSON) that EventHub reads: %(what)s.",
            what=f"{type(fault).__name__} {fault}",
        )
        raise DomainError("unreadable_plan", sentence, field="file") from None
