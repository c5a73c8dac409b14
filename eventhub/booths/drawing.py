"""The plan as the component `plan` takes it: stands, things and entrances from rows, specs and layouts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from eventhub.booths import ground, phrases
from eventhub.booths.ground import ThingKind
from eventhub.booths.queries.plans import drawing_state, name_of

_ICONS = {
    ThingKind.STAGE: "stage",
    ThingKind.WATER: "water",
    ThingKind.TOILET: "toilet",
    ThingKind.FIRSTAID: "firstaid",
    ThingKind.SHADE: "shade",
    ThingKind.POWER: "power",
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
        left, top, right, bottom = ground.edges(row)
        drawn[row.label] = {
            "x": left,
            "y": top,
            "w": right - left,
            "h": bottom - top,
            "label": row.label,
            "state": "chosen" if row.label in chosen else drawing_state(row),
            "title": f"{row.label} – {name_of(row)}" if row.cooperative else row.label,
            "href": href(row) if href else "",
        }
    return list(drawn.values())


def places(layout: ground.Layout) -> list[dict[str, Any]]:
    """Stands to be, of a layout that is only previewed."""
    found = []
    for place in ground.places(layout.rows):
        left, top, right, bottom = ground.place_edges(place)
        box = {"x": left, "y": top, "w": right - left, "h": bottom - top}
        found.append({**box, "label": place.label, "state": "free"})
    return found


def things(drawing: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is not a stand, entrances apart."""
    return [
        {
            "x": each["x"],
            "y": each["y"],
            "w": each["width"],
            "h": each["depth"],
            "label": each.get("label") or str(phrases.THINGS[each["kind"]]),
            "icon": _ICONS[ThingKind(each["kind"])],
        }
        for each in drawing
        if each["kind"] != ThingKind.ENTRANCE
    ]


def entrances(drawing: Sequence[Mapping[str, Any]], width: float, depth: float) -> list[dict[str, Any]]:
    """The ways in, each at its nearest edge."""
    found = []
    for each in drawing:
        if each["kind"] == ThingKind.ENTRANCE:
            x, y = each["x"], each["y"]
            distances = {"left": x, "right": width - x, "top": y, "bottom": depth - y}
            side = min(distances, key=lambda name: distances[name])
            label = each.get("label") or str(phrases.THINGS[ThingKind.ENTRANCE])
            found.append({"x": x, "y": y, "label": label, "side": side})
    return found


def ground_of(plan: Any) -> dict[str, Any]:
    """Size, things and entrances of a drawn plan."""
    return {
        "width": plan.width,
        "height": plan.depth,
        "things": things(plan.drawing),
        "entrances": entrances(plan.drawing, plan.width, plan.depth),
    }
