"""From sheets to a ranking: the one door of the arithmetic for the web and the command. PURE.

`fair` is official: a judge's generosity is taken off. `scale` is the second opinion; where the two differ
on a prize place, the jury talks. `mean` is the plain mean. When the marks can't tell generosity from
merit, the plain mean is used and the ranking says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from eventhub.judging.ranking.agreement import Part, Reliability, parts_of, reliability_of
from eventhub.judging.ranking.borderline import DECIMALS
from eventhub.judging.ranking.estimates import Estimate, Study, estimate, study
from eventhub.judging.ranking.marks import Criterion, Floats, MarkTable, Sheet, table_of
from eventhub.judging.ranking.results import (
    REVISION,
    Caution,
    Explanation,
    IdeaResult,
    JudgeResult,
    Method,
    SheetPart,
)


@dataclass(frozen=True, eq=False)
class Ranking:
    """A finished ranking; `used` differs from `method` when the marks couldn't carry the method.

    Ideas and judges come in the order of their ids; `parts` with the largest first.
    """

    method: Method
    used: Method
    cautions: tuple[Caution, ...]
    ideas: tuple[IdeaResult, ...]
    judges: tuple[JudgeResult, ...]
    parts: tuple[Part, ...]
    reliability: Reliability | None
    table: MarkTable
    estimate: Estimate

    def explain(self, idea: str) -> Explanation:
        """Take one score apart. Raises KeyError for an idea that is unknown or has no sheet."""
        return _explained(self.table, self.estimate, idea)


def rank(
    sheets: Iterable[Sheet],
    criteria: Sequence[Criterion],
    method: Method = Method.FAIR,
    *,
    ideas: Iterable[str] = (),
    judges: Iterable[str] = (),
    with_certainty: bool = True,
    revision: int = REVISION,
) -> Ranking:
    """Rank the ideas. Raises ValueError on sheets that contradict the rubric or each other.

    `ideas` and `judges` name those who may have no sheet yet. Without certainty, intervals and chances
    are None and the answer comes sooner. `revision` is the second opinion's, for records that were signed
    with an earlier one.
    """
    table = table_of(sheets, criteria, ideas, judges)
    return rank_table(table, method, with_certainty=with_certainty, revision=revision)


def rank_table(
    table: MarkTable, method: Method = Method.FAIR, *, with_certainty: bool = True, revision: int = REVISION
) -> Ranking:
    """Rank the ideas of a table of marks."""
    found = study(table)
    figures = estimate(found, method, with_certainty=with_certainty, revision=revision)
    parts = parts_of(table)
    return Ranking(
        method=method,
        used=method if found.posterior else Method.MEAN,
        cautions=_cautions(found, parts),
        ideas=_idea_results(table, figures),
        judges=_judge_results(found, figures),
        parts=parts,
        reliability=reliability_of(table, found.variances) if found.variances else None,
        table=table,
        estimate=figures,
    )


def _cautions(found: Study, parts: tuple[Part, ...]) -> tuple[Caution, ...]:
    """What the reader must know, in a fixed order."""
    said = {
        Caution.SEVERAL_PARTS: len(parts) > 1,
        Caution.NOT_SEPARABLE: found.posterior is None,
        Caution.UNJUDGED_IDEAS: len(found.judged) < len(found.table.ideas),
    }
    return tuple(caution for caution, holds in said.items() if holds)


def _idea_results(table: MarkTable, figures: Estimate) -> tuple[IdeaResult, ...]:
    """A line for every idea, judged or not."""
    nothing = np.full(len(table.ideas), np.nan)
    sure = figures.certainty
    half = sure.half_width if sure else nothing
    columns = (
        table.raw,
        figures.score - table.raw,
        figures.score,
        figures.score - half,
        figures.score + half,
        sure.top3 if sure else nothing,
        sure.top10 if sure else nothing,
    )
    lines = np.column_stack(columns).tolist()
    heads = zip(table.ideas, _ranks(figures.score), table.sheets_per_idea.tolist(), lines, strict=True)
    return tuple(
        IdeaResult(idea, place, count, *(None if value != value else value for value in line))  # noqa: PLR0124 - nan
        for idea, place, count, line in heads
    )


def _ranks(score: Floats) -> list[int]:
    """1 for the best; equal scores share a rank and the next is skipped; nan shares the last."""
    down = -np.round(np.where(np.isnan(score), -np.inf, score), DECIMALS)
    return [int(place) + 1 for place in np.searchsorted(np.sort(down), down, side="left")]


def _judge_results(found: Study, figures: Estimate) -> tuple[JudgeResult, ...]:
    """A line for every judge, with sheets or without."""
    table, conduct = found.table, found.conduct
    return tuple(
        JudgeResult(
            judge,
            int(table.sheets_per_judge[row]),
            float(figures.generosity[row]),
            float(figures.weight[row]),
            float(figures.slope[row]),
            conduct.reasons[row],
            None if np.isnan(conduct.common_mark[row]) else float(conduct.common_mark[row]),
            float(conduct.same_share[row]),
            float(conduct.favourite[row]),
            float(conduct.contradiction[row]),
        )
        for row, judge in enumerate(table.judges)
    )


def _explained(table: MarkTable, figures: Estimate, idea: str) -> Explanation:
    """Each step from the raw mean to the score, in the order in which a person would take them."""
    if idea not in table.ideas or not table.sheets_per_idea[table.ideas.index(idea)]:
        raise KeyError(idea)
    row = table.ideas.index(idea)
    here = np.flatnonzero(table.idea == row)
    judge, total = table.judge[here], table.totals[here]
    taken, weight = figures.taken_off[judge], figures.weight[judge]
    score, raw = float(figures.score[row]), float(table.raw[row])
    equal = float((total - taken).mean())
    weighed = float(weight @ (total - taken) / weight.sum())
    pull = float((1 - figures.kept[row]) * (figures.mean - weighed))
    return Explanation(
        idea=idea,
        raw=raw,
        generosity=equal - raw,
        doubt=weighed - equal,
        scale=score - weighed - pull,
        few_sheets=pull,
        score=score,
        sheets=tuple(
            SheetPart(table.judges[by], *part)
            for by, *part in zip(judge.tolist(), total.tolist(), taken.tolist(), weight.tolist(), strict=True)
        ),
    )
