"""From a waiting list in its published order: who can have a stand, and the fewest moves that make room.

For each applicant in order, no move first, then one, then two: somebody who holds a stand gives it up
only for another one that suits. Whoever is taken, or has moved once, stays. What a move could free is
counted first without the rules between neighbours (`_needs`), which leaves a handful of tries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from eventhub.booths.allocation.arrangement import Arrangement
from eventhub.booths.allocation.runs import NOBODY
from eventhub.booths.allocation.tabulating import tabulate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from eventhub.booths.allocation.instance import Instance
    from eventhub.booths.allocation.runs import Ints

MOST_MOVES = 2
"""So many exhibitors at most change stands for one from the waiting list."""
_NEVER = 99


class Step(Struct, frozen=True):
    """What became of one applicant: the booths given, none if it still waits, and who moved for it.

    `moves` are (application, booths before, booths after).
    """

    application: str
    booths: tuple[str, ...]
    moves: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()


def take(
    instance: Instance,
    present: Mapping[str, Collection[str]],
    order: Sequence[str],
    is_late: Callable[[], bool] = lambda: False,
) -> list[Step]:
    """Those taken, in the order they were, then those who still wait, in theirs.

    `present` is who stands where; `order` the waiting list. Nobody of it is passed over for one behind who
    gets a stand that would have suited the one ahead.
    """
    taking = _Taking(instance, present)
    left = [taking.at[name] for name in order]
    steps: list[Step] = []
    while not is_late() and (found := taking.next(left)) is not None:
        who, moved = found
        left.remove(who)
        steps.append(taking.step(who, moved))
    return [*steps, *(Step(taking.names[who], ()) for who in left)]


class _Taking:
    """The stands while they are given."""

    def __init__(self, instance: Instance, present: Mapping[str, Collection[str]]) -> None:
        self.tables = tabulate(instance)
        self.names = [each.id for each in instance.applications]
        self.booths = [each.id for each in instance.plan.booths]
        self.at = {name: number for number, name in enumerate(self.names)}
        self.plan = Arrangement(self.tables)
        self.still: set[int] = set()
        booth_at = {name: number for number, name in enumerate(self.booths)}
        for name, labels in present.items():
            self._seat(self.at[name], sorted(booth_at[label] for label in labels))

    def _seat(self, who: int, booths: Sequence[int]) -> None:
        """Put a holder where it stands; where it may stand no more it stays as a fact nobody moves."""
        run = self.tables.runs.number.get(tuple(booths))
        choice = None if run is None else self.tables.choices.find(who, run)
        if choice is not None:
            self.plan.place(who, choice)
            return
        self.still.add(who)
        for booth in booths:
            self.plan.holder[booth] = who

    def next(self, left: Sequence[int]) -> tuple[int, Ints] | None:
        """The first in order who can be given a stand, and the choices as they were before."""
        before, needs = self.plan.choice.copy(), self._needs()
        for place, who in enumerate(left):
            mine = self.tables.choices.of(who)
            least = int(needs[mine].min()) if mine.stop > mine.start else _NEVER
            for budget in range(least, MOST_MOVES + 1):
                if self._give((who,), budget, frozenset(), needs):
                    return self._first_suited(left[:place], who), before
        return None

    def _first_suited(self, ahead: Sequence[int], who: int) -> int:
        """Whoever is first in line for the place just found: one ahead whom it suits, or who it was for."""
        run = self.plan.run_of(who)
        own = int(self.plan.choice[who])
        self.plan.release(who)
        for other in ahead:
            choice = self.tables.choices.find(other, run)
            if choice is not None and self.plan.admits(other, choice):
                self.plan.place(other, choice)
                return other
        self.plan.place(who, own)
        return who

    def step(self, who: int, before: Ints) -> Step:
        """What was just done, in names; whoever has been given or moved stays from now on."""
        moved = [
            other
            for other in np.flatnonzero(before != self.plan.choice).tolist()
            if before[other] != NOBODY and other != who
        ]
        self.still |= {who, *moved}
        moves = tuple(
            (self.names[other], self._labels(int(before[other])), self._labels(int(self.plan.choice[other])))
            for other in moved
        )
        return Step(self.names[who], self._labels(int(self.plan.choice[who])), moves)

    def _labels(self, choice: int) -> tuple[str, ...]:
        return tuple(sorted(self.booths[booth] for booth in self.tables.booths_of(choice)))

    def _needs(self) -> Ints:
        """For each choice, how many moves it takes at least, whatever neighbours say."""
        tables = self.tables
        padded = tables.runs.padded[tables.choices.run]
        holder = np.where(padded == NOBODY, NOBODY, self.plan.holder[padded])
        cost = np.full(tables.applications + 1, _NEVER)  # of clearing somebody away; the last is NOBODY
        cost[NOBODY] = 0
        needs = cost[holder].max(axis=1)
        movable = [who for who in np.flatnonzero(self.plan.choice != NOBODY) if who not in self.still]
        for _round in range(MOST_MOVES):
            for who in movable:
                mine = tables.choices.of(int(who))
                others = np.where(holder[mine] == who, NOBODY, holder[mine])
                least = cost[others].max(axis=1)
                least[int(self.plan.choice[who]) - mine.start] = _NEVER
                cost[who] = min(_NEVER, 1 + int(least.min(initial=_NEVER)))
            needs = cost[holder].max(axis=1)
        return np.asarray(needs)

    def _give(self, seats: tuple[int, ...], budget: int, busy: frozenset[int], needs: Ints) -> bool:
        """Seat everybody of `seats`, moving at most `budget` others, or leave the plan as it was."""
        if not seats:
            return True
        who, *rest = seats
        mine = self.tables.choices.of(who)
        for choice in self._in_order(mine, budget, needs):
            displaced = {int(self.plan.holder[booth]) for booth in self.tables.booths_of(choice)} - {NOBODY}
            if len(displaced) > budget or displaced & (busy | self.still | {who}):
                continue
            kept = {other: int(self.plan.choice[other]) for other in displaced}
            for other in displaced:
                self.plan.release(other)
            if self.plan.admits(who, choice):
                self.plan.place(who, choice)
                seen = busy | displaced | {who}
                if self._give((*rest, *sorted(displaced)), budget - len(displaced), seen, needs):
                    return True
                self.plan.release(who)
            for other, old in kept.items():
                self.plan.place(other, old)
        return False

    def _in_order(self, mine: slice, budget: int, needs: Ints) -> list[int]:
        """Choices worth a try: the fewest moves first, then the most wished."""
        worth = np.flatnonzero(needs[mine] <= budget) + mine.start
        wished = self.tables.choices.cost[:, worth].sum(axis=0)
        return [int(choice) for choice in worth[np.lexsort((wished, needs[worth]))]]
