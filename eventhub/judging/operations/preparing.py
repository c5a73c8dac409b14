"""The verbs before the sheets open: judges' own ties, what is hidden, the rules, seats given by hand."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import QUESTIONS, ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import operations, queries
from eventhub.judging.models import Conflict, Judge, JurySettings, Mask, Sheet
from eventhub.judging.queries import aside
from eventhub.judging.revealing import masked
from eventhub.judging.states import SheetState

EARLY = (ContestState.PREPARATION, ContestState.OPEN, ContestState.SCREENING)
ASSIGNING = (ContestState.SCREENING, ContestState.JUDGING)


class Ties(Struct, frozen=True):
    """What a judge tells of their own ties: asked, never guessed."""

    family_names: tuple[str, ...] = ()
    employer: str = ""
    commune_code: str | None = None


def declare(judge: Judge, ties: Ties, at: datetime) -> int:
    """Keep a judge's ties and set aside the ideas they touch. Gives how many sheets were set aside.

    The judge is not told whose ideas they are.
    """
    if judge.contest.state in (ContestState.PUBLISHED, ContestState.CANCELLED):
        raise DomainError("jury_closed", _l("The jury can't change any more at this stage."))
    judge.family_names = [name for name in dict.fromkeys(map(str.strip, ties.family_names)) if name]
    judge.employer, judge.commune_code = ties.employer.strip() or None, ties.commune_code or None
    judge.declared_at = at
    db.session.flush()
    operations.find_conflicts(judge.contest)
    touched = sa.select(Conflict.idea_id).where(Conflict.judge_id == judge.id, Conflict.lifted_at.is_(None))
    barred = set(db.session.scalars(touched))
    taken = [
        sheet
        for sheet in queries.sheets_of_judge(judge)
        if sheet.idea_id in barred and sheet.state != SheetState.RECUSED
    ]
    if judge.contest.state in ASSIGNING:
        for sheet in taken:
            operations.move_sheet(sheet, SheetState.RECUSED, at)
    audit.record(judge.person, "judging:judge:declared", judge, at, aside=len(taken))
    return len(taken)


def mask(actor: Any, idea: Idea, words: str, *, is_hidden: bool, at: datetime) -> Mask:
    """Hide words of an idea from a blind jury, or say that they may stay. The last decision holds."""
    words = words.strip()
    if not words:
        raise DomainError("no_words", _l("Write the words to hide."), field="words")
    if is_hidden and not _holds(idea, words):
        sentence = _l("These words are not in the texts of this idea: write them as they stand there.")
        raise DomainError("not_in_text", sentence, field="words")
    query = sa.select(Mask).where(Mask.idea_id == idea.id, Mask.words == words)
    row = db.session.scalar(query) or Mask(idea_id=idea.id, words=words, created_at=at)
    row.is_hidden = is_hidden
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "judging:idea:masked", idea, at, hidden=is_hidden)
    return row


def _holds(idea: Idea, words: str) -> bool:
    """Whether any text that a blind jury reads would be another with these words covered."""
    texts = [*idea.title.values(), *(text for name in QUESTIONS for text in idea.answer(name).values())]
    return any(masked(text, [words]) != text for text in texts)


def set_rules(actor: Any, contest: Contest, rules: dict[str, Any], at: datetime) -> JurySettings:
    """Keep those rules that are given: gates, comments, ties, signature, times of pitch and public vote.

    All but the times are fixed once marks may be given: raises DomainError `rules_fixed`.
    """
    row = queries.settings_of(contest)
    fixed = ("gates", "comment_rule", "tie_break", "needs_signature", "shows_photos")
    is_fixed = contest.state not in EARLY
    if is_fixed and any(name in rules and rules[name] != getattr(row, name) for name in fixed):
        raise DomainError("rules_fixed", _l("The rules can't change any more: the jury works with them."))
    for name, value in rules.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "judging:contest:ruled", contest, at)
    return row


def note_tried(actor: Any, contest: Contest, at: datetime) -> JurySettings:
    """The rubric was tried on a sample idea."""
    row = queries.settings_of(contest)
    row.tried_at = at
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "judging:contest:tried", contest, at)
    return row


def give_sheet(actor: Any, judge: Judge, idea: Idea, at: datetime) -> Sheet:
    """Give one sheet by hand, with the checks of the plan: no conflict, somebody who may fill it.

    One that was set aside because its judge had left comes back as its marks left it. A trainee's sheet is
    practice: it counts neither for the ranking nor for the sheets an idea needs.
    """
    _check_assigning(idea.contest)
    if judge.contest_id != idea.contest_id or judge.role not in queries.FILLING or not judge.is_active:
        raise DomainError("not_on_panel", _l("This judge can't score here: not a member, or gone."))
    operations.find_conflicts(idea.contest)
    pair = (judge.id, idea.id)
    conflict = aside.conflict_between(*pair)
    if conflict is not None and conflict.lifted_at is None:
        raise DomainError("in_conflict", _l("This judge has a conflict of interest with this idea."))
    there = db.session.scalar(sa.select(Sheet).where(Sheet.judge_id == pair[0], Sheet.idea_id == pair[1]))
    if there is not None and there.state == SheetState.RECUSED:
        operations.take_up(there, at)
        return _given(actor, there, at)
    if there is not None:
        return there
    sheet = Sheet(
        contest_id=idea.contest_id,
        organizer_id=idea.organizer_id,
        judge=judge,
        idea=idea,
        created_at=at,
    )
    db.session.add(sheet)
    db.session.flush()
    return _given(actor, sheet, at)


def _given(actor: Any, sheet: Sheet, at: datetime) -> Sheet:
    if sheet.state != SheetState.COMPLETE:
        operations.call_to_work([sheet])
    audit.record(actor, "judging:sheet:given", sheet, at)
    return sheet


def take_sheet(actor: Any, sheet: Sheet, at: datetime) -> None:
    """Take an untouched sheet away from a judge; a begun one is somebody's work and stays."""
    _check_assigning(sheet.judge.contest)
    if sheet.state != SheetState.ASSIGNED:
        raise DomainError("sheet_begun", _l("This sheet is begun or set aside: it stays with its judge."))
    audit.record(actor, "judging:sheet:taken", sheet.judge, at, idea=sheet.idea_id)
    db.session.delete(sheet)
    db.session.flush()


def _check_assigning(contest: Contest) -> None:
    if contest.state not in ASSIGNING:
        raise DomainError("not_time_to_assign", _l("Sheets are given out once the contest is closed."))
