"""A first plan, quickly: pins, then what was held, then everybody in order of rank, cheapest choice first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.arrangement import Arrangement
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
    choices, padded = tables.choices, tables.runs.padded
    for application in order:
        if arrangement.choice[application] != NOBODY:
            continue
        if is_late():
            return
        mine = choices.of(application)
        booths = padded[choices.run[mine]]
        is_free = ((booths == NOBODY) | (arrangement.holder[booths] == NOBODY)).all(axis=1)
        free = np.flatnonzero(is_free) + mine.start
        cost = choices.cost[:, free].sum(axis=0)
        for choice in free[np.argsort(cost, kind="stable")]:
            if arrangement.admits(application, int(choice)):
                arrangement.place(application, int(choice))
                break
