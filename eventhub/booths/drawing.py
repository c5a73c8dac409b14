"""The plan as the component `plan` takes it: stands, things and entrances from rows, specs and layouts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from eventhub.booths import geometry, ground, phrases
from eventhub.booths.ground import ThingKind
from eventhub.booths.queries.plans import drawing_state, name_of

_ICONS = {
    ThingKind.STAGE: "stage",
    ThingKind.WATER: "water",
    ThingKind.TOILET: "toilet",
    ThingKind.FIRSTAID: "firstaid",
    ThingKind.SHADE: "shade",
    ThingKind.POWER: "power",
    ThingKind.EXIT: "gate-out",
    ThingKind.INFO: "info",
    ThingKind.TREE: "leaf",
}
Address = Callable[[Any], str]


def stands(
    rows: Iterable[Any], *, href: Address | None = None, chosen: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """Stands of `queries.plans.board`, one box each; those in `chosen` (labels) stand out."""
    drawn: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.label in drawn:
            drawn[row.label]["title"] += f" + {name_of(row)}"
            continue
        drawn[row.label] = {
            **_box(row.x, row.y, row.width, row.depth, row.angle),
            "label": row.label,
            "state": "chosen" if row.label in chosen else drawing_state(row),
            "title": f"{row.label} – {name_of(row)}" if row.cooperative else row.label,
            "href": href(row) if href else "",
        }
    return list(drawn.values())


def _box(x: float, y: float, width: float, depth: float, angle: float) -> dict[str, float]:
    """What the component draws of a rectangle round its centre.

    Quarter turns are drawn turned already; any other angle is left to turn (`angle`, degrees clockwise).
    """
    turn = 0.0 if geometry.is_upright(angle) else round(angle % 360, 2)
    if not turn and angle % 180:
        width, depth = depth, width
    box = {"x": x - width / 2, "y": y - depth / 2, "w": width, "h": depth}
    return box | {"angle": turn} if turn else box


def places(layout: ground.Layout) -> list[dict[str, Any]]:
    """Stands to be, of a layout that is only previewed."""
    found = []
    for place in ground.places(layout.rows):
        box = _box(place.x, place.y, place.row.width, place.row.depth, place.angle)
        found.append({**box, "label": place.label, "state": "free"})
    return found


def things(drawing: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is not a stand, ways in and out apart; lanes lie below everything else.

    A thing with an outline of its own has `points` ("x,y x,y …"), one turned by an odd angle has `angle`.
    """
    inside = [each for each in drawing if each["kind"] not in ground.WAYS]
    return [_thing(each) for each in sorted(inside, key=lambda each: each["kind"] != ThingKind.LANE)]


def _thing(each: Mapping[str, Any]) -> dict[str, Any]:
    kind = ThingKind(each["kind"])
    x, y, width, depth = each["x"], each["y"], each["width"], each["depth"]
    outline = [(float(a), float(b)) for a, b in each.get("points") or ()]
    if outline:
        left, top, right, bottom = geometry.bounds(outline)
        x, y, width, depth = left, top, right - left, bottom - top
    named = kind not in (ThingKind.LANE, ThingKind.OBSTACLE, ThingKind.TREE, ThingKind.TEXT)
    return {
        **_box(x + width / 2, y + depth / 2, width, depth, 0.0 if outline else each.get("angle") or 0.0),
        "label": each.get("label") or (str(phrases.THINGS[kind]) if named else ""),
        "icon": _ICONS.get(kind, ""),
        "kind": kind.value,
        "points": " ".join(f"{a:g},{b:g}" for a, b in outline),
    }


def entrances(drawing: Sequence[Mapping[str, Any]], width: float, depth: float) -> list[dict[str, Any]]:
    """The ways in and out, each at its nearest edge."""
    found = []
    for each in drawing:
        if each["kind"] in ground.WAYS:
            x, y = each["x"], each["y"]
            distances = {"left": x, "right": width - x, "top": y, "bottom": depth - y}
            side = min(distances, key=lambda name: distances[name])
            label = each.get("label") or str(phrases.THINGS[each["kind"]])
            found.append({"x": x, "y": y, "label": label, "side": side, "kind": each["kind"]})
    return found


def ground_of(plan: Any) -> dict[str, Any]:
    """Size, things and entrances of a drawn plan, and the outlines of its zones."""
    return {
        "width": plan.width,
        "height": plan.depth,
        "things": things(plan.drawing),
        "entrances": entrances(plan.drawing, plan.width, plan.depth),
        "zones": [
            {
                "key": zone.key,
                "name": str(zone.name),
                "points": " ".join(f"{x:g},{y:g}" for x, y in zone.outline),
            }
            for zone in plan.zones
            if zone.outline
        ],
    }


def of_objects(objects: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A drawing that was kept (`queries.drawing.objects_of`), as the component takes it, with its stands."""
    size = objects["ground"]
    loose = [{**each, "kind": each["what"]} for each in objects.values() if each["kind"] == "thing"]
    stands_ = [
        {
            **_box(each["x"], each["y"], each["width"], each["depth"], each["angle"]),
            "label": each["label"],
            "state": "blocked" if each["is_blocked"] else "free",
        }
        for each in objects.values()
        if each["kind"] == "stand"
    ]
    return {
        "width": size["width"],
        "height": size["depth"],
        "things": things(loose),
        "entrances": entrances(loose, size["width"], size["depth"]),
        "stands": stands_,
    }
