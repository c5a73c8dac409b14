"""What a judge's marks were meant to say, for the second opinion. PURE.

Two things that a sheet's total does not tell. A mark at the end of the scale may stand for more: who would
give this idea 11 can only write 10. Such a mark counts as what its judge would give on average from there on,
seen from the idea's merit, the judge's generosity and the sheet's other marks (Tobin 1958; the censored mark
is replaced by its expectation, as in Dempster, Laird & Rubin 1977). And what sets one criterion apart from
the others of its sheet is confirmed by colleagues less than the sheet as a whole: it counts only for the
share that is, which pulls the weights towards equal ones (Kelley's regressed estimates for the parts of a
test, as in Wainer et al. 2001, "Augmented scores").
"""

import numpy as np
from msgspec import Struct

from eventhub.judging.ranking.marks import Bools, Floats, MarkTable
from eventhub.judging.ranking.severity import Sheets, Variances

ROUNDS = 3
TRUSTED = 0.5
"""Sheets of judges who count for less than this say nothing of how criteria are confirmed."""
LEAST = 1e-3


class _Spread(Struct, frozen=True):
    """How marks differ from what is expected: from sheet to sheet, and from mark to mark inside one."""

    between: float
    within: float


def meant_totals(table: MarkTable, sheets: Sheets, expected: Floats, variances: Variances) -> Floats:
    """Each sheet's total as it was meant, in points; `expected` is what the model says it should be."""
    marks = _beyond_the_ends(table, sheets, expected)
    given = ~np.isnan(marks)
    shares = np.where(given, table.weights, 0.0)
    total = (np.where(given, marks, 0.0) * shares).sum(1) / shares.sum(1)
    level = np.where(given, marks, 0.0).sum(1) / given.sum(1)
    return np.asarray(level + _confirmed(sheets, marks, variances) * (total - level))


def _beyond_the_ends(table: MarkTable, sheets: Sheets, expected: Floats) -> Floats:
    """The marks, those at an end of the scale replaced by what they stand for on average."""
    if table.lowest is None or table.highest is None:
        return table.marks
    given = ~np.isnan(table.marks)
    top, bottom = given & (table.marks >= table.highest), given & (table.marks <= table.lowest)
    if not (top.any() or bottom.any()):
        return table.marks
    half = 0.5 if (table.marks[given] % 1 == table.marks[given][0] % 1).all() else 0.0
    marks = np.where(given, table.marks, 0.0)
    for _ in range(ROUNDS):
        middle, deviation = _outlook(marks, given, sheets.weight, expected)
        above = middle + deviation * _excess((table.highest - half - middle) / deviation)
        below = middle - deviation * _excess((middle - table.lowest - half) / deviation)
        marks = np.where(top, above, np.where(bottom, below, marks))
    return np.where(given, marks, np.nan)


def _outlook(marks: Floats, given: Bools, weight: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """What each mark would be, and how far it may be off, seen from the model and the sheet's other marks."""
    weights = np.where(given, weight[:, None], 0.0)
    gap = np.where(given, marks - expected[:, None], 0.0)
    criterion = (weights * gap).sum(0) / np.maximum(weights.sum(0), 1e-9)
    gap = np.where(given, gap - criterion, 0.0)
    count = given.sum(1)
    spread = _spread(gap, given, weight)
    others = np.maximum(count - 1, 1)[:, None]
    kept = spread.between / (spread.between + spread.within / others) * (count > 1)[:, None]
    middle = expected[:, None] + criterion + kept * (gap.sum(1)[:, None] - gap) / others
    return middle, np.sqrt(spread.within + spread.between * (1 - kept))


def _spread(gap: Floats, given: Bools, weight: Floats) -> _Spread:
    """Both variances by their moments, in squared points."""
    count = given.sum(1)
    mean = gap.sum(1) / count
    squares = (np.where(given, gap - mean[:, None], 0.0) ** 2).sum(1)
    within = float(weight @ squares / max(weight @ (count - 1), 1e-9))
    between = float((weight @ mean**2 - weight @ (within / count)) / weight.sum())
    return _Spread(max(between, LEAST), max(within, LEAST))


def _excess(distance: Floats) -> Floats:
    """How far a standard normal number lies on average, once it lies beyond this distance (Mills' ratio)."""
    from scipy.special import log_ndtr

    return np.asarray(np.exp(-0.5 * (distance**2 + np.log(2 * np.pi)) - log_ndtr(-distance)))


def _confirmed(sheets: Sheets, marks: Floats, variances: Variances) -> float:
    """How much of what sets criteria apart is confirmed, beside what is of whole sheets; in 0..1.

    Both are reliabilities of a mean of as many sheets as ideas have: that of criteria from how the judges of
    one idea agree on them, each judge's own view of a criterion taken off. 1 where nobody can tell.
    """
    whole = ~np.isnan(marks).any(1) & (sheets.weight > TRUSTED)
    criteria = marks.shape[1]
    if criteria < 2 or not whole.any():  # noqa: PLR2004 - one criterion is the whole sheet
        return 1.0
    apart = marks[whole] - marks[whole].mean(1)[:, None]
    idea, judge = sheets.idea[whole], sheets.judge[whole]
    own = np.bincount(judge, minlength=sheets.judges)
    apart = apart - (_sums(apart, judge, sheets.judges) / np.maximum(own, 1)[:, None])[judge]
    per_idea = np.bincount(idea, minlength=sheets.ideas)
    pairs = int((per_idea * (per_idea - 1)).sum()) * (criteria - 1)
    freedom = int(np.maximum(own - 1, 0).sum()) * (criteria - 1)
    squares = float((apart**2).sum())
    if not pairs or not freedom or squares < LEAST:
        return 1.0
    each = squares / freedom
    shared = float(((_sums(apart, idea, sheets.ideas) ** 2).sum() - squares) / pairs)
    shared = min(max(shared, LEAST * each), each)
    count = len(sheets.total) / sheets.ideas
    of_criteria = shared / (shared + (each - shared) / count)
    of_sheets = variances.merit / (variances.merit + variances.noise / count)
    return float(min(of_criteria / of_sheets, 1.0))


def _sums(rows: Floats, of: np.ndarray, groups: int) -> Floats:
    """The sum of the rows of each group."""
    return np.stack([np.bincount(of, column, groups) for column in rows.T], axis=1)
