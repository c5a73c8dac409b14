"""Score sheets as numbers: the criteria, the sheets, and the table the arithmetic works on. PURE.

A sheet's total is the weighted mean of its marks, on the criteria's own scale; the weights are shared
out again over the criteria that were marked. Nothing here judges the judges.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric: its weight (any positive unit) and the range of its marks."""

    id: str
    weight: float
    lowest: float = 0.0
    highest: float = 10.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one judge gave one idea: a mark for each criterion, a missing one left out."""

    judge: str
    idea: str
    marks: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class MarkTable:
    """Every sheet as a row, sorted by idea and judge, so that the order of arrival can't matter.

    `idea` and `judge` hold row numbers into `ideas` and `judges` (both sorted); `marks` is sheets ×
    criteria, nan where nothing was given; every row has at least one mark; `weights` sums to 1. `lowest` and
    `highest` are the ends of each criterion's scale, where they are known.
    """

    ideas: tuple[str, ...]
    judges: tuple[str, ...]
    idea: Ints
    judge: Ints
    marks: Floats
    weights: Floats
    lowest: Floats | None = None
    highest: Floats | None = None

    @cached_property
    def totals(self) -> Floats:
        """The weighted mean of each sheet, one per row."""
        given = ~np.isnan(self.marks)
        spread = np.where(given, self.weights, 0.0)
        return np.asarray((np.where(given, self.marks, 0.0) * spread).sum(1) / spread.sum(1))

    @cached_property
    def sheets_per_idea(self) -> Ints:
        """How many sheets each idea has."""
        return np.bincount(self.idea, minlength=len(self.ideas))

    @cached_property
    def sheets_per_judge(self) -> Ints:
        """How many sheets each judge has written."""
        return np.bincount(self.judge, minlength=len(self.judges))

    @cached_property
    def raw(self) -> Floats:
        """The plain mean of each idea's totals; nan for an idea nobody has judged."""
        with np.errstate(invalid="ignore"):
            sums = np.bincount(self.idea, self.totals, len(self.ideas))
            return np.asarray(sums / self.sheets_per_idea)


def table_of(
    sheets: Iterable[Sheet],
    criteria: Sequence[Criterion],
    ideas: Iterable[str] = (),
    judges: Iterable[str] = (),
) -> MarkTable:
    """Turn sheets into a table; ideas and judges without a sheet may be named so that they appear.

    A sheet without any mark is left out. Raises ValueError on a mark for an unknown criterion, two
    sheets of one judge for one idea, a mark that isn't finite, or weights that aren't positive.
    """
    names = [criterion.id for criterion in criteria]
    rows: dict[tuple[str, str], list[float]] = {}
    for sheet in sheets:
        if not sheet.marks:
            continue
        if unknown := sheet.marks.keys() - set(names):
            raise ValueError(f"sheet of {sheet.judge} for {sheet.idea}: unknown criteria {sorted(unknown)}")
        if (sheet.judge, sheet.idea) in rows:
            raise ValueError(f"two sheets of {sheet.judge} for {sheet.idea}")
        if not all(math.isfinite(mark) for mark in sheet.marks.values()):
            raise ValueError(f"sheet of {sheet.judge} for {sheet.idea}: a mark isn't finite")
        rows[sheet.judge, sheet.idea] = [sheet.marks.get(name, math.nan) for name in names]
    return table_from_rows(rows, criteria, ideas, judges)


def table_from_rows(
    rows: Mapping[tuple[str, str], Sequence[float]],
    criteria: Sequence[Criterion],
    ideas: Iterable[str] = (),
    judges: Iterable[str] = (),
) -> MarkTable:
    """The same from (judge, idea) → marks in the rubric's order: nan where missing, at least one given."""
    weights = _shares(criteria)
    order = sorted(rows, key=lambda pair: (pair[1], pair[0]))
    idea_ids = tuple(sorted({*ideas, *(idea for _, idea in order)}))
    judge_ids = tuple(sorted({*judges, *(judge for judge, _ in order)}))
    idea_row = {name: row for row, name in enumerate(idea_ids)}
    judge_row = {name: row for row, name in enumerate(judge_ids)}
    return MarkTable(
        idea_ids,
        judge_ids,
        np.array([idea_row[idea] for _, idea in order], dtype=np.int64),
        np.array([judge_row[judge] for judge, _ in order], dtype=np.int64),
        np.array([rows[pair] for pair in order], dtype=np.float64).reshape(-1, len(criteria)),
        weights,
        np.array([criterion.lowest for criterion in criteria], dtype=np.float64),
        np.array([criterion.highest for criterion in criteria], dtype=np.float64),
    )


def _shares(criteria: Sequence[Criterion]) -> Floats:
    """The criteria's weights, summing to 1."""
    weights = np.array([criterion.weight for criterion in criteria], dtype=np.float64)
    if not weights.size or not np.isfinite(weights).all() or (weights <= 0).any():
        raise ValueError("a rubric needs criteria with positive weights")
    return np.asarray(weights / weights.sum())
