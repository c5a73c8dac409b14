"""PURE: the states of an edition and of a recommendation, and how they move between them."""

from enum import StrEnum


class EditionState(StrEnum):
    """Where an edition stands."""

    PREPARATION = "preparation"
    CALL = "call"
    ALLOCATION = "allocation"
    READY = "ready"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_E = EditionState

MOVES: dict[EditionState, frozenset[EditionState]] = {
    _E.PREPARATION: frozenset({_E.CALL, _E.CANCELLED}),
    _E.CALL: frozenset({_E.ALLOCATION, _E.PREPARATION, _E.CANCELLED}),
    _E.ALLOCATION: frozenset({_E.READY, _E.CALL, _E.CANCELLED}),
    _E.READY: frozenset({_E.RUNNING, _E.ALLOCATION, _E.CANCELLED}),
    _E.RUNNING: frozenset({_E.CLOSED}),
    _E.CLOSED: frozenset(),
    _E.CANCELLED: frozenset(),
}
WAY = (_E.PREPARATION, _E.CALL, _E.ALLOCATION, _E.READY, _E.RUNNING, _E.CLOSED)
"""The way an edition goes when all is well."""
ENDED = frozenset({_E.CLOSED, _E.CANCELLED})
"""States that nothing leaves."""


def can_move(here: str, to: str) -> bool:
    """Whether an edition may go from one state to another."""
    return EditionState(to) in MOVES[EditionState(here)]


class PartnerRole(StrEnum):
    """What a partner brings."""

    ORGANIZER = "organizer"
    PATRON = "patron"
    FUNDER = "funder"
    SUPPORT = "support"
    MEDIA = "media"


class SessionKind(StrEnum):
    """What happens in a session of the programme."""

    TALK = "talk"
    WORKSHOP = "workshop"
    CEREMONY = "ceremony"
    SHOW = "show"
    MEETING = "meeting"


class RecommendationState(StrEnum):
    """How far a forum's recommendation has come."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    UNDERWAY = "underway"
    DONE = "done"
    DROPPED = "dropped"


_R = RecommendationState

RECOMMENDATION_MOVES: dict[RecommendationState, frozenset[RecommendationState]] = {
    _R.PROPOSED: frozenset({_R.ACCEPTED, _R.DROPPED}),
    _R.ACCEPTED: frozenset({_R.UNDERWAY, _R.DONE, _R.DROPPED}),
    _R.UNDERWAY: frozenset({_R.DONE, _R.DROPPED, _R.ACCEPTED}),
    _R.DONE: frozenset({_R.UNDERWAY}),
    _R.DROPPED: frozenset({_R.PROPOSED}),
}


def can_follow(here: str, to: str) -> bool:
    """Whether a recommendation may go from one state to another."""
    return RecommendationState(to) in RECOMMENDATION_MOVES[RecommendationState(here)]
