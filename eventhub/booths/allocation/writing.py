"""An instance as the document that the format describes, so that outside programs can solve and judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eventhub.booths.allocation.instance import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eventhub.booths.allocation.instance import Application, Booth, Instance, Plan, Rules


def instance_document(
    instance: Instance, *, seed: int, names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The JSON of an instance; `names` are what applications are called, in place of their ids."""
    previous = instance.previous
    return {
        "format": FORMAT,
        "name": instance.name,
        "seed": seed,
        "plan": _plan(instance.plan),
        "applications": [
            _application(each, (names or {}).get(each.id, each.id)) for each in instance.applications
        ],
        "rules": _rules(instance.rules),
        "previous": previous
        and {
            "assignments": {name: sorted(booths) for name, booths in previous.assignments.items()},
            "cancelled": [],
            "lost_booths": [],
            "max_moves": previous.max_moves,
        },
    }


def _plan(plan: Plan) -> dict[str, Any]:
    halls = sorted({booth.hall for booth in plan.booths} | {zone.hall for zone in plan.zones})
    return {
        "halls": [{"id": hall, "name": hall, "step_free": True} for hall in halls],
        "zones": [
            {
                "id": zone.id,
                "hall": zone.hall,
                "name": zone.id,
                "categories": None if zone.categories is None else sorted(zone.categories),
            }
            for zone in plan.zones
        ],
        "rows": [{"id": row.id, "zone": row.zone, "booths": list(row.booths)} for row in plan.rows],
        "booths": [_booth(booth) for booth in plan.booths],
        "adjacency": [[each.booth, each.other, each.kind] for each in plan.adjacency],
    }


def _booth(booth: Booth) -> dict[str, Any]:
    side = booth.m2**0.5
    return {
        "id": booth.id,
        "hall": booth.hall,
        "zone": booth.zone,
        "row": booth.row,
        "x": booth.x,
        "y": booth.y,
        "w": side,
        "d": side,
        "m2": booth.m2,
        "corner": booth.corner,
        "power_kw": booth.power_kw,
        "water": booth.water,
        "cooking": booth.cooking,
        "heavy": booth.heavy,
        "accessible": booth.accessible,
        "price": booth.price,
        "status": "open" if booth.is_open else "blocked",
    }


def _application(each: Application, name: str) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": name,
        "type": "exhibitor",
        "category": each.category,
        "traits": sorted(each.traits),
        "tags": sorted(each.tags),
        "tier": each.tier,
        "score": each.score,
        "min_booths": each.min_booths,
        "max_booths": each.max_booths,
        "min_m2": each.min_m2,
        "preferred_m2": each.preferred_m2,
        "max_m2": each.max_m2,
        "needs": {
            "power_kw": each.needs.power_kw,
            "water": each.needs.water,
            "cooking": each.needs.cooking,
            "heavy": each.needs.heavy,
            "accessible": each.needs.accessible,
        },
        "budget": each.budget,
        "wants_corner": each.wants_corner,
        "last_booths": sorted(each.last_booths),
        "preferences": [
            {"zone": wish.zone} if wish.zone is not None else {"booth": wish.booth}
            for wish in each.preferences
        ],
        "near": list(each.near),
        "avoid": list(each.avoid),
        "apart": list(each.apart),
    }


def _rules(rules: Rules) -> dict[str, Any]:
    return {
        "near_m": rules.near_m,
        "apart_m": rules.apart_m,
        "incompatible": [
            {"a": each.a, "b": each.b, "kinds": list(each.kinds)} for each in rules.incompatible
        ],
        "same_category_kinds": list(rules.same_category_kinds),
        "zone_caps": [
            {"zone": cap.zone, "category": cap.category, "max": cap.most} for cap in rules.zone_caps
        ],
        "quotas": [{"zone": quota.zone, "tag": quota.tag, "min": quota.least} for quota in rules.quotas],
        "pins": [{"application": name, "booths": sorted(booths)} for name, booths in rules.pins.items()],
        "forbidden": [{"application": name, "booth": booth} for name, booth in sorted(rules.forbidden)],
        "pref_cost": list(rules.pref_cost),
        "pref_cost_unranked": rules.pref_cost_unranked,
        "weights": dict(rules.weights),
        "levels": [{"name": level.name, "terms": dict(level.terms)} for level in rules.levels],
    }
