"""What a new edition takes over from the last one: plan and stands, calls, rules, the screening's grid."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Booth, Call, ExhibitorTerms, Plan, ScreeningGrid, Zone
from eventhub.booths.operations.plans import new_code
from eventhub.booths.operations.ruling import copy_rules
from eventhub.booths.queries import grids, plans, terms
from eventhub.database import db
from eventhub.fairs.models import Edition

LEAST_NOTICE = timedelta(days=1)
LEAST_OPEN = timedelta(days=15)
_OWN = {"id", "public_id", "created_at", "edition_id", "organizer_id"}


def copy_booths(old: Edition, new: Edition, at: datetime) -> None:
    """Copy plan, calls, rules, terms and the screening's grid.

    Stands get codes of their own, calls keep their distance.
    """
    plan = plans.plan_of(old)
    if plan is not None and plans.plan_of(new) is None:
        copy_plan(plan, new)
    for call in db.session.scalars(sa.select(Call).where(Call.edition_id == old.id)):
        _copy_call(call, new, at)
    copy_rules(old, new, at)
    kept = terms.kept_terms(old)
    if kept is not None and terms.kept_terms(new) is None:
        db.session.add(ExhibitorTerms(**_same(kept, ExhibitorTerms) | _of(new)))
    grid = grids.stored_grid(old)
    if grid is not None and grids.stored_grid(new) is None:
        db.session.add(ScreeningGrid(**_same(grid, ScreeningGrid) | _of(new)))
        grids.forget_grid(new)
    db.session.flush()


def copy_plan(plan: Plan, new: Edition) -> Plan:
    """The ground, its picture, zones, stands and neighbours corrected by hand; not its history."""
    copied = Plan(**_same(plan, Plan) | _of(new) | {"version": 1})
    db.session.add(copied)
    db.session.flush()
    zones = {zone.id: Zone(**_same(zone, Zone) | {"plan_id": copied.id}) for zone in plan.zones}
    db.session.add_all(zones.values())
    db.session.flush()
    booths = {
        booth.public_id: Booth(
            **_same(booth, Booth)
            | _of(new)
            | {"plan_id": copied.id, "zone_id": zones[booth.zone_id].id, "code": new_code()}
        )
        for booth in plan.booths
    }
    db.session.add_all(booths.values())
    db.session.flush()
    copied.adjacency = [
        [booths[str(one)].public_id, booths[str(other)].public_id, kind]
        for one, other, kind in plan.adjacency
        if one in booths and other in booths
    ]
    return copied


def copied_call(call: Call, edition: Edition, kind: str, at: datetime) -> Call:
    """A call of the same words for a kind of exhibitor of an edition, not added yet.

    In another edition it keeps its distance from the first day; one whose dates have passed opens tomorrow
    instead, for a fortnight at least.
    """
    opens_at, closes_at = call.opens_at, call.closes_at
    if edition.id != call.edition_id:
        distance = edition.starts_on - call.edition.starts_on
        opens_at = max(opens_at + distance, at + LEAST_NOTICE)
        closes_at = min(max(closes_at + distance, opens_at + LEAST_OPEN), edition.moments[1])
    values = {
        "opens_at": opens_at,
        "closes_at": closes_at,
        "terms_version": 1,
        "kind": kind,
        "created_at": at,
    }
    return Call(**_same(call, Call) | _of(edition) | values)


def _copy_call(call: Call, new: Edition, at: datetime) -> None:
    """A call that could only open after the fair is left behind."""
    copied = copied_call(call, new, call.kind, at)
    if copied.closes_at > copied.opens_at:
        db.session.add(copied)


def _of(edition: Edition) -> dict[str, Any]:
    return {"edition_id": edition.id, "organizer_id": edition.organizer_id}


def _same(row: Any, model: type[Any]) -> dict[str, Any]:
    return {
        column.key: getattr(row, column.key) for column in sa.inspect(model).columns if column.key not in _OWN
    }
