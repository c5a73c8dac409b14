"""A plan in the making: who holds what, what it costs, and whether a change is allowed.

An ``Arrangement`` is always feasible if every change to it passed ``admits``
(or came from a step that proves the same); ``faults`` checks that from scratch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from eventhub.booths.allocation.runs import Ints
    from eventhub.booths.allocation.tables import Tables

LevelVector = tuple[float, ...]

_DIGITS = 6  # figures are exact for whole inputs; this only tames sums of fractions


class Arrangement:
    """Choices made so far: ``choice[a]`` is a number in ``Choices`` or NOBODY, ``holder[b]`` likewise."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.choice: Ints = np.full(tables.applications, NOBODY)
        self.holder: Ints = np.full(tables.booths, NOBODY)
        self.category_count: Ints = np.zeros_like(tables.cap)
        self.tag_count: Ints = np.zeros(len(tables.quota_zone), dtype=np.int64)
        self.moves = 0

    def copy(self) -> Arrangement:
        """An independent arrangement with the same holders."""
        twin = Arrangement(self.tables)
        twin.choice, twin.holder = self.choice.copy(), self.holder.copy()
        twin.category_count, twin.tag_count = self.category_count.copy(), self.tag_count.copy()
        twin.moves = self.moves
        return twin

    def run_of(self, application: int) -> int:
        """The run an application holds, or NOBODY."""
        choice = self.choice[application]
        return int(self.tables.choices.run[choice]) if choice != NOBODY else NOBODY

    def place(self, application: int, choice: int) -> None:
        """Give a choice to an application that holds nothing; the booths must be free."""
        self._count(application, choice, 1)
        self.choice[application] = choice
        for booth in self.tables.booths_of(choice):
            self.holder[booth] = application

    def release(self, application: int) -> None:
        """Take back what an application holds."""
        choice = int(self.choice[application])
        self._count(application, choice, -1)
        self.choice[application] = NOBODY
        for booth in self.tables.booths_of(choice):
            self.holder[booth] = NOBODY

    def apply(self, changes: Mapping[int, int]) -> None:
        """Make several applications hold other choices (or NOBODY) at once."""
        for application in changes:
            if self.choice[application] != NOBODY:
                self.release(application)
        for application, choice in changes.items():
            if choice != NOBODY:
                self.place(application, choice)

    def _count(self, application: int, choice: int, by: int) -> None:
        tables = self.tables
        run = tables.choices.run[choice]
        zone = tables.runs.zone[run]
        self.category_count[zone, tables.category[application]] += by
        self.tag_count[(tables.quota_zone == zone) & tables.tagged[:, application]] += by
        if tables.previous[application] not in (NOBODY, run):
            self.moves += by

    def admits(self, application: int, choice: int) -> bool:
        """Whether this application, holding nothing, may be given this choice as things stand."""
        tables = self.tables
        run = int(tables.choices.run[choice])
        booths = tables.runs.booths[run]
        if any(self.holder[booth] != NOBODY for booth in booths):
            return False
        zone, category = tables.runs.zone[run], tables.category[application]
        if self.category_count[zone, category] >= tables.cap[zone, category]:
            return False
        if tables.previous[application] not in (NOBODY, run) and self.moves >= self.most_moves:
            return False
        return not self.clashes(application, run, ())

    @property
    def most_moves(self) -> float:
        """How many earlier holders may change booths."""
        previous = self.tables.instance.previous
        return float("inf") if previous is None or previous.max_moves is None else previous.max_moves

    def clashes(self, application: int, run: int, ignoring: Collection[int]) -> bool:
        """Whether a neighbour, or an applicant to be kept apart, stands in the way."""
        tables = self.tables
        for rule in tables.pair_rules:
            if not rule.mine[application]:
                continue
            for booth in tables.runs.booths[run]:
                for beside in rule.neighbours[booth]:
                    holder = int(self.holder[beside])
                    if holder not in (NOBODY, application) and holder not in ignoring and rule.theirs[holder]:
                        return True
        for other in tables.apart[application]:
            theirs = self.run_of(other)
            if theirs == NOBODY or other in ignoring:
                continue
            if tables.gap(run, theirs) <= tables.instance.rules.apart_m:
                return True
        return False

    def level_vector(self) -> LevelVector:
        """The objective, level by level, counted from scratch."""
        tables = self.tables
        placed = self.choice != NOBODY
        total = tables.refusal[:, ~placed].sum(axis=1)
        held = self.choice[placed]
        for row, level in enumerate(tables.choices.levels):
            total[level] += tables.choices.cost[row, held].sum()
        short = np.maximum(0, tables.quota_least - self.tag_count).sum()
        total += short * tables.quota_price
        total += self._same_category_pairs() * tables.same_price
        for wish in tables.wishes:
            if self.misses(wish.of, wish.other, is_near=wish.is_near):
                total += wish.price
        return tuple(round(float(value), _DIGITS) for value in total)

    def misses(self, of: int, other: int, *, is_near: bool) -> bool:
        """Whether a wish between two placed applications is unmet."""
        mine, theirs = self.run_of(of), self.run_of(other)
        if NOBODY in (mine, theirs):
            return False
        return (self.tables.gap(mine, theirs) > self.tables.instance.rules.near_m) == is_near

    def _same_category_pairs(self) -> int:
        left, right = self.holder[self.tables.same_pairs].T
        both = (left != NOBODY) & (right != NOBODY) & (left != right)
        category = self.tables.category
        return int(np.count_nonzero(category[left[both]] == category[right[both]]))

    def is_feasible(self) -> bool:
        """Whether every rule holds, counted from scratch."""
        tables = self.tables
        if (self.category_count > tables.cap).any() or self.moves > self.most_moves:
            return False
        if (self.choice[tables.pinned] == NOBODY).any():
            return False
        touchy = set(np.flatnonzero([bool(others) for others in tables.apart]).tolist())
        for rule in tables.pair_rules:
            touchy |= set(np.flatnonzero(rule.mine).tolist())
        return not any(self.choice[a] != NOBODY and self.clashes(a, self.run_of(a), ()) for a in touchy)
