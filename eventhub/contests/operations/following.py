"""What follows the sending of an idea: the checklist, several at once, appeals, messages."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.contests import mails, operations
from eventhub.contests.kinds import AppealOutcome
from eventhub.contests.models import Contest, Idea, IdeaAppeal, IdeaMessage
from eventhub.contests.queries import following as reads
from eventhub.contests.states import IDEA_MOVES, ContestState, IdeaState, RefusalReason
from eventhub.database import db
from eventhub.errors import DomainError

SCREENED_IN = (ContestState.OPEN, ContestState.SCREENING)


def check(actor: Any, idea: Idea, checked: Mapping[str, bool], at: datetime) -> Idea:
    """Keep what the screener found on each point of the contest's checklist; others are left out."""
    if idea.contest.state not in SCREENED_IN:
        raise DomainError("screening_over", _l("Ideas can't be admitted or refused any more at this stage."))
    known = [point["id"] for point in idea.contest.eligibility]
    idea.checked = {name: bool(checked[name]) for name in known if name in checked}
    audit.record(actor, "contests:idea:checked", idea, at, points=sorted(idea.checked))
    return idea


class Preview(Struct, frozen=True):
    """What a decision on several ideas would do: those it moves, those that stay, and why."""

    moved: list[Idea]
    stay: list[Idea]


def preview(contest: Contest, ideas: Iterable[Idea], to: IdeaState) -> Preview:
    """Which of these ideas would go to a state, and which can't; changes nothing."""
    moved: list[Idea] = []
    stay: list[Idea] = []
    for idea in ideas:
        can = contest.state in SCREENED_IN and to in IDEA_MOVES[IdeaState(idea.state)]
        (moved if can else stay).append(idea)
    return Preview(moved, stay)


def decide(
    actor: Any,
    contest: Contest,
    ideas: Iterable[Idea],
    to: IdeaState,
    reason: RefusalReason | None,
    at: datetime,
) -> list[Idea]:
    """Admit several, or refuse several for one reason; those that can't move stay. Gives those that moved."""
    found = preview(contest, ideas, to).moved
    for idea in found:
        if to == IdeaState.ELIGIBLE:
            operations.accept(actor, idea, at)
        elif reason is not None:
            operations.refuse(actor, idea, reason, at)
    return found


def appeal_ends(idea: Idea) -> datetime | None:
    """Until when a refusal may be appealed; None where there is none."""
    if idea.state != IdeaState.INELIGIBLE or idea.screened_at is None or not idea.contest.appeal_days:
        return None
    if idea.contest.state not in SCREENED_IN:
        return None
    return idea.screened_at + timedelta(days=idea.contest.appeal_days)


def appeal(actor: Any, idea: Idea, words: str, at: datetime) -> IdeaAppeal:
    """Appeal once, in words. Sending it twice is once. Raises no_refusal, appeal_over, no_words."""
    known = reads.appeal_of(idea)
    if known is not None:
        return known
    ends = appeal_ends(idea)
    if ends is None:
        raise DomainError("no_refusal", _l("There is no decision to appeal against."))
    if at > ends:
        raise DomainError("appeal_over", _l("The time to appeal is over."))
    if not words.strip():
        raise DomainError("no_words", _l("Write what should be looked at again."), field="words")
    row = IdeaAppeal(
        idea_id=idea.id,
        organizer_id=idea.organizer_id,
        idea=idea,
        words=words.strip()[:2000],
        reason=idea.reason,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "contests:idea:appealed", idea, at)
    return row


def answer_appeal(
    actor: Any, row: IdeaAppeal, outcome: AppealOutcome, words: str, at: datetime
) -> IdeaAppeal:
    """Keep the decision, or admit the idea after all; the entrant is told. Answering twice is once.

    An idea that was admitted by hand meanwhile stays admitted.
    """
    if row.outcome is not None:
        return row
    if not words.strip():
        raise DomainError("no_words", _l("Write the answer that the entrant will read."), field="answer")
    if outcome == AppealOutcome.CHANGED and row.idea.state != IdeaState.ELIGIBLE:
        operations.accept(actor, row.idea, at)
    row.outcome, row.answer, row.answered_at = outcome, words.strip()[:2000], at
    row.answered_by_id = getattr(actor, "id", None)
    db.session.flush()
    audit.record(actor, "contests:idea:appeal_answered", row.idea, at, outcome=outcome.value)
    mails.appeal_answered(row)
    return row


def write_to(
    actor: Any, contest: Contest, ideas: Iterable[Idea], words: str, sending_id: str, at: datetime
) -> list[IdeaMessage]:
    """The same message to the owners of several ideas; the same `sending_id` again is once."""
    if not words.strip():
        raise DomainError("no_words", _l("Write the message first."), field="words")
    there = reads.messaged(contest, sending_id)
    rows = [
        IdeaMessage(
            idea_id=idea.id,
            organizer_id=contest.organizer_id,
            author_id=getattr(actor, "id", None),
            sending_id=sending_id,
            words=words.strip()[:2000],
            created_at=at,
        )
        for idea in ideas
        if idea.id not in there
    ]
    db.session.add_all(rows)
    db.session.flush()
    if rows:
        audit.record(actor, "contests:contest:wrote", contest, at, ideas=len(rows))
    by_id = {idea.id: idea for idea in ideas}
    for row in rows:
        mails.idea_message(by_id[row.idea_id], row.words)
    return rows
