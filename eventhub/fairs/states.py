"""PURE: the states of an edition and how it moves between them."""

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


MOVES: dict[EditionState, frozenset[EditionState]] = {
    EditionState.PREPARATION: frozenset({EditionState.CALL, EditionState.CANCELLED}),
    EditionState.CALL: frozenset({EditionState.ALLOCATION, EditionState.PREPARATION, EditionState.CANCELLED}),
    EditionState.ALLOCATION: frozenset({EditionState.READY, EditionState.CALL, EditionState.CANCELLED}),
    EditionState.READY: frozenset({EditionState.RUNNING, EditionState.ALLOCATION, EditionState.CANCELLED}),
    EditionState.RUNNING: frozenset({EditionState.CLOSED}),
    EditionState.CLOSED: frozenset(),
    EditionState.CANCELLED: frozenset(),
}


class PartnerRole(StrEnum):
    """What a partner brings."""

    ORGANIZER = "organizer"
    PATRON = "patron"
    FUNDER = "funder"
    SUPPORT = "support"
    MEDIA = "media"
