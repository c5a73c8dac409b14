"""Bounds for every level, and who goes where roughly: a linear program over booth classes.

Columns are generated: the program starts with a few for each application and
takes in those whose reduced cost says they would help. First all levels
weighed into one, which yields the plan; then level by level, each held at its
bound while the next is settled. A bound is computed from the dual prices over
all columns, so it holds even when time runs out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from eventhub.booths.allocation.program import INFINITY, write_program
from eventhub.booths.allocation.scale import weigh_levels

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.runs import Floats, Ints
    from eventhub.booths.allocation.tables import Tables

_AT_ONCE = 3
_FIRST_COLUMNS = 5
_FIRST_COLUMNS_AGAIN = 1  # on re-allocation: what is held is nearly the answer
_ADDED_COLUMNS = 5
_DUAL_SIMPLEX, _PRIMAL_SIMPLEX = 1, 4
_SLACK = 1e-6


class Relaxation:
    """One instance's program and the columns taken in so far."""

    def __init__(self, tables: Tables, seconds_left: Callable[[], float]) -> None:
        from highspy import Highs

        self._tables = tables
        self._left = seconds_left
        self._program = write_program(tables)
        self._matrix = self._program.matrix[: self._program.first_level_row]
        self._inside: Ints = np.zeros(0, dtype=np.int64)
        self._highs: Any = Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1)):
            self._highs.setOptionValue(option, value)

    def plan(self, rng: np.random.Generator, held: Ints) -> Floats:
        """The plan, as a weight of each choice that choices alike share.

        ``held`` are the choices of a plan at hand; their columns start the program.
        """
        program = self._program
        scale = weigh_levels(self._tables, _AT_ONCE)
        scale /= max(float(np.median(scale[scale > 0])), 1.0) if (scale > 0).any() else 1.0
        self._load(self._first(rng, held))
        self._optimise(scale @ program.cost)
        return self._weights()

    def bounds(self) -> tuple[float, ...]:
        """Bounds of the first levels, as many as time allows, each with the levels before it at theirs."""
        self._add_level_rows()
        found: list[float] = []
        for level in range(self._tables.levels):
            bound = self._settle(level)
            if bound is None:
                break
            found.append(bound)
        return tuple(found)

    def _first(self, rng: np.random.Generator, held: Ints) -> Ints:
        """The columns to start with: what is held, and for each application some cheap and some random."""
        program = self._program
        owner = program.columns.owner
        count = len(owner)
        noise = rng.random(count)
        cheap = program.cost[-1, :count] + noise / 2
        most = _FIRST_COLUMNS if self._tables.instance.previous is None else _FIRST_COLUMNS_AGAIN
        groups = [program.columns.of_choice[held], np.arange(count, program.variables)]
        for order in (np.lexsort((noise, owner)), np.lexsort((cheap, owner))):
            position = np.arange(count) - np.searchsorted(owner[order], owner[order])
            groups.append(order[position < most])
        groups.append(np.flatnonzero(self._tables.pinned[owner]))
        return np.unique(np.concatenate(groups))

    def _load(self, inside: Ints) -> None:
        import highspy

        program, part = self._program, self._matrix[:, inside]
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(inside), self._matrix.shape[0]
        lp.col_cost_ = np.zeros(len(inside))
        lp.col_lower_ = np.zeros(len(inside))
        lp.col_upper_ = np.where(inside >= len(program.columns.owner), INFINITY, 1.0)
        rows = slice(0, self._matrix.shape[0])
        lp.row_lower_, lp.row_upper_ = program.lower[rows], program.upper[rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = part.indptr, part.indices, part.data
        self._highs.passModel(lp)
        self._inside = inside

    def _add_level_rows(self) -> None:
        """The rows that hold settled levels; only now, since they are dense and slow the longest solve."""
        program = self._program
        for level in range(self._tables.levels):
            cost = program.cost[level, self._inside]
            used = np.flatnonzero(cost)
            self._highs.addRow(-INFINITY, INFINITY, len(used), used.astype(np.int32), cost[used])
        self._matrix = program.matrix

    def _optimise(self, cost: Floats) -> float | None:
        """The least of ``cost`` over all columns, as a bound that holds; None without one in time."""
        import highspy

        highs, transposed = self._highs, self._matrix.T.tocsr()
        highs.setOptionValue("simplex_strategy", _DUAL_SIMPLEX)
        highs.changeColsCost(
            len(self._inside), np.arange(len(self._inside), dtype=np.int32), cost[self._inside]
        )
        bound = None
        while self._left() > 0:
            highs.setOptionValue("time_limit", highs.getRunTime() + self._left())
            highs.run()
            if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return bound
            reduced = cost - transposed @ np.array(highs.getSolution().row_dual)
            reduced[self._inside] = np.maximum(reduced[self._inside], 0)
            value = highs.getInfo().objective_function_value
            bound = value + self._shortfall(reduced)
            if bound >= value - _SLACK:
                return float(bound)
            self._take_in(reduced, cost)
            highs.setOptionValue("simplex_strategy", _PRIMAL_SIMPLEX)
        return bound

    def _shortfall(self, reduced: Floats) -> float:
        """How much the columns left out could still lower the value, each application taking one."""
        owner = self._program.columns.owner
        best = np.zeros(self._tables.applications)
        np.minimum.at(best, owner, reduced[: len(owner)])
        return float(best.sum())

    def _take_in(self, reduced: Floats, cost: Floats) -> None:
        """Add, for each application, the columns that promise most."""
        owner = self._program.columns.owner
        promising = np.flatnonzero(reduced[: len(owner)] < -_SLACK / 10)
        promising = promising[np.lexsort((reduced[promising], owner[promising]))]
        position = np.arange(len(promising)) - np.searchsorted(owner[promising], owner[promising])
        new = promising[position < _ADDED_COLUMNS]
        part = self._matrix[:, new]
        self._highs.addCols(
            len(new),
            cost[new],
            np.zeros(len(new)),
            np.ones(len(new)),
            part.nnz,
            part.indptr[:-1],
            part.indices,
            part.data,
        )
        self._inside = np.concatenate([self._inside, new])

    def _settle(self, level: int) -> float | None:
        """The bound of a level while those before it stay at theirs; then hold this one at it."""
        program = self._program
        cost = program.cost[level]
        if not cost.any():
            return float(program.constant[level]) + 0.0
        best = self._optimise(cost)
        if best is None:
            return None
        constant = float(program.constant[level])
        bound = _round_up(best + constant) if self._is_whole(level) else best + constant - _SLACK
        row = program.first_level_row + level
        self._highs.changeRowBounds(row, -INFINITY, bound - constant + _SLACK)
        return max(bound, 0.0) + 0.0

    def _is_whole(self, level: int) -> bool:
        cost, constant = self._program.cost[level], self._program.constant[level]
        return bool((cost == np.rint(cost)).all()) and float(constant).is_integer()

    def _weights(self) -> Floats:
        """The weight of each choice's column, by choice."""
        weight = np.zeros(self._program.variables)
        weight[self._inside] = np.array(self._highs.getSolution().col_value)
        return weight[self._program.columns.of_choice]


def _round_up(value: float) -> float:
    return float(np.ceil(value - _SLACK * 10))
