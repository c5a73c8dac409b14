"""PURE: states of an application and of a stand's assignment, and their moves (after ZAPP, MarketSpread)."""

from enum import StrEnum


class ApplicationState(StrEnum):
    """Where an application stands, inside; what the applicant reads is its published state."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TO_COMPLETE = "to_complete"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    SCORED = "scored"
    SELECTED = "selected"
    WAITLISTED = "waitlisted"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    CONFIRMED = "confirmed"
    PRESENT = "present"
    NO_SHOW = "no_show"
    WITHDRAWN = "withdrawn"


_S = ApplicationState
_DECISIONS = frozenset({_S.SELECTED, _S.WAITLISTED, _S.REFUSED})

MOVES: dict[ApplicationState, frozenset[ApplicationState]] = {
    _S.DRAFT: frozenset({_S.SUBMITTED, _S.WITHDRAWN}),
    _S.SUBMITTED: frozenset({_S.TO_COMPLETE, _S.ELIGIBLE, _S.INELIGIBLE, _S.WITHDRAWN}),
    _S.TO_COMPLETE: frozenset({_S.SUBMITTED, _S.INELIGIBLE, _S.WITHDRAWN}),
    _S.ELIGIBLE: frozenset({_S.SCORED, _S.TO_COMPLETE, _S.INELIGIBLE, _S.WITHDRAWN}) | _DECISIONS,
    _S.INELIGIBLE: frozenset({_S.SUBMITTED, _S.ELIGIBLE}),
    _S.SCORED: frozenset({_S.TO_COMPLETE, _S.ELIGIBLE, _S.INELIGIBLE, _S.WITHDRAWN}) | _DECISIONS,
    _S.SELECTED: frozenset({_S.ACCEPTED, _S.DECLINED, _S.EXPIRED, _S.WAITLISTED, _S.REFUSED, _S.WITHDRAWN}),
    _S.WAITLISTED: frozenset({_S.SELECTED, _S.REFUSED, _S.WITHDRAWN}),
    _S.REFUSED: frozenset({_S.SELECTED, _S.WAITLISTED}),
    _S.ACCEPTED: frozenset({_S.CONFIRMED, _S.WITHDRAWN}),
    _S.DECLINED: frozenset(),
    _S.EXPIRED: frozenset({_S.SELECTED}),
    _S.CONFIRMED: frozenset({_S.PRESENT, _S.NO_SHOW}),
    _S.PRESENT: frozenset({_S.CONFIRMED}),
    _S.NO_SHOW: frozenset({_S.PRESENT}),
    _S.WITHDRAWN: frozenset(),
}

AWAITING_DECISION = frozenset({_S.ELIGIBLE, _S.SCORED})
"""What the allocation places."""
DECIDED = _DECISIONS
"""What an allocation decides, inside until it is published."""
COMING = frozenset({_S.ACCEPTED, _S.CONFIRMED, _S.PRESENT})
"""States of an exhibitor whose name the public map shows."""
EDITABLE = frozenset({_S.DRAFT, _S.TO_COMPLETE})
"""States in which the applicant may write in it."""

ENDED = frozenset({_S.WITHDRAWN, _S.DECLINED, _S.EXPIRED, _S.INELIGIBLE, _S.REFUSED, _S.NO_SHOW})
"""States in which an application holds nothing and waits for nothing."""


OFFER_HOURS = 48
"""How long an offer waits for its answer where the edition says nothing else."""


def can_move(here: str, to: str) -> bool:
    """Whether an application may go from one state to another."""
    return ApplicationState(to) in MOVES[ApplicationState(here)]


class Consent(StrEnum):
    """How an exhibitor agreed that an agent files for it."""

    SPOKEN = "spoken"
    SIGNED = "signed"
    PHONE = "phone"


class AssignmentState(StrEnum):
    """A stand's hold by an exhibitor for some days."""

    PLANNED = "planned"
    HELD = "held"
    CONFIRMED = "confirmed"
    OCCUPIED = "occupied"
    RELEASED = "released"


ASSIGNMENT_MOVES: dict[AssignmentState, frozenset[AssignmentState]] = {
    AssignmentState.PLANNED: frozenset({AssignmentState.HELD, AssignmentState.RELEASED}),
    AssignmentState.HELD: frozenset({AssignmentState.CONFIRMED, AssignmentState.RELEASED}),
    AssignmentState.CONFIRMED: frozenset({AssignmentState.OCCUPIED, AssignmentState.RELEASED}),
    AssignmentState.OCCUPIED: frozenset({AssignmentState.RELEASED}),
    AssignmentState.RELEASED: frozenset(),
}

LIVING = frozenset(AssignmentState) - {AssignmentState.RELEASED}
"""Holds that count: everything but a released one."""


class Answer(StrEnum):
    """An item of the checklist."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "na"


class BulkVerb(StrEnum):
    """What can be done to many files at once."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    COMPLETE = "complete"
    ASSIGN = "assign"
    TIER = "tier"
    TAG = "tag"
    UNTAG = "untag"


class BulkState(StrEnum):
    """Where something done to many files stands."""

    PREPARED = "prepared"
    RUNNING = "running"
    DONE = "done"
    UNDONE = "undone"
    PUBLISHED = "published"


BULK_MOVES: dict[BulkVerb, ApplicationState] = {
    BulkVerb.ELIGIBLE: _S.ELIGIBLE,
    BulkVerb.INELIGIBLE: _S.INELIGIBLE,
    BulkVerb.COMPLETE: _S.TO_COMPLETE,
}
"""Verbs that move a file, and where to; the others leave its state alone."""
UNDO_MINUTES = 10
"""How long a decision on many files stays inside, and can be taken back, before its applicants read it."""


def can_take_back(here: str, to: str) -> bool:
    """Whether the move that led from `to` to `here` was one: it may be undone while unpublished."""
    return ApplicationState(here) in MOVES[ApplicationState(to)]


class RunState(StrEnum):
    """A run of the solver."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


RUN_MOVES: dict[RunState, frozenset[RunState]] = {
    RunState.WAITING: frozenset({RunState.RUNNING, RunState.FAILED}),
    RunState.RUNNING: frozenset({RunState.DONE, RunState.FAILED}),
    RunState.DONE: frozenset(),
    RunState.FAILED: frozenset(),
}
"""A run ends once."""


class RunKind(StrEnum):
    """What a run is for."""

    ALLOCATE = "allocate"
    REPAIR = "repair"


class Wish(StrEnum):
    """What somebody asks of a run under way: take what it has, or keep it aside."""

    KEEP = "keep"
    CANCEL = "cancel"
