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

from eventhub.booths.allocation import engine
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
        self._tables = tables
        self._left = seconds_left
        self._program = write_program(tables)
        self._held: list[int] = []
        self._inside: Ints = np.zeros(0, dtype=np.int64)
        self.excess: Floats | None = None
        """How much the plan over classes would lose, at least, by each choice, in units of the last level."""
        self._last_reduced: Floats | None = None
        self._highs: Any = engine.start_highs(lambda: seconds_left() <= 0, threads=1)

    def plan(self, rng: np.random.Generator, held: Ints) -> Floats:
        """The plan, as a weight of each choice that choices alike share.

        ``held`` are the choices of a plan at hand; their columns start the program.
        """
        program = self._program
        scale = weigh_levels(self._tables, _AT_ONCE)
        scale /= max(float(np.median(scale[scale > 0])), 1.0) if (scale > 0).any() else 1.0
        self._load(self._first(rng, held))
        self._optimise(program.cost(scale))
        self._remember_excess(scale[-1])
        return self._weights()

    def bounds(self) -> tuple[float, ...]:
        """Bounds of the first levels, as many as time allows, each with the levels before it at theirs."""
        found: list[float] = []
        for level in range(self._tables.levels):
            bound = self._settle(level)
            if bound is None:
                break
            found.append(bound)
        else:
            self._remember_excess(1)
        return tuple(found)

    def _first(self, rng: np.random.Generator, held: Ints) -> Ints:
        """The columns to start with: what is held, and for each application some cheap and some random."""
        program = self._program
        owner = program.columns.owner
        count = len(owner)
        noise = rng.random(count)
        cheap = program.cost(self._unit(self._tables.levels - 1))[:count] + noise / 2
        most = _FIRST_COLUMNS if self._tables.instance.previous is None else _FIRST_COLUMNS_AGAIN
        groups = [program.columns.of_choice[held], np.arange(count, program.variables)]
        for order in (np.lexsort((noise, owner)), np.lexsort((cheap, owner))):
            position = np.arange(count) - np.searchsorted(owner[order], owner[order])
            groups.append(order[position < most])
        groups.append(np.flatnonzero(self._tables.pinned[owner]))
        return np.unique(np.concatenate(groups))

    def _load(self, inside: Ints) -> None:
        import highspy

        program, part = self._program, self._program.matrix[:, inside]
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(inside), len(program.lower)
        lp.col_cost_ = np.zeros(len(inside))
        lp.col_lower_ = np.zeros(len(inside))
        lp.col_upper_ = np.where(inside >= len(program.columns.owner), INFINITY, 1.0)
        lp.row_lower_ = program.lower.astype(np.float64)
        lp.row_upper_ = program.upper.astype(np.float64)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = part.indptr, part.indices, part.data
        self._highs.passModel(lp)
        self._inside = inside

    def _optimise(self, cost: Floats) -> float | None:
        """The least of ``cost`` over all columns, as a bound that holds; None without one in time."""
        import highspy

        highs = self._highs
        highs.setOptionValue("simplex_strategy", _DUAL_SIMPLEX)
        highs.changeColsCost(
            len(self._inside), np.arange(len(self._inside), dtype=np.int32), cost[self._inside]
        )
        bound = None
        while self._left() > 0:
            engine.limit_time(highs, self._left())
            highs.run()
            if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return bound
            reduced = self._reduced(cost, np.array(highs.getSolution().row_dual))
            self._last_reduced = reduced
            reduced[self._inside] = np.maximum(reduced[self._inside], 0)
            value = highs.getInfo().objective_function_value
            bound = value + self._shortfall(reduced)
            if bound >= value - _SLACK:
                return float(bound)
            self._take_in(reduced, cost)
            highs.setOptionValue("simplex_strategy", _PRIMAL_SIMPLEX)
        return bound

    def _reduced(self, cost: Floats, duals: Floats) -> Floats:
        """The reduced cost of every variable, inside or not."""
        program = self._program
        prices = np.zeros(self._tables.levels)
        prices[self._held] = duals[len(program.lower) :]
        used: Floats = program.matrix.T @ duals[: len(program.lower)]
        return cost - used - program.cost(prices)

    def _shortfall(self, reduced: Floats) -> float:
        """How much the columns left out could still lower the value, each application taking one."""
        owner = self._program.columns.owner
        best = np.zeros(self._tables.applications)
        np.minimum.at(best, owner, reduced[: len(owner)])
        return float(best.sum())

    def _remember_excess(self, unit: float) -> None:
        """Keep the reduced costs of the last optimum, and what a choice costs beyond its column."""
        tables, columns = self._tables, self._program.columns
        if self._last_reduced is None or unit <= 0:
            return
        excess = self._last_reduced[columns.of_choice] / unit
        last = tables.levels - 1
        if last in tables.choices.levels:
            row = tables.choices.levels.index(last)
            excess += tables.choices.cost[row] - columns.own[row][columns.of_choice]
        self.excess = excess.astype(np.float32)

    def _take_in(self, reduced: Floats, cost: Floats) -> None:
        """Add, for each application, the columns that promise most."""
        from scipy.sparse import csr_matrix, vstack

        owner = self._program.columns.owner
        promising = np.flatnonzero(reduced[: len(owner)] < -_SLACK / 10)
        promising = promising[np.lexsort((reduced[promising], owner[promising]))]
        position = np.arange(len(promising)) - np.searchsorted(owner[promising], owner[promising])
        new = promising[position < _ADDED_COLUMNS]
        rows = [csr_matrix(self._program.cost(self._unit(level))[new]) for level in self._held]
        part = vstack([self._program.matrix[:, new], *rows]).tocsc()
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
        cost = program.cost(self._unit(level))
        if not cost.any():
            return float(program.constant[level]) + 0.0
        best = self._optimise(cost)
        if best is None:
            return None
        constant = float(program.constant[level])
        is_whole = bool((cost == np.rint(cost)).all()) and constant.is_integer()
        bound = _round_up(best + constant) if is_whole else best + constant - _SLACK
        used = np.flatnonzero(cost[self._inside])
        values = cost[self._inside][used]
        self._highs.addRow(-INFINITY, bound - constant + _SLACK, len(used), used.astype(np.int32), values)
        self._held.append(level)
        return max(bound, 0.0) + 0.0

    def _unit(self, level: int) -> Floats:
        """Weights that see one level only."""
        weights = np.zeros(self._tables.levels)
        weights[level] = 1
        return weights

    def _weights(self) -> Floats:
        """The weight of each choice's column, by choice."""
        weight = np.zeros(self._program.variables)
        weight[self._inside] = np.array(self._highs.getSolution().col_value)
        return weight[self._program.columns.of_choice]


def _round_up(value: float) -> float:
    return float(np.ceil(value - _SLACK * 10))
