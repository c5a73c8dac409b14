"""No waste and no justified envy: the last word on a plan.

At the optimum of every level that counts people, a refused applicant can only
envy a holder of equal tier and score, who comes later by id. Such a holder
makes way, in whatever way costs least.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.explain import openings
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.arrangement import Arrangement

_PASSES = 20


def is_fair(arrangement: Arrangement) -> bool:
    """Whether there is neither waste nor justified envy."""
    refused = np.flatnonzero(arrangement.choice == NOBODY).tolist()
    return not any(True for person in refused for _ in openings(arrangement, person))


def settle(arrangement: Arrangement, is_late: Callable[[], bool]) -> bool:
    """Give the envious what they may have until nobody is; tells whether that was reached."""
    for _ in range(_PASSES):
        refused = np.flatnonzero(arrangement.choice == NOBODY)
        content = True
        for person in refused[np.argsort(arrangement.tables.priority[refused])].tolist():
            if is_late():
                return False
            content &= not _seat(arrangement, person)
        if content:
            return is_fair(arrangement)
    return False


def _seat(arrangement: Arrangement, person: int) -> bool:
    """Give a refused person the opening that leaves the best plan, its weaker holder making way."""
    best: tuple[tuple[float, ...], dict[int, int]] | None = None
    for choice, holder in list(openings(arrangement, person)):
        changes = {person: choice} if holder == NOBODY else {holder: NOBODY, person: choice}
        undo = {a: int(arrangement.choice[a]) for a in changes}
        arrangement.apply(changes)
        if arrangement.is_feasible() and (best is None or arrangement.level_vector() < best[0]):
            best = (arrangement.level_vector(), changes)
        arrangement.apply(undo)
    if best is not None:
        arrangement.apply(best[1])
    return best is not None
