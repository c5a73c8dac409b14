"""Reading an instance from JSON: shapes, ranges, and that every name exists.

What is refused raises ``BadInput`` with the JSON path. An application that
``previous.cancelled`` names may still be mentioned by rules and wishes; it is
left out of them. Whether the pins can be met is checked in ``pinning``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventhub.booths.allocation.ground_reading import read_plan
from eventhub.booths.allocation.instance import (
    FORMAT,
    Application,
    Instance,
    Needs,
    Preference,
    Previous,
)
from eventhub.booths.allocation.names import Names, unique_ids
from eventhub.booths.allocation.rules_reading import read_rules

if TYPE_CHECKING:
    from eventhub.booths.allocation.cursor import Cursor
    from eventhub.booths.allocation.instance import Plan

_BEST_SCORE = 100
_MOST_BOOTHS = 1_000


def read_instance(top: Cursor) -> Instance:
    """The whole problem; raises BadInput."""
    if top["format"].value != FORMAT:
        top["format"].fail(f"must be {FORMAT}")
    name = top["name"].text()
    plan = read_plan(top["plan"])
    listed = unique_ids(top["applications"].items(), "application")
    names = _names(plan, frozenset(listed), top)
    return Instance(
        name=name,
        plan=plan,
        applications=tuple(_application(cursor, names) for cursor in listed.values()),
        rules=read_rules(top["rules"], names),
        previous=_previous(top.get("previous"), names),
    )


def _names(plan: Plan, applications: frozenset[str], top: Cursor) -> Names:
    previous = top.get("previous")
    gone = frozenset[str]()
    if previous is not None and not previous.is_null():
        gone = frozenset(previous["cancelled"].texts())
        for cursor in previous["cancelled"].items():
            if cursor.text() in applications:
                cursor.fail(f"application {cursor.text()} is cancelled and still listed")
    return Names(
        frozenset(z.id for z in plan.zones), frozenset(b.id for b in plan.booths), applications, gone
    )


def _application(cursor: Cursor, names: Names) -> Application:
    least, most = cursor["min_booths"].whole(1, _MOST_BOOTHS), cursor["max_booths"].whole(1, _MOST_BOOTHS)
    if least > most:
        cursor["min_booths"].fail(f"{least} is more than max_booths {most}")
    smallest, largest = cursor["min_m2"].number(), cursor["max_m2"].number()
    if smallest > largest:
        cursor["min_m2"].fail(f"{smallest:g} is more than max_m2 {largest:g}")
    return Application(
        id=cursor["id"].text(),
        category=cursor["category"].text(),
        traits=frozenset(cursor["traits"].texts()),
        tags=frozenset(cursor["tags"].texts()),
        tier=cursor["tier"].whole(1),
        score=cursor["score"].number(0, _BEST_SCORE),
        min_booths=least,
        max_booths=most,
        min_m2=smallest,
        preferred_m2=cursor["preferred_m2"].number(),
        max_m2=largest,
        needs=_needs(cursor["needs"]),
        budget=cursor["budget"].number(),
        wants_corner=cursor["wants_corner"].boolean(),
        last_booths=names.booth_set(cursor["last_booths"]),
        preferences=tuple(_preference(wish, names) for wish in cursor["preferences"].items()),
        near=_others(cursor, "near", names),
        avoid=_others(cursor, "avoid", names),
        apart=_others(cursor, "apart", names),
    )


def _needs(cursor: Cursor) -> Needs:
    return Needs(
        power_kw=cursor["power_kw"].number(),
        water=cursor["water"].boolean(),
        cooking=cursor["cooking"].boolean(),
        heavy=cursor["heavy"].boolean(),
        accessible=cursor["accessible"].boolean(),
    )


def _preference(cursor: Cursor, names: Names) -> Preference:
    zone, booth = cursor.get("zone"), cursor.get("booth")
    if zone is not None and booth is None:
        return Preference(zone=names.zone(zone))
    if booth is not None and zone is None:
        return Preference(booth=names.booth(booth))
    return cursor.fail("must name a zone or a booth, and only one of them")


def _others(cursor: Cursor, field: str, names: Names) -> tuple[str, ...]:
    cursor[field].texts()
    found = []
    for item in cursor[field].items():
        if item.text() == cursor["id"].text():
            item.fail("an application cannot name itself")
        other = names.application(item)
        if other is not None:
            found.append(other)
    return tuple(found)


def _previous(cursor: Cursor | None, names: Names) -> Previous | None:
    if cursor is None or cursor.is_null():
        return None
    held: dict[str, frozenset[str]] = {}
    holder: dict[str, str] = {}
    for name, booths in cursor["assignments"].members():
        if name not in names.applications and name not in names.cancelled:
            booths.fail(f"there is no application {name}")
        if not booths.items():
            booths.fail("lists no booth")
        for booth in names.booth_set(booths):
            if holder.setdefault(booth, name) != name:
                booths.fail(f"booth {booth} is also held by {holder[booth]}")
        if name in names.applications:
            held[name] = names.booth_set(booths)
    names.booth_set(cursor["lost_booths"])
    limit = cursor["max_moves"]
    return Previous(held, None if limit.is_null() else limit.whole())
