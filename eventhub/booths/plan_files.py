"""The plan as the `plan` part of an eventhub-allocation/1 instance, and back.

Lengths in metres, power in kW, money in whole dirhams, as that format says. What it doesn't know rides along
in keys of our own that its readers pass over: `angle` of a booth, `outline` of a zone, `width`, `depth` and
`things` of the plan.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from eventhub.booths import ground, problems
from eventhub.booths.rows import in_order
from eventhub.cooperatives.kinds import Sector
from eventhub.database import random_code

FORMAT = "eventhub-allocation/1"
_FACTS = {
    "corner": "is_corner",
    "water": "has_water",
    "cooking": "allows_cooking",
    "heavy": "takes_heavy",
    "accessible": "is_accessible",
}
_NUMBERS = ("x", "y", "power_kw")


def plan_part(
    plan: Any, zones: Sequence[Any], booths: Sequence[Any], corrections: Mapping[frozenset[str], str | None]
) -> dict[str, Any]:
    """Halls, zones, rows, booths and adjacency of a plan, as the format names them."""
    rows: dict[str, list[Any]] = {}
    for booth in booths:
        rows.setdefault(booth.row, []).append(booth)
    spots = [ground.spot(booth.label, booth.row, booth.position, booth) for booth in booths]
    halls = {zone.hall or problems.OPEN_AIR: zone.is_step_free for zone in zones}
    return {
        "width": plan.width,
        "depth": plan.depth,
        "things": list(plan.drawing),
        "halls": [{"id": name, "name": name, "step_free": is_free} for name, is_free in halls.items()],
        "zones": [_zone(zone) for zone in zones],
        "rows": [
            {"id": row, "zone": found[0].zone.key, "booths": [each.label for each in in_order(found)]}
            for row, found in rows.items()
        ],
        "booths": [_booth(booth) for booth in booths],
        "adjacency": [list(pair) for pair in ground.corrected(ground.neighbours(spots), corrections)],
    }


def _zone(zone: Any) -> dict[str, Any]:
    categories = [problems.INSTITUTION] if zone.is_institutional else list(zone.sectors)
    return {
        "id": zone.key,
        "hall": zone.hall or problems.OPEN_AIR,
        "name": str(zone.name),
        "names": dict(zone.name),
        "categories": categories or None,
        "outline": [list(point) for point in zone.outline],
    }


def _booth(booth: Any) -> dict[str, Any]:
    return {
        "id": booth.label,
        "hall": booth.zone.hall or problems.OPEN_AIR,
        "zone": booth.zone.key,
        "row": booth.row,
        "w": booth.width,
        "d": booth.depth,
        "m2": round(booth.width * booth.depth, 3),
        "angle": booth.angle,
        "price": round(booth.price / 100, 2),
        "status": "blocked" if booth.is_blocked else "open",
        **{name: getattr(booth, name) for name in _NUMBERS},
        **{name: getattr(booth, column) for name, column in _FACTS.items()},
    }


def objects_in(part: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """A plan part as the editor's objects; zones and stands that are known by key and label keep their ids.

    Raises KeyError, TypeError, ValueError or AttributeError for what is no plan part.
    """
    ids = {("zone", each["key"]): name for name, each in known.items() if each["kind"] == "zone"}
    ids |= {("stand", each["label"]): name for name, each in known.items() if each["kind"] == "stand"}
    zones = {
        str(each["id"]): ids.get(("zone", str(each["id"]).upper())) or random_code() for each in part["zones"]
    }
    found: dict[str, dict[str, Any]] = {"ground": _ground_in(part)}
    step_free = {hall["id"]: bool(hall.get("step_free", True)) for hall in part.get("halls", ())}
    for each in part["zones"]:
        found[zones[str(each["id"])]] = _zone_in(each, step_free)
    labels = {}
    for each in part["booths"]:
        name = ids.get(("stand", str(each["id"]).upper())) or random_code()
        labels[str(each["id"])] = name
        found[name] = _booth_in(each, zones[str(each["zone"])])
    for index, thing in enumerate(part.get("things", ())):
        values = {**thing, "kind": "thing", "what": thing["kind"]}
        found[str(thing.get("id") or f"t{index}")] = values
    found |= dict(_links_in(part, labels))
    return found


def _ground_in(part: Mapping[str, Any]) -> dict[str, Any]:
    booths = part["booths"]
    reach = [
        max(each[axis] + (each["w"] + each["d"]) / 2 for each in booths) if booths else 20 for axis in "xy"
    ]
    return {
        "kind": "ground",
        "width": part.get("width") or round(reach[0] + 2, 1),
        "depth": part.get("depth") or round(reach[1] + 2, 1),
    }


def _zone_in(each: Mapping[str, Any], step_free: Mapping[str, bool]) -> dict[str, Any]:
    categories = each.get("categories") or []
    hall = each.get("hall", "")
    names = each.get("names") or {"ar": each.get("name", ""), "fr": each.get("name", "")}
    return {
        "kind": "zone",
        "key": str(each["id"]).upper(),
        "name_ar": names.get("ar", ""),
        "name_fr": names.get("fr", ""),
        "sectors": [name for name in categories if name in set(Sector)],
        "is_institutional": list(categories) == [problems.INSTITUTION],
        "outline": each.get("outline", []),
        "hall": "" if hall == problems.OPEN_AIR else hall,
        "is_step_free": step_free.get(hall, True),
    }


def _booth_in(each: Mapping[str, Any], zone: str) -> dict[str, Any]:
    return {
        "kind": "stand",
        "label": str(each["id"]),
        "row": str(each["row"]),
        "zone": zone,
        "width": each["w"],
        "depth": each["d"],
        "angle": each.get("angle", 0),
        "price": round(each["price"] * 100),
        "is_blocked": each["status"] == "blocked",
        **{name: each[name] for name in _NUMBERS},
        **{column: each[name] for name, column in _FACTS.items()},
    }


def _links_in(part: Mapping[str, Any], labels: Mapping[str, str]) -> Any:
    """Only where the file says otherwise than the ground does: those are corrections by hand."""
    position = {str(name): index for row in part["rows"] for index, name in enumerate(row["booths"])}
    boxes = [_Box(each) for each in part["booths"]]
    spots = [ground.spot(box.id, box.row, position[box.id], box) for box in boxes]
    computed = {frozenset((one, other)): kind for one, other, kind in ground.neighbours(spots)}
    said = {frozenset((str(one), str(other))): kind for one, other, kind in part.get("adjacency", ())}
    for pair in computed.keys() | said.keys():
        if computed.get(pair) != said.get(pair):
            name = "~".join(sorted(labels[each] for each in pair))
            yield name, {"kind": "link", "between": said.get(pair) or "none"}


class _Box:
    """A booth of the format as the ground reads boxes."""

    def __init__(self, each: Mapping[str, Any]) -> None:
        self.id, self.row = str(each["id"]), str(each["row"])
        self.x, self.y, self.angle = each["x"], each["y"], each.get("angle", 0)
        self.width, self.depth = each["w"], each["d"]
