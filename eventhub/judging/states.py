"""PURE: the states of a judge's sheet, which one its marks put it in, and what a jury may choose."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct


class SheetState(StrEnum):
    """Where a judge's sheet stands."""

    ASSIGNED = "assigned"
    BEGUN = "begun"
    COMPLETE = "complete"
    RECUSED = "recused"


_S = SheetState
_LIVING = frozenset({_S.ASSIGNED, _S.BEGUN, _S.COMPLETE})
SHEET_MOVES: dict[SheetState, frozenset[SheetState]] = {
    _S.ASSIGNED: frozenset({_S.BEGUN, _S.COMPLETE, _S.RECUSED}),
    _S.BEGUN: frozenset({_S.ASSIGNED, _S.COMPLETE, _S.RECUSED}),
    _S.COMPLETE: frozenset({_S.ASSIGNED, _S.BEGUN, _S.RECUSED}),
    _S.RECUSED: _LIVING,
}
"""Marks may be taken back until the end; one that was set aside comes back if its conflict is lifted."""


class CommentRule(StrEnum):
    """When a sheet needs a comment for the entrant before it is complete."""

    OPTIONAL = "optional"
    EXTREMES = "extremes"
    ALWAYS = "always"


class TieBreak(StrEnum):
    """What settles equal scores on a prize place; published with the contest."""

    SHARED = "shared"
    HEAVIEST = "heaviest"
    VOTE = "vote"


class ReviewDecision(StrEnum):
    """What a person decides about a judge whose sheets look odd."""

    KEEP = "keep"
    LEAVE_OUT = "leave_out"


class RectificationState(StrEnum):
    """Where the rectification of a published ranking stands."""

    OPEN = "open"
    SIGNED = "signed"
    PUBLISHED = "published"
    DROPPED = "dropped"


_R = RectificationState
RECTIFICATION_MOVES: dict[RectificationState, frozenset[RectificationState]] = {
    _R.OPEN: frozenset({_R.SIGNED, _R.PUBLISHED, _R.DROPPED}),
    _R.SIGNED: frozenset({_R.OPEN, _R.PUBLISHED, _R.DROPPED}),
    _R.PUBLISHED: frozenset(),
    _R.DROPPED: frozenset(),
}
"""Published without a signature only where the jury's rules ask for none, as the first time."""
UNDER_WAY = (_R.OPEN, _R.SIGNED)
"""States of a rectification that is not over: a contest has one at most."""


class AmendmentKind(StrEnum):
    """What a rectification puts right."""

    MARKS = "marks"
    LEFT_OUT = "left_out"
    INELIGIBLE = "ineligible"


def is_kept_for_good(state: str, given_at: datetime, second_stage_at: datetime | None) -> bool:
    """Whether a sheet, given out at a moment, is closed: complete, and of a first stage that is over."""
    return second_stage_at is not None and given_at < second_stage_at and state == SheetState.COMPLETE


LOW_MARK, HIGH_MARK = 3, 9
"""Marks at and below, at and above which `EXTREMES` asks for a word."""


class Rules(Struct, frozen=True):
    """What makes a sheet complete: every criterion marked, every gate answered, a comment where asked."""

    criteria: tuple[str, ...]
    gates: tuple[str, ...] = ()
    comment: CommentRule = CommentRule.OPTIONAL

    def lacks_comment(self, marks: Mapping[str, Any], *, has_comment: bool) -> bool:
        """Whether these marks need a word that isn't there."""
        if has_comment or self.comment == CommentRule.OPTIONAL:
            return False
        given = [mark for mark in marks.values() if mark is not None]
        return self.comment == CommentRule.ALWAYS or any(
            mark <= LOW_MARK or mark >= HIGH_MARK for mark in given
        )


def state_of(
    rules: Rules, marks: Mapping[str, Any], gates: Mapping[str, Any], *, has_comment: bool, has_words: bool
) -> SheetState:
    """The state that marks (by criterion), answers (by gate) and words put a sheet in."""
    given = [marks.get(criterion) is not None for criterion in rules.criteria]
    answered = [gates.get(gate) is not None for gate in rules.gates]
    is_whole = bool(given) and all(given) and all(answered)
    if is_whole and not rules.lacks_comment(marks, has_comment=has_comment):
        return SheetState.COMPLETE
    return SheetState.BEGUN if any((*given, *answered)) or has_words else SheetState.ASSIGNED
