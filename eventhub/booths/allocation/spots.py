"""Choosing which part of the plan to set free next: around somebody who could be better off.

A region is a few spots: where that person stands, where they would rather be,
and where those they want near are. Each spot grows over neighbouring booths
until the region has as many booths as asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.insist import eviction_losses
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.runs import Floats, Ints
    from eventhub.booths.allocation.tables import Tables

_GUESTS = 12
_DREAMS = 3
_FOR_REFUSED = 0.5
_STRONGEST = 0.3
_EASIEST = 8
_HOLES = 12
_SURE = 0.9
_MOST_PEOPLE = 8
_NEARLY = 0.8


class Spots:
    """Draws regions for one instance; ``scale`` weighs the levels into one number."""

    def __init__(self, tables: Tables, scale: Floats, rng: np.random.Generator) -> None:
        self._tables = tables
        self._rng = rng
        self._own = (scale[list(tables.choices.levels)] @ tables.choices.cost).astype(np.float32)
        self._refusal = scale @ tables.refusal
        self._wish_price = [float(scale @ wish.price) for wish in tables.wishes]
        self._same_price = float(scale @ tables.same_price)
        counts = np.diff(tables.choices.first)
        starts = tables.choices.first[:-1][counts > 0]
        self._least = np.zeros(tables.applications)
        if len(starts):
            self._least[counts > 0] = np.minimum.reduceat(self._own, starts)

    def draw(
        self, arrangement: Arrangement, size: int, *, for_refused: bool, busy: frozenset[int] = frozenset()
    ) -> tuple[list[int], list[int]]:
        """Booths to set free and refused applications to let compete; none if nobody could be better off.

        None of the booths is in ``busy``.
        """
        guests = self._guests(arrangement)
        if size >= self._tables.booths:
            return list(range(self._tables.booths)), np.flatnonzero(arrangement.choice == NOBODY).tolist()
        regret = self.regrets(arrangement)
        holes = np.flatnonzero((arrangement.holder == NOBODY) & (self._tables.runs.single != NOBODY))
        free = set(self._rng.permutation(holes)[:_HOLES].tolist()) - busy
        for _ in range(_MOST_PEOPLE):
            if guests and for_refused and self._rng.random() < _FOR_REFUSED:
                person = guests[min(int(self._rng.geometric(_STRONGEST)), len(guests)) - 1]
            elif regret.any():
                person = int(self._rng.choice(len(regret), p=regret / regret.sum()))
            else:
                break
            regret[person] = 0
            self._spread(arrangement, free, person, size, busy)
            if len(free) >= size * _NEARLY:
                break
        return sorted(free), guests

    def _spread(
        self, arrangement: Arrangement, free: set[int], person: int, size: int, busy: frozenset[int]
    ) -> None:
        """Grow the region around the spots that matter to one person."""
        seeds, begun = self._seeds(arrangement, person), len(free)
        for number, seed in enumerate(seeds):
            if seed not in busy:
                self._grow(arrangement, free, seed, begun + (size - begun) * (number + 1) // len(seeds), busy)

    def wanted_by(self, arrangement: Arrangement, weight: Floats) -> tuple[list[int], list[int]]:
        """The part of the plan in which the relaxation would have it otherwise."""
        tables, choices = self._tables, self._tables.choices
        owner = np.repeat(np.arange(tables.applications), np.diff(choices.first))
        placed = arrangement.choice != NOBODY
        content = np.zeros(tables.applications, dtype=np.bool_)
        content[placed] = weight[arrangement.choice[placed]] > _SURE
        content[~placed] = np.bincount(owner, weight, minlength=tables.applications)[~placed] < 1 - _SURE
        elsewhere = np.flatnonzero((weight > 1 - _SURE) & ~content[owner])
        moving = np.flatnonzero(~content & placed)
        booths = np.concatenate(
            [
                tables.runs.padded[choices.run[elsewhere]],
                tables.runs.padded[choices.run[arrangement.choice[moving]]],
            ]
        )
        free = set(np.unique(booths[booths != NOBODY]).tolist())
        free |= set(np.flatnonzero((arrangement.holder == NOBODY) & (tables.runs.single != NOBODY)).tolist())
        for holder in {int(h) for h in arrangement.holder[sorted(free)]} - {NOBODY}:
            free.update(tables.booths_of(int(arrangement.choice[holder])))
        return sorted(free), np.flatnonzero(~content & ~placed).tolist()

    def regrets(self, arrangement: Arrangement) -> Floats:
        """For each placed person, how much their placement costs above the least it could."""
        tables = self._tables
        regret = np.zeros(tables.applications)
        placed = np.flatnonzero(arrangement.choice != NOBODY)
        regret[placed] = self._own[arrangement.choice[placed]] - self._least[placed]
        for number, wish in enumerate(tables.wishes):
            if arrangement.misses(wish.of, wish.other, is_near=wish.is_near):
                regret[[wish.of, wish.other]] += self._wish_price[number]
        left, right = arrangement.holder[tables.same_pairs].T
        meet = (left != NOBODY) & (right != NOBODY) & (left != right)
        meet &= tables.category[left] == tables.category[right]
        np.add.at(regret, left[meet], self._same_price)
        np.add.at(regret, right[meet], self._same_price)
        regret[tables.pinned] = 0
        return regret

    def _seeds(self, arrangement: Arrangement, person: int) -> list[int]:
        tables = self._tables
        now, mine = int(arrangement.choice[person]), tables.choices.of(person)
        if now == NOBODY:
            loss = eviction_losses(arrangement, person, self._refusal, self._own)[1]
            seeds = []
            better = np.argsort(loss, kind="stable")[:_EASIEST] + mine.start
        else:
            seeds = [tables.booths_of(now)[0]]
            better = np.flatnonzero(self._own[mine] <= self._own[now]) + mine.start
        seeds += [tables.booths_of(choice)[0] for choice in self._rng.permutation(better)[:_DREAMS].tolist()]
        for number in tables.wishes_of[person]:
            wish = tables.wishes[number]
            other = wish.other if wish.of == person else wish.of
            if arrangement.choice[other] != NOBODY:
                seeds.append(tables.booths_of(int(arrangement.choice[other]))[0])
        return list(dict.fromkeys(seeds))

    def _grow(
        self, arrangement: Arrangement, free: set[int], seed: int, size: int, busy: frozenset[int]
    ) -> None:
        """Spread from a booth over those that touch, whole placements at a time."""
        tables, queue = self._tables, [seed]
        seen = {seed, *busy}
        while queue and len(free) < size:
            booth = queue.pop(0)
            holder = int(arrangement.holder[booth])
            if holder == NOBODY:
                free.add(booth)
            elif not tables.pinned[holder]:
                free.update(busy.isdisjoint(held := tables.booths_of(int(arrangement.choice[holder]))) * held)
            for beside in self._rng.permutation(tables.touching[booth]).astype(int).tolist():
                if beside not in seen:
                    seen.add(beside)
                    queue.append(beside)

    def _guests(self, arrangement: Arrangement) -> list[int]:
        waiting: Ints = np.flatnonzero(
            (arrangement.choice == NOBODY) & (np.diff(self._tables.choices.first) > 0)
        )
        order = self._tables.priority[waiting] + self._rng.random(len(waiting)) * len(waiting) / 2
        return [int(person) for person in waiting[np.argsort(order)][:_GUESTS]]
