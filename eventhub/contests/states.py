"""PURE: the states of a contest and of an idea, their moves, and the words a contest is made of."""

from datetime import datetime
from enum import StrEnum


class ContestState(StrEnum):
    """Where a contest stands."""

    PREPARATION = "preparation"
    OPEN = "open"
    SCREENING = "screening"
    JUDGING = "judging"
    DELIBERATION = "deliberation"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


_C = ContestState
CONTEST_MOVES: dict[ContestState, frozenset[ContestState]] = {
    _C.PREPARATION: frozenset({_C.OPEN, _C.CANCELLED}),
    _C.OPEN: frozenset({_C.SCREENING, _C.CANCELLED}),
    _C.SCREENING: frozenset({_C.JUDGING, _C.OPEN, _C.CANCELLED}),
    _C.JUDGING: frozenset({_C.DELIBERATION, _C.SCREENING, _C.CANCELLED}),
    _C.DELIBERATION: frozenset({_C.PUBLISHED, _C.JUDGING}),
    _C.PUBLISHED: frozenset(),
    _C.CANCELLED: frozenset(),
}


def takes_marks(state: str, ends_at: datetime, at: datetime) -> bool:
    """Whether the jury of a contest in this state, judging until then, may give marks at this moment."""
    return state == ContestState.JUDGING and at < ends_at


class EntrantKind(StrEnum):
    """Who enters an idea."""

    JOB_SEEKER = "job_seeker"
    COOPERATIVE = "cooperative"
    PROJECT_HOLDER = "project_holder"
    GROUP = "group"


class IdeaState(StrEnum):
    """Where an idea stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TO_COMPLETE = "to_complete"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    RANKED = "ranked"
    WINNER = "winner"
    WITHDRAWN = "withdrawn"


_I = IdeaState
IDEA_MOVES: dict[IdeaState, frozenset[IdeaState]] = {
    _I.DRAFT: frozenset({_I.SUBMITTED, _I.WITHDRAWN}),
    _I.SUBMITTED: frozenset({_I.TO_COMPLETE, _I.ELIGIBLE, _I.INELIGIBLE, _I.WITHDRAWN}),
    _I.TO_COMPLETE: frozenset({_I.SUBMITTED, _I.INELIGIBLE, _I.WITHDRAWN}),
    _I.ELIGIBLE: frozenset({_I.RANKED, _I.WINNER, _I.TO_COMPLETE, _I.INELIGIBLE, _I.WITHDRAWN}),
    _I.INELIGIBLE: frozenset({_I.ELIGIBLE}),
    _I.RANKED: frozenset({_I.WINNER, _I.INELIGIBLE}),  # these two only by what is put right after publication
    _I.WINNER: frozenset({_I.RANKED}),
    _I.WITHDRAWN: frozenset(),
}

ENDED = frozenset({_I.INELIGIBLE, _I.RANKED, _I.WINNER, _I.WITHDRAWN})
"""States in which an idea waits for nothing."""
JUDGED = frozenset({_I.ELIGIBLE, _I.RANKED, _I.WINNER})
"""States of the ideas that a jury sees."""


class RefusalReason(StrEnum):
    """Why an idea is not admitted."""

    OUT_OF_TERRITORY = "out_of_territory"
    NOT_COOPERATIVE = "not_cooperative"
    OUT_OF_THEME = "out_of_theme"
    DUPLICATE = "duplicate"
    ALREADY_FUNDED = "already_funded"
    INCOMPLETE = "incomplete"


QUESTIONS = ("need", "solution", "market", "impact")
"""What every idea answers, in this order."""
EXTRA_QUESTIONS = ("team",)
"""What an idea may answer too."""
PARTS = ("title", *QUESTIONS, "team", "budget", "members", "place", "photo")
"""What a screener may ask to complete: one named thing at a time."""
LOWEST, HIGHEST = 0, 10
"""The range of a mark."""
