"""Small instances solved whole, level by level, with proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.exchange import improve_by
from eventhub.booths.allocation.explain import openings
from eventhub.booths.allocation.fairness import is_fair
from eventhub.booths.allocation.region import Region
from eventhub.booths.allocation.region_program import RegionProgram
from eventhub.booths.allocation.region_solver import Limits, solve
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.arrangement import Arrangement

_GAP = 1e-6
_PASSES = 8


def prove(
    arrangement: Arrangement, bounds: tuple[float, ...], seconds_left: Callable[[], float], nodes: int
) -> tuple[float, ...]:
    """Improve to the optimum, level by level, while time lasts; returns the bounds known then.

    A level is settled, in so many nodes at most, with those above it held at
    what they are; it must have reached its bound before the next is looked at.
    """
    found = list(bounds)
    for level in range(arrangement.tables.levels):
        if level >= len(found) or arrangement.level_vector()[level] > found[level]:
            if seconds_left() <= 0:
                break
            bound = _settle(arrangement, level, seconds_left, nodes)
            if bound is None:
                break
            found[level:] = [bound]
        if arrangement.level_vector()[level] > found[level]:
            break
    return tuple(found)


def prove_fair(
    arrangement: Arrangement, bounds: tuple[float, ...], seconds_left: Callable[[], float], nodes: int
) -> None:
    """Of the plans without justified envy, find one that loses least of the first level below its bound.

    ``arrangement`` is such a plan. Whenever the program answers with an
    envious plan, the holder who is envied there must yield, and it is asked again.
    """
    vector = arrangement.level_vector()
    level = next((i for i, (v, b) in enumerate(zip(vector, bounds, strict=True)) if v > b), None)
    yielding: list[tuple[int, int, int]] = []
    for _ in range(_PASSES):
        if level is None or seconds_left() <= 0:
            return
        answer = solve(_program(arrangement, level, yielding), seconds_left, Limits(nodes))
        if answer is None or not answer.is_optimal:
            return
        trial = arrangement.copy()
        if not improve_by(trial, answer.changes):
            return
        if is_fair(trial):
            arrangement.apply({a: int(c) for a, c in enumerate(trial.choice) if arrangement.choice[a] != c})
            return
        yielding += list(_envied(trial))


def _envied(arrangement: Arrangement) -> list[tuple[int, int, int]]:
    """(holder, what they hold, who envies it)."""
    refused = np.flatnonzero(arrangement.choice == NOBODY).tolist()
    found = {(person, holder) for person in refused for _, holder in openings(arrangement, person)}
    return [
        (holder, int(arrangement.choice[holder]), person)
        for person, holder in sorted(found)
        if holder != NOBODY
    ]


def _settle(
    arrangement: Arrangement, level: int, seconds_left: Callable[[], float], nodes: int
) -> float | None:
    """Minimise one level with those above held; improves the arrangement, returns the bound."""
    program = _program(arrangement, level, [])
    answer = solve(program, seconds_left, Limits(nodes))
    if answer is None:
        return None
    improve_by(arrangement, answer.changes)
    is_whole = bool((program.cost == np.rint(program.cost)).all())
    return max(0.0, float(np.ceil(answer.bound - _GAP))) if is_whole else answer.bound


def _program(arrangement: Arrangement, level: int, yielding: list[tuple[int, int, int]]) -> RegionProgram:
    """The whole instance as one region, one level to minimise, those above held."""
    tables = arrangement.tables
    refused = np.flatnonzero(arrangement.choice == NOBODY).tolist()
    program = RegionProgram(Region(arrangement, range(tables.booths), refused), np.eye(tables.levels)[level])
    vector = arrangement.level_vector()
    for above in range(level):
        program.hold_level(above, vector[above])
    for holder, choice, person in yielding:
        program.yield_to(holder, choice, person)
    return program
