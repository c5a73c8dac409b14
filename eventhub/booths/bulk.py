"""PURE: what a verb on many files would do to each: do it, or leave the file as it is, and why."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from eventhub.booths.states import ENDED, ApplicationState, BulkVerb

MOST_AT_ONCE = 5_000
AT_ONCE = 200
"""Files done in one breath; more are done in parts of as many, by the page that shows it or by a job."""
_S = ApplicationState
FROM: dict[BulkVerb, frozenset[ApplicationState]] = {
    BulkVerb.ELIGIBLE: frozenset({_S.SUBMITTED}),
    BulkVerb.INELIGIBLE: frozenset({_S.SUBMITTED, _S.TO_COMPLETE, _S.ELIGIBLE, _S.SCORED}),
    BulkVerb.COMPLETE: frozenset({_S.SUBMITTED, _S.ELIGIBLE, _S.SCORED}),
}
"""The states that a decision on many starts from."""
_TO = {BulkVerb.ELIGIBLE: _S.ELIGIBLE, BulkVerb.INELIGIBLE: _S.INELIGIBLE, BulkVerb.COMPLETE: _S.TO_COMPLETE}
_OVER = ENDED | {_S.DRAFT}


class Skip(StrEnum):
    """Why a file is left as it is."""

    ALREADY = "already"
    DRAFT = "draft"
    TOO_EARLY = "too_early"
    DECIDED = "decided"
    ENDED = "ended"
    CONFLICT = "conflict"
    NO_QUESTION = "no_question"
    GONE = "gone"


class Facts(Struct, frozen=True):
    """What has to be known of a file besides its own columns."""

    tags: frozenset[str] = frozenset()
    assigned: frozenset[int] = frozenset()
    conflicting: frozenset[int] = field(default=frozenset())


def skip(
    verb: str, arguments: Mapping[str, Any], file: Any, facts: Facts, questions: Sequence[Any]
) -> Skip | None:
    """Why a verb leaves a file as it is; None when it will be done.

    `file` answers state and tier; `arguments` are those of `operations.bulk`; `questions` are its call's.
    """
    state = ApplicationState(file.state)
    if verb in FROM:
        reason = _no_move(BulkVerb(verb), state)
        part = str(arguments.get("part", ""))
        if reason is None and part.startswith("answers:"):
            known = {question["key"] for question in questions}
            reason = None if part.partition(":")[2] in known else Skip.NO_QUESTION
        return reason
    if state in _OVER:
        return Skip.DRAFT if state == _S.DRAFT else Skip.ENDED
    if verb == BulkVerb.TIER:
        return Skip.ALREADY if file.tier == arguments["tier"] else None
    if verb == BulkVerb.ASSIGN:
        who = arguments["person_id"]
        return Skip.CONFLICT if who in facts.conflicting else Skip.ALREADY if who in facts.assigned else None
    return Skip.ALREADY if (arguments["tag"] in facts.tags) == (verb == BulkVerb.TAG) else None


def _no_move(verb: BulkVerb, state: ApplicationState) -> Skip | None:
    if state in FROM[verb]:
        return None
    if state == _TO[verb]:
        return Skip.ALREADY
    if state == _S.DRAFT:
        return Skip.DRAFT
    if state in ENDED:
        return Skip.ENDED
    return Skip.TOO_EARLY if state in {_S.SUBMITTED, _S.TO_COMPLETE} else Skip.DECIDED
