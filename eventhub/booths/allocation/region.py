"""A part of the plan set free: some booths, the people who compete for them, and what each choice costs.

Everybody else stands still. The cost of a column (one choice of one person)
holds its own terms and those against people who stand still; terms between
two people of the region are left to ``region_program``. A ``Lens`` leaves out
choices that hardly a good plan would make, and those that a refused equal
would envy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.rivalry import Rivalry
    from eventhub.booths.allocation.runs import Bools, Floats, Ints
    from eventhub.booths.allocation.tables import PairRule


class Lens(Struct, frozen=True):
    """What to look at: choices of at most ``reach`` in ``excess``, the ``most`` promising columns of them."""

    excess: Floats | None
    reach: float
    most: int
    rivalry: Rivalry | None = None


class Column(Struct, frozen=True):
    """One choice of one person; ``cost`` per level, refusal taken off."""

    person: int
    choice: int
    run: int
    booths: tuple[int, ...]
    cost: Floats


WIDE = Lens(None, np.inf, np.iinfo(np.int64).max)


class Region:
    """The freed part; the arrangement passed in is left as it is."""

    def __init__(
        self,
        arrangement: Arrangement,
        booths: Iterable[int],
        guests: Iterable[int],
        lens: Lens = WIDE,
    ) -> None:
        tables = arrangement.tables
        self.tables = tables
        self.lens = lens
        free = set(booths)
        holders = {int(arrangement.holder[b]) for b in free} - {NOBODY}
        leavers = sorted(
            h
            for h in holders
            if not tables.pinned[h] and free.issuperset(tables.booths_of(int(arrangement.choice[h])))
        )
        self.now = {h: int(arrangement.choice[h]) for h in leavers}
        self.rest = arrangement.copy()
        self.rest.apply(dict.fromkeys(leavers, NOBODY))
        self.free: Bools = np.zeros(tables.booths, dtype=np.bool_)
        self.free[[b for b in free if self.rest.holder[b] == NOBODY]] = True
        padded = tables.runs.padded
        self._is_inside: Bools = ((padded == NOBODY) | self.free[padded]).all(axis=1)
        self._beside_theirs = [self._beside(rule) for rule in tables.pair_rules]
        self._alike_of: dict[int, Ints] = {}
        self.people = [*leavers, *sorted(set(guests) - set(leavers))]
        self._competing = frozenset(self.people)
        self.columns = self._promising([column for person in self.people for column in self._columns(person)])

    def _columns(self, person: int) -> list[Column]:
        tables, now = self.tables, self.now.get(person, NOBODY)
        mine = tables.choices.of(person)
        fits = self._is_inside[tables.choices.run[mine]]
        if self.lens.excess is not None:
            fits &= (self.lens.excess[mine] <= self.lens.reach) | (np.arange(mine.start, mine.stop) == now)
        inside = np.flatnonzero(fits) + mine.start
        runs = tables.choices.run[inside]
        partners = self._partner_distances(person)
        admitted = ~self._is_barred(person, runs, partners)
        inside, runs = inside[admitted], runs[admitted]
        costs = self._costs(person, inside, runs, partners)
        envious = self._envious(person)
        return [
            Column(person, choice, run, tables.runs.booths[run], cost)
            for choice, run, cost in zip(inside.tolist(), runs.tolist(), costs, strict=True)
            if choice == now or not self._is_envied(envious, tables.runs.booths[run])
        ]

    def _promising(self, columns: list[Column]) -> list[Column]:
        """As many columns as the lens takes in, those that are the plan now among them."""
        excess = self.lens.excess
        if excess is None or len(columns) <= self.lens.most:
            return columns
        loss = np.array([excess[c.choice] for c in columns])
        loss[[self.now.get(c.person) == c.choice for c in columns]] = -np.inf
        return [columns[i] for i in np.sort(np.argsort(loss, kind="stable")[: self.lens.most]).tolist()]

    def _envious(self, person: int) -> list[int]:
        """The refused equals who come before a person, and have no part in this region."""
        rivalry = self.lens.rivalry
        return [] if rivalry is None else [r for r in rivalry.above(person) if r not in self._competing]

    def _is_envied(self, envious: list[int], booths: tuple[int, ...]) -> bool:
        rivalry = self.lens.rivalry
        return rivalry is not None and any(rivalry.would_take(person, booths) for person in envious)

    def _partner_distances(self, person: int) -> dict[int, Floats]:
        """Metres from every booth to each partner who stands still."""
        tables = self.tables
        partners = set(tables.apart[person])
        for number in tables.wishes_of[person]:
            partners |= {tables.wishes[number].of, tables.wishes[number].other} - {person}
        runs = {other: self.rest.run_of(other) for other in sorted(partners)}
        return {other: tables.distances(run) for other, run in runs.items() if run != NOBODY}

    def _is_barred(self, person: int, runs: Ints, partners: dict[int, Floats]) -> Bools:
        """Which runs a cap, somebody to keep apart from, or a neighbour who stands still forbids."""
        tables, category = self.tables, self.tables.category[person]
        zone = tables.runs.zone[runs]
        barred: Bools = self.rest.category_count[zone, category] >= tables.cap[zone, category]
        for other in tables.apart[person]:
            if other in partners:
                barred |= self._nearest(partners[other], runs) <= tables.instance.rules.apart_m
        for rule, beside in zip(tables.pair_rules, self._beside_theirs, strict=True):
            if rule.mine[person]:
                barred |= beside[tables.runs.padded[runs]].any(axis=1)
        return barred

    def _costs(self, person: int, inside: Ints, runs: Ints, partners: dict[int, Floats]) -> Floats:
        """(choices, levels): what each choice costs, terms against people who stand still included."""
        tables = self.tables
        costs: Floats = np.repeat(-tables.refusal[:, person][None], len(inside), axis=0)
        for row, level in enumerate(tables.choices.levels):
            costs[:, level] += tables.choices.cost[row, inside]
        alike = self._alike(int(tables.category[person]))[tables.runs.padded[runs]].sum(axis=1)
        costs += alike[:, None] * tables.same_price
        for number in tables.wishes_of[person]:
            wish = tables.wishes[number]
            other = wish.other if wish.of == person else wish.of
            if other in partners:
                is_far = self._nearest(partners[other], runs) > tables.instance.rules.near_m
                costs[is_far == wish.is_near] += wish.price
        return costs

    def _nearest(self, distance: Floats, runs: Ints) -> Floats:
        """The least distance (of every booth, given) over the booths of each run."""
        return np.asarray(np.append(distance, np.inf)[self.tables.runs.padded[runs]].min(axis=1))

    def _alike(self, category: int) -> Ints:
        """For each booth, and none for NOBODY: how many neighbours who stand still are of this category."""
        if category not in self._alike_of:
            tables, count = self.tables, np.zeros(self.tables.booths + 1, dtype=np.int64)
            here, beside = np.concatenate([tables.same_pairs, tables.same_pairs[:, ::-1]]).T
            holder = self.rest.holder[beside]
            np.add.at(count, here[(holder != NOBODY) & (tables.category[holder] == category)], 1)
            self._alike_of[category] = count
        return self._alike_of[category]

    def _beside(self, rule: PairRule) -> Bools:
        """For each booth, and none for NOBODY: whether one of ``theirs`` stands still beside it."""
        found = np.zeros(self.tables.booths + 1, dtype=np.bool_)
        theirs = np.append(rule.theirs, False)[self.rest.holder]
        for booth in np.flatnonzero(theirs).tolist():
            found[list(rule.neighbours[booth])] = True
        return found

    def chosen(self, taken: Iterable[int]) -> dict[int, int]:
        """The changes that make these columns (by position) the plan of the region."""
        changes = dict.fromkeys(self.now, NOBODY)
        for position in taken:
            changes[self.columns[position].person] = self.columns[position].choice
        return changes

    def standing(self) -> Ints:
        """Positions of the columns that are the plan now."""
        return np.array(
            [i for i, c in enumerate(self.columns) if self.now.get(c.person) == c.choice], dtype=np.int64
        )
