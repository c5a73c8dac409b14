"""Why a refused application holds nothing: for each of its choices, the first cause that applies.

The causes, in order: ``pinned`` (a holder is pinned), ``higher_priority`` (a
holder comes first), ``several_lower`` (two or more weaker holders),
``neighbour_rule``, ``cap``, ``quota``, ``swap_possible`` (justified envy),
``free`` (waste). Definitions: the fairness audit of the format.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.runs import Ints

CAUSES = (
    "pinned",
    "higher_priority",
    "several_lower",
    "neighbour_rule",
    "cap",
    "quota",
    "swap_possible",
    "free",
)


def explain(arrangement: Arrangement) -> dict[str, dict[str, int]]:
    """For each refused application: how many eligible choices, and how many each cause blocks."""
    found = {}
    for number, application in enumerate(arrangement.tables.instance.applications):
        if arrangement.choice[number] == NOBODY:
            found[application.id] = explanation(arrangement, number)
    return found


def explanation(arrangement: Arrangement, application: int) -> dict[str, int]:
    """``{"eligible": choices, cause: count, ...}`` for one refused application."""
    choices = arrangement.tables.choices.of(application)
    pinned, above, several, contested = _by_holders(arrangement, application)
    counts = Counter(pinned=pinned, higher_priority=above, several_lower=several)
    for choice, holder in contested:
        counts[_cause(arrangement, application, choice, holder)] += 1
    return {
        "eligible": choices.stop - choices.start,
        **{cause: counts[cause] for cause in CAUSES if counts[cause]},
    }


def openings(arrangement: Arrangement, application: int) -> Iterator[tuple[int, int]]:
    """Choices this refused application could take at once, with the weaker holder to replace or NOBODY."""
    for choice, holder in _by_holders(arrangement, application)[3]:
        if _cause(arrangement, application, choice, holder) in ("swap_possible", "free"):
            yield choice, holder


def _by_holders(arrangement: Arrangement, application: int) -> tuple[int, int, int, list[tuple[int, int]]]:
    """Choices blocked by a pin, by rank, by several; and the rest as (choice, only holder or NOBODY)."""
    tables = arrangement.tables
    mine = tables.choices.of(application)
    holders = _holders(arrangement, tables.choices.run[mine])
    held = holders != NOBODY
    pinned = (held & tables.pinned[holders]).any(axis=1)
    above = ~pinned & (held & (tables.priority[holders] < tables.priority[application])).any(axis=1)
    highest = holders.max(axis=1, initial=NOBODY)
    differing = (held & (holders != highest[:, None])).any(axis=1)
    several = ~pinned & ~above & differing
    rest = np.flatnonzero(~pinned & ~above & ~differing)
    contested = [(mine.start + int(i), int(highest[i])) for i in rest]
    return int(pinned.sum()), int(above.sum()), int(several.sum()), contested


def _holders(arrangement: Arrangement, runs: Ints) -> Ints:
    booths = arrangement.tables.runs.padded[runs]
    return np.where(booths == NOBODY, NOBODY, arrangement.holder[booths])


def _cause(arrangement: Arrangement, application: int, choice: int, holder: int) -> str:
    """What stands between the application and a choice nobody else, or one weaker holder, holds."""
    tables = arrangement.tables
    run = int(tables.choices.run[choice])
    if arrangement.clashes(application, run, (holder,)):
        return "neighbour_rule"
    zone, category = tables.runs.zone[run], tables.category[application]
    leaves = holder != NOBODY and tables.runs.zone[arrangement.run_of(holder)] == zone
    freed = int(leaves and tables.category[holder] == category)
    if arrangement.category_count[zone, category] - freed + 1 > tables.cap[zone, category]:
        return "cap"
    if holder == NOBODY:
        return "free"
    return "quota" if _worsens_quotas(arrangement, application, int(zone), holder) else "swap_possible"


def _worsens_quotas(arrangement: Arrangement, application: int, zone: int, holder: int) -> bool:
    tables = arrangement.tables
    here = tables.quota_zone == zone
    now, least = arrangement.tag_count[here], tables.quota_least[here]
    after = now - tables.tagged[here, holder] + tables.tagged[here, application]
    loss = np.maximum(0, least - after) - np.maximum(0, least - now)
    return bool(loss.sum() > 0)
