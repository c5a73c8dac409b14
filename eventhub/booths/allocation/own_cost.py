"""What a choice costs whatever others hold: wishes for places, size, last year's booths, corners, moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from eventhub.booths.allocation.instance import Application, Instance
    from eventhub.booths.allocation.runs import Bools, Floats, Ints, Runs

_TERMS = ("preference", "size_gap_m2", "last_booth_lost", "corner_unmet", "moves")


class OwnCost:
    """Prices for one instance; ``levels`` are those that have such a term, a row of every price each."""

    def __init__(self, instance: Instance, runs: Runs) -> None:
        self._instance, self._runs = instance, runs
        self._at = {booth.id: i for i, booth in enumerate(instance.plan.booths)}
        rules = instance.rules
        self.levels = tuple(
            i for i, level in enumerate(rules.levels) if any(t in level.terms for t in _TERMS)
        )
        self._factors = [
            [(t, f * rules.weights.get(t, 1)) for t, f in rules.levels[i].terms.items() if t in _TERMS]
            for i in self.levels
        ]
        longest = max((len(a.preferences) for a in instance.applications), default=0)
        ranked = [rules.pref_cost[min(rank, len(rules.pref_cost) - 1)] for rank in range(longest)]
        self._price_of_rank = np.array([*ranked, rules.pref_cost_unranked, 0], dtype=np.float64)
        self._zone_rank = self._rank_zones(longest)

    def of(self, application: int, allowed: Ints) -> Floats:
        """(levels, allowed runs): the price of each, for one application."""
        asked = self._instance.applications[application]
        terms = {
            "preference": self._price_of_rank[self._rank(application, allowed)],
            "size_gap_m2": np.maximum(0.0, asked.preferred_m2 - self._runs.m2[allowed]),
            "last_booth_lost": self._lost(asked, allowed),
            "corner_unmet": ~self._runs.corner[allowed] if asked.wants_corner else None,
            "moves": self._moved(asked, allowed),
        }
        price = np.zeros((len(self.levels), len(allowed)))
        for row, factors in enumerate(self._factors):
            for term, factor in factors:
                if (each := terms[term]) is not None:
                    price[row] += factor * each
        return price

    def _rank_zones(self, longest: int) -> Ints:
        """(applications, zones): the zone's rank among the wishes; then one for none, one for no wishes."""
        zones = {zone.id: i for i, zone in enumerate(self._instance.plan.zones)}
        rank = np.full((len(self._instance.applications), len(zones)), longest)
        for row, application in enumerate(self._instance.applications):
            if not application.preferences:
                rank[row] = longest + 1
            for number in range(len(application.preferences) - 1, -1, -1):
                zone = application.preferences[number].zone
                if zone is not None:
                    rank[row, zones[zone]] = number
        return rank

    def _rank(self, application: int, allowed: Ints) -> Ints:
        """The rank of the best wish that each run meets."""
        rank: Ints = self._zone_rank[application, self._runs.zone[allowed]]
        for number, wish in enumerate(self._instance.applications[application].preferences):
            if wish.booth is not None:
                holds = self._with_booth(wish.booth, allowed)
                rank[holds] = np.minimum(rank[holds], number)
        return rank

    def _lost(self, asked: Application, allowed: Ints) -> Floats | None:
        if not asked.last_booths:
            return None
        lost = np.ones(len(allowed))
        for booth in asked.last_booths:
            lost[self._with_booth(booth, allowed)] = 0
        return lost

    def _with_booth(self, booth: str, allowed: Ints) -> Ints:
        """Where in ``allowed``, which is in order, the runs through a booth are."""
        through = self._runs.through[self._at[booth]]
        place = np.minimum(np.searchsorted(allowed, through), max(len(allowed) - 1, 0))
        return place[allowed[place] == through] if len(allowed) else place[:0]

    def _moved(self, asked: Application, allowed: Ints) -> Bools | None:
        previous = self._instance.previous
        if previous is None or asked.id not in previous.assignments:
            return None
        held = tuple(sorted(self._at[booth] for booth in previous.assignments[asked.id]))
        return np.asarray(allowed != self._runs.number.get(held, -1))
