"""Allocating booths: the one verb of this package, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import time

from eventhub.booths.allocation.exact import prove
from eventhub.booths.allocation.explain import explain
from eventhub.booths.allocation.follow import follow
from eventhub.booths.allocation.greedy import by_rank, fill, keep_what_stands
from eventhub.booths.allocation.instance import Instance
from eventhub.booths.allocation.relaxation import Relaxation
from eventhub.booths.allocation.runs import NOBODY
from eventhub.booths.allocation.search import Search
from eventhub.booths.allocation.tabulating import tabulate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eventhub.booths.allocation.arrangement import Arrangement, LevelVector
    from eventhub.booths.allocation.instance import Application, Plan, Previous, Rules
    from eventhub.booths.allocation.relaxation import Outlook

_SMALL = 4_000  # choices; up to here the whole instance is one integer program
_RELAXATION_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class LevelReport:
    """One level: what was reached, and the least anybody could reach with the levels above at theirs.

    ``bound`` is None when time did not allow one, or when a level above is
    not at its bound, so that the two cannot be compared.
    """

    name: str
    value: float
    bound: float | None

    @property
    def is_proved(self) -> bool:
        """Is the value the best there is?"""
        return self.bound is not None and self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who holds which booths, why others hold none, and how good that is."""

    assignments: Mapping[str, tuple[str, ...]]
    explanations: Mapping[str, Mapping[str, int]]
    levels: tuple[LevelReport, ...]

    @property
    def is_optimal(self) -> bool:
        """Is every level proved?"""
        return all(level.is_proved for level in self.levels)


def allocate(  # noqa: PLR0913 - the four parts of a problem, and how long and how to search
    plan: Plan,
    applications: tuple[Application, ...],
    rules: Rules,
    previous: Previous | None,
    *,
    deadline: Callable[[], float],
    seed: int = 1,
    threads: int = 1,
    rounds: int | None = None,
    progress: Callable[[str, LevelVector], None] | None = None,
) -> Allocation:
    """The best allocation found before ``deadline`` (seconds left) runs out or after so many rounds."""
    del threads
    told = progress or (lambda _step, _vector: None)
    tables = tabulate(Instance("", plan, applications, rules, previous))
    rng = np.random.default_rng(seed)
    arrangement = keep_what_stands(tables)
    fill(arrangement, by_rank(tables), lambda: deadline() <= 0)
    told("greedy", arrangement.level_vector())
    search = Search(tables, arrangement, deadline, rng, told)
    reserve = deadline() * (1 - _RELAXATION_SHARE)
    relaxation = Relaxation(tables, lambda: deadline() - reserve)
    weight = relaxation.plan(rng, arrangement.choice[arrangement.choice != NOBODY])
    print('relax',deadline(),time.process_time())
    if previous is None:
        arrangement = keep_what_stands(tables)
        follow(arrangement, weight)
        fill(arrangement, by_rank(tables), search.is_over)
        search.consider(arrangement)
    else:
        search.heed(weight)
    search.insist()
    print('insisted',deadline(),time.process_time())
    search.bounds = relaxation.bounds()
    print('bounds',deadline(),time.process_time())
    search.exchange()
    if len(tables.choices.run) <= _SMALL:
        search.bounds = prove(search.arrangement, search.bounds, deadline)
    if not _is_proved(search.arrangement, search.bounds):
        search.polish(rounds, reserve / 2)
    search.settle()
    if not _is_proved(search.arrangement, search.bounds):
        search.polish(rounds)
    arrangement, bounds = search.arrangement, search.bounds
    return _report(arrangement, bounds)


def _is_proved(arrangement: Arrangement, bounds: tuple[float, ...]) -> bool:
    vector = arrangement.level_vector()
    return len(bounds) == len(vector) and all(v <= b for v, b in zip(vector, bounds, strict=True))


def _report(arrangement: Arrangement, bounds: tuple[float, ...]) -> Allocation:
    tables = arrangement.tables
    booths, applications = tables.instance.plan.booths, tables.instance.applications
    held = {
        a.id: tuple(booths[b].id for b in tables.booths_of(int(choice)))
        for a, choice in zip(applications, arrangement.choice, strict=True)
        if choice != NOBODY
    }
    reports = []
    comparable = True
    for i, (level, value) in enumerate(zip(tables.instance.rules.levels, arrangement.level_vector(), strict=True)):
        bound = bounds[i] if comparable and i < len(bounds) else None
        reports.append(LevelReport(level.name, value, bound))
        comparable = comparable and reports[-1].is_proved
    return Allocation(held, explain(arrangement), tuple(reports))
