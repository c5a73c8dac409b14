"""How each judge judged: who writes the same mark everywhere, who judges against everyone. PURE.

Two warnings for the organizer, and how much the sheets of each judge count. Nobody is left out: a sheet
counts for at least `LEAST_WEIGHT`. A judge is looked at only through files that colleagues judged too.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from eventhub.judging.ranking.marks import Bools, Floats, MarkTable
from eventhub.judging.ranking.results import FlagReason
from eventhub.judging.ranking.severity import Sheets, Variances, estimate_variances, fit

LEAST_WEIGHT = 0.02
ROUNDS = 2
# One mark on four marks of five, and a quarter more often than the median judge repeats theirs.
SAME_MARK_SHARE, SAME_MARK_EXCESS, SAME_MARK_MARKS, SAME_MARK_SHEETS = 0.8, 0.25, 8, 3
# Log-odds that a judge works against everyone, from the height of one favourite and the contradiction
# of colleagues, both in standard errors; a logistic regression over 5,000 simulated judges, rounded.
FAVOURITE, CONTRADICTION, NOBODY = 4.0, -1.0, -5.8
AGAINST_SHEETS = 5
AGAINST_LOG_ODDS = -1.5


@dataclass(frozen=True, eq=False)
class Conduct:
    """One entry a judge: `weight` in 0.02..1 is how much a sheet counts; the rest is the evidence.

    `common_mark` was given on a share `same_share` of the judge's marks. `favourite` is how far one idea
    stands above what colleagues saw, `contradiction` how the strong ideas fare, both in standard errors.
    """

    weight: Floats
    reasons: tuple[FlagReason | None, ...]
    common_mark: Floats
    same_share: Floats
    favourite: Floats
    contradiction: Floats
    variances: Variances | None


def conduct_of(table: MarkTable, sheets: Sheets, *, with_colleagues: bool) -> Conduct:
    """Weigh the judges: the marks alone first, then twice against colleagues with the weights found.

    `variances` of the last comparison are handed on, since the next fit may start from them.
    """
    common, share = _common_marks(table)
    same = _writes_one_mark(table, share)
    weight = np.where(same, LEAST_WEIGHT, 1.0)
    favourite = contradiction = log_odds = np.zeros(sheets.judges)
    variances: Variances | None = None
    looked_at = (table.sheets_per_judge >= AGAINST_SHEETS) & ~same
    for _ in range(ROUNDS if with_colleagues and looked_at.any() else 0):
        weighed = weighed_by(sheets, weight)
        variances = estimate_variances(weighed, variances)
        favourite, contradiction = _against_colleagues(weighed, variances)
        log_odds = FAVOURITE * favourite + CONTRADICTION * contradiction + NOBODY
        weight = np.where(
            looked_at, np.maximum(1 / (1 + np.exp(np.minimum(log_odds, 50))), LEAST_WEIGHT), weight
        )
    against = looked_at & (log_odds > AGAINST_LOG_ODDS)
    reasons = tuple(
        FlagReason.SAME_MARK if one_mark else FlagReason.AGAINST_EVERYONE if opposed else None
        for one_mark, opposed in zip(same.tolist(), against.tolist(), strict=True)
    )
    return Conduct(weight, reasons, common, share, favourite, contradiction, variances)


def weighed_by(sheets: Sheets, weight: Floats) -> Sheets:
    """The same sheets, each counting as much as its judge does."""
    return Sheets(sheets.idea, sheets.judge, sheets.total, weight[sheets.judge], sheets.ideas, sheets.judges)


def _common_marks(table: MarkTable) -> tuple[Floats, Floats]:
    """Each judge's most frequent mark and its share of all marks given (nan and 0 without marks)."""
    judges = len(table.judges)
    given = ~np.isnan(table.marks)
    who = np.broadcast_to(table.judge[:, None], table.marks.shape)[given]
    values, which = np.unique(table.marks[given], return_inverse=True)
    if not values.size:
        return np.full(judges, np.nan), np.zeros(judges)
    pairs, counts = np.unique(who * len(values) + which, return_counts=True)
    order = np.argsort(counts, kind="stable")
    top, mark = np.zeros(judges), np.full(judges, np.nan)
    top[pairs[order] // len(values)] = counts[order]
    mark[pairs[order] // len(values)] = values[pairs[order] % len(values)]
    return mark, top / np.maximum(np.bincount(who, minlength=judges), 1)


def _writes_one_mark(table: MarkTable, share: Floats) -> Bools:
    """Whether each judge writes one mark nearly everywhere, while colleagues do not."""
    marks = np.bincount(table.judge, (~np.isnan(table.marks)).sum(1), len(table.judges))
    enough = (marks >= SAME_MARK_MARKS) & (table.sheets_per_judge >= SAME_MARK_SHEETS)
    usual = float(np.median(share[enough])) if enough.any() else 1.0
    return np.asarray(enough & (share >= SAME_MARK_SHARE) & (share >= usual + SAME_MARK_EXCESS))


def _against_colleagues(sheets: Sheets, variances: Variances) -> tuple[Floats, Floats]:
    """For each judge, the favourite's height and the slope's deviation, both in standard errors.

    The merit of every file is first estimated from the colleagues alone (the judge's own sheet taken out
    of the prediction), with their generosity taken off.
    """
    found = fit(sheets, variances)
    left = sheets.total - found.mean - found.generosity[sheets.judge]
    ratio = variances.noise / variances.merit
    sums = np.bincount(sheets.idea, sheets.weight * left, sheets.ideas)[sheets.idea]
    counts = np.bincount(sheets.idea, sheets.weight, sheets.ideas)[sheets.idea]
    shrunk = 1 / (np.maximum(counts - sheets.weight, 0) + ratio)
    colleagues = shrunk * (sums - sheets.weight * left)
    uncertain = variances.noise * (1 + shrunk)
    gap = left - colleagues
    gap = gap - _mean_by_judge(sheets, gap, 1 / uncertain)[sheets.judge]
    return _highest(sheets, gap / np.sqrt(uncertain)), _slope(sheets, gap, colleagues, uncertain)


def _slope(sheets: Sheets, gap: Floats, colleagues: Floats, uncertain: Floats) -> Floats:
    """How the gap grows with the colleagues' opinion, in standard errors; below 0 is contradiction."""
    along = np.bincount(sheets.judge, gap * colleagues / uncertain, sheets.judges)
    size = np.bincount(sheets.judge, colleagues**2 / uncertain, sheets.judges)
    return np.asarray(along / np.sqrt(np.maximum(size, 1e-9)))


def _highest(sheets: Sheets, gap: Floats) -> Floats:
    """Each judge's largest gap, less what the largest of so many would be by chance alone."""
    top = np.full(sheets.judges, -np.inf)
    np.maximum.at(top, sheets.judge, gap)
    counts, which = np.unique(np.bincount(sheets.judge, minlength=sheets.judges), return_inverse=True)
    chance = np.array([NormalDist().inv_cdf(1 - 0.56 / max(count, 2)) for count in counts.tolist()])
    return np.where(np.isfinite(top), top - chance[which], 0.0)


def _mean_by_judge(sheets: Sheets, values: Floats, weight: Floats) -> Floats:
    """The weighted mean of a value over each judge's sheets."""
    sums = np.bincount(sheets.judge, values * weight, sheets.judges)
    return np.asarray(sums / np.maximum(np.bincount(sheets.judge, weight, sheets.judges), 1e-12))
