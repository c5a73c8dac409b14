"""Small instances solved whole, level by level, with proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.exchange import improve_by
from eventhub.booths.allocation.region import Region
from eventhub.booths.allocation.region_program import RegionProgram
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.arrangement import Arrangement

_MOST_NODES = 1_000_000
_GAP = 1e-6


def prove(arrangement: Arrangement, bounds: tuple[float, ...], seconds_left: Callable[[], float]) -> tuple[float, ...]:
    """Improve to the optimum, level by level, while time lasts; returns bounds that are at least as good.

    A level is settled with those above it held at what they are; it must have
    reached its bound before the next one is looked at.
    """
    tables = arrangement.tables
    found = list(bounds)
    for level in range(tables.levels):
        value = arrangement.level_vector()[level]
        if level < len(found) and value <= found[level]:
            continue
        if seconds_left() <= 0:
            break
        bound = _settle(arrangement, level, seconds_left())
        if bound is None:
            break
        found[level:] = [bound]
        if arrangement.level_vector()[level] > bound:
            break
    return tuple(found)


def _settle(arrangement: Arrangement, level: int, seconds: float) -> float | None:
    """Minimise one level with those above held; improves the arrangement, returns the bound."""
    tables = arrangement.tables
    refused = np.flatnonzero(arrangement.choice == NOBODY).tolist()
    region = Region(arrangement, range(tables.booths), refused)
    program = RegionProgram(region, np.eye(tables.levels)[level])
    now = arrangement.level_vector()
    for above in range(level):
        program.hold_level(above, now[above])
    answer = program.solve(seconds=seconds, nodes=_MOST_NODES)
    if answer is None:
        return None
    improve_by(arrangement, answer.changes)
    return float(np.ceil(answer.bound - _GAP)) if _is_whole(program) else answer.bound


def _is_whole(program: RegionProgram) -> bool:
    return bool((program.cost == np.rint(program.cost)).all())
