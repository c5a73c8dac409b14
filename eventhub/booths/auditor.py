"""The second pair of eyes: judges an allocation from the files alone.

It shares no code with the solver: it reads the same JSON, states every rule
anew in the plainest way, and counts every level from scratch. Nothing is
published that it refuses. The documents must have the shape that
``allocation.reading`` checks. The instance is indexed in ``auditor_case``;
the fairness audit is in ``auditor_fairness``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from eventhub.booths.auditor_case import Case, Fault, holders, moves, tag_counts, zone_counts
from eventhub.booths.auditor_fairness import explain_refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eventhub.booths.auditor_case import Assignments


@dataclass(frozen=True)
class Verdict:
    """What was found: broken rules, levels, and whether explanations are true."""

    faults: list[Fault]
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
    faults = [Fault(f"the solution is for {meant}", "other_instance")] if meant != case.name else []
    faults += broken_rules(case, assignments)
    if any(fault.code == "unknown" for fault in faults):
        return Verdict(faults)
    causes = explain_refusals(case, assignments)
    return Verdict(
        faults,
        levels_of(case, assignments),
        wasteful=sorted(name for name, why in causes.items() if why.get("free")),
        envious=sorted(name for name, why in causes.items() if why.get("swap_possible")),
        untrue=list(_untrue(solution, causes)) if "explanations" in solution else [],
    )


def broken_rules(case: Case, assignments: Assignments) -> list[Fault]:
    """Every rule a plan breaks; only the unknown names when there are any."""
    unknown = list(_unknown(case, assignments))
    return unknown or [*_broken_alone(case, assignments), *_broken_together(case, assignments)]


def levels_of(case: Case, assignments: Assignments) -> list[tuple[str, float]]:
    """The value of each level, in the order of the rules."""
    terms = _terms(case, assignments)
    return [
        (level["name"], sum(weight * terms[term] for term, weight in level["terms"].items()))
        for level in case.rules["levels"]
    ]


def _unknown(case: Case, assignments: Assignments) -> Iterator[Fault]:
    for name, booths in assignments.items():
        if name not in case.applications:
            yield Fault(f"there is no application {name}", "unknown", (name,))
        if not booths:
            yield Fault(f"{name} is given no booth", "unknown", (name,))
        for booth in booths:
            if booth not in case.booths:
                yield Fault(f"{name} is given {booth}, which does not exist", "unknown", (name,), (booth,))


def _untrue(solution: dict[str, Any], causes: dict[str, dict[str, int]]) -> Iterator[str]:
    for name, why in causes.items():
        claimed = solution["explanations"].get(name, {}).get("blocked")
        if claimed != why:
            yield f"{name}: explained by {claimed}, in truth {why}"


def _broken_alone(case: Case, assignments: Assignments) -> Iterator[Fault]:
    """Rules that look at one applicant."""
    for name, booths in assignments.items():
        if len(set(booths)) < len(booths):
            yield Fault(f"{name}: a booth is listed twice", "twice", (name,), booths)
        for reason in case.unfit(name, booths):
            text = f"{name} in {', '.join(booths)}: {reason}"
            yield Fault(text, reason.code, reason.who, reason.where, **reason.about)
    for name, pinned in case.pins.items():
        if name in case.applications and set(assignments.get(name, ())) != pinned:
            where = sorted(pinned)
            yield Fault(f"{name} is pinned to {', '.join(where)}", "pinned", (name,), where)


def _broken_together(case: Case, assignments: Assignments) -> Iterator[Fault]:
    """Rules that look at several applicants."""
    given: defaultdict[str, list[str]] = defaultdict(list)
    for name, booths in assignments.items():
        for booth in set(booths):
            given[booth].append(name)
    for booth, names in given.items():
        if len(names) > 1:
            yield Fault(f"booth {booth} is given {len(names)} times", "given_twice", names, (booth,))
    yield from _forbidden_neighbours(case, assignments)
    yield from _too_close(case, assignments)
    counts = zone_counts(case, assignments)
    for cap in case.rules["zone_caps"]:
        zone, category, most = cap["zone"], cap["category"], cap["max"]
        if counts[zone, category] > most:
            text = f"zone {zone} holds more than {most} of {category}"
            yield Fault(text, "cap", zone=zone, category=category, most=most)
    limit, moved = case.previous["max_moves"], moves(case, assignments)
    if limit is not None and moved > limit:
        yield Fault(f"{moved} earlier holders moved, at most {limit} may", "moves", moved=moved, most=limit)


def _forbidden_neighbours(case: Case, assignments: Assignments) -> Iterator[Fault]:
    holder = holders(assignments)
    for rule in case.rules["incompatible"]:
        for kind in rule["kinds"]:
            for booth, name in holder.items():
                for other in sorted(case.touching[kind][booth]):
                    beside = holder.get(other, name)
                    if beside != name and _clash(case, rule, name, beside):
                        text = f"{name} in {booth} may not touch {beside} in {other} ({kind})"
                        pair = {"a": rule["a"], "b": rule["b"], "kind": kind}
                        yield Fault(text, "neighbour_rule", (name, beside), (booth, other), **pair)


def _too_close(case: Case, assignments: Assignments) -> Iterator[Fault]:
    for name in assignments:
        for other in case.apart[name]:
            if name < other and other in assignments:
                metres = case.metres(assignments[name], assignments[other])
                if metres <= case.rules["apart_m"]:
                    text = f"{name} and {other} must be apart and are within {metres:g} m"
                    yield Fault(text, "apart", (name, other), metres=metres)


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
