"""PURE: a meeting between a buyer and a stand, its states, and what came of all of them.

Counted as the network programmes count (Rawabit): cooperatives linked, and opportunities opened.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from msgspec import Struct


class MeetingState(StrEnum):
    """Where a meeting stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    MOVED = "moved"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    HELD = "held"
    MISSED = "missed"


_S = MeetingState
MOVES = {
    _S.ASKED: {_S.ACCEPTED, _S.MOVED, _S.DECLINED, _S.CANCELLED},
    _S.MOVED: {_S.ACCEPTED, _S.MOVED, _S.DECLINED, _S.CANCELLED},
    _S.ACCEPTED: {_S.MOVED, _S.DECLINED, _S.CANCELLED, _S.HELD, _S.MISSED},
    _S.DECLINED: set[MeetingState](),
    _S.CANCELLED: set[MeetingState](),
    _S.HELD: {_S.HELD},
    _S.MISSED: {_S.HELD},
}
"""What may follow what. What came of a held meeting may be told again."""
BY_VISITOR = {(_S.MOVED, _S.ACCEPTED)} | {
    (state, _S.CANCELLED) for state in (_S.ASKED, _S.MOVED, _S.ACCEPTED)
}
"""Moves of whoever asked; all others are the stand's. A stand can't accept its own proposal for the other."""
OPEN = frozenset({_S.ASKED, _S.MOVED, _S.ACCEPTED})


def may_move(state: str, to: str, *, by_visitor: bool) -> bool:
    """Whether a side may bring a meeting from one state to another."""
    here, there = _S(state), _S(to)
    return there in MOVES[here] and ((here, there) in BY_VISITOR) == by_visitor


class Came(Struct, frozen=True):
    """What came of the meetings of a fair."""

    asked: int = 0
    accepted: int = 0
    held: int = 0
    cooperatives_linked: int = 0
    links: int = 0
    opportunities: int = 0


def what_came(rows: Iterable[Any]) -> Came:
    """Totals of meetings given as rows with state, cooperative_id, is_linked, opportunities."""
    found = list(rows)
    held = [row for row in found if row.state == _S.HELD]
    agreed = {_S.ACCEPTED, _S.HELD, _S.MISSED}
    linked = [row for row in held if row.is_linked]
    return Came(
        asked=len(found),
        accepted=sum(row.state in agreed for row in found),
        held=len(held),
        cooperatives_linked=len({row.cooperative_id for row in linked}),
        links=len(linked),
        opportunities=sum(row.opportunities or 0 for row in held),
    )
