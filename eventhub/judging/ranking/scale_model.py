"""The second opinion, `scale`: each judge also has a scale of their own. PURE.

y = mean + slope_j · merit + generosity_j + noise: a judge who spreads marks widely has a slope above 1,
one who writes nearly the same mark everywhere a slope near 0. Expectation-maximization (Dempster, Laird &
Rubin 1977): merits and generosities are integrated out jointly, slopes are found under a prior N(1, s²).
The noise stays common: with few sheets a noise for each judge rewards those who write 7 everywhere.
"""

from dataclasses import dataclass

import numpy as np

from eventhub.judging.ranking.marks import Floats
from eventhub.judging.ranking.severity import Equations, Posterior, Sheets, Variances

SLOPE_VARIANCE = 0.0625
STEPS = 40
CLOSE_ENOUGH = 1e-3


@dataclass(frozen=True, eq=False)
class ScaleFit:
    """The last step: the posterior, a slope for each judge, the variances."""

    posterior: Posterior
    slope: Floats
    variances: Variances


@dataclass(frozen=True, eq=False)
class _Moments:
    """Second moments after the marks: of each merit, and of each sheet's intercept with its merit."""

    merit_square: Floats
    cross: Floats
    intercept: Floats
    intercept_variance: Floats
    generosity_square: float


def fit_scales(sheets: Sheets, variances: Variances, start: Floats | None = None) -> ScaleFit:
    """Find slopes and variances, from the official method's variances; at most 40 steps.

    `start`, slopes found before on nearly the same sheets, only saves time.
    """
    slope = np.ones(sheets.judges) if start is None else start
    for _ in range(STEPS):
        posterior = _posterior(sheets, slope, variances)
        moments = _moments(sheets, posterior)
        moved = _slopes(sheets, posterior, moments, variances.noise)
        step = float(np.abs(moved - slope).max())
        slope = moved
        variances = _variances(sheets, posterior, moments, slope)
        if step < CLOSE_ENOUGH:
            break
    return ScaleFit(_posterior(sheets, slope, variances), slope, variances)


def _posterior(sheets: Sheets, slope: Floats, variances: Variances) -> Posterior:
    """Merits and generosities when the slopes are known."""
    equations = Equations(sheets, slope[sheets.judge], sheets.weight / variances.noise)
    return equations.posterior(variances.merit, variances.generosity)


def _moments(sheets: Sheets, posterior: Posterior) -> _Moments:
    """The expectation step, with the uncertainty about mean and generosities carried along."""
    inverse = np.linalg.inv(posterior.factor @ posterior.factor.T)
    turned = np.asarray(posterior.load @ inverse)
    through = np.asarray(
        (posterior.load * turned).sum(1)
        if isinstance(posterior.load, np.ndarray)
        else posterior.load.multiply(turned).sum(1)
    ).ravel()
    variance = posterior.spread + posterior.spread**2 * through
    column = sheets.judge + 1
    cross = -posterior.spread[sheets.idea] * (turned[sheets.idea, 0] + turned[sheets.idea, column])
    diagonal = np.diag(inverse)
    return _Moments(
        posterior.merit**2 + variance,
        cross,
        posterior.mean + posterior.generosity[sheets.judge],
        inverse[0, 0] + 2 * inverse[0, column] + diagonal[column],
        float((posterior.generosity**2).sum() + diagonal[1:].sum()),
    )


def _slopes(sheets: Sheets, posterior: Posterior, moments: _Moments, noise: float) -> Floats:
    """The maximization step for the slopes, each pulled towards 1 by its prior."""
    merit = posterior.merit[sheets.idea]
    along = sheets.weight * ((sheets.total - moments.intercept) * merit - moments.cross) / noise
    size = sheets.weight * moments.merit_square[sheets.idea] / noise
    top = np.bincount(sheets.judge, along, sheets.judges) + 1 / SLOPE_VARIANCE
    return np.asarray(top / (np.bincount(sheets.judge, size, sheets.judges) + 1 / SLOPE_VARIANCE))


def _variances(sheets: Sheets, posterior: Posterior, moments: _Moments, slope: Floats) -> Variances:
    """The maximization step for the three variances."""
    by_sheet = slope[sheets.judge]
    merit = posterior.merit[sheets.idea]
    left = sheets.total - moments.intercept - by_sheet * merit
    merit_variance = moments.merit_square[sheets.idea] - merit**2
    squares = left**2 + moments.intercept_variance + by_sheet**2 * merit_variance
    squares += 2 * by_sheet * moments.cross
    return Variances(
        merit=float(moments.merit_square.mean()),
        generosity=max(moments.generosity_square / sheets.judges, 1e-6),
        noise=max(float(sheets.weight @ squares) / sheets.counted, 1e-9),
    )
