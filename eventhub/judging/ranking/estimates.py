"""The three methods side by side: the figures of each for every idea and judge of a table. PURE.

The official method is always fitted when the marks allow, for its variances and the judges' generosity,
whichever method is asked for. How sure a ranking is costs more than the ranking, so it can be left out.
"""

from dataclasses import dataclass, replace

import numpy as np

from eventhub.judging.ranking.conduct import Conduct, conduct_of, weighed_by
from eventhub.judging.ranking.intervals import Certainty, certainty_of, certainty_of_means
from eventhub.judging.ranking.marks import Floats, Ints, MarkTable
from eventhub.judging.ranking.meant import meant_totals
from eventhub.judging.ranking.results import REVISION, Method
from eventhub.judging.ranking.scale_model import ScaleFit, fit_scales
from eventhub.judging.ranking.severity import Posterior, Sheets, Variances, estimate_variances, fit

FEWEST_IDEAS = 3
SAME_TOTALS = 1e-9
PASSES = 2


@dataclass(frozen=True, eq=False)
class Estimate:
    """A method's figures. An entry for each idea of the table (nan without sheets): `score`, `kept`.

    `kept`, in 0..1, is the share of an idea's distance from the mean level that its sheets carry. An
    entry for each judge: `generosity` as estimated, `taken_off` by this method, `weight` of a sheet,
    `slope`. `certainty` has an entry for each idea; None when not asked for or nothing can be said.
    """

    score: Floats
    kept: Floats
    mean: float
    generosity: Floats
    taken_off: Floats
    weight: Floats
    slope: Floats
    certainty: Certainty | None


@dataclass(frozen=True, eq=False)
class Study:
    """What a table says before a method is chosen; `posterior` is None when nothing can be separated."""

    table: MarkTable
    judged: Ints
    centre: float
    sheets: Sheets
    conduct: Conduct
    variances: Variances | None
    posterior: Posterior | None


def study(table: MarkTable) -> Study:
    """Weigh the judges, then fit the official method, each sheet counting as much as its judge does."""
    judged = np.flatnonzero(table.sheets_per_idea)
    centre = float(table.totals.mean()) if len(table.totals) else 0.0
    sheets = _sheets(table, judged, centre)
    separable = _is_separable(table)
    conduct = conduct_of(table, sheets, with_colleagues=separable)
    if not separable:
        return Study(table, judged, centre, sheets, conduct, None, None)
    weighed = weighed_by(sheets, conduct.weight)
    variances = estimate_variances(weighed, conduct.variances)
    return Study(table, judged, centre, weighed, conduct, variances, fit(weighed, variances))


def estimate(found: Study, method: Method, *, with_certainty: bool, revision: int = REVISION) -> Estimate:
    """The figures of the method asked for, or of the plain mean where nothing can be separated."""
    if found.posterior is None or found.variances is None or method is Method.MEAN:
        return _plain(found, with_certainty=with_certainty)
    posterior, variances = found.posterior, found.variances
    slope = np.ones(len(found.table.judges))
    if method is Method.SCALE:
        scaled = (
            fit_scales(found.sheets, variances)
            if revision == 1
            else _second_opinion(found, posterior, variances)
        )
        posterior, variances, slope = scaled.posterior, scaled.variances, scaled.slope
    mean = found.centre + posterior.mean
    return Estimate(
        _spread_out(found, mean + posterior.merit),
        _spread_out(found, 1 - posterior.spread / variances.merit),
        mean,
        posterior.generosity,
        posterior.generosity,
        found.conduct.weight,
        slope,
        _certainty(found, certainty_of(posterior)) if with_certainty else None,
    )


def _second_opinion(found: Study, posterior: Posterior, variances: Variances) -> ScaleFit:
    """The scale model on totals as they were meant, which depend on what the model expects: twice over."""
    sheets = found.sheets
    scaled = ScaleFit(posterior, np.ones(sheets.judges), variances)
    for _ in range(PASSES):
        level = scaled.posterior
        expected = found.centre + level.mean + level.generosity[sheets.judge]
        expected = expected + scaled.slope[sheets.judge] * level.merit[sheets.idea]
        meant = meant_totals(found.table, sheets, expected, variances) - found.centre
        scaled = fit_scales(replace(sheets, total=meant), scaled.variances, scaled.slope)
    return scaled


def _plain(found: Study, *, with_certainty: bool) -> Estimate:
    """The plain mean: nothing taken off, every sheet counts, nothing pulled to the middle."""
    table, judges = found.table, len(found.table.judges)
    means = table.raw[found.judged]
    noise = _noise_within(table) if with_certainty else None
    certainty = None
    if noise is not None:
        counts = table.sheets_per_idea[found.judged].astype(np.float64)
        certainty = _certainty(found, certainty_of_means(means, counts, noise))
    return Estimate(
        score=table.raw,
        kept=_spread_out(found, np.ones(len(means))),
        mean=float(means.mean()) if len(means) else 0.0,
        generosity=found.posterior.generosity if found.posterior else np.zeros(judges),
        taken_off=np.zeros(judges),
        weight=np.ones(judges),
        slope=np.ones(judges),
        certainty=certainty,
    )


def _sheets(table: MarkTable, judged: Ints, centre: float) -> Sheets:
    """What the model sees: judged ideas only, totals round their mean, every sheet counting fully."""
    row = np.zeros(len(table.ideas), dtype=np.int64)
    row[judged] = np.arange(len(judged))
    total = table.totals - centre
    return Sheets(row[table.idea], table.judge, total, np.ones(len(total)), len(judged), len(table.judges))


def _is_separable(table: MarkTable) -> bool:
    """Whether generosity can be told from merit: several judges, ideas judged twice, totals that differ."""
    return bool(
        (table.sheets_per_idea > 0).sum() >= FEWEST_IDEAS
        and (table.sheets_per_judge > 0).sum() > 1
        and (table.sheets_per_idea > 1).sum() > 1
        and float(np.ptp(table.totals)) > SAME_TOTALS
    )


def _noise_within(table: MarkTable) -> float | None:
    """The variance of a sheet round its idea's mean; None when no idea has two sheets."""
    freedom = int((table.sheets_per_idea[table.sheets_per_idea > 0] - 1).sum())
    if freedom == 0:
        return None
    return float(((table.totals - table.raw[table.idea]) ** 2).sum() / freedom)


def _certainty(found: Study, drawn: Certainty) -> Certainty:
    """The same, with an entry for every idea of the table."""
    return Certainty(
        _spread_out(found, drawn.half_width), _spread_out(found, drawn.top3), _spread_out(found, drawn.top10)
    )


def _spread_out(found: Study, values: Floats) -> Floats:
    """Values of the judged ideas at their place among all ideas, nan elsewhere."""
    everywhere = np.full(len(found.table.ideas), np.nan)
    everywhere[found.judged] = values
    return everywhere
