"""A first plan, quickly: pins, then what was held, then everybody in order of rank, cheapest choice first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.arrangement import Arrangement
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from eventhub.booths.allocation.runs import Floats
    from eventhub.booths.allocation.tables import Tables


class PinError(ValueError):
    """A pin that no plan can meet: whose it is, and why."""

    def __init__(self, application: str, what: str) -> None:
        super().__init__(f"{application}: {what}")
        self.application = application
        self.what = what


def keep_what_stands(tables: Tables) -> Arrangement:
    """Pinned applications and, on re-allocation, everybody who can stay where they were; raises PinError."""
    arrangement = Arrangement(tables)
    for application in np.flatnonzero(tables.pinned).tolist():
        mine, name = tables.choices.of(application), tables.instance.applications[application].id
        if mine.start == mine.stop:
            raise PinError(name, "the booths it is pinned to do not suit its application")
        if not arrangement.admits(application, mine.start):
            raise PinError(name, "its pin breaks a rule together with another pin")
        arrangement.place(application, mine.start)
    for application in np.argsort(tables.priority):
        run = int(tables.previous[application])
        if run < 0 or arrangement.choice[application] != NOBODY:
            continue
        choice = tables.choices.find(int(application), run)
        if choice is not None and arrangement.admits(int(application), choice):
            arrangement.place(int(application), choice)
    return arrangement


def by_rank(tables: Tables) -> list[int]:
    """Applications in the order to serve them: tier, small requests before large, then rank."""
    tiers = [a.tier for a in tables.instance.applications]
    sizes = [a.min_booths for a in tables.instance.applications]
    held = tables.previous != NOBODY
    return sorted(
        range(tables.applications), key=lambda a: (not held[a], tiers[a], sizes[a], tables.priority[a])
    )


def fill(arrangement: Arrangement, order: Iterable[int], is_late: Callable[[], bool]) -> None:
    """Give each refused application, in order, its cheapest choice that breaks nothing."""
    tables = arrangement.tables
    choices, through = tables.choices, tables.runs.through
    padded = tables.runs.padded
    is_free = ((padded == NOBODY) | (arrangement.holder[padded] == NOBODY)).all(axis=1)
    for application in order:
        if arrangement.choice[application] != NOBODY:
            continue
        if is_late():
            return
        mine = choices.of(application)
        free = np.flatnonzero(is_free[choices.run[mine]]) + mine.start
        for choice in _cheapest_first(choices.cost[:, free].sum(axis=0)):
            if arrangement.admits(application, int(free[choice])):
                arrangement.place(application, int(free[choice]))
                for booth in tables.booths_of(int(free[choice])):
                    is_free[through[booth]] = False
                break


def _cheapest_first(cost: Floats) -> Iterator[int]:
    """Positions by cost, of equals the first first; sorted only as far as somebody asks."""
    if not len(cost):
        return
    cheapest = np.flatnonzero(cost == cost.min())
    yield from cheapest.tolist()
    yield from np.argsort(cost, kind="stable")[len(cheapest) :].tolist()
