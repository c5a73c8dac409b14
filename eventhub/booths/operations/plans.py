"""Drawing the plan, taking stands out of use and back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import ground, phrases
from eventhub.booths.models import Booth, Plan, Zone
from eventhub.booths.models.drawing import KeptFor
from eventhub.booths.queries import plans
from eventhub.database import db, insert_rows, random_code
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

CODE_LENGTH = 8


def draw(actor: Any, edition: Edition, layout: ground.Layout, at: datetime) -> Plan:
    """Draw the plan of an edition from its rows.

    Stands of the same label keep their code, their sign, and whether they are out of use. Zones and things
    that the form leaves alone keep their outlines and angles, which it doesn't know; everything else is
    drawn afresh. Raises assigned once a stand was given, and bad_drawing with the first fault.
    """
    if plans.is_assigned(edition):
        raise DomainError(
            "assigned",
            _l(
                "Stands have been given already: the plan can't be drawn again. "
                "Block or exchange stands instead."
            ),
        )
    refuse_faults(layout)
    plan = plans.plan_of(edition)
    codes: dict[str, str] = {}
    blocked: set[str] = set()
    outlines: dict[str, dict[str, Any]] = {}
    if plan is None:
        plan = Plan(edition_id=edition.id, organizer_id=edition.organizer_id, version=0)
        db.session.add(plan)
    else:
        from eventhub.booths.operations.drawing import keep_version

        keep_version(actor, plan, KeptFor.BEFORE_EDITING, at)
        old = sa.select(Booth.label, Booth.code, Booth.is_blocked).where(Booth.plan_id == plan.id)
        for label, code, is_blocked in db.session.execute(old):
            codes[label] = code
            blocked |= {label} if is_blocked else set()
        for zone in plan.zones:
            outlines[zone.key] = {name: getattr(zone, name) for name in ("outline", "hall", "is_step_free")}
        plan.adjacency = []
        db.session.execute(sa.delete(Booth).where(Booth.plan_id == plan.id))
        db.session.execute(sa.delete(Zone).where(Zone.plan_id == plan.id))
        db.session.expire(plan)
    plan.width, plan.depth = layout.width, layout.depth
    plan.drawing = [_as_it_was(ground.stored(thing), plan.drawing or []) for thing in layout.things]
    plan.layout = [ground.stored(row) for row in layout.rows]
    plan.version += 1
    db.session.flush()
    _add_booths(plan, layout, _add_zones(plan, layout, outlines), codes, blocked)
    db.session.expire(plan, ["zones", "booths"])
    audit.record(actor, "booths:plan:drawn", plan, at, version=plan.version)
    return plan


def _as_it_was(thing: dict[str, Any], drawn: list[dict[str, Any]]) -> dict[str, Any]:
    """A thing of the form with the angle and outline it had, if it was neither moved nor made larger."""
    same = ("kind", "x", "y", "width", "depth")
    for old in drawn:
        if all(old.get(name) == thing[name] for name in same):
            return {**old, "label": thing["label"]}
    return thing


def refuse_faults(layout: ground.Layout) -> None:
    """Raise bad_drawing with the first fault of a drawing, if it has one."""
    if not layout.rows:
        raise DomainError("bad_drawing", _l("Draw at least one row of stands."))
    for code, label, other in ground.faults(layout)[:1]:
        sentence = phrases.FAULTS[code] % {"label": label, "other": other}
        raise DomainError("bad_drawing", sentence)


def _add_zones(plan: Plan, layout: ground.Layout, outlines: dict[str, dict[str, Any]]) -> dict[str, int]:
    zones = [
        Zone(
            plan_id=plan.id,
            key=zone.key,
            name=dict(zone.name),
            sectors=list(zone.sectors),
            is_institutional=zone.is_institutional,
            **outlines.get(zone.key, {"outline": [list(point) for point in zone.outline], "hall": zone.hall}),
        )
        for zone in layout.zones
    ]
    db.session.add_all(zones)
    db.session.flush()
    return {zone.key: zone.id for zone in zones}


def _add_booths(
    plan: Plan, layout: ground.Layout, zones: dict[str, int], codes: dict[str, str], blocked: set[str]
) -> None:
    rows = [
        {
            "plan_id": plan.id,
            "zone_id": zones[place.row.zone],
            "edition_id": plan.edition_id,
            "organizer_id": plan.organizer_id,
            "label": place.label,
            "row": place.row.name,
            "position": place.position,
            "x": place.x,
            "y": place.y,
            "width": place.row.width,
            "depth": place.row.depth,
            "angle": place.angle,
            "is_corner": place.is_corner,
            "power_kw": place.row.power_kw,
            "has_water": place.row.has_water,
            "allows_cooking": place.row.allows_cooking,
            "takes_heavy": place.row.takes_heavy,
            "price": place.row.price,
            "code": codes.get(place.label) or new_code(),
            "is_blocked": place.label in blocked,
            "created_at": plan.created_at,
        }
        for place in ground.places(layout.rows)
    ]
    insert_rows(Booth, rows)


def new_code() -> str:
    """What a stand's sign carries: short, upper-case, without look-alikes."""
    return random_code(CODE_LENGTH).upper()


def block(actor: Any, booth: Booth, at: datetime) -> Booth:
    """Take a stand out of use; blocking twice changes nothing. Raises booth_taken while somebody holds it."""
    if booth.is_blocked:
        return booth
    if plans.holds_of(booth):
        raise DomainError(
            "booth_taken",
            _l("Stand %(label)s is held: move its exhibitor to another stand first.", label=booth.label),
        )
    booth.is_blocked = True
    audit.record(actor, "booths:booth:blocked", booth, at, label=booth.label)
    return booth


def unblock(actor: Any, booth: Booth, at: datetime) -> Booth:
    """Put a stand back into use."""
    if booth.is_blocked:
        booth.is_blocked = False
        audit.record(actor, "booths:booth:unblocked", booth, at, label=booth.label)
    return booth
