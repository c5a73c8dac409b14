"""A part of the plan set free: some booths, the people who compete for them, and what each choice costs.

Everybody else stands still. The cost of a column (one choice of one person)
holds its own terms and those against people who stand still; terms between
two people of the region are left to ``region_program``. A ``Lens`` leaves out
choices that hardly a good plan would make, and those that a refused equal
would envy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.rivalry import Rivalry
    from eventhub.booths.allocation.runs import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Lens:
    """What to look at: choices of at most ``reach`` in ``excess``, the ``most`` promising columns of them."""

    excess: Floats | None
    reach: float
    most: int
    rivalry: Rivalry | None = None


@dataclass(frozen=True, slots=True)
class Column:
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
        self.people = [*leavers, *sorted(set(guests) - set(leavers))]
        self._competing = frozenset(self.people)
        self.columns = self._promising([column for person in self.people for column in self._columns(person)])

    def _columns(self, person: int) -> list[Column]:
        tables, now = self.tables, self.now.get(person, NOBODY)
        mine = tables.choices.of(person)
        padded = tables.runs.padded[tables.choices.run[mine]]
        fits = ((padded == NOBODY) | self.free[padded]).all(axis=1)
        if self.lens.excess is not None:
            fits &= (self.lens.excess[mine] <= self.lens.reach) | (np.arange(mine.start, mine.stop) == now)
        inside = np.flatnonzero(fits) + mine.start
        partners = self._partner_distances(person)
        found = []
        for choice in inside.tolist():
            run = int(tables.choices.run[choice])
            booths = tables.runs.booths[run]
            if self._is_barred(person, run, partners):
                continue
            if choice != now and self._is_envied(person, booths):
                continue
            found.append(Column(person, choice, run, booths, self._cost(person, choice, booths, partners)))
        return found

    def _promising(self, columns: list[Column]) -> list[Column]:
        """As many columns as the lens takes in, those that are the plan now among them."""
        excess = self.lens.excess
        if excess is None or len(columns) <= self.lens.most:
            return columns
        loss = np.array([excess[c.choice] for c in columns])
        loss[[self.now.get(c.person) == c.choice for c in columns]] = -np.inf
        return [columns[i] for i in np.sort(np.argsort(loss, kind="stable")[: self.lens.most]).tolist()]

    def _is_envied(self, person: int, booths: tuple[int, ...]) -> bool:
        rivalry = self.lens.rivalry
        return rivalry is not None and rivalry.is_envied(person, booths, self._competing)

    def _partner_distances(self, person: int) -> dict[int, Floats]:
        """Metres from every booth to each partner who stands still."""
        tables = self.tables
        partners = set(tables.apart[person])
        for number in tables.wishes_of[person]:
            partners |= {tables.wishes[number].of, tables.wishes[number].other} - {person}
        runs = {other: self.rest.run_of(other) for other in sorted(partners)}
        return {other: tables.distances(run) for other, run in runs.items() if run != NOBODY}

    def _is_barred(self, person: int, run: int, partners: dict[int, Floats]) -> bool:
        tables = self.tables
        zone, category = tables.runs.zone[run], tables.category[person]
        if self.rest.category_count[zone, category] >= tables.cap[zone, category]:
            return True
        booths = list(tables.runs.booths[run])
        for other in tables.apart[person]:
            if other in partners and partners[other][booths].min() <= tables.instance.rules.apart_m:
                return True
        for rule in tables.pair_rules:
            if rule.mine[person]:
                beside = {o for b in booths for o in rule.neighbours[b]}
                holders = {int(self.rest.holder[o]) for o in beside} - {NOBODY}
                if any(rule.theirs[h] for h in holders):
                    return True
        return False

    def _cost(self, person: int, choice: int, booths: tuple[int, ...], partners: dict[int, Floats]) -> Floats:
        tables = self.tables
        cost = -tables.refusal[:, person]
        for row, level in enumerate(tables.choices.levels):
            cost[level] += tables.choices.cost[row, choice]
        alike = 0
        for booth in booths:
            for beside in tables.same_neighbours[booth]:
                holder = self.rest.holder[beside]
                alike += holder != NOBODY and tables.category[holder] == tables.category[person]
        if alike:
            cost += alike * tables.same_price
        for number in tables.wishes_of[person]:
            wish = tables.wishes[number]
            other = wish.other if wish.of == person else wish.of
            if other in partners:
                is_far = partners[other][list(booths)].min() > tables.instance.rules.near_m
                if is_far == wish.is_near:
                    cost += wish.price
        return cost

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
