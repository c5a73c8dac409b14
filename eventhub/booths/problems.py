"""PURE: from stands and files to the allocator's `Instance`, and why a file fits nowhere.

Rows are read by attribute only, so anything shaped like them will do. Neighbours: cooking smokes, cloth and
cosmetics take smell, animals stay away from food; such pairs may not share a wall.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from eventhub.booths.allocation import instance as problem
from eventhub.booths.asking import fits
from eventhub.booths.drafts import spelled
from eventhub.booths.ground import Spot, edges, neighbours
from eventhub.cooperatives.kinds import ExhibitorKind, Sector

INSTITUTION = "institution"
"""The category of institutions, whatever they show: they have their own zones."""
SMOKE, DELICATE, ANIMALS, FOOD = "smoke", "delicate", "animals", "food"
CLASHES = ((SMOKE, DELICATE), (ANIMALS, FOOD))
"""Pairs of traits that may not share a wall, beside or behind."""
WALLS = ("side", "back")
_DELICATE = frozenset({Sector.WEAVING, Sector.EMBROIDERY, Sector.COSMETICS})
_FOOD = frozenset({Sector.HONEY, Sector.OILS, Sector.COUSCOUS, Sector.DAIRY, Sector.FRUITS, Sector.CAPERS})
_NO_LIMIT = 1e6
_NEAR_M = 12.0
_COMFORT = ("preference", "size_gap_m2", "last_booth_lost", "corner_unmet", "near_unmet", "avoid_hit")
_WEIGHTS = {"last_booth_lost": 8.0, "corner_unmet": 2.0, "near_unmet": 6.0, "avoid_hit": 5.0}
_SAME = "same_category_neighbour"


def category(application: Any) -> str:
    """What the zones admit or not: the sector, or institution."""
    is_institution = application.cooperative.kind == ExhibitorKind.INSTITUTION
    return INSTITUTION if is_institution else str(application.sector)


def traits(application: Any) -> frozenset[str]:
    """What its neighbours may have to bear, or bear badly."""
    sector = application.sector
    found = {
        SMOKE: bool(application.needs.get("cooking")),
        DELICATE: sector in _DELICATE,
        ANIMALS: sector == Sector.LIVESTOCK,
        FOOD: sector in _FOOD,
    }
    return frozenset(name for name, is_so in found.items() if is_so)


def clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two exhibitors may not share a wall."""
    return any((a in one and b in other) or (b in one and a in other) for a, b in CLASHES)


def tags(application: Any, home: str | None) -> frozenset[str]:
    """What published quotas count: women's, young, of the province."""
    cooperative = application.cooperative
    members = cooperative.members or 0
    half = members > 0
    found = {
        "women": half and (cooperative.women or 0) * 2 >= members,
        "youth": half and (cooperative.youth or 0) * 2 >= members,
        "province": bool(home) and str(home).startswith(cooperative.province_code),
    }
    return frozenset(name for name, is_so in found.items() if is_so)


def admitted(zone: Any) -> tuple[str, ...]:
    """The categories a zone admits; institutions stand in their own zones only."""
    if zone.is_institutional:
        return (INSTITUTION,)
    return tuple(zone.sectors) or tuple(Sector)


def build(
    name: str,
    *,
    zones: Sequence[Any],
    booths: Sequence[Any],
    applications: Sequence[Any],
    pins: Mapping[int, set[str]],
    quotas: Sequence[Mapping[str, Any]],
    home: str | None,
) -> problem.Instance:
    """The whole problem. A quota of the fair is shared among the open zones by their stands."""
    ids = {row.id: row.public_id for row in applications}
    by_exhibitor = {row.cooperative.public_id: row.public_id for row in applications}
    places = {zone.key for zone in zones} | {f"#{booth.label}" for booth in booths}
    held = {ids[key]: frozenset(labels) for key, labels in pins.items() if key in ids}
    return problem.Instance(
        name=name,
        plan=_plan(zones, booths),
        applications=tuple(_application(row, home, by_exhibitor, places) for row in applications),
        rules=_rules(held, _quotas(zones, booths, quotas)),
        previous=None,
    )


def _plan(zones: Sequence[Any], booths: Sequence[Any]) -> problem.Plan:
    rows: dict[str, list[Any]] = {}
    for booth in booths:
        rows.setdefault(booth.row, []).append(booth)
    spots = [Spot(booth.label, booth.row, booth.position, edges(booth)) for booth in booths]
    return problem.Plan(
        zones=tuple(problem.Zone(zone.key, "ground", frozenset(admitted(zone))) for zone in zones),
        rows=tuple(
            problem.Row(
                row, found[0].zone.key, tuple(b.label for b in sorted(found, key=lambda b: b.position))
            )
            for row, found in rows.items()
        ),
        booths=tuple(_booth(booth) for booth in booths),
        adjacency=tuple(problem.Adjacency(*pair) for pair in neighbours(spots)),
    )


def _booth(booth: Any) -> problem.Booth:
    return problem.Booth(
        id=booth.label,
        hall="ground",
        zone=booth.zone.key,
        row=booth.row,
        x=booth.x,
        y=booth.y,
        m2=booth.width * booth.depth,
        price=booth.price / 100,
        power_kw=booth.power_kw,
        corner=booth.is_corner,
        water=booth.has_water,
        cooking=booth.allows_cooking,
        heavy=booth.takes_heavy,
        accessible=booth.is_accessible,
        is_open=not booth.is_blocked,
    )


def _application(
    row: Any, home: str | None, by_exhibitor: Mapping[str, str], places: set[str]
) -> problem.Application:
    needs = row.needs
    booths = int(needs.get("booths") or 1)
    return problem.Application(
        id=row.public_id,
        category=category(row),
        traits=traits(row),
        tags=tags(row, home),
        tier=row.tier,
        score=float(row.score or 0),
        min_booths=booths,
        max_booths=booths,
        min_m2=0.0,
        preferred_m2=0.0,
        max_m2=_NO_LIMIT,
        needs=problem.Needs(
            power_kw=float(needs.get("power_kw") or 0),
            water=bool(needs.get("water")),
            cooking=bool(needs.get("cooking")),
            heavy=bool(needs.get("heavy")),
            accessible=bool(needs.get("accessible")),
        ),
        budget=_NO_LIMIT,
        wants_corner=False,
        last_booths=frozenset(),
        preferences=_preferences(row, places),
        near=_neighbours(row, "near", by_exhibitor),
        avoid=_neighbours(row, "avoid", by_exhibitor),
        apart=(),
    )


def _preferences(row: Any, places: set[str]) -> tuple[problem.Preference, ...]:
    """Wishes for zones and stands that the plan still has: it may have been drawn again since."""
    wishes = [wish for wish in row.wishes if spelled(wish) in places]
    return tuple(problem.Preference(wish.get("zone"), wish.get("booth")) for wish in wishes)


def _neighbours(row: Any, kind: str, by_exhibitor: Mapping[str, str]) -> tuple[str, ...]:
    """The applications of the exhibitors somebody wished beside or far from; others don't count."""
    named = (row.neighbours or {}).get(kind, ())
    return tuple(by_exhibitor[each] for each in named if each in by_exhibitor)


def _quotas(
    zones: Sequence[Any], booths: Sequence[Any], quotas: Sequence[Mapping[str, Any]]
) -> tuple[problem.Quota, ...]:
    open_zones = {zone.key for zone in zones if not zone.is_institutional}
    stands = Counter(
        booth.zone.key for booth in booths if booth.zone.key in open_zones and not booth.is_blocked
    )
    total = sum(stands.values()) or 1
    return tuple(
        problem.Quota(key, str(quota["tag"]), least)
        for quota in quotas
        for key, count in stands.items()
        if (least := int(quota["least"]) * count // total) > 0
    )


def _rules(pins: Mapping[str, frozenset[str]], quotas: tuple[problem.Quota, ...]) -> problem.Rules:
    terms = [
        ("kept", "unplaced_previous"),
        ("quota", "quota_shortfall"),
        *((f"tier{tier}", f"unplaced_tier_{tier}") for tier in (1, 2, 3)),
        ("merit", "unplaced_score"),
        ("moves", "moves"),
    ]
    return problem.Rules(
        near_m=_NEAR_M,
        apart_m=_NEAR_M,
        incompatible=tuple(problem.Incompatibility(a, b, WALLS) for a, b in CLASHES),
        same_category_kinds=("side",),
        zone_caps=(),
        quotas=quotas,
        pins=pins,
        forbidden=frozenset(),
        pref_cost=(0.0, 2.0, 4.0, 7.0),
        pref_cost_unranked=12.0,
        weights={term: _WEIGHTS.get(term, 1.0) for term in _COMFORT} | {_SAME: 3.0},
        levels=(
            *(problem.Level(name, {term: 1.0}) for name, term in terms),
            problem.Level("comfort", dict.fromkeys((*_COMFORT, _SAME), 1.0)),
        ),
    )


def why_nowhere(application: Any, booths: Sequence[Any]) -> str:
    """The reason's code when no stand of the plan can hold a file, even an empty plan.

    The need that fails at most stands among those its sector is admitted to, or none_large_enough when
    single stands would do.
    """
    own = category(application)
    causes = Counter(fits(application.needs, own, booth, admitted(booth.zone)) for booth in booths)
    if causes.get(None):
        return "none_large_enough"
    causes.pop("blocked", None)
    for code in ("no_power", "no_water", "no_cooking", "no_heavy", "sector_not_admitted"):
        if causes.get(code):
            return code
    return "no_stand"


def main_cause(explanation: Mapping[str, int]) -> str:
    """The cause that stands in front of most of a file's choices."""
    causes = {code: count for code, count in explanation.items() if code != "eligible"}
    return max(causes, key=lambda code: causes[code]) if causes else "no_stand"
