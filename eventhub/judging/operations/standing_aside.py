"""The verbs of standing aside: a judge leaves an idea to the others in the room; conflicts are lifted."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging.models import Conflict, Judge, Motion, Sheet
from eventhub.judging.operations import deliberating, members, publishing
from eventhub.judging.queries import aside, room
from eventhub.judging.states import SheetState

FACTS = ("own_idea", "same_cooperative")
"""What is found and is no likeness: nobody lifts it."""
LONGEST = 300


def stand_aside(judge: Judge, idea: Idea, reason: str, at: datetime) -> Conflict:
    """A judge declares a conflict while the jury deliberates. Twice is like once.

    Their sheet for it no longer counts, so the ranking must be computed again. Their vote leaves open
    questions about it; an open secret vote in which they took part begins again, since nobody can tell
    which was theirs.
    """
    deliberating.check_is_on(judge.contest)
    row = aside.conflict_between(judge.id, idea.id)
    if row is not None and row.lifted_at is None:
        return row
    if row is None:
        row = Conflict(judge=judge, idea=idea, reason=reason, created_at=at)
        db.session.add(row)
    row.source, row.reason, row.lifted_at, row.lifted_because = "declared", reason, None, None
    row.lifted_by = None
    sheet = _sheet_of(row)
    if sheet is not None and sheet.state != SheetState.RECUSED:
        members.move_sheet(sheet, SheetState.RECUSED, at)
    for motion in room.motions_of(judge.contest):
        if motion.is_open and idea in motion.ideas:
            _withdraw(motion, judge)
    db.session.flush()
    audit.record(judge.person, "judging:idea:stood_aside", idea, at, reason=reason)
    return row


def _withdraw(motion: Motion, judge: Judge) -> None:
    mine = next((voter for voter in motion.voters if voter.judge_id == judge.id), None)
    if mine is None:
        return
    gone = list(motion.voters) if motion.is_secret else [mine]
    if motion.is_secret:
        motion.tally = [0] * len(motion.options)
    else:
        motion.tally = [count - (place == mine.choice) for place, count in enumerate(motion.tally)]
    for voter in gone:
        motion.voters.remove(voter)
        db.session.delete(voter)


def lift(actor: Any, conflict: Conflict, because: str, at: datetime) -> Conflict:
    """An organizer lifts a conflict that was found, with a reason for the minutes. Twice is like once.

    Raises DomainError `declared` (only the judge takes that back), `certain` (own idea or cooperative),
    `own_conflict`, `no_reason`, `jury_closed`, `minutes_signed`.
    """
    if conflict.source == "declared":
        raise DomainError(
            "declared", _l("The judge declared this conflict: only the judge can take it back.")
        )
    if conflict.reason in FACTS:
        raise DomainError("certain", _l("Nobody judges their own idea or that of their own cooperative."))
    if conflict.judge.person_id == actor.id:
        raise DomainError("own_conflict", _l("Somebody else decides about a conflict of your own."))
    return _lift(actor, conflict, because, at)


def take_back(judge: Judge, conflict: Conflict, because: str, at: datetime) -> Conflict:
    """A judge takes back a conflict they declared by mistake, and says why. Twice is like once."""
    if conflict.judge_id != judge.id or conflict.source != "declared":
        raise DomainError("not_declared", _l("You can take back only what you declared yourself."))
    return _lift(judge.person, conflict, because, at)


def _lift(actor: Any, conflict: Conflict, because: str, at: datetime) -> Conflict:
    if conflict.lifted_at is not None:
        return conflict
    _check_can_lift(conflict.judge.contest)
    words = because.strip()[:LONGEST]
    if not words:
        raise DomainError("no_reason", _l("Say why: it stands in the minutes."), field="because")
    conflict.lifted_at, conflict.lifted_because, conflict.lifted_by = at, words, actor
    _give_back(conflict, at)
    db.session.flush()
    audit.record(
        actor, "judging:conflict:lifted", conflict.judge, at, idea=conflict.idea.public_id, why=words
    )
    return conflict


def _check_can_lift(contest: Contest) -> None:
    if contest.state in (ContestState.PUBLISHED, ContestState.CANCELLED):
        raise DomainError("jury_closed", _l("The jury can't change any more at this stage."))
    publishing.check_not_signed(contest)


def _give_back(conflict: Conflict, at: datetime) -> None:
    """The sheet that was set aside, as its marks left it; once marks are closed, only a complete one."""
    contest, sheet = conflict.judge.contest, _sheet_of(conflict)
    if sheet is None or sheet.state != SheetState.RECUSED or not conflict.judge.is_active:
        return
    state = members.state_by_marks(sheet)
    if contest.state in (ContestState.SCREENING, ContestState.JUDGING) or state == SheetState.COMPLETE:
        members.move_sheet(sheet, state, at)


def _sheet_of(conflict: Conflict) -> Sheet | None:
    query = sa.select(Sheet).where(Sheet.judge_id == conflict.judge.id, Sheet.idea_id == conflict.idea.id)
    return db.session.scalar(query)
