"""The verbs while a jury works: reminders, and a person's decision about a judge whose sheets look odd."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import mails, queries
from eventhub.judging.models import Judge, JudgeReview
from eventhub.judging.operations import publishing
from eventhub.judging.states import ReviewDecision, SheetState

PAUSE = timedelta(hours=12)
"""Nobody is reminded twice within this time."""


def remind(actor: Any, judge: Judge, at: datetime) -> int:
    """Remind a judge of the sheets that wait, by mail. Gives how many wait; refuses twice within PAUSE."""
    waiting = _waiting(judge)
    if not judge.person.email:
        sentence = _l("This judge has no e-mail address: call, or write a message by phone.")
        raise DomainError("no_address", sentence)
    if judge.reminded_at is not None and at - judge.reminded_at < PAUSE:
        raise DomainError("reminded", _l("This judge was reminded in the last twelve hours."))
    judge.reminded_at = at
    mails.sheets_waiting(judge, waiting)
    audit.record(actor, "judging:judge:reminded", judge, at, sheets=waiting)
    return waiting


def note_told(actor: Any, judge: Judge, at: datetime) -> None:
    """Somebody told a judge in person, by phone or on paper. Twice within PAUSE is like once."""
    waiting = _waiting(judge)
    if judge.reminded_at is None or at - judge.reminded_at >= PAUSE:
        judge.reminded_at = at
        audit.record(actor, "judging:judge:reminded", judge, at, sheets=waiting, by="hand")


def _waiting(judge: Judge) -> int:
    """How many sheets wait for a judge. Raises DomainError `nothing_waits`."""
    unfinished = (SheetState.ASSIGNED, SheetState.BEGUN)
    waiting = sum(sheet.state in unfinished for sheet in queries.sheets_of_judge(judge))
    if judge.contest.state != ContestState.JUDGING or not waiting or not judge.is_active:
        raise DomainError("nothing_waits", _l("No sheet waits for this judge now."))
    return waiting


def remind_all(actor: Any, contest: Contest, at: datetime) -> tuple[int, list[Judge]]:
    """Remind every judge whose sheets wait and who can be. Gives how many were, and whom to call instead.

    Those reminded within PAUSE are left in peace: a second click reminds nobody again.
    """
    waiting = {
        s.judge_id for s in queries.sheets_of(contest) if s.state in (SheetState.ASSIGNED, SheetState.BEGUN)
    }
    sent, to_call = 0, []
    for judge in queries.judges_of(contest):
        if judge.id not in waiting or not judge.is_active:
            continue
        if not judge.person.email:
            to_call.append(judge)
        elif judge.reminded_at is None or at - judge.reminded_at >= PAUSE:
            remind(actor, judge, at)
            sent += 1
    return sent, to_call


def review(actor: Any, judge: Judge, decision: ReviewDecision, reason: str, at: datetime) -> JudgeReview:
    """Decide about a judge's sheets: they count as computed, or they are left out. The reason is kept."""
    contest = judge.contest
    if contest.state not in (ContestState.JUDGING, ContestState.DELIBERATION):
        raise DomainError("not_time_to_rank", _l("A ranking is computed while the jury works."))
    publishing.check_not_signed(contest)
    if not reason.strip():
        raise DomainError("no_reason", _l("Write the reason: it stands in the minutes."), field="reason")
    row = JudgeReview(
        judge=judge,
        decision=decision,
        reason=reason.strip(),
        decided_by_id=getattr(actor, "id", None),
        created_at=at,
    )
    db.session.add(row)
    judge.is_left_out = decision == ReviewDecision.LEAVE_OUT
    db.session.flush()
    audit.record(actor, "judging:judge:reviewed", judge, at, decision=decision.value)
    return row
