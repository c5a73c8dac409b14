"""An instance as the auditor reads it, and what can be counted on a plan.

Like ``auditor``, it shares no code with the solver.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Assignments = dict[str, list[str]]

_FLAGS = ("cooking", "heavy", "accessible")


class Fault(str):
    """A broken rule: the sentence itself, its `code`, and which applications and booths it is about.

    `about` are what else the sentence names: the zone and category of a limit, the metres between two.
    """

    __slots__ = ("about", "code", "where", "who")

    code: str
    who: tuple[str, ...]
    where: tuple[str, ...]
    about: dict[str, Any]

    def __new__(
        cls, text: str, code: str, who: Sequence[str] = (), where: Sequence[str] = (), **about: Any
    ) -> Self:
        """A fault with its sentence."""
        fault = super().__new__(cls, text)
        fault.code, fault.who, fault.where, fault.about = code, tuple(who), tuple(where), about
        return fault


class Case:
    """An instance document, indexed."""

    def __init__(self, instance: dict[str, Any]) -> None:
        plan = instance["plan"]
        self.name: str = instance["name"]
        self.rules: dict[str, Any] = instance["rules"]
        self.booths = {booth["id"]: booth for booth in plan["booths"]}
        self.zones = {zone["id"]: zone for zone in plan["zones"]}
        self.rows: list[list[str]] = [row["booths"] for row in plan["rows"]]
        self.applications = {a["id"]: a for a in instance["applications"]}
        self.previous: dict[str, Any] = instance.get("previous") or {"assignments": {}, "max_moves": None}
        self.touching: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for one, other, kind in plan["adjacency"]:
            self.touching[kind][one].add(other)
            self.touching[kind][other].add(one)
        self.pins = {p["application"]: set(p["booths"]) for p in self.rules["pins"]}
        self.vetoes = {(v["application"], v["booth"]) for v in self.rules["forbidden"]}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for name, application in self.applications.items():
            for other in application["apart"]:
                self.apart[name].add(other)
                self.apart[other].add(name)

    def metres(self, booths: Sequence[str], others: Sequence[str]) -> float:
        """Distance of two placements."""
        found = float("inf")
        for a in (self.booths[b] for b in booths):
            for b in (self.booths[o] for o in others):
                if a["hall"] == b["hall"]:
                    found = min(found, max(abs(a["x"] - b["x"]), abs(a["y"] - b["y"])))
        return found

    def is_run(self, booths: Sequence[str]) -> bool:
        """Whether the booths are consecutive in one row, each beside the next."""
        wanted = set(booths)
        for row in self.rows:
            for start in range(len(row) - len(booths) + 1):
                window = row[start : start + len(booths)]
                if set(window) == wanted:
                    pairs = pairwise(window)
                    return all(after in self.touching["side"][before] for before, after in pairs)
        return False

    def unfit(self, name: str, booths: Sequence[str], *, is_known_run: bool = False) -> Iterator[Fault]:
        """Why these booths cannot be given to this application, whoever else is there."""
        application, given = self.applications[name], [self.booths[b] for b in booths]

        def fault(text: str, code: str, **about: Any) -> Fault:
            return Fault(text, code, (name,), booths, **about)

        if not application["min_booths"] <= len(booths) <= application["max_booths"]:
            yield fault("the number of booths is not what was asked", "count")
        if not is_known_run and not self.is_run(booths):
            yield fault("the booths are not side by side in one row", "not_a_run")
        if not application["min_m2"] <= sum(b["m2"] for b in given) <= application["max_m2"]:
            yield fault("the area is not what was asked", "area")
        for text, code in _unserved(application["needs"], given):
            yield fault(text, code)
        if sum(b["price"] for b in given) > application["budget"]:
            yield fault("the price is above the budget", "budget")
        if any((name, booth) in self.vetoes for booth in booths):
            yield fault("a booth is forbidden to it", "forbidden")
        for zone in {b["zone"] for b in given}:
            admitted = self.zones[zone]["categories"]
            if admitted is not None and application["category"] not in admitted:
                text = f"zone {zone} does not admit {application['category']}"
                yield fault(text, "sector_not_admitted", zone=zone)


def _unserved(needs: dict[str, Any], given: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What is needed and not offered, with its code; a blocked booth offers nothing."""
    if any(b["status"] != "open" for b in given):
        yield "a booth is blocked", "blocked"
    if sum(b["power_kw"] for b in given) < needs["power_kw"]:
        yield "there is too little power", "no_power"
    if needs["water"] and not any(b["water"] for b in given):
        yield "there is no water", "no_water"
    for flag in _FLAGS:
        if needs[flag] and not all(b[flag] for b in given):
            yield f"not every booth is {flag}", f"no_{flag}"


def holders(assignments: Assignments) -> dict[str, str]:
    """Who holds each booth."""
    return {booth: name for name, booths in assignments.items() for booth in booths}


def zone_counts(case: Case, assignments: Assignments) -> Counter[tuple[str, str]]:
    """Placed applications by zone and category."""
    return Counter(
        (zone, case.applications[name]["category"])
        for name, booths in assignments.items()
        for zone in {case.booths[b]["zone"] for b in booths}
    )


def tag_counts(case: Case, assignments: Assignments) -> Counter[tuple[str, str]]:
    """Placed applications by zone and tag."""
    return Counter(
        (zone, tag)
        for name, booths in assignments.items()
        for zone in {case.booths[b]["zone"] for b in booths}
        for tag in case.applications[name]["tags"]
    )


def moves(case: Case, assignments: Assignments) -> int:
    """Earlier holders who are still placed, elsewhere."""
    before = case.previous["assignments"]
    still = (name for name in before if name in case.applications and name in assignments)
    return sum(set(before[name]) != set(assignments[name]) for name in still)
