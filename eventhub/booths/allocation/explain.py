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
    from eventhub.booths.allocation.runs import Bools

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


class Standing:
    """Who holds each run at the moment: all that a refused applicant needs to know before rules are asked."""

    def __init__(self, arrangement: Arrangement) -> None:
        tables = arrangement.tables
        padded = tables.runs.padded
        holders = np.where(padded == NOBODY, NOBODY, arrangement.holder[padded])
        held = holders != NOBODY
        self.arrangement = arrangement
        self.highest = holders.max(axis=1, initial=NOBODY)
        self.is_pinned: Bools = np.asarray(np.append(tables.pinned, False)[holders].any(axis=1))
        rank = np.append(tables.priority, tables.applications)[holders]
        self.strongest = rank.min(axis=1, initial=tables.applications)
        self.has_several: Bools = np.asarray((held & (holders != self.highest[:, None])).any(axis=1))


def explain(arrangement: Arrangement) -> dict[str, dict[str, int]]:
    """For each refused application: how many eligible choices, and how many each cause blocks."""
    found, standing = {}, Standing(arrangement)
    for number, application in enumerate(arrangement.tables.instance.applications):
        if arrangement.choice[number] == NOBODY:
            found[application.id] = explanation(standing, number)
    return found


def explanation(standing: Standing, application: int) -> dict[str, int]:
    """``{"eligible": choices, cause: count, ...}`` for one refused application."""
    arrangement = standing.arrangement
    choices = arrangement.tables.choices.of(application)
    pinned, above, several, contested = _by_holders(standing, application)
    counts = Counter(pinned=pinned, higher_priority=above, several_lower=several)
    for choice, holder in contested:
        counts[_cause(arrangement, application, choice, holder)] += 1
    return {
        "eligible": choices.stop - choices.start,
        **{cause: counts[cause] for cause in CAUSES if counts[cause]},
    }


def openings(standing: Standing, application: int) -> Iterator[tuple[int, int]]:
    """Choices this refused application could take at once, with the weaker holder to replace or NOBODY."""
    for choice, holder in _by_holders(standing, application)[3]:
        if _cause(standing.arrangement, application, choice, holder) in ("swap_possible", "free"):
            yield choice, holder


def _by_holders(standing: Standing, application: int) -> tuple[int, int, int, list[tuple[int, int]]]:
    """Choices blocked by a pin, by rank, by several; and the rest as (choice, only holder or NOBODY)."""
    tables = standing.arrangement.tables
    mine = tables.choices.of(application)
    runs = tables.choices.run[mine]
    pinned = standing.is_pinned[runs]
    above = ~pinned & (standing.strongest[runs] < tables.priority[application])
    several = ~pinned & ~above & standing.has_several[runs]
    rest = np.flatnonzero(~pinned & ~above & ~several)
    contested = list(zip((mine.start + rest).tolist(), standing.highest[runs[rest]].tolist(), strict=True))
    return int(pinned.sum()), int(above.sum()), int(several.sum()), contested


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
