"""The instance as arrays and indices: what the search asks a million times.

Applications, booths, zones and levels are numbered in the order of the
instance. ``PairRule`` is one incompatibility seen from one side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from eventhub.booths.allocation.choices import Choices
    from eventhub.booths.allocation.instance import Instance
    from eventhub.booths.allocation.runs import Bools, Floats, Ints, Runs


class PairRule(Struct, frozen=True):
    """Applications in ``mine`` may not touch those in ``theirs`` along ``neighbours``."""

    mine: Bools
    theirs: Bools
    neighbours: tuple[tuple[int, ...], ...]


class Wish(Struct, frozen=True):
    """One wish between two applications; ``price`` per level when it is not met."""

    of: int
    other: int
    is_near: bool
    price: Floats


class Tables(Struct, frozen=True):
    """Everything the search reads and never changes."""

    instance: Instance
    runs: Runs
    choices: Choices
    hall: Ints
    x: Floats
    y: Floats
    category: Ints
    priority: Ints
    pinned: Bools
    previous: Ints
    refusal: Floats
    pair_rules: tuple[PairRule, ...]
    touching: tuple[tuple[int, ...], ...]
    same_pairs: Ints
    same_neighbours: tuple[tuple[int, ...], ...]
    same_price: Floats
    wishes: tuple[Wish, ...]
    wishes_of: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[int, ...], ...]
    cap: Ints
    quota_zone: Ints
    quota_least: Ints
    quota_price: Floats
    tagged: Bools

    @property
    def applications(self) -> int:
        """How many applications there are."""
        return len(self.category)

    @property
    def booths(self) -> int:
        """How many booths there are."""
        return len(self.hall)

    @property
    def levels(self) -> int:
        """How many levels the objective has."""
        return len(self.instance.rules.levels)

    def booths_of(self, choice: int) -> tuple[int, ...]:
        """The booths a choice takes."""
        return self.runs.booths[self.choices.run[choice]]

    def distances(self, run: int) -> Floats:
        """Metres from every booth to a run; infinite in other halls."""
        nearest = np.full(self.booths, np.inf)
        for booth in self.runs.booths[run]:
            here = self.hall == self.hall[booth]
            gap = np.maximum(np.abs(self.x - self.x[booth]), np.abs(self.y - self.y[booth]))
            nearest = np.where(here, np.minimum(nearest, gap), nearest)
        return nearest

    def gap(self, run: int, other: int) -> float:
        """Metres between two runs: the least of max(|dx|, |dy|) over their booths."""
        mine, theirs = self.runs.booths[run], self.runs.booths[other]
        if self.hall[mine[0]] != self.hall[theirs[0]]:
            return float("inf")
        return min(
            max(abs(float(self.x[a] - self.x[b])), abs(float(self.y[a] - self.y[b])))
            for a in mine
            for b in theirs
        )
