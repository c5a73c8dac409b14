"""What each application could be given, and what each such choice costs on its own.

A choice is an (application, run) pair that meets every rule that looks at one
applicant alone (size, area, budget, needs, zone, veto; a pin leaves one
choice). Choices are numbered through: those of application ``a`` are
``first[a]`` to ``first[a + 1]``. Costs are weighted terms, one row per level
that has a term a placement alone decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from eventhub.booths.allocation.instance import Application, Instance
    from eventhub.booths.allocation.runs import Bools, Floats, Ints, Runs

_OWN_TERMS = ("preference", "size_gap_m2", "last_booth_lost", "corner_unmet")


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices of every application; ``cost`` is (levels listed in ``levels``, choices)."""

    first: Ints
    run: Ints
    levels: tuple[int, ...]
    cost: Floats

    def of(self, application: int) -> slice:
        """The numbers of one application's choices."""
        return slice(int(self.first[application]), int(self.first[application + 1]))

    def find(self, application: int, run: int) -> int | None:
        """The choice that gives this run to this application, if it is one."""
        mine = self.of(application)
        at = mine.start + int(np.searchsorted(self.run[mine], run))
        return at if at < mine.stop and self.run[at] == run else None


def list_choices(instance: Instance, runs: Runs) -> Choices:
    """Every choice of an instance."""
    at = {booth.id: i for i, booth in enumerate(instance.plan.booths)}
    levels = tuple(
        i
        for i, level in enumerate(instance.rules.levels)
        if any(t in level.terms for t in (*_OWN_TERMS, "moves"))
    )
    found, costs = [], []
    for application in instance.applications:
        allowed = np.flatnonzero(_eligible(application, instance, runs, at))
        found.append(allowed.astype(np.int32))
        costs.append(_costs(application, instance, runs, at, allowed, levels))
    counts = [len(ids) for ids in found]
    return Choices(
        first=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))),
        run=np.concatenate(found) if found else np.zeros(0, dtype=np.int32),
        levels=levels,
        cost=np.concatenate(costs, axis=1) if costs else np.zeros((len(levels), 0)),
    )


def _eligible(application: Application, instance: Instance, runs: Runs, at: dict[str, int]) -> Bools:
    needs = application.needs
    fine = (runs.size >= application.min_booths) & (runs.size <= application.max_booths)
    fine &= (runs.m2 >= application.min_m2) & (runs.m2 <= application.max_m2)
    fine &= (runs.price <= application.budget) & (runs.power_kw >= needs.power_kw)
    for needed, offered in (
        (needs.water, runs.water),
        (needs.cooking, runs.cooking),
        (needs.heavy, runs.heavy),
        (needs.accessible, runs.accessible),
    ):
        if needed:
            fine &= offered
    admitted = [z.categories is None or application.category in z.categories for z in instance.plan.zones]
    fine &= np.array(admitted, dtype=np.bool_)[runs.zone]
    for name, booth in instance.rules.forbidden:
        if name == application.id:
            fine[runs.holding(at[booth])] = False
    pin = instance.rules.pins.get(application.id)
    if pin is not None:
        only = runs.number.get(tuple(sorted(at[b] for b in pin)))
        fine &= np.arange(len(fine)) == only
    return fine


def _costs(
    application: Application,
    instance: Instance,
    runs: Runs,
    at: dict[str, int],
    allowed: Ints,
    levels: tuple[int, ...],
) -> Floats:
    terms = _own_terms(application, instance, runs, at, allowed)
    weights = instance.rules.weights
    costs = np.zeros((len(levels), len(allowed)))
    for row, level in enumerate(levels):
        for term, factor in instance.rules.levels[level].terms.items():
            if term in terms:
                costs[row] += factor * weights.get(term, 1) * terms[term]
    return costs


def _own_terms(
    application: Application, instance: Instance, runs: Runs, at: dict[str, int], allowed: Ints
) -> dict[str, Floats]:
    padded = runs.padded[allowed]
    last: Bools = np.asarray(np.isin(padded, [at[b] for b in application.last_booths]).any(axis=1))
    terms: dict[str, Floats] = {
        "preference": _preference(application, instance, runs, at, allowed),
        "size_gap_m2": np.maximum(0.0, application.preferred_m2 - runs.m2[allowed]),
        "last_booth_lost": np.where(last, 0.0, float(bool(application.last_booths))),
        "corner_unmet": np.where(runs.corner[allowed], 0.0, float(application.wants_corner)),
    }
    if instance.previous is not None and application.id in instance.previous.assignments:
        held = tuple(sorted(at[b] for b in instance.previous.assignments[application.id]))
        terms["moves"] = (allowed != runs.number.get(held, -1)).astype(np.float64)
    return terms


def _preference(
    application: Application, instance: Instance, runs: Runs, at: dict[str, int], allowed: Ints
) -> Floats:
    rules, wishes = instance.rules, application.preferences
    cost = np.full(len(allowed), float(rules.pref_cost_unranked if wishes else 0))
    zones = {zone.id: i for i, zone in enumerate(instance.plan.zones)}
    for rank in range(len(wishes) - 1, -1, -1):
        wish = wishes[rank]
        if wish.zone is not None:
            met = runs.zone[allowed] == zones[wish.zone]
        else:
            met = (runs.padded[allowed] == at[str(wish.booth)]).any(axis=1)
        cost[met] = rules.pref_cost[min(rank, len(rules.pref_cost) - 1)]
    return cost
