"""PURE: the states of a judge's sheet, their moves, and which one its marks put it in."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any


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
    _S.RECUSED: frozenset(),
}
"""Marks may be taken back until the end; a declared conflict may not."""


def state_of(criteria: Iterable[str], marks: Mapping[str, Any], *, has_words: bool) -> SheetState:
    """The state that marks (by criterion) and words put a sheet in."""
    given = [marks.get(criterion) is not None for criterion in criteria]
    if given and all(given):
        return SheetState.COMPLETE
    return SheetState.BEGUN if any(given) or has_words else SheetState.ASSIGNED
