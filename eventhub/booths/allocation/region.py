"""A part of the plan set free: some booths, the people who compete for them, and what each choice costs.

Everybody else stands still. The cost of a column (one choice of one person)
holds its own terms and those against people who stand still; terms between
two people of the region are left to ``region_program``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.runs import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Column:
    """One choice of one person; ``cost`` per level, refusal taken off."""

    person: int
    choice: int
    run: int
    booths: tuple[int, ...]
    cost: Floats


class Region:
    """The freed part; the arrangement passed in is left as it is."""

    def __init__(self, arrangement: Arrangement, booths: Iterable[int], guests: Iterable[int]) -> None:
        tables = arrangement.tables
        self.tables = tables
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
        self.columns = [column for person in self.people for column in self._columns(person)]

    def _columns(self, person: int) -> list[Column]:
        tables = self.tables
        mine = tables.choices.of(person)
        padded = tables.runs.padded[tables.choices.run[mine]]
        inside = np.flatnonzero(((padded == NOBODY) | self.free[padded]).all(axis=1)) + mine.start
        partners = self._partner_distances(person)
        found = []
        for choice in inside.tolist():
            run = int(tables.choices.run[choice])
            booths = tables.runs.booths[run]
            if self._is_barred(person, run, partners):
                continue
            found.append(Column(person, choice, run, booths, self._cost(person, choice, booths, partners)))
        return found

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
