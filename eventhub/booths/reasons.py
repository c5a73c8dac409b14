"""PURE: why an exhibitor stands where it stands, and what a refused one would need.

Both read an instance as its document says it and the places as they are, nothing else; what would help is
checked one change at a time against what suits the file alone (`Case.unfit`) and who holds it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from eventhub.booths.auditor_case import Case
from eventhub.booths.auditor_fairness import placements

Places = Mapping[str, Sequence[str]]
FLAGS = ("water", "cooking", "heavy", "accessible")


class Why(Struct, frozen=True):
    """One reason for a place: its code, and what it names (a rank, a zone, a neighbour)."""

    code: str
    is_good: bool
    about: Mapping[str, Any]


def why_here(case: Case, places: Places, name: str) -> list[Why]:
    """What speaks for a placed file's stand and against it: wishes, corner, last year, neighbours, needs."""
    asked, booths = case.applications[name], list(places[name])
    given = [case.booths[booth] for booth in booths]
    found = [*_wish(asked, booths, given)]
    if name in case.pins:
        found.insert(0, Why("pinned", is_good=True, about={}))
    if asked["last_booths"]:
        is_kept = bool(set(asked["last_booths"]) & set(booths))
        found.append(Why("last_kept" if is_kept else "last_lost", is_kept, {"booths": asked["last_booths"]}))
    has_corner = any(booth["corner"] for booth in given)
    if asked["wants_corner"]:
        found.append(Why("corner" if has_corner else "no_corner", has_corner, {}))
    for other in asked["near"]:
        if other in places:
            is_near = case.metres(booths, list(places[other])) <= case.rules["near_m"]
            found.append(Why("near" if is_near else "not_near", is_near, {"other": other}))
    served = [flag for flag in FLAGS if asked["needs"][flag]]
    if served or asked["needs"]["power_kw"]:
        found.append(
            Why("served", is_good=True, about={"flags": served, "power_kw": asked["needs"]["power_kw"]})
        )
    alike = _alike_beside(case, places, name)
    found.append(
        Why("alone", is_good=True, about={})
        if not alike
        else Why("alike", is_good=False, about={"others": alike})
    )
    return found


def _wish(asked: Mapping[str, Any], booths: list[str], given: list[dict[str, Any]]) -> Iterator[Why]:
    for rank, wish in enumerate(asked["preferences"], start=1):
        if wish.get("zone") == given[0]["zone"] or wish.get("booth") in booths:
            yield Why("wish_met", is_good=True, about={"rank": rank, "zone": given[0]["zone"]})
            return
    if asked["preferences"]:
        yield Why("no_wish_met", is_good=False, about={"zone": given[0]["zone"]})


def _alike_beside(case: Case, places: Places, name: str) -> list[str]:
    holder = {booth: who for who, booths in places.items() for booth in booths}
    own = case.applications[name]["category"]
    found = {
        holder[other]
        for booth in places[name]
        for other in case.touching["side"][booth]
        if other in holder and holder[other] != name
    }
    return sorted(other for other in found if case.applications[other]["category"] == own)


class Remedy(Struct, frozen=True):
    """One change that would have helped: its code, and what it names."""

    code: str
    about: Mapping[str, Any]


def remedies(case: Case, places: Places, name: str, why: Mapping[str, int]) -> list[Remedy]:
    """What would give a refused file a stand, the smallest changes first; five at most."""
    if not why.get("eligible"):
        return [*_if_it_asked_less(case, name), *_one_more_stand(case, name)][:5]
    return [*_if_others_left(case, places, name), *_if_rules_were_other(case, places, name, why)][:5]


def _suits(case: Case, name: str, **changed: Any) -> int:
    """How many placements would suit the file if it asked for something else."""
    asked = case.applications[name]
    case.applications[name] = {**asked, **changed}
    try:
        return sum(1 for _booths in placements(case, name))
    finally:
        case.applications[name] = asked


def _if_it_asked_less(case: Case, name: str) -> Iterator[Remedy]:
    asked = case.applications[name]
    needs = asked["needs"]
    if needs["power_kw"]:
        for power in sorted({booth["power_kw"] for booth in case.booths.values()}, reverse=True):
            total = power * asked["max_booths"]
            if total < needs["power_kw"] and _suits(case, name, needs={**needs, "power_kw": total}):
                yield Remedy("less_power", {"power_kw": total})
                break
    for flag in FLAGS:
        if needs[flag] and _suits(case, name, needs={**needs, flag: False}):
            yield Remedy(f"without_{flag}", {})
    if asked["min_booths"] > 1:
        for count in range(asked["min_booths"] - 1, 0, -1):
            if _suits(case, name, min_booths=count, max_booths=count):
                yield Remedy("fewer_booths", {"count": count})
                break
    yield from _if_it_paid_more(case, name)


def _if_it_paid_more(case: Case, name: str) -> Iterator[Remedy]:
    asked = case.applications[name]
    dearer = sorted({booth["price"] for booth in case.booths.values() if booth["price"] > asked["budget"]})
    for price in dearer:
        if _suits(case, name, budget=price):
            yield Remedy("budget", {"dirhams": price})
            break


def _one_more_stand(case: Case, name: str) -> Iterator[Remedy]:
    """A stand that one change of equipment would make suitable, by zone; out-of-use ones too."""
    asked = case.applications[name]
    if asked["min_booths"] > 1:
        return
    seen: set[tuple[str, str]] = set()
    for label, booth in case.booths.items():
        faults = {fault.code for fault in case.unfit(name, [label], is_known_run=True)}
        if len(faults) == 1:
            (code,) = faults
            key = (code, booth["zone"])
            if (
                code in ("no_water", "no_cooking", "no_heavy", "no_power", "no_accessible", "blocked")
                and key not in seen
            ):
                seen.add(key)
                yield Remedy(f"stand_{code}", {"zone": booth["zone"]})


def _if_others_left(case: Case, places: Places, name: str) -> Iterator[Remedy]:
    """Enough of those who hold suitable stands: those before it in line for the same stands, and one more."""
    mine = {tuple(booths) for booths in placements(case, name)}
    stands = {booth for booths in mine for booth in booths}
    holders = {who for who, booths in places.items() if stands & set(booths)}
    before = [
        other
        for other in case.applications
        if other not in places and other != name and _key(case, other) < _key(case, name)
    ]
    rivals = [other for other in before if any(stands & set(booths) for booths in placements(case, other))]
    if holders and len(rivals) < len(holders):
        yield Remedy("if_left", {"count": len(rivals) + 1, "of": len(holders)})


def _if_rules_were_other(case: Case, places: Places, name: str, why: Mapping[str, int]) -> Iterator[Remedy]:
    category = case.applications[name]["category"]
    if why.get("cap"):
        for cap in case.rules["zone_caps"]:
            if cap["category"] == category:
                yield Remedy("cap_raised", {"zone": cap["zone"], "most": cap["max"] + 1, "sector": category})
    if why.get("neighbour_rule"):
        yield Remedy("other_neighbours", {"count": why["neighbour_rule"]})
    if why.get("quota"):
        yield Remedy("quota_lowered", {"count": why["quota"]})
    del places


def _key(case: Case, name: str) -> tuple[bool, int, float, str]:
    asked = case.applications[name]
    return (name not in case.previous["assignments"], asked["tier"], -asked["score"], name)
