"""Reading the rules of an instance: limits, quotas, pins, prices of comfort, levels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eventhub.booths.allocation.instance import (
    ADJACENCY_KINDS,
    COMFORT_TERMS,
    Incompatibility,
    Level,
    Quota,
    Rules,
    ZoneCap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventhub.booths.allocation.cursor import Cursor
    from eventhub.booths.allocation.names import Names

_TERMS = frozenset(("unplaced_previous", "quota_shortfall", "unplaced_score", "moves", *COMFORT_TERMS))
_TIER_TERM = re.compile(r"unplaced_tier_[1-9][0-9]*", re.ASCII)
_MOST_WEIGHT = 1e6


def read_rules(cursor: Cursor, names: Names) -> Rules:
    """The rules; a weight that no term bears is refused, so that a slip of the pen is seen."""
    costs = cursor["pref_cost"].items()
    if not costs:
        cursor["pref_cost"].fail("must list at least one cost")
    return Rules(
        near_m=cursor["near_m"].number(),
        apart_m=cursor["apart_m"].number(),
        incompatible=tuple(_incompatibility(item) for item in cursor["incompatible"].items()),
        same_category_kinds=_kinds(cursor["same_category_kinds"]),
        zone_caps=_caps(cursor["zone_caps"], names),
        quotas=tuple(
            Quota(names.zone(item["zone"]), item["tag"].text(), item["min"].whole())
            for item in cursor["quotas"].items()
        ),
        pins=_pins(cursor["pins"], names),
        forbidden=frozenset(_forbidden(cursor["forbidden"], names)),
        pref_cost=tuple(item.number(0, _MOST_WEIGHT) for item in costs),
        pref_cost_unranked=cursor["pref_cost_unranked"].number(0, _MOST_WEIGHT),
        weights={term: cursor["weights"][term].number(0, _MOST_WEIGHT) for term in COMFORT_TERMS},
        levels=_levels(cursor["levels"]),
    )


def _kinds(cursor: Cursor) -> tuple[str, ...]:
    cursor.texts()
    return tuple(item.one_of(ADJACENCY_KINDS) for item in cursor.items())


def _incompatibility(cursor: Cursor) -> Incompatibility:
    return Incompatibility(cursor["a"].text(), cursor["b"].text(), _kinds(cursor["kinds"]))


def _caps(cursor: Cursor, names: Names) -> tuple[ZoneCap, ...]:
    caps: dict[tuple[str, str], ZoneCap] = {}
    for item in cursor.items():
        cap = ZoneCap(names.zone(item["zone"]), item["category"].text(), item["max"].whole())
        if (cap.zone, cap.category) in caps:
            item.fail(f"{cap.category} in {cap.zone} is already capped")
        caps[cap.zone, cap.category] = cap
    return tuple(caps.values())


def _pins(cursor: Cursor, names: Names) -> dict[str, frozenset[str]]:
    pins: dict[str, frozenset[str]] = {}
    for item in cursor.items():
        name, booths = names.application(item["application"]), names.booth_set(item["booths"])
        if name is None:
            continue
        if name in pins:
            item["application"].fail(f"application {name} is pinned twice")
        if not booths:
            item["booths"].fail("lists no booth")
        pins[name] = booths
    return pins


def _forbidden(cursor: Cursor, names: Names) -> Iterable[tuple[str, str]]:
    for item in cursor.items():
        name, booth = names.application(item["application"]), names.booth(item["booth"])
        if name is not None:
            yield name, booth


def _levels(cursor: Cursor) -> tuple[Level, ...]:
    levels: dict[str, Level] = {}
    for item in cursor.items():
        name = item["name"].text()
        if name in levels:
            item["name"].fail(f"level {name} is listed twice")
        levels[name] = Level(name, dict(_terms(item["terms"])))
    if not levels:
        cursor.fail("must list at least one level")
    return tuple(levels.values())


def _terms(cursor: Cursor) -> Iterable[tuple[str, float]]:
    for term, weight in cursor.members():
        if term not in _TERMS and not _TIER_TERM.fullmatch(term):
            weight.fail(f"there is no term {term}")
        yield term, weight.number(0, _MOST_WEIGHT)
