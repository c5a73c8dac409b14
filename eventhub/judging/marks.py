"""Score sheets as numbers: the criteria, the sheets, and the table the arithmetic works on. PURE.

A sheet's total is the weighted mean of its marks, on the criteria's own scale; the weights are shared
out again over the criteria that were marked. Nothing here judges the judges.
"""

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
    criteria, nan where nothing was given; every row has at least one mark; `weights` sums to 1.
    """

    ideas: tuple[str, ...]
    judges: tuple[str, ...]
    idea: Ints
    judge: Ints
    marks: Floats
    weights: Floats

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
    weights = _shares(criteria)
    column = {criterion.id: place for place, criterion in enumerate(criteria)}
    kept = sorted((sheet for sheet in sheets if sheet.marks), key=lambda sheet: (sheet.idea, sheet.judge))
    idea_ids = tuple(sorted({*ideas, *(sheet.idea for sheet in kept)}))
    judge_ids = tuple(sorted({*judges, *(sheet.judge for sheet in kept)}))
    idea_row = {name: row for row, name in enumerate(idea_ids)}
    judge_row = {name: row for row, name in enumerate(judge_ids)}
    marks = np.full((len(kept), len(criteria)), np.nan)
    for row, sheet in enumerate(kept):
        for name, mark in sheet.marks.items():
            if name not in column:
                raise ValueError(f"sheet of {sheet.judge} for {sheet.idea}: unknown criterion {name}")
            marks[row, column[name]] = mark
    return checked(
        MarkTable(
            idea_ids,
            judge_ids,
            np.array([idea_row[sheet.idea] for sheet in kept], dtype=np.int64),
            np.array([judge_row[sheet.judge] for sheet in kept], dtype=np.int64),
            marks,
            weights,
        )
    )


def checked(table: MarkTable) -> MarkTable:
    """The same table; raises ValueError on a pair given twice or a mark that isn't finite."""
    pair = table.idea * max(len(table.judges), 1) + table.judge
    again = np.flatnonzero(np.diff(pair) == 0)
    if again.size:
        row = again[0]
        raise ValueError(f"two sheets of {table.judges[table.judge[row]]} for {table.ideas[table.idea[row]]}")
    if np.isinf(table.marks).any() or np.isnan(table.marks).all(1).any():
        raise ValueError("every mark must be a finite number")
    return table


def _shares(criteria: Sequence[Criterion]) -> Floats:
    """The criteria's weights, summing to 1."""
    weights = np.array([criterion.weight for criterion in criteria], dtype=np.float64)
    if not weights.size or not np.isfinite(weights).all() or (weights <= 0).any():
        raise ValueError("a rubric needs criteria with positive weights")
    return np.asarray(weights / weights.sum())
