"""The search: a plan at hand that is always feasible and only ever becomes better.

Exchange rounds while they help, then integer programs over regions, with
exchange rounds between them. What a round proposes is judged by the true
level vector. Without the deadline the same seed and number of rounds give
the same plan.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.exchange import Exchange, improve_by
from eventhub.booths.allocation.fairness import is_fair, settle
from eventhub.booths.allocation.insist import insist
from eventhub.booths.allocation.region import WIDE, Lens, Region
from eventhub.booths.allocation.region_program import RegionProgram
from eventhub.booths.allocation.region_solver import Limits, solve
from eventhub.booths.allocation.rivalry import Rivalry
from eventhub.booths.allocation.runs import NOBODY
from eventhub.booths.allocation.scale import weigh_levels
from eventhub.booths.allocation.spots import Spots

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.arrangement import Arrangement, LevelVector
    from eventhub.booths.allocation.region_solver import Answer
    from eventhub.booths.allocation.runs import Floats, Ints
    from eventhub.booths.allocation.tables import Tables

_COMFORT_AT_ONCE = 2
_HOPE_AT_ONCE = 5  # one strong applicant must outweigh all whose booths a large request takes
_PATIENCE = 12
_MOST_EXCHANGES = 10_000
_REFUSED_EVERY = 6
_TRIAL = 10
_NODES = 60


@dataclass
class Search:
    """Improves one arrangement; ``told`` hears of every better level vector and the bounds known by then."""

    tables: Tables
    arrangement: Arrangement
    seconds_left: Callable[[], float]
    rng: np.random.Generator
    told: Callable[[str, LevelVector, tuple[float, ...]], None] | None = None
    threads: int = 1
    reserve: float = field(default=0, init=False)
    wrap_up: float = field(default=0, init=False)
    pace: float = field(default=0, init=False)  # seconds that a first round takes, about
    bounds: tuple[float, ...] = field(default=(), init=False)
    must_be_fair: bool = field(default=False, init=False)
    excess: Floats | None = field(default=None, init=False)
    is_small: bool = False

    def __post_init__(self) -> None:
        self._dominating = weigh_levels(self.tables)
        self._exchange = Exchange(self.tables, self._dominating, self.rng)
        self._hopeful = weigh_levels(self.tables, _HOPE_AT_ONCE)
        self._comfortable = weigh_levels(self.tables, _COMFORT_AT_ONCE)
        self.spots = Spots(self.tables, self._comfortable, self.rng)
        self._best = self.arrangement.level_vector()
        self._tell("greedy")

    def learn(self, bounds: tuple[float, ...]) -> None:
        """Keep better bounds, and tell who listens."""
        self.bounds = bounds
        self._tell("bounds")

    def is_over(self) -> bool:
        """Whether time, but for what is reserved, has run out."""
        return self.spare() <= 0

    def spare(self) -> float:
        """Seconds left, but for what is reserved."""
        return self.seconds_left() - self.reserve - self.wrap_up

    def is_proved(self) -> bool:
        """Whether every level is at its bound."""
        vector = self.arrangement.level_vector()
        return len(self.bounds) == len(vector) and all(
            v <= b for v, b in zip(vector, self.bounds, strict=True)
        )

    def consider(self, rival: Arrangement) -> None:
        """Let a plan from better ground show what becomes of it; keep the better one."""
        ours, best = self.arrangement, self._best
        self.arrangement, self._best = rival, rival.level_vector()
        self.exchange(2, _TRIAL)
        self.insist()
        if self._best > best:
            self.arrangement, self._best = ours, best
        self._tell("relaxation")

    def exchange(self, patience: int = _PATIENCE, most: int = _MOST_EXCHANGES) -> None:
        """Exchange rounds until so many in a row have not helped."""
        idle, took = 0, self.pace
        for number in range(most):
            left = self.spare()
            if idle >= patience or left <= took:
                return
            with_refused = self.has_hope() or number % _REFUSED_EVERY == 0
            before = self.arrangement.choice.copy()
            if self._exchange.round(self.arrangement, with_refused=with_refused):
                self._undo_if_unfair(before)
            idle = 0 if self._note("exchange") else idle + 1
            took = left - self.spare() if left < math.inf else 0

    def insist(self) -> None:
        """Make room for the refused, strongest first, while there is time."""
        waiting = np.flatnonzero(self.arrangement.choice == NOBODY)
        order = waiting[np.argsort(self.tables.priority[waiting])].tolist()
        if insist(self.arrangement, takewhile(lambda _: not self.is_over(), order), self._dominating):
            self._note("insist")

    def heed(self, weight: Floats) -> None:
        """Solve the part of the plan that the relaxation (a weight of each choice) would change."""
        free, guests = self.spots.wanted_by(self.arrangement, weight)
        if free and not self.is_over():
            self.accept(solve(self.program(free, guests, WIDE), self.spare, Limits(_NODES)), "relaxation")

    def program(self, free: list[int], guests: list[int], lens: Lens) -> RegionProgram:
        """The program of a region: levels at their bounds are held, the others weighed into one."""
        settled = self._settled_levels()
        scale = (self._hopeful if self.has_hope() else self._comfortable).copy()
        scale[:settled] = 0
        program = RegionProgram(Region(self.arrangement, free, guests, lens), scale)
        for level in range(settled):
            program.hold_level(level, self._best[level])
        return program

    def _settled_levels(self) -> int:
        """How many levels, from the first, are at their bounds."""
        pairs = zip(self._best, self.bounds, strict=False)
        return next((i for i, (value, bound) in enumerate(pairs) if value > bound), len(self.bounds))

    def lens(self, reach: float, most: int) -> Lens:
        """A view of what is worth considering; who must not be envied is seen once the plan is fair."""
        rivalry = Rivalry(self.arrangement) if self.must_be_fair else None
        return Lens(self.excess, reach, most, rivalry)

    def accept(self, answer: Answer | None, step: str) -> bool:
        """Make what a program answered the plan, if that is better."""
        before = self.arrangement.choice.copy()
        if answer is None or not improve_by(self.arrangement, answer.changes):
            return False
        self._undo_if_unfair(before)
        return self._note(step)

    def settle(self) -> None:
        """End waste and justified envy (late or not in a small fair); from now on neither comes back."""
        self.must_be_fair = settle(self.arrangement, (lambda: False) if self.is_small else self.is_over)
        if self._best != self.arrangement.level_vector():
            self._best = self.arrangement.level_vector()
            self._tell("fairness")

    def settle_early(self) -> None:
        """End envy as soon as nobody more can be placed, so that everything after keeps to it."""
        if self.must_be_fair or self.is_small or self.has_hope():
            return
        self.settle()
        self.reserve = 0

    def _undo_if_unfair(self, before: Ints) -> None:
        if self.must_be_fair and not is_fair(self.arrangement):
            changed = np.flatnonzero(self.arrangement.choice != before).tolist()
            self.arrangement.apply({person: int(before[person]) for person in changed})

    def has_hope(self) -> bool:
        """Whether more could be placed: only while a level that counts the refused is off its bound."""
        if len(self.bounds) < len(self._best):
            return True
        counts = np.flatnonzero(self.tables.refusal.any(axis=1)).tolist()
        return any(self._best[level] > self.bounds[level] for level in counts)

    def _note(self, step: str) -> bool:
        """Whether the plan is better than when last looked at."""
        vector = self.arrangement.level_vector()
        if vector >= self._best:
            return False
        self._best = vector
        self._tell(step)
        return True

    def _tell(self, step: str) -> None:
        if self.told is not None:
            self.told(step, self._best, self.bounds)
