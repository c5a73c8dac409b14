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
from eventhub.booths.allocation.fairness import is_fair, settle
from eventhub.booths.allocation.insist import insist
from eventhub.booths.allocation.region import Region
from eventhub.booths.allocation.region_program import RegionProgram
from eventhub.booths.allocation.runs import NOBODY
from eventhub.booths.allocation.scale import weigh_levels
from eventhub.booths.allocation.spots import Spots

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.arrangement import Arrangement, LevelVector
    from eventhub.booths.allocation.runs import Floats, Ints
    from eventhub.booths.allocation.tables import Tables

_REGION_AT_ONCE = 2
_PATIENCE = 12
_MOST_EXCHANGES = 10_000
_REFUSED_EVERY = 6
_TRIAL = 10
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
    must_be_fair: bool = False
    rounds: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._exchange = Exchange(self.tables, weigh_levels(self.tables), self.rng)
        self._scale = weigh_levels(self.tables, _REGION_AT_ONCE)
        self._spots = Spots(self.tables, self._scale, self.rng)
        self._best = self.arrangement.level_vector()

    def is_over(self) -> bool:
        """Has time run out?"""
        return self.seconds_left() <= 0

    def consider(self, rival: Arrangement) -> None:
        """Let a plan that starts lower but from better ground show what becomes of it; keep the better one."""
        ours, best = self.arrangement, self._best
        self.arrangement, self._best = rival, rival.level_vector()
        self.exchange(2, _TRIAL)
        self.insist()
        if self._best > best:
            self.arrangement, self._best = ours, best

    def exchange(self, patience: int = _PATIENCE, most: int = _MOST_EXCHANGES) -> None:
        """Exchange rounds until so many in a row have not helped."""
        idle = 0
        for number in range(most):
            if idle >= patience or self.is_over():
                return
            with_refused = self._has_hope() or number % _REFUSED_EVERY == 0
            before = self.arrangement.choice.copy()
            if self._exchange.round(self.arrangement, with_refused=with_refused):
                self._undo_if_unfair(before)
            idle = 0 if self._note("exchange") else idle + 1

    def insist(self) -> None:
        """Make room for the refused, strongest first, then let those sent away compete again."""
        waiting = np.flatnonzero(self.arrangement.choice == NOBODY)
        order = waiting[np.argsort(self.tables.priority[waiting])]
        if insist(self.arrangement, order.tolist(), weigh_levels(self.tables)):
            self._note("insist")

    def polish(self, most_rounds: int | None, reserve: float = 0) -> None:
        """Regions and exchange in turns until ``reserve`` seconds, the rounds or regrets run out."""
        while self.seconds_left() > reserve and (most_rounds is None or self.rounds < most_rounds):
            self.rounds += 1
            size = int(self.rng.choice(_SIZES))
            free, guests = self._spots.draw(self.arrangement, size, for_refused=self._has_hope())
            if not free:
                return
            if self._solve(free, guests, "region"):
                self.exchange(2)
            elif self.rounds % 4 == 0:
                self.exchange(1)

    def heed(self, weight: Floats) -> None:
        """Solve the part of the plan that the relaxation would change."""
        free, guests = self._spots.wanted_by(self.arrangement, weight)
        if free and not self.is_over():
            self._solve(free, guests, "relaxation")

    def _solve(self, free: list[int], guests: list[int], step: str) -> bool:
        """The integer program of a region; tells whether the plan became better."""
        region = Region(self.arrangement, free, guests)
        answer = RegionProgram(region, self._scale).solve(seconds=self.seconds_left(), nodes=_NODES)
        before = self.arrangement.choice.copy()
        if answer is None or not improve_by(self.arrangement, answer.changes):
            return False
        self._undo_if_unfair(before)
        return self._note(step)

    def settle(self) -> None:
        """End waste and justified envy; from now on a round that would bring them back is undone."""
        self.must_be_fair = settle(self.arrangement, self.is_over)
        self._best = self.arrangement.level_vector()
        self.told("fairness", self._best)

    def _undo_if_unfair(self, before: Ints) -> None:
        if self.must_be_fair and not is_fair(self.arrangement):
            changed = np.flatnonzero(self.arrangement.choice != before).tolist()
            self.arrangement.apply({person: int(before[person]) for person in changed})

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
