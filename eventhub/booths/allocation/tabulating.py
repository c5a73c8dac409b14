"""Making ``Tables`` from an instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.choices import list_choices
from eventhub.booths.allocation.runs import NOBODY, find_runs
from eventhub.booths.allocation.tables import PairRule, Tables, Wish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eventhub.booths.allocation.instance import Instance
    from eventhub.booths.allocation.runs import Bools, Floats, Ints, Runs


def tabulate(instance: Instance) -> Tables:
    """Number everything and list every choice; about a second for 4,000 applications."""
    plan, applications, rules = instance.plan, instance.applications, instance.rules
    booth_at = {booth.id: i for i, booth in enumerate(plan.booths)}
    zone_at = {zone.id: i for i, zone in enumerate(plan.zones)}
    application_at = {a.id: i for i, a in enumerate(applications)}
    categories = sorted({a.category for a in applications} | {cap.category for cap in rules.zone_caps})
    runs = find_runs(plan, max((a.max_booths for a in applications), default=1))
    cap = np.full((len(plan.zones), max(len(categories), 1)), np.iinfo(np.int64).max)
    for limit in rules.zone_caps:
        cap[zone_at[limit.zone], categories.index(limit.category)] = limit.most
    halls = sorted({booth.hall for booth in plan.booths})
    wishes = tuple(_wishes(instance, application_at))
    touching = _neighbours(instance, booth_at, _kinds_that_matter(instance))
    return Tables(
        instance=instance,
        runs=runs,
        choices=list_choices(instance, runs),
        hall=np.array([halls.index(booth.hall) for booth in plan.booths], dtype=np.int64),
        x=np.array([booth.x for booth in plan.booths], dtype=np.float64),
        y=np.array([booth.y for booth in plan.booths], dtype=np.float64),
        category=np.array([categories.index(a.category) for a in applications], dtype=np.int64),
        priority=_priority(instance),
        pinned=np.array([a.id in rules.pins for a in applications], dtype=np.bool_),
        previous=_previous(instance, runs, booth_at),
        refusal=_refusal(instance),
        pair_rules=tuple(_pair_rules(instance, booth_at)),
        touching=touching,
        same_pairs=_same_pairs(instance, booth_at),
        same_neighbours=_neighbours(instance, booth_at, frozenset(rules.same_category_kinds)),
        same_price=_level_weight(instance, "same_category_neighbour"),
        wishes=wishes,
        wishes_of=_wishes_by_application(wishes, len(applications)),
        apart=_apart(instance, application_at),
        cap=cap,
        quota_zone=np.array([zone_at[q.zone] for q in rules.quotas], dtype=np.int64),
        quota_least=np.array([q.least for q in rules.quotas], dtype=np.int64),
        quota_price=_level_weight(instance, "quota_shortfall"),
        tagged=np.array(
            [[q.tag in a.tags for a in applications] for q in rules.quotas], dtype=np.bool_
        ).reshape(len(rules.quotas), len(applications)),
    )


def _level_weight(instance: Instance, term: str) -> Floats:
    price = instance.rules.weights.get(term, 1)
    return np.array([level.terms.get(term, 0) * price for level in instance.rules.levels], dtype=np.float64)


def _priority(instance: Instance) -> Ints:
    """The rank of each application: previous holders, then tier, score (high first), id."""
    held = instance.previous.assignments if instance.previous else {}
    order = sorted(
        range(len(instance.applications)),
        key=lambda i: (
            instance.applications[i].id not in held,
            instance.applications[i].tier,
            -instance.applications[i].score,
            instance.applications[i].id,
        ),
    )
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _previous(instance: Instance, runs: Runs, booth_at: dict[str, int]) -> Ints:
    """Run held before: its number, NOBODY if none, -2 if it can no longer be held."""
    held = instance.previous.assignments if instance.previous else {}
    found = np.full(len(instance.applications), NOBODY)
    for i, application in enumerate(instance.applications):
        if application.id in held:
            booths = tuple(sorted(booth_at[b] for b in held[application.id]))
            found[i] = runs.number.get(booths, NOBODY - 1)
    return found


def _refusal(instance: Instance) -> Floats:
    """(levels, applications): what refusing somebody costs."""
    held = instance.previous.assignments if instance.previous else {}
    score = np.array([a.score for a in instance.applications], dtype=np.float64)
    held_before = np.array([a.id in held for a in instance.applications], dtype=np.float64)
    tier = [f"unplaced_tier_{a.tier}" for a in instance.applications]
    cost = np.zeros((len(instance.rules.levels), len(instance.applications)))
    for row, level in enumerate(instance.rules.levels):
        cost[row] = [level.terms.get(term, 0) for term in tier]
        cost[row] += level.terms.get("unplaced_score", 0) * score
        cost[row] += level.terms.get("unplaced_previous", 0) * held_before
    return cost


def _neighbours(
    instance: Instance, booth_at: dict[str, int], kinds: frozenset[str]
) -> tuple[tuple[int, ...], ...]:
    found: list[set[int]] = [set() for _ in booth_at]
    for pair in instance.plan.adjacency:
        if pair.kind in kinds:
            found[booth_at[pair.booth]].add(booth_at[pair.other])
            found[booth_at[pair.other]].add(booth_at[pair.booth])
    return tuple(tuple(sorted(others)) for others in found)


def _kinds_that_matter(instance: Instance) -> frozenset[str]:
    rules = instance.rules
    return frozenset(rules.same_category_kinds).union(*(rule.kinds for rule in rules.incompatible))


def _pair_rules(instance: Instance, booth_at: dict[str, int]) -> Iterator[PairRule]:
    for rule in instance.rules.incompatible:
        has_a, has_b = (_with_trait(instance, trait) for trait in (rule.a, rule.b))
        neighbours = _neighbours(instance, booth_at, frozenset(rule.kinds))
        yield PairRule(has_a, has_b, neighbours)
        if rule.a != rule.b:
            yield PairRule(has_b, has_a, neighbours)


def _with_trait(instance: Instance, trait: str) -> Bools:
    return np.array([trait in a.traits for a in instance.applications], dtype=np.bool_)


def _same_pairs(instance: Instance, booth_at: dict[str, int]) -> Ints:
    kinds = instance.rules.same_category_kinds
    pairs = {
        tuple(sorted((booth_at[p.booth], booth_at[p.other])))
        for p in instance.plan.adjacency
        if p.kind in kinds
    }
    return np.array(sorted(pairs), dtype=np.int64).reshape(len(pairs), 2)


def _wishes(instance: Instance, application_at: dict[str, int]) -> Iterator[Wish]:
    near, avoid = (_level_weight(instance, term) for term in ("near_unmet", "avoid_hit"))
    for i, a in enumerate(instance.applications):
        for other in a.near:
            yield Wish(i, application_at[other], is_near=True, price=near)
        for other in a.avoid:
            yield Wish(i, application_at[other], is_near=False, price=avoid)


def _wishes_by_application(wishes: tuple[Wish, ...], applications: int) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(applications)]
    for number, wish in enumerate(wishes):
        found[wish.of].append(number)
        found[wish.other].append(number)
    return tuple(tuple(numbers) for numbers in found)


def _apart(instance: Instance, application_at: dict[str, int]) -> tuple[tuple[int, ...], ...]:
    found: list[set[int]] = [set() for _ in application_at]
    for i, a in enumerate(instance.applications):
        for other in a.apart:
            found[i].add(application_at[other])
            found[application_at[other]].add(i)
    return tuple(tuple(sorted(others)) for others in found)
