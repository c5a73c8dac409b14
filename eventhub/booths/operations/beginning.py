"""The first drawing of a fair's ground: nothing but its size, a generated grid, or last edition's plan."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import grids, ground
from eventhub.booths.models import Plan, Zone
from eventhub.booths.operations.copying import copy_plan
from eventhub.booths.operations.plans import draw
from eventhub.booths.queries import plans
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

FIRST_ZONE = ground.ZoneSpec("A", {"ar": "أروقة التعاونيات", "fr": "Stands des coopératives"})


def begin_empty(actor: Any, edition: Edition, width: float, depth: float, at: datetime) -> Plan:
    """An empty ground of this size in metres, with one zone to draw in; a plan that is there stays."""
    plan = plans.plan_of(edition)
    if plan is not None:
        return plan
    plan = Plan(edition_id=edition.id, organizer_id=edition.organizer_id, width=width, depth=depth)
    db.session.add(plan)
    db.session.flush()
    db.session.add(Zone(plan_id=plan.id, key=FIRST_ZONE.key, name=dict(FIRST_ZONE.name), sectors=[]))
    db.session.flush()
    audit.record(actor, "booths:plan:drawn", plan, at, version=plan.version)
    return plan


def begin_grid(actor: Any, edition: Edition, grid: grids.Grid, at: datetime) -> Plan:
    """A generated fair; a plan that is there stays. Raises too_small when not one row fits."""
    plan = plans.plan_of(edition)
    if plan is not None:
        return plan
    layout = grids.layout(grid, FIRST_ZONE)
    if not layout.rows:
        raise DomainError(
            "too_small",
            _l("No row of such stands fits on this ground with this lane: make one of them smaller."),
            field="width",
        )
    return draw(actor, edition, layout, at)


def begin_from(actor: Any, edition: Edition, old: Edition | None, at: datetime) -> Plan:
    """Last edition's plan with everything on it; a plan that is there stays. Raises nothing_to_copy."""
    plan = plans.plan_of(edition)
    if plan is not None:
        return plan
    last = plans.plan_of(old) if old is not None else None
    if last is None:
        raise DomainError("nothing_to_copy", _l("The last edition has no plan to start from."))
    plan = copy_plan(last, edition)
    audit.record(actor, "booths:plan:drawn", plan, at, version=plan.version)
    return plan
