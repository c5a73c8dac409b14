"""PURE: the states of a programme, of a cooperative's place in it, of a licence and of an opportunity."""

from datetime import date
from enum import StrEnum


class ProgrammeState(StrEnum):
    """Where a programme stands."""

    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"


_P = ProgrammeState
PROGRAMME_MOVES: dict[ProgrammeState, frozenset[ProgrammeState]] = {
    _P.DRAFT: frozenset({_P.RUNNING}),
    _P.RUNNING: frozenset({_P.CLOSED}),
    _P.CLOSED: frozenset({_P.RUNNING}),
}
"""One closed by mistake is taken up again."""


class EnrolmentState(StrEnum):
    """Where a cooperative stands in a programme."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


_E = EnrolmentState
ENROLMENT_MOVES: dict[EnrolmentState, frozenset[EnrolmentState]] = {
    _E.INVITED: frozenset({_E.JOINED, _E.DECLINED}),
    _E.JOINED: frozenset({_E.LEFT}),
    _E.DECLINED: frozenset({_E.JOINED, _E.INVITED}),
    _E.LEFT: frozenset({_E.INVITED}),
}
"""Who declined may think again; who left is asked again first."""


class LicenceState(StrEnum):
    """How a licence stands; that it expired is told by its day, never typed."""

    PENDING = "pending"
    HELD = "held"
    REFUSED = "refused"
    EXPIRED = "expired"


TYPED = (LicenceState.PENDING, LicenceState.HELD, LicenceState.REFUSED)


def licence_state(kept: str, expires_on: date | None, today: date) -> LicenceState:
    """How a licence stands on a day."""
    if kept == LicenceState.HELD and expires_on is not None and expires_on < today:
        return LicenceState.EXPIRED
    return LicenceState(kept)


class OpportunityState(StrEnum):
    """What came of an opportunity."""

    OPEN = "open"
    MADE = "made"
    LOST = "lost"


_O = OpportunityState
OPPORTUNITY_MOVES: dict[OpportunityState, frozenset[OpportunityState]] = {
    _O.OPEN: frozenset({_O.MADE, _O.LOST}),
    _O.MADE: frozenset({_O.OPEN}),
    _O.LOST: frozenset({_O.OPEN}),
}
