"""Allocating booths: the one verb of this package, and what it answers.

First a greedy plan, then what the relaxation would do, then the search, then
fairness; at every moment there is a feasible plan, so that time may run out
at any of them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from eventhub.booths.allocation.exact import prove, prove_fair, within
from eventhub.booths.allocation.explain import explain
from eventhub.booths.allocation.follow import follow
from eventhub.booths.allocation.greedy import by_rank, fill, keep_what_stands
from eventhub.booths.allocation.instance import Instance
from eventhub.booths.allocation.polish import polish
from eventhub.booths.allocation.relaxation import Relaxation
from eventhub.booths.allocation.runs import NOBODY
from eventhub.booths.allocation.search import Search
from eventhub.booths.allocation.tabulating import tabulate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eventhub.booths.allocation.arrangement import Arrangement, LevelVector
    from eventhub.booths.allocation.instance import Application, Plan, Previous, Rules

_SMALL = 4_000  # choices; up to here the whole instance is one integer program
_MOST_NODES = 1_000_000
_NODES_A_ROUND = 100
_LAST_SHARE = 0.3  # of the time, kept from the relaxation for the search
_LEAST_WRAP_UP = 0.1  # seconds to explain the refusals, at least …
_WRAP_UP = 0.4  # … and as a share of what it took to list the choices on this machine
_RELAXATION = 6  # times as long are needed for the relaxation to say anything
_TRIAL = 4
_FAIR_SHARE = 0.12  # of the time, for fairness and what can still be improved without losing it


class LevelReport(Struct, frozen=True):
    """One level: what was reached, and the least a plan without envy could, with the levels above at theirs.

    ``bound`` is None when time did not allow one, or when a level above is
    not at its bound, so that the two cannot be compared.
    """

    name: str
    value: float
    bound: float | None

    @property
    def is_proved(self) -> bool:
        """Whether the value is the best there is."""
        return self.bound is not None and self.value <= self.bound


class Allocation(Struct, frozen=True):
    """Who holds which booths, why others hold none, and how good that is."""

    assignments: Mapping[str, tuple[str, ...]]
    explanations: Mapping[str, Mapping[str, int]]
    levels: tuple[LevelReport, ...]

    @property
    def is_optimal(self) -> bool:
        """Whether every level is proved."""
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
    progress: Callable[[str, LevelVector, tuple[float, ...]], None] | None = None,
) -> Allocation:
    """The best allocation found before ``deadline`` (seconds left) runs out or after ``rounds`` regions.

    ``deadline`` may turn to 0 at any moment to stop the search. With time to
    spare, the same seed and rounds give the same allocation. ``threads`` is
    for the integer programs. ``progress`` hears of each better level vector and of the bounds known by then.
    Raises PinError if the pins cannot be met.
    """
    before = deadline()
    tables = tabulate(Instance("", plan, applications, rules, previous))
    pace = before - deadline() if before < math.inf else 0
    arrangement = keep_what_stands(tables)
    fill(
        arrangement, by_rank(tables), lambda: False
    )  # late or not: telling why nobody is placed takes longer
    search = Search(tables, arrangement, deadline, np.random.default_rng(seed), progress, threads)
    search.is_small = len(tables.choices.run) <= _SMALL
    budget = deadline()
    if len(tables.choices.run):
        search.pace, search.wrap_up = pace, _LEAST_WRAP_UP + pace * _WRAP_UP
        if search.spare() * (1 - _LAST_SHARE) > pace * _RELAXATION:
            _look_ahead(search, budget * _LAST_SHARE)
        else:
            search.exchange(1, _TRIAL)
            search.insist()
        search.reserve = budget * _FAIR_SHARE if budget < math.inf else 0
        _improve(search, rounds)
    return _report(search.arrangement, search.bounds)


def _look_ahead(search: Search, reserve: float) -> None:
    """Bounds, and a plan close to the relaxation's; ``reserve`` seconds are left to the search."""
    tables, arrangement = search.tables, search.arrangement
    if search.seconds_left() <= reserve:
        return
    relaxation = Relaxation(tables, lambda: search.seconds_left() - reserve)
    weight = relaxation.plan(search.rng, arrangement.choice[arrangement.choice != NOBODY])
    if tables.instance.previous is None:
        rival = keep_what_stands(tables)
        follow(rival, weight)
        fill(rival, by_rank(tables), search.is_over)
        search.consider(rival)
    else:
        search.heed(weight)
    search.insist()
    search.learn(relaxation.bounds())
    search.excess = relaxation.excess


def _improve(search: Search, rounds: int | None) -> None:
    """The search proper, then fairness in the time reserved."""
    search.exchange()
    relaxed = search.bounds
    nodes = _MOST_NODES if rounds is None else rounds * _NODES_A_ROUND
    if search.is_small:
        search.learn(prove(search.arrangement, search.bounds, search.spare, nodes, search.excess))
    if not search.is_proved():
        polish(search, rounds)
    optimum = search.is_proved()
    search.reserve = 0
    search.settle()
    if optimum and search.is_small and not search.is_proved():
        lens = within(search.arrangement, relaxed, search.excess, search.tables.levels - 1)
        search.learn(prove_fair(search.arrangement, search.bounds, search.spare, nodes, lens))
    elif not search.is_proved():
        polish(search, rounds)


def _report(arrangement: Arrangement, bounds: tuple[float, ...]) -> Allocation:
    tables = arrangement.tables
    booths, applications = tables.instance.plan.booths, tables.instance.applications
    held = {
        a.id: tuple(booths[b].id for b in tables.booths_of(int(choice)))
        for a, choice in zip(applications, arrangement.choice, strict=True)
        if choice != NOBODY
    }
    reports: list[LevelReport] = []
    levels = zip(tables.instance.rules.levels, arrangement.level_vector(), strict=True)
    for number, (level, value) in enumerate(levels):
        is_comparable = number < len(bounds) and all(report.is_proved for report in reports)
        reports.append(LevelReport(level.name, value, bounds[number] if is_comparable else None))
    return Allocation(held, explain(arrangement), tuple(reports))
