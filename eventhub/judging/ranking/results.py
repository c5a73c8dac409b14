"""A finished ranking as the web, the command and the reports read it. PURE; nothing is computed here."""

from enum import StrEnum

from msgspec import Struct


class Method(StrEnum):
    """How a ranking is made."""

    FAIR = "fair"
    SCALE = "scale"
    MEAN = "mean"


REVISION = 2
"""Of the second opinion: 1 took marks as written, 2 takes them as meant. Signed records keep theirs."""


class Caution(StrEnum):
    """What the reader of a ranking must know."""

    SEVERAL_PARTS = "several_parts"
    NOT_SEPARABLE = "not_separable"
    UNJUDGED_IDEAS = "unjudged_ideas"


class FlagReason(StrEnum):
    """Why the organizer is warned about a judge."""

    SAME_MARK = "same_mark"
    AGAINST_EVERYONE = "against_everyone"


class IdeaResult(Struct, frozen=True):
    """One idea's line. Figures are in points of the criteria; None where there is nothing to say.

    Equal scores share a rank and the next rank is skipped; ideas without a sheet share the last one.
    """

    idea: str
    rank: int
    sheets: int
    raw: float | None
    correction: float | None
    score: float | None
    lo90: float | None
    hi90: float | None
    p_top3: float | None
    p_top10: float | None


class JudgeResult(Struct, frozen=True):
    """One judge's line: `generosity` is how much more than colleagues on the same files, in points.

    `weight` is how much a sheet counts (1 is full), `slope` the judge's scale (1 but in `scale`);
    `common_mark` was given on the share `same_share` of all marks. `favourite` is how far the highest idea
    stands above what colleagues saw, beyond chance, and `contradiction` how the judge follows them on strong
    ideas (below 0: against them), both in standard errors.
    """

    judge: str
    sheets: int
    generosity: float
    weight: float
    slope: float
    reason: FlagReason | None
    common_mark: float | None
    same_share: float
    favourite: float
    contradiction: float

    @property
    def is_flagged(self) -> bool:
        """Whether the organizer is warned about this judge."""
        return self.reason is not None


class SheetPart(Struct, frozen=True):
    """One sheet's part in a score: its total, the judge's generosity taken off, how much it counts."""

    judge: str
    total: float
    generosity: float
    weight: float


class Explanation(Struct, frozen=True):
    """Why a score differs from the raw mean: score = raw + generosity + doubt + scale + few_sheets.

    `generosity`: what the judges' generosity adds (negative when they are generous). `doubt`: sheets of
    flagged judges counting less. `scale`: judges' own scales, and marks as they were meant. `few_sheets`: the
    pull to the mean of all, stronger the fewer the sheets.
    """

    idea: str
    raw: float
    generosity: float
    doubt: float
    scale: float
    few_sheets: float
    score: float
    sheets: tuple[SheetPart, ...]
