"""Small instances solved whole, level by level, with proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.exchange import improve_by
from eventhub.booths.allocation.fairness import envied, is_certain, is_fair
from eventhub.booths.allocation.region import WIDE, Lens, Region
from eventhub.booths.allocation.region_program import RegionProgram
from eventhub.booths.allocation.region_solver import Limits, solve
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.fairness import Envy
    from eventhub.booths.allocation.runs import Bools, Floats

_GAP = 1e-6
_ROUNDING = 1e-2  # of reduced costs
_PASSES = 8


def prove(
    arrangement: Arrangement,
    bounds: tuple[float, ...],
    seconds_left: Callable[[], float],
    nodes: int,
    excess: Floats | None = None,
) -> tuple[float, ...]:
    """Improve to the optimum, level by level, while time lasts; returns the bounds known then.

    A level is settled, in so many nodes at most, with those above it held at
    what they are; it must have reached its bound before the next is looked at.
    ``excess`` tells of each choice how much above the bound of the last level
    any plan with it is: those that cannot be in a better plan are left out.
    """
    found = list(bounds)
    barred: Bools = np.zeros(len(arrangement.tables.choices.run), dtype=np.bool_)
    for level in range(arrangement.tables.levels):
        if level >= len(found) or arrangement.level_vector()[level] > found[level]:
            if seconds_left() <= 0:
                break
            lens = _without(barred, within(arrangement, bounds, excess, level))
            bound = _settle(arrangement, level, seconds_left, nodes, lens, barred)
            if bound is None:
                break
            found[level:] = [bound]
        if arrangement.level_vector()[level] > found[level]:
            break
    return tuple(found)


def within(arrangement: Arrangement, bounds: tuple[float, ...], excess: Floats | None, level: int) -> Lens:
    """The choices that can be in a plan as good as this one; all of them where that is not known."""
    vector, last = arrangement.level_vector(), arrangement.tables.levels - 1
    if excess is None or level != last or len(bounds) <= last or vector[:last] != bounds[:last]:
        return WIDE
    return Lens(excess, vector[last] - bounds[last] + _ROUNDING, WIDE.most)


def prove_fair(
    arrangement: Arrangement,
    bounds: tuple[float, ...],
    seconds_left: Callable[[], float],
    nodes: int,
    lens: Lens = WIDE,
) -> tuple[float, ...]:
    """Of the plans without justified envy, find one that loses least of the first level below its bound.

    ``arrangement`` is such a plan. Whenever the program answers with an
    envious plan, the holder who is envied there must yield, and it is asked
    again. Returns the bounds, those of fair plans where that could be shown.
    """
    vector = arrangement.level_vector()
    level = next((i for i, (v, b) in enumerate(zip(vector, bounds, strict=True)) if v > b), None)
    yielding: list[Envy] = []
    for _ in range(_PASSES):
        if level is None or seconds_left() <= 0:
            break
        answer = solve(_program(arrangement, level, yielding, lens), seconds_left, Limits(nodes))
        if answer is None or not answer.is_optimal:
            break
        trial = arrangement.copy()
        is_other = improve_by(trial, answer.changes)
        if not is_other or is_fair(trial):
            arrangement.apply({a: int(c) for a, c in enumerate(trial.choice) if arrangement.choice[a] != c})
            reached = arrangement.level_vector()[level]
            is_shown = answer.value >= reached - _GAP and all(is_certain(trial, envy) for envy in yielding)
            return (*bounds[:level], reached, *bounds[level + 1 :]) if is_shown else bounds
        yielding += list(envied(trial))
    return bounds


def _without(barred: Bools, lens: Lens) -> Lens:
    """The same view, without the barred choices."""
    if not barred.any():
        return lens
    excess, reach = (np.zeros(len(barred)), 0.0) if lens.excess is None else (lens.excess, lens.reach)
    return Lens(np.where(barred, np.inf, excess), reach, lens.most)


def _settle(
    arrangement: Arrangement,
    level: int,
    seconds_left: Callable[[], float],
    nodes: int,
    lens: Lens,
    barred: Bools,
) -> float | None:
    """Minimise one level with those above held; improves the arrangement, returns the bound.

    Choices that no plan as good at this level can hold are ``barred`` for those below.
    """
    program = _program(arrangement, level, [], lens)
    if not program.cost.any():
        return arrangement.level_vector()[level]
    answer = solve(program, seconds_left, Limits(nodes, wants_bounds=True))
    if answer is None:
        return None
    improve_by(arrangement, answer.changes)
    choices = np.array([column.choice for column in program.region.columns])
    if len(answer.at_least):
        barred[choices[answer.at_least > arrangement.level_vector()[level] + _ROUNDING]] = True
    is_whole = bool((program.cost == np.rint(program.cost)).all())
    return max(0.0, float(np.ceil(answer.bound - _GAP))) if is_whole else answer.bound


def _program(arrangement: Arrangement, level: int, yielding: list[Envy], lens: Lens) -> RegionProgram:
    """The whole instance as one region, one level to minimise, those above held."""
    tables = arrangement.tables
    refused = np.flatnonzero(arrangement.choice == NOBODY).tolist()
    region = Region(arrangement, range(tables.booths), refused, lens)
    program = RegionProgram(region, np.eye(tables.levels)[level])
    vector = arrangement.level_vector()
    for above in range(level):
        program.hold_level(above, vector[above])
    for envy in yielding:
        program.yield_to(envy.holder, envy.choice, envy.person)
    return program
