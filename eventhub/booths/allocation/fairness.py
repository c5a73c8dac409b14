"""No waste and no justified envy: the last word on a plan.

At the optimum of every level that counts people, a refused applicant can only
envy a holder of equal tier and score, who comes later by id. Such a holder
makes way, in whatever way costs least.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from eventhub.booths.allocation.explain import Standing, openings
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from eventhub.booths.allocation.arrangement import Arrangement

_PASSES = 20


class Envy(Struct, frozen=True):
    """A refused person who could replace a weaker holder there."""

    holder: int
    choice: int
    person: int


def is_fair(arrangement: Arrangement) -> bool:
    """Whether there is neither waste nor justified envy."""
    refused, standing = np.flatnonzero(arrangement.choice == NOBODY).tolist(), Standing(arrangement)
    return not any(True for person in refused for _ in openings(standing, person))


def envied(arrangement: Arrangement) -> Iterator[Envy]:
    """Every justified envy of a plan."""
    refused, standing = np.flatnonzero(arrangement.choice == NOBODY).tolist(), Standing(arrangement)
    found = {(person, holder) for person in refused for _, holder in openings(standing, person)}
    for person, holder in sorted(found):
        if holder != NOBODY:
            yield Envy(holder, int(arrangement.choice[holder]), person)


def is_certain(arrangement: Arrangement, envy: Envy) -> bool:
    """Whether this envy is justified in every plan that gives that choice and refuses that person.

    So it is, unless a neighbour stands in the way, if the person could take
    those booths alone, and replacing the holder changes neither a capped
    category nor a quota of the zone.
    """
    tables, person, holder = arrangement.tables, envy.person, envy.holder
    booths = set(tables.booths_of(envy.choice))
    mine = tables.choices.of(person)
    if not any(booths.issuperset(tables.booths_of(c)) for c in range(mine.start, mine.stop)):
        return False
    zone = tables.runs.zone[tables.choices.run[envy.choice]]
    category = tables.category[person]
    is_capped = tables.cap[zone, category] < np.iinfo(np.int64).max
    if is_capped and tables.category[holder] != category:
        return False
    here = tables.quota_zone == zone
    return bool((tables.tagged[here, person] >= tables.tagged[here, holder]).all())


def settle(arrangement: Arrangement, is_late: Callable[[], bool]) -> bool:
    """Give the envious what they may have until nobody is; tells whether that was reached."""
    for _ in range(_PASSES):
        refused = np.flatnonzero(arrangement.choice == NOBODY)
        content, standing = True, Standing(arrangement)
        for person in refused[np.argsort(arrangement.tables.priority[refused])].tolist():
            if is_late():
                return False
            if _seat(standing, person):
                content, standing = False, Standing(arrangement)
        if content:
            return is_fair(arrangement)
    return False


def _seat(standing: Standing, person: int) -> bool:
    """Give a refused person the opening that leaves the best plan, its weaker holder making way."""
    arrangement = standing.arrangement
    best: tuple[tuple[float, ...], dict[int, int]] | None = None
    for choice, holder in list(openings(standing, person)):
        changes = {person: choice} if holder == NOBODY else {holder: NOBODY, person: choice}
        undo = {a: int(arrangement.choice[a]) for a in changes}
        arrangement.apply(changes)
        if arrangement.is_feasible() and (best is None or arrangement.level_vector() < best[0]):
            best = (arrangement.level_vector(), changes)
        arrangement.apply(undo)
    if best is not None:
        arrangement.apply(best[1])
    return best is not None
