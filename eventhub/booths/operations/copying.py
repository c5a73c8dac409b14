"""What a new edition takes over from the last one: the plan with its stands, and the calls."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Booth, Call, ExhibitorTerms, Plan, Zone
from eventhub.booths.operations.plans import new_code
from eventhub.booths.queries import plans, terms
from eventhub.database import db
from eventhub.fairs.models import Edition

LEAST_NOTICE = timedelta(days=1)
LEAST_OPEN = timedelta(days=15)
_OWN = {"id", "public_id", "created_at", "edition_id", "organizer_id"}


def copy_booths(old: Edition, new: Edition, at: datetime) -> None:
    """Copy plan, calls and terms; stands get codes of their own, calls keep their distance."""
    plan = plans.plan_of(old)
    if plan is not None and plans.plan_of(new) is None:
        _copy_plan(plan, new)
    for call in db.session.scalars(sa.select(Call).where(Call.edition_id == old.id)):
        _copy_call(call, new, new.starts_on - old.starts_on, at)
    kept = terms.kept_terms(old)
    if kept is not None and terms.kept_terms(new) is None:
        db.session.add(ExhibitorTerms(**_same(kept, ExhibitorTerms) | _of(new)))
    db.session.flush()


def _copy_plan(plan: Plan, new: Edition) -> None:
    copied = Plan(**_same(plan, Plan) | _of(new) | {"version": 1})
    db.session.add(copied)
    db.session.flush()
    zones = {zone.id: Zone(**_same(zone, Zone) | {"plan_id": copied.id}) for zone in plan.zones}
    db.session.add_all(zones.values())
    db.session.flush()
    db.session.add_all(
        Booth(
            **_same(booth, Booth)
            | _of(new)
            | {"plan_id": copied.id, "zone_id": zones[booth.zone_id].id, "code": new_code()}
        )
        for booth in plan.booths
    )


def _copy_call(call: Call, new: Edition, distance: timedelta, at: datetime) -> None:
    """A call whose copied dates have passed opens tomorrow instead, for a fortnight at least."""
    opens_at = max(call.opens_at + distance, at + LEAST_NOTICE)
    closes_at = max(call.closes_at + distance, opens_at + LEAST_OPEN)
    closes_at = min(closes_at, new.moments[1])
    if closes_at > opens_at:
        times = {"opens_at": opens_at, "closes_at": closes_at, "terms_version": 1}
        db.session.add(Call(**_same(call, Call) | _of(new) | times))


def _of(edition: Edition) -> dict[str, Any]:
    return {"edition_id": edition.id, "organizer_id": edition.organizer_id}


def _same(row: Any, model: type[Any]) -> dict[str, Any]:
    return {
        column.key: getattr(row, column.key) for column in sa.inspect(model).columns if column.key not in _OWN
    }
