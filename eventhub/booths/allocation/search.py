"""The search: a plan at hand that is always feasible and only ever becomes better.

Exchange rounds while they help, then integer programs over regions, with
exchange rounds between them. What a round proposes is judged by the true
level vector. Without the deadline the same seed and number of rounds give
the same plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.exchange import Exchange, improve_by
from eventhub.booths.allocation.insist import insist
from eventhub.booths.allocation.region import Region
from eventhub.booths.allocation.region_program import RegionProgram
from eventhub.booths.allocation.runs import NOBODY
from eventhub.booths.allocation.scale import weigh_levels
from eventhub.booths.allocation.spots import Spots

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.arrangement import Arrangement, LevelVector
    from eventhub.booths.allocation.tables import Tables

_REGION_AT_ONCE = 2
_PATIENCE = 12
_MOST_EXCHANGES = 10_000
_REFUSED_EVERY = 6
_NODES = 60
_SIZES = (30, 60, 90)


@dataclass
class Search:
    """Improves one arrangement in place; ``told`` hears of every better level vector."""

    tables: Tables
    arrangement: Arrangement
    seconds_left: Callable[[], float]
    rng: np.random.Generator
    told: Callable[[str, LevelVector], None]
    bounds: tuple[float, ...] = ()
    rounds: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._exchange = Exchange(self.tables, weigh_levels(self.tables), self.rng)
        self._scale = weigh_levels(self.tables, _REGION_AT_ONCE)
        self._spots = Spots(self.tables, self._scale, self.rng)
        self._best = self.arrangement.level_vector()

    def is_over(self) -> bool:
        """Has time run out?"""
        return self.seconds_left() <= 0

    def exchange(self, patience: int = _PATIENCE, most: int = _MOST_EXCHANGES) -> None:
        """Exchange rounds until so many in a row have not helped."""
        idle = 0
        for number in range(most):
            if idle >= patience or self.is_over():
                return
            with_refused = self._has_hope() or number % _REFUSED_EVERY == 0
            self._exchange.round(self.arrangement, with_refused=with_refused)
            idle = 0 if self._note("exchange") else idle + 1

    def insist(self) -> None:
        """Make room for the refused, strongest first, then let those sent away compete again."""
        waiting = np.flatnonzero(self.arrangement.choice == NOBODY)
        order = waiting[np.argsort(self.tables.priority[waiting])]
        if insist(self.arrangement, order.tolist(), weigh_levels(self.tables)):
            self._note("insist")

    def polish(self, most_rounds: int | None) -> None:
        """Regions and exchange in turns until time, rounds or regrets run out."""
        while not self.is_over() and (most_rounds is None or self.rounds < most_rounds):
            self.rounds += 1
            size = int(self.rng.choice(_SIZES))
            free, guests = self._spots.draw(self.arrangement, size, for_refused=self._has_hope())
            if not free:
                return
            region = Region(self.arrangement, free, guests)
            answer = RegionProgram(region, self._scale).solve(seconds=self.seconds_left(), nodes=_NODES)
            if answer is not None and improve_by(self.arrangement, answer.changes) and self._note("region"):
                self.exchange(2)
            elif self.rounds % 4 == 0:
                self.exchange(1)

    def _has_hope(self) -> bool:
        """Could this round place a refused application?  Only while a level that counts them is off its bound."""
        counts = self.tables.refusal.any(axis=1)
        reached = zip(counts, self._best, self.bounds, strict=False)
        return len(self.bounds) < len(self._best) or any(c and v > b for c, v, b in reached)

    def _note(self, step: str) -> bool:
        """Is the plan better than when last looked at?"""
        vector = self.arrangement.level_vector()
        if vector >= self._best:
            return False
        self._best = vector
        self.told(step, vector)
        return True
