"""HiGHS on a region's program: from the plan that stands to a better one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from eventhub.booths.allocation import engine
from eventhub.booths.allocation.region_program import INFINITY

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.region_program import RegionProgram
    from eventhub.booths.allocation.runs import Floats

# The plan at hand is a good start already: HiGHS's own searches for one, and beginning anew with what it has
# fixed, took more than half of the time and found nothing that branching had not.
_STRAIGHT = {
    "mip_heuristic_effort": 0.05,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_allow_restart": False,
}
_TAKEN = 0.5
_NEGLIGIBLE = 1e-6


class Answer(Struct, frozen=True):
    """Changes to make; value and bound of the whole plan, in the scale asked for, the rest as it is.

    ``at_least`` is, for each column, a bound of any plan with it; empty unless it was asked for.
    """

    changes: dict[int, int]
    value: float
    bound: float
    is_optimal: bool
    at_least: Floats


class Limits(Struct, frozen=True):
    """When a program is good enough.

    After so many ``nodes``; at a value of ``target``; and, where ``excess`` is
    given, without the columns whose reduced cost in the relaxation is more.
    ``wants_bounds`` asks for ``Answer.at_least``.
    """

    nodes: int
    target: float = -INFINITY
    excess: float | None = None
    wants_bounds: bool = False


def solve(program: RegionProgram, seconds_left: Callable[[], float], limits: Limits) -> Answer | None:
    """The best answer found within the limits; None if there is none (or nothing to decide)."""
    if not program.region.columns:
        return None
    import highspy

    highs = engine.start_highs(
        lambda: seconds_left() <= 0,
        threads=1,
        mip_max_nodes=limits.nodes,
        mip_rel_gap=0.0,
        mip_abs_gap=0.0,
        **_STRAIGHT,
        objective_target=limits.target,
    )
    highs.passModel(_model(highspy, program))
    at_least: Floats = np.zeros(0)
    if limits.excess is not None or limits.wants_bounds:
        value, reduced = _relax(highs, program, seconds_left)
        if limits.excess is not None:
            _narrow(highs, program, value, reduced, limits.excess)
        elif len(reduced):
            at_least = highs.getInfo().objective_function_value + reduced
    _start_from_standing(highspy, highs, program)
    engine.limit_time(highs, seconds_left())
    highs.run()
    solution = np.array(highs.getSolution().col_value)
    info = highs.getInfo()
    if not len(solution) or info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    taken = np.flatnonzero(solution[: len(program.region.columns)] > _TAKEN)
    return Answer(
        program.region.chosen(taken.tolist()),
        float(info.objective_function_value),
        float(info.mip_dual_bound),
        limits.excess is None and highs.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        at_least,
    )


def _relax(highs: Any, program: RegionProgram, seconds_left: Callable[[], float]) -> tuple[Floats, Floats]:
    """Value and reduced cost of every column in the relaxation; none if time ran out."""
    import highspy

    highs.setOptionValue("solve_relaxation", True)  # noqa: FBT003 - their signature
    engine.limit_time(highs, seconds_left())
    highs.run()
    highs.setOptionValue("solve_relaxation", False)  # noqa: FBT003
    solution, count = highs.getSolution(), len(program.region.columns)
    value, reduced = np.array(solution.col_value)[:count], np.array(solution.col_dual)[:count]
    is_optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    is_known = is_optimal and len(reduced) == count and seconds_left() > 0
    return (value, reduced) if is_known else (np.zeros(0), np.zeros(0))


def _narrow(highs: Any, program: RegionProgram, value: Floats, reduced: Floats, excess: float) -> None:
    """Shut out the columns that the relaxation would take only at a loss of more than ``excess``."""
    if not len(reduced):
        return
    unwanted = (reduced > excess) & (value < _NEGLIGIBLE)
    unwanted[program.region.standing()] = False
    shut = np.flatnonzero(unwanted).astype(np.int32)
    highs.changeColsBounds(len(shut), shut, np.zeros(len(shut)), np.zeros(len(shut)))


def _start_from_standing(highspy: Any, highs: Any, program: RegionProgram) -> None:
    start, count = highspy.HighsSolution(), len(program.region.columns)
    values: Floats = np.zeros(len(program.cost))
    values[program.region.standing()] = 1
    for members, least, most in program.rows:
        for variable in (v for v in members if v >= count):
            reached = sum(values[v] for v in members if v < count)
            values[variable] = max(
                values[variable], reached - most if members[variable] < 0 else least - reached
            )
    start.col_value = values.tolist()
    highs.setSolution(start)


def _model(highspy: Any, program: RegionProgram) -> Any:
    lp, cost, rows = highspy.HighsLp(), program.cost, program.rows
    count, columns = len(cost), len(program.region.columns)
    lp.num_col_, lp.num_row_, lp.offset_ = count, len(rows), program.offset
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(count), np.array(program.most)
    lp.row_lower_ = np.array([least for _, least, _ in rows], dtype=np.float64)
    lp.row_upper_ = np.array([most for _, _, most in rows], dtype=np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(members) for members, _, _ in rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.array([v for members, _, _ in rows for v in members], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([x for members, _, _ in rows for x in members.values()])
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * columns + [kinds.kContinuous] * (count - columns)
    return lp
