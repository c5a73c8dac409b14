"""Equals: applicants whose refusal costs the same, so that only their order says who goes first.

At the optimum of every level that counts people, a refused applicant can envy
only an equal who comes later. A plan in which no later equal holds booths that
an earlier, refused one could have is nearly always without justified envy.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.tables import Tables


class Rivalry:
    """Who among the refused could take the booths of a weaker equal."""

    def __init__(self, arrangement: Arrangement) -> None:
        self._tables = arrangement.tables
        self._equals: dict[bytes, list[int]] = defaultdict(list)
        for person in np.flatnonzero(arrangement.choice == NOBODY).tolist():
            self._equals[self._standing(person)].append(person)
        self._wanted: dict[int, frozenset[int]] = {}

    def _standing(self, person: int) -> bytes:
        return self._tables.refusal[:, person].tobytes()

    def above(self, person: int) -> list[int]:
        """The refused equals who come before this person."""
        priority = self._tables.priority
        return [r for r in self._equals.get(self._standing(person), ()) if priority[r] < priority[person]]

    def pairs(self, people: Iterable[int], refused: Collection[int]) -> Iterator[tuple[int, int]]:
        """(earlier, later) of these people who are equals, where one of their equals is among ``refused``."""
        groups: dict[bytes, list[int]] = defaultdict(list)
        for person in people:
            groups[self._standing(person)].append(person)
        for group in groups.values():
            if any(person in refused for person in group):
                yield from combinations(sorted(group, key=lambda p: self._tables.priority[p]), 2)

    def would_take(self, person: int, booths: tuple[int, ...]) -> bool:
        """Whether some of these booths (or all) would suit this refused person."""
        return not self._runs_for(person).isdisjoint(_runs_within(self._tables, booths))

    def _runs_for(self, person: int) -> frozenset[int]:
        if person not in self._wanted:
            choices = self._tables.choices
            self._wanted[person] = frozenset(choices.run[choices.of(person)].tolist())
        return self._wanted[person]


def _runs_within(tables: Tables, booths: tuple[int, ...]) -> list[int]:
    number = tables.runs.number
    slices = (
        tuple(sorted(booths[first:after]))
        for first in range(len(booths))
        for after in range(first + 1, len(booths) + 1)
    )
    return [number[run] for run in slices if run in number]
