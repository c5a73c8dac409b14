"""From the plan over classes to a plan over booths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.runs import Floats

_NEGLIGIBLE = 0.05


def follow(arrangement: Arrangement, weight: Floats) -> None:
    """Give booths as the relaxation would, large requests first, where nothing stands in the way."""
    tables = arrangement.tables
    choices = tables.choices
    largest = np.zeros(tables.applications)
    owner = np.repeat(np.arange(tables.applications), np.diff(choices.first))
    np.maximum.at(largest, owner, weight * tables.runs.size[choices.run])
    cost = choices.cost.sum(axis=0)
    for application in np.lexsort((tables.priority, -largest)).tolist():
        if arrangement.choice[application] != NOBODY:
            continue
        mine = choices.of(application)
        wanted = np.flatnonzero(weight[mine] > _NEGLIGIBLE) + mine.start
        for choice in wanted[np.lexsort((cost[wanted], -weight[wanted]))].tolist():
            if arrangement.admits(application, choice):
                arrangement.place(application, choice)
                break
