"""The second pair of eyes: judges an allocation from the files alone.

It shares no code with the solver: it reads the same JSON, states every rule
anew in the plainest way, and counts every level from scratch. Nothing is
published that it refuses. The documents must have the shape that
``allocation.reading`` checks. The instance is indexed in ``auditor_case``;
the fairness audit is in ``auditor_fairness``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from eventhub.booths.auditor_case import Case, holders, moves, tag_counts, zone_counts
from eventhub.booths.auditor_fairness import explain_refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eventhub.booths.auditor_case import Assignments


@dataclass(frozen=True)
class Verdict:
    """What was found: broken rules, levels, and whether explanations are true."""

    faults: list[str]
    levels: list[tuple[str, float]] = field(default_factory=list)
    wasteful: list[str] = field(default_factory=list)
    envious: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether this plan may be published."""
        return not self.faults and not self.untrue


def audit(instance: dict[str, Any], solution: dict[str, Any]) -> Verdict:
    """Judge one solution of one instance."""
    case, assignments = Case(instance), solution["assignments"]
    meant = solution.get("instance", case.name)
    faults = [f"the solution is for {meant}"] if meant != case.name else []
    unknown = list(_unknown(case, assignments))
    if unknown:
        return Verdict(faults + unknown)
    faults += _broken_alone(case, assignments)
    faults += _broken_together(case, assignments)
    levels = [
        (
            level["name"],
            sum(weight * _terms(case, assignments)[term] for term, weight in level["terms"].items()),
        )
        for level in case.rules["levels"]
    ]
    causes = explain_refusals(case, assignments)
    return Verdict(
        faults,
        levels,
        wasteful=sorted(name for name, why in causes.items() if why.get("free")),
        envious=sorted(name for name, why in causes.items() if why.get("swap_possible")),
        untrue=list(_untrue(solution, causes)) if "explanations" in solution else [],
    )


def _unknown(case: Case, assignments: Assignments) -> Iterator[str]:
    for name, booths in assignments.items():
        if name not in case.applications:
            yield f"there is no application {name}"
        if not booths:
            yield f"{name} is given no booth"
        yield from (
            f"{name} is given {booth}, which does not exist" for booth in booths if booth not in case.booths
        )


def _untrue(solution: dict[str, Any], causes: dict[str, dict[str, int]]) -> Iterator[str]:
    for name, why in causes.items():
        claimed = solution["explanations"].get(name, {}).get("blocked")
        if claimed != why:
            yield f"{name}: explained by {claimed}, in truth {why}"


def _broken_alone(case: Case, assignments: Assignments) -> Iterator[str]:
    """Rules that look at one applicant."""
    for name, booths in assignments.items():
        if len(set(booths)) < len(booths):
            yield f"{name}: a booth is listed twice"
        yield from (f"{name} in {', '.join(booths)}: {reason}" for reason in case.unfit(name, booths))
    for name, pinned in case.pins.items():
        if name in case.applications and set(assignments.get(name, ())) != pinned:
            yield f"{name} is pinned to {', '.join(sorted(pinned))}"


def _broken_together(case: Case, assignments: Assignments) -> Iterator[str]:
    """Rules that look at several applicants."""
    given = Counter(booth for booths in assignments.values() for booth in set(booths))
    yield from (f"booth {booth} is given {times} times" for booth, times in given.items() if times > 1)
    yield from _forbidden_neighbours(case, assignments)
    yield from _too_close(case, assignments)
    counts = zone_counts(case, assignments)
    for cap in case.rules["zone_caps"]:
        if counts[cap["zone"], cap["category"]] > cap["max"]:
            yield f"zone {cap['zone']} holds more than {cap['max']} of {cap['category']}"
    most, moved = case.previous["max_moves"], moves(case, assignments)
    if most is not None and moved > most:
        yield f"{moved} earlier holders moved, at most {most} may"


def _forbidden_neighbours(case: Case, assignments: Assignments) -> Iterator[str]:
    holder = holders(assignments)
    for rule in case.rules["incompatible"]:
        for kind in rule["kinds"]:
            for booth, name in holder.items():
                for other in sorted(case.touching[kind][booth]):
                    beside = holder.get(other, name)
                    if beside != name and _clash(case, rule, name, beside):
                        yield f"{name} in {booth} may not touch {beside} in {other} ({kind})"


def _too_close(case: Case, assignments: Assignments) -> Iterator[str]:
    for name in assignments:
        for other in case.apart[name]:
            if name < other and other in assignments:
                metres = case.metres(assignments[name], assignments[other])
                if metres <= case.rules["apart_m"]:
                    yield f"{name} and {other} must be apart and are within {metres:g} m"


def _clash(case: Case, rule: dict[str, Any], name: str, beside: str) -> bool:
    return rule["a"] in case.applications[name]["traits"] and rule["b"] in case.applications[beside]["traits"]


def _terms(case: Case, assignments: Assignments) -> dict[str, float]:
    """Every term of the objective, comfort already weighted."""
    found: defaultdict[str, float] = defaultdict(float)
    weights: dict[str, float] = case.rules["weights"]
    for name, application in case.applications.items():
        if name in assignments:
            for term, amount in _discomfort(case, name, assignments):
                found[term] += weights[term] * amount
            continue
        found[f"unplaced_tier_{application['tier']}"] += 1
        found["unplaced_score"] += application["score"]
        found["unplaced_previous"] += name in case.previous["assignments"]
    holder = holders(assignments)
    pairs = {
        frozenset((booth, other))
        for kind in case.rules["same_category_kinds"]
        for booth in holder
        for other in case.touching[kind][booth]
        if other in holder and holder[other] != holder[booth]
    }
    alike = sum(len({case.applications[holder[b]]["category"] for b in pair}) == 1 for pair in pairs)
    found["same_category_neighbour"] += weights["same_category_neighbour"] * alike
    tags = tag_counts(case, assignments)
    found["quota_shortfall"] = sum(max(0, q["min"] - tags[q["zone"], q["tag"]]) for q in case.rules["quotas"])
    found["moves"] = moves(case, assignments)
    return found


def _discomfort(case: Case, name: str, assignments: Assignments) -> Iterator[tuple[str, float]]:
    """Unweighted comfort terms of one placed application."""
    application, booths = case.applications[name], assignments[name]
    given = [case.booths[b] for b in booths]
    yield "preference", _wish_cost(case, application["preferences"], booths)
    yield "size_gap_m2", max(0, application["preferred_m2"] - sum(b["m2"] for b in given))
    last = application["last_booths"]
    yield "last_booth_lost", bool(last) and not set(last) & set(booths)
    yield "corner_unmet", application["wants_corner"] and not any(b["corner"] for b in given)
    for term, is_near in (("near", True), ("avoid", False)):
        for other in application[term]:
            if other in assignments:
                is_far = case.metres(booths, assignments[other]) > case.rules["near_m"]
                yield ("near_unmet" if is_near else "avoid_hit"), is_far == is_near


def _wish_cost(case: Case, wishes: list[dict[str, str]], booths: list[str]) -> float:
    if not wishes:
        return 0
    zone, costs = case.booths[booths[0]]["zone"], case.rules["pref_cost"]
    for rank, wish in enumerate(wishes):
        if wish.get("zone") == zone or wish.get("booth") in booths:
            return float(costs[min(rank, len(costs) - 1)])
    return float(case.rules["pref_cost_unranked"])
