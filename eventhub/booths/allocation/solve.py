"""Allocating booths: the one verb of this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventhub.booths.allocation.explain import explain
from eventhub.booths.allocation.greedy import by_rank, fill, keep_what_stands
from eventhub.booths.allocation.instance import Instance
from eventhub.booths.allocation.runs import NOBODY
from eventhub.booths.allocation.tabulating import tabulate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.instance import Application, Plan, Previous, Rules


@dataclass(frozen=True, slots=True)
class LevelReport:
    """One level of the objective: what was reached and what nobody can go below."""

    name: str
    value: float
    bound: float

    @property
    def is_proved(self) -> bool:
        """Is the value the best there is?"""
        return self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who holds which booths, why others hold none, and how good that is."""

    assignments: Mapping[str, tuple[str, ...]]
    explanations: Mapping[str, Mapping[str, int]]
    levels: tuple[LevelReport, ...]


def allocate(
    plan: Plan,
    applications: tuple[Application, ...],
    rules: Rules,
    previous: Previous | None,
    *,
    deadline: Callable[[], float],
    seed: int = 1,
    threads: int = 1,
    progress: Callable[[str, tuple[float, ...]], None] | None = None,
) -> Allocation:
    """The best allocation found before ``deadline`` (seconds left) runs out."""
    tables = tabulate(Instance("", plan, applications, rules, previous))
    arrangement = keep_what_stands(tables)
    fill(arrangement, by_rank(tables), lambda: deadline() <= 0)
    return _report(arrangement)


def _report(arrangement: Arrangement) -> Allocation:
    tables = arrangement.tables
    booths, applications = tables.instance.plan.booths, tables.instance.applications
    held = {
        a.id: tuple(booths[b].id for b in tables.booths_of(int(choice)))
        for a, choice in zip(applications, arrangement.choice, strict=True)
        if choice != NOBODY
    }
    levels = zip(tables.instance.rules.levels, arrangement.level_vector(), strict=True)
    return Allocation(held, explain(arrangement), tuple(LevelReport(l.name, v, 0) for l, v in levels))
