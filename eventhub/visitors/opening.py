"""PURE: whether visitors may register online for a fair, and if not, why."""

from enum import StrEnum

from eventhub.fairs.states import EditionState


class Opening(StrEnum):
    """Whether one may register, and why not."""

    OPEN = "open"
    NOT_YET = "not_yet"
    AT_ENTRANCE = "at_entrance"
    FULL = "full"
    OVER = "over"
    CANCELLED = "cancelled"


FAR = frozenset({EditionState.PREPARATION, EditionState.CALL})
"""While exhibitors are still looked for: the fair's site does not offer badges yet."""


def opening(state: str, *, is_over: bool, is_online: bool, is_full: bool = False) -> Opening:
    """What a fair in this state answers who wants a badge.

    `is_online`: the organizer takes people online; `is_full`: as many as there are places have registered.
    """
    if state == EditionState.CANCELLED:
        return Opening.CANCELLED
    if is_over:
        return Opening.OVER
    if EditionState(state) in FAR:
        return Opening.NOT_YET
    if not is_online:
        return Opening.AT_ENTRANCE
    return Opening.FULL if is_full else Opening.OPEN
