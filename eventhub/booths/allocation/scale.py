"""One number for a whole level vector, for the places that need one.

The weights make a level outweigh what the levels below it can plausibly change
in one round. That is a guide, not the judge: whatever a round proposes is
accepted by comparing true level vectors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from eventhub.booths.allocation.runs import Floats
    from eventhub.booths.allocation.tables import Tables

_AT_ONCE = 20  # applications whose worst cost a round may trade for one unit of the level above


def weigh_levels(tables: Tables, at_once: int = _AT_ONCE) -> Floats:
    """A weight for each level; the last level that can change weighs 1."""
    scale = np.zeros(tables.levels)
    weight = 1.0
    for level in range(tables.levels - 1, -1, -1):
        worst = _worst(tables, level)
        if worst > 0:
            scale[level] = weight
            weight *= 1 + at_once * worst
    return scale


def _worst(tables: Tables, level: int) -> float:
    """The most one application can cost at a level."""
    worst = [float(tables.refusal[level].max(initial=0)), float(tables.quota_price[level])]
    worst.append(float(tables.same_price[level]))
    if level in tables.choices.levels:
        worst.append(float(tables.choices.cost[tables.choices.levels.index(level)].max(initial=0)))
    return max(worst + [float(wish.price[level]) for wish in tables.wishes])
