"""The official method, `fair`: score = idea + judge's generosity, both random effects. PURE.

A sheet's total is y = mean + slope · merit + generosity + noise, where slope is 1 here (the second
opinion, `scale_model`, lets it differ by judge), merit ~ N(0, merit), generosity ~ N(0, generosity) and
noise ~ N(0, noise / weight). Variances by restricted maximum likelihood (Patterson & Thompson 1971),
merits and generosities by best linear unbiased prediction (Henderson 1975). Ideas are eliminated from
Henderson's equations, so that only a system of the judges' size is ever factored. scipy is imported when
used: a web worker that ranks nothing stays small.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from eventhub.judging.ranking.marks import Floats, Ints

DENSE_CELLS = 60_000
DENSE_SHARE = 0.2
# Ratios of variances looked at: from generosity or merit 55 times the noise, to a thousandth of it.
SMALLEST_RATIO, LARGEST_RATIO = -4.0, 7.0


@dataclass(frozen=True, eq=False)
class Sheets:
    """What the model sees: one row a sheet, sorted by idea; `weight` is how much each sheet counts."""

    idea: Ints
    judge: Ints
    total: Floats
    weight: Floats
    ideas: int
    judges: int

    @property
    def counted(self) -> float:
        """How many sheets there are, a sheet of weight one half counting for half."""
        return float(self.weight.sum())


@dataclass(frozen=True, slots=True)
class Variances:
    """The three variances, in squared points: between ideas, between judges, within both."""

    merit: float
    generosity: float
    noise: float


@dataclass(frozen=True, eq=False)
class Posterior:
    """What is known after the marks; `load` is ideas × (1 + judges), the first column the mean's.

    Given mean and generosities θ, the merits are independent: merit_i ~ N(spread_i · (pull_i − load_i θ),
    spread_i), and θ ~ N(theta, (factor factorᵀ)⁻¹) with `factor` lower triangular.
    """

    theta: Floats
    merit: Floats
    spread: Floats
    load: Any
    factor: Floats

    @property
    def mean(self) -> float:
        """The estimated mean of all totals."""
        return float(self.theta[0])

    @property
    def generosity(self) -> Floats:
        """How much more than the others each judge gives, in points."""
        return self.theta[1:]


class Equations:
    """Henderson's equations for fixed slopes and noises, before the variances of the effects are chosen."""

    def __init__(self, sheets: Sheets, slope: Floats, precision: Floats) -> None:
        self.sheets = sheets
        self.precision = precision
        loading = precision * slope
        self.information = np.bincount(sheets.idea, loading * slope, sheets.ideas)
        self.pull = np.bincount(sheets.idea, loading * sheets.total, sheets.ideas)
        self.load = _load(sheets, loading)
        by_judge = np.bincount(sheets.judge, precision, sheets.judges)
        self.head = np.diag(np.r_[precision.sum(), by_judge])
        self.head[0, 1:] = self.head[1:, 0] = by_judge
        weighed = precision * sheets.total
        self.right = np.r_[weighed.sum(), np.bincount(sheets.judge, weighed, sheets.judges)]

    def posterior(self, merit: float, generosity: float) -> Posterior:
        """Solve for mean, generosities and merits under these two variances."""
        from scipy.linalg import cho_solve, cholesky

        spread = 1 / (self.information + 1 / merit)
        turned = self.load.T * spread
        matrix = self.head - _array(turned @ self.load)
        matrix[np.arange(1, len(matrix)), np.arange(1, len(matrix))] += 1 / generosity
        factor = cholesky(matrix, lower=True, check_finite=False)
        theta = cho_solve((factor, True), self.right - turned @ self.pull, check_finite=False)
        found = spread * (self.pull - self.load @ theta)
        return Posterior(theta, found, spread, self.load, factor)


def estimate_variances(sheets: Sheets, start: Variances | None = None) -> Variances:
    """Restricted maximum likelihood over the two ratios noise/merit and noise/generosity.

    The noise has a closed form given the ratios. `start` only saves time. Needs totals that differ.
    """
    from scipy.optimize import minimize

    equations = Equations(sheets, np.ones(len(sheets.total)), sheets.weight)
    at = np.zeros(2)
    if start is not None:
        at = np.log([start.noise / start.merit, start.noise / start.generosity])
    step = 1.0 if start is None else 0.2
    first = np.clip(at, SMALLEST_RATIO, LARGEST_RATIO - step)
    best = minimize(
        lambda ratios: _deviance(equations, ratios)[0],
        first,
        method="Nelder-Mead",
        bounds=[(SMALLEST_RATIO, LARGEST_RATIO)] * 2,
        options={
            "xatol": 0.02,
            "fatol": 0.01,
            "initial_simplex": first + step * np.array([[0, 0], [1, 0], [0, 1]]),
        },
    ).x
    noise = _deviance(equations, best)[1]
    return Variances(noise / float(np.exp(best[0])), noise / float(np.exp(best[1])), noise)


def fit(sheets: Sheets, variances: Variances) -> Posterior:
    """Merits and generosities under known variances, every slope being 1."""
    ones = np.ones(len(sheets.total))
    return Equations(sheets, ones, sheets.weight / variances.noise).posterior(
        variances.merit, variances.generosity
    )


def _deviance(equations: Equations, log_ratios: Floats) -> tuple[float, float]:
    """Minus twice the restricted log-likelihood, and the noise that goes with these ratios."""
    sheets = equations.sheets
    merit, generosity = np.exp(-np.asarray(log_ratios))
    found = equations.posterior(merit, generosity)
    squares = equations.precision @ (sheets.total * sheets.total)
    left = squares - found.theta @ equations.right - found.merit @ equations.pull
    freedom = max(sheets.counted - 1, 1.0)
    noise = max(float(left) / freedom, 1e-12)
    determinant = (
        2 * np.log(np.diag(found.factor)).sum()
        - np.log(found.spread).sum()
        + sheets.ideas * np.log(merit)
        + sheets.judges * np.log(generosity)
    )
    return freedom * float(np.log(noise)) + float(determinant), noise


def _load(sheets: Sheets, loading: Floats) -> Any:
    """Ideas × (1 + judges): the sum of each row, then its entries; dense when that is quicker."""
    from scipy.sparse import csr_array

    shape = (sheets.ideas, 1 + sheets.judges)
    cells = shape[0] * shape[1]
    rows = np.r_[sheets.idea, np.arange(sheets.ideas)]
    columns = np.r_[sheets.judge + 1, np.zeros(sheets.ideas, dtype=np.int64)]
    entries = np.r_[loading, np.bincount(sheets.idea, loading, sheets.ideas)]
    if cells <= DENSE_CELLS or len(loading) > DENSE_SHARE * cells:
        return np.bincount(rows * shape[1] + columns, entries, cells).reshape(shape)
    return csr_array((entries, (rows, columns)), shape=shape)


def _array(matrix: Any) -> Floats:
    """A plain array, from either kind of matrix."""
    return np.asarray(matrix if isinstance(matrix, np.ndarray) else matrix.toarray())
