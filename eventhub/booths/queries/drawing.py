"""Reads of the drawing as its editor sees it: objects by id, what changed since a version, who is there."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import joinedload

from eventhub.booths.editing import Kind
from eventhub.booths.models import (
    Application,
    Assignment,
    Booth,
    Plan,
    PlanChange,
    PlanPresence,
    PlanVersion,
    Zone,
)
from eventhub.booths.states import LIVING
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.i18n import Texts
from eventhub.storage import StoredFile

GROUND, BACKDROP = "ground", "backdrop"
HERE_WITHIN = timedelta(seconds=20)
"""Who was not heard of for longer has left."""
MOST_VERSIONS = 100
Objects = dict[str, dict[str, Any]]
_STAND = (
    *("label", "row", "x", "y", "width", "depth", "angle", "is_corner", "power_kw", "has_water"),
    *("allows_cooking", "takes_heavy", "is_accessible", "is_blocked", "price", "code", "position"),
)


def objects_of(plan: Plan) -> Objects:
    """The whole drawing in three statements: the ground, zones, stands, things, links and the backdrop by id.

    Lengths in metres, price in centimes; `x`, `y` are a stand's centre and a thing's first corner.
    """
    zones = list(db.session.scalars(sa.select(Zone).where(Zone.plan_id == plan.id).order_by(Zone.id)))
    booths = list(db.session.scalars(sa.select(Booth).where(Booth.plan_id == plan.id).order_by(Booth.id)))
    names = {zone.id: zone.public_id for zone in zones}
    held = holders(plan)
    found: Objects = {GROUND: {"kind": Kind.GROUND.value, "width": plan.width, "depth": plan.depth}}
    found |= {zone.public_id: zone_object(zone) for zone in zones}
    found |= {
        booth.public_id: stand_object(booth, names[booth.zone_id]) | {"holder": str(held.get(booth.id, ""))}
        for booth in booths
    }
    found |= {each["id"]: thing_object(each) for each in with_ids(plan.drawing)}
    found |= {
        f"{one}~{other}": {"kind": Kind.LINK.value, "between": kind or "none"}
        for one, other, kind in plan.adjacency
    }
    if plan.backdrop and plan.backdrop_file_id:
        found[BACKDROP] = {"kind": Kind.BACKDROP.value, **plan.backdrop}
    return found


def zone_object(zone: Zone) -> dict[str, Any]:
    """A zone as an editor sees it."""
    return {
        "kind": Kind.ZONE.value,
        "key": zone.key,
        "name_ar": zone.name.get("ar", ""),
        "name_fr": zone.name.get("fr", ""),
        "sectors": list(zone.sectors),
        "is_institutional": zone.is_institutional,
        "outline": [list(point) for point in zone.outline],
        "hall": zone.hall,
        "is_step_free": zone.is_step_free,
    }


def stand_object(booth: Booth, zone: str) -> dict[str, Any]:
    """A stand as an editor sees it; `zone` is its zone's public id."""
    return {"kind": Kind.STAND.value, "zone": zone, **{name: getattr(booth, name) for name in _STAND}}


def thing_object(each: Mapping[str, Any]) -> dict[str, Any]:
    """A thing as an editor sees it: its own kind is `what`."""
    return {
        "kind": Kind.THING.value,
        "what": str(each["kind"]),
        "x": each["x"],
        "y": each["y"],
        "width": each.get("width", 0.0),
        "depth": each.get("depth", 0.0),
        "angle": each.get("angle", 0.0),
        "label": each.get("label", ""),
        "points": [list(point) for point in each.get("points") or ()],
    }


def with_ids(drawing: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Things with the ids they have, or get once and for all at the first change."""
    return [{**each, "id": each.get("id") or f"t{index}"} for index, each in enumerate(drawing)]


def holders(plan: Plan) -> dict[int, Texts]:
    """Who holds each stand, by the stand's id; a shared stand gives the first."""
    query = (
        sa.select(Assignment.booth_id, Cooperative.name_ar, Cooperative.name_latin)
        .join(Booth, Booth.id == Assignment.booth_id)
        .join(Application, Application.id == Assignment.application_id)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Booth.plan_id == plan.id, Assignment.state.in_(LIVING))
        .order_by(Assignment.id.desc())
    )
    return {booth: Texts.of_scripts(arabic, latin) for booth, arabic, latin in db.session.execute(query)}


def ever_given(plan: Plan) -> set[int]:
    """Stands that were given to somebody once, even if they were taken back."""
    query = sa.select(Assignment.booth_id).join(Booth, Booth.id == Assignment.booth_id)
    return set(db.session.scalars(query.where(Booth.plan_id == plan.id)))


def touched_since(plan: Plan, version: int) -> set[str] | None:
    """Ids of the objects that changed after a version; None when that is no longer known."""
    query = sa.select(PlanChange.version, PlanChange.touched).where(
        PlanChange.plan_id == plan.id, PlanChange.version > version
    )
    rows = list(db.session.execute(query))
    if {row.version for row in rows} != set(range(version + 1, plan.version + 1)):
        return None
    return {name for row in rows for name in row.touched}


def known_change(plan: Plan, change_id: str) -> PlanChange | None:
    """A change that was taken in before."""
    return db.session.scalar(
        sa.select(PlanChange).where(PlanChange.plan_id == plan.id, PlanChange.change_id == change_id)
    )


def last_change(plan: Plan) -> PlanChange | None:
    """The latest change of a plan."""
    query = sa.select(PlanChange).where(PlanChange.plan_id == plan.id)
    return db.session.scalar(query.order_by(PlanChange.id.desc()).limit(1))


def presence(plan: Plan, tab: str) -> PlanPresence | None:
    """A tab that was heard of."""
    return db.session.scalar(
        sa.select(PlanPresence).where(PlanPresence.plan_id == plan.id, PlanPresence.tab == tab)
    )


def others_here(plan: Plan, tab: str, at: datetime) -> list[PlanPresence]:
    """Other tabs that have the plan open now, with their people."""
    query = (
        sa.select(PlanPresence)
        .where(PlanPresence.plan_id == plan.id, PlanPresence.tab != tab)
        .where(PlanPresence.seen_at > at - HERE_WITHIN)
        .options(joinedload(PlanPresence.person))
        .order_by(PlanPresence.id)
    )
    return list(db.session.scalars(query))


def versions_of(plan: Plan) -> list[PlanVersion]:
    """What was kept of a plan, latest first, without the drawings themselves."""
    query = (
        sa.select(PlanVersion)
        .where(PlanVersion.plan_id == plan.id)
        .options(joinedload(PlanVersion.person), sa.orm.defer(PlanVersion.content))
        .order_by(PlanVersion.id.desc())
        .limit(MOST_VERSIONS)
    )
    return list(db.session.scalars(query))


def version_by_public_id(public_id: str) -> PlanVersion | None:
    """A kept version by its name in addresses."""
    query = sa.select(PlanVersion).where(PlanVersion.public_id == public_id)
    return db.session.scalar(query.options(joinedload(PlanVersion.plan)))


def backdrop_address(plan: Plan) -> str:
    """Where the editor fetches the picture under the plan; empty without one."""
    if not plan.backdrop_file_id:
        return ""
    return url_for("booths.plan_backdrop", edition=plan.edition.slug, v=plan.backdrop_file_id)


def backdrop_of(plan: Plan) -> StoredFile | None:
    """The picture under the plan."""
    return db.session.get(StoredFile, plan.backdrop_file_id) if plan.backdrop_file_id else None


def is_backdrop_elsewhere(plan: Plan, row: StoredFile) -> bool:
    """Whether another plan, copied from this one, lies on the same picture."""
    query = sa.select(sa.exists().where(Plan.backdrop_file_id == row.id, Plan.id != plan.id))
    return bool(db.session.scalar(query))


def code_kept(plan: Plan, public_id: str) -> str | None:
    """The code of a stand that was on the plan when it was last kept: a removal undone keeps its sign."""
    query = sa.select(PlanVersion.content).where(PlanVersion.plan_id == plan.id)
    content = db.session.scalar(query.order_by(PlanVersion.id.desc()).limit(1)) or {}
    code = content.get(public_id, {}).get("code")
    return str(code) if code else None
