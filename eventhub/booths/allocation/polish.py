"""The long part of a search: parts of the plan are set free, one after the other, and solved exactly.

Large parts are solved on the other cores while this one solves small parts
elsewhere. Answers are accepted in a fixed order, so that without a deadline
the seed, the rounds and the number of threads decide the plan. Large parts
grow while they bring nothing, up to the whole plan where that can be solved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eventhub.booths.allocation.crew import Crew
from eventhub.booths.allocation.region_solver import Limits

if TYPE_CHECKING:
    from eventhub.booths.allocation.crew import Task
    from eventhub.booths.allocation.search import Search

_SMALL_SIZES = (30, 45, 60, 90)
_SMALL_REACH = 3.0
_PATIENCE = 3
_MOST_COLUMNS = 9_000
_NODES, _MANY_NODES = 60, 300
_WITH_GUESTS = 0.5
_HARDNESS = 1.5  # the work in a program grows about with this power of its columns
_LEAST_WORK = 400
_EXCHANGE_EVERY = 8


class _Stage(Struct, frozen=True):
    """How many booths, which choices (see ``Lens``), and which of those the relaxation likes (``Limits``)."""

    size: int
    reach: float
    excess: float | None


_STAGES = (
    _Stage(90, 2.0, None),
    _Stage(144, 3.0, 0.01),
    _Stage(230, 3.0, 0.01),
    _Stage(400, 5.0, 0.01),
    _Stage(400, 8.0, 1.0),
)


class _Part(Struct, frozen=True):
    """A part of the plan that is being solved."""

    task: Task
    booths: frozenset[int]
    columns: int

    @property
    def work(self) -> float:
        return float(max(self.columns, _LEAST_WORK) ** _HARDNESS)


def polish(search: Search, rounds: int | None) -> None:
    """Improve the plan until no time, rounds or regrets are left."""
    with Crew(search.threads - 1, search.spare) as crew:
        _Polish(search, crew, rounds).run()


class _Polish:
    def __init__(self, search: Search, crew: Crew, rounds: int | None) -> None:
        self._search, self._crew, self._rounds = search, crew, rounds
        self._done = self._failures = self._stage = 0

    def run(self) -> None:
        while not self._is_over():
            self._search.settle_early()
            larges = [part for _ in range(self._crew.size) if (part := self._begin_large()) is not None]
            if not larges:
                return
            self._solve_small(frozenset().union(*(part.booths for part in larges)), larges[0].work)
            for part in larges:
                self._advance(is_better=self._search.accept(part.task.answer(), "large region"))

    def _is_over(self) -> bool:
        return self._search.is_over() or self._done == self._rounds or self._search.is_proved()

    def _solve_small(self, busy: frozenset[int], work: float) -> None:
        """Small parts on this core, about as much work as the others do meanwhile."""
        if len(busy) * 2 > self._search.tables.booths:
            busy = frozenset()
        while work > 0 and not self._is_over():
            self._done += 1
            stage = _Stage(int(self._search.rng.choice(_SMALL_SIZES)), _SMALL_REACH, None)
            part = self._begin(stage, _NODES, busy, here=True)
            if part is None:
                return
            work -= part.work
            is_better = self._search.accept(part.task.answer(), "region")
            if (is_better and self._search.has_hope()) or self._done % _EXCHANGE_EVERY == 0:
                self._search.exchange(1)

    def _begin_large(self) -> _Part | None:
        return self._begin(_STAGES[self._stage], _MANY_NODES, frozenset(), here=False)

    def _begin(self, stage: _Stage, nodes: int, busy: frozenset[int], *, here: bool) -> _Part | None:
        search = self._search
        has_hope = search.has_hope()
        free, guests = search.spots.draw(search.arrangement, stage.size, for_refused=has_hope, busy=busy)
        if not free:
            return None
        if not has_hope and stage.size < search.tables.booths and search.rng.random() > _WITH_GUESTS:
            guests = []
        program = search.program(free, guests, search.lens(stage.reach, _MOST_COLUMNS))
        limits = Limits(nodes, excess=None if has_hope else stage.excess)
        task = self._crew.give(program, limits, here=here)
        return _Part(task, frozenset(free), len(program.region.columns))

    def _advance(self, *, is_better: bool) -> None:
        """After some vain attempts look at more booths and more choices."""
        self._failures = max(self._failures - 1, 0) if is_better else self._failures + 1
        if self._failures >= _PATIENCE:
            self._failures = 0
            self._stage = min(self._stage + 1, len(_STAGES) - 1)
