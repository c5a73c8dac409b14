"""The verbs of a practice before the start: everybody marks the same two ideas, then the jury talks."""

from collections.abc import Mapping
from datetime import datetime
from statistics import fmean
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import HIGHEST, LOWEST, ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging.models import Calibration, CalibrationSheet, Judge
from eventhub.judging.queries import aside, practice

WIDE = 4
"""Marks this far apart on one criterion are worth a talk."""


def open_practice(actor: Any, contest: Contest, ideas: list[Idea], at: datetime) -> Calibration:
    """Choose the two ideas everybody marks; before anybody has, they may be chosen again."""
    if contest.state not in (ContestState.SCREENING, ContestState.JUDGING):
        raise DomainError("not_time_to_practise", _l("A practice is held once the contest is closed."))
    if len({idea.id for idea in ideas}) != 2:  # noqa: PLR2004 - the same two for everybody
        raise DomainError("two_ideas", _l("Choose two different ideas."), field="first")
    row = practice.calibration_of(contest)
    if row is not None and practice.sheets_of(row):
        raise DomainError("practice_begun", _l("Judges have begun to mark these two ideas."))
    row = row or Calibration(contest_id=contest.id, organizer_id=contest.organizer_id, created_at=at)
    row.first, row.second = ideas
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "judging:calibration:opened", row, at)
    return row


def practise(judge: Judge, row: Calibration, idea: Idea, marks: Mapping[str, Any], at: datetime) -> None:
    """Keep a judge's practice marks; they never count. Every criterion needs one."""
    if row.closed_at is not None:
        raise DomainError("practice_over", _l("The practice is over."))
    if aside.is_aside(judge.person_id, idea.id):
        raise DomainError("stands_aside", _l("You stand aside from this idea: the others practise with it."))
    names = [criterion["id"] for criterion in judge.contest.criteria]
    given = {name: marks.get(name) for name in names}
    if any(type(mark) is not int or not LOWEST <= mark <= HIGHEST for mark in given.values()):
        raise DomainError("marks_missing", _l("Give a mark on every criterion."))
    query = sa.select(CalibrationSheet).where(
        CalibrationSheet.calibration_id == row.id,
        CalibrationSheet.judge_id == judge.id,
        CalibrationSheet.idea_id == idea.id,
    )
    sheet = db.session.scalar(query) or CalibrationSheet(
        calibration_id=row.id, judge_id=judge.id, idea_id=idea.id, created_at=at
    )
    sheet.marks = {name: int(mark) for name, mark in given.items() if mark is not None}
    db.session.add(sheet)
    db.session.flush()
    audit.record(judge.person, "judging:calibration:practised", row, at)


def note(actor: Any, row: Calibration, notes: str, *, is_over: bool, at: datetime) -> Calibration:
    """What the jury agreed while talking; the practice may end with it."""
    row.notes = notes.strip() or None
    row.closed_at = (row.closed_at or at) if is_over else None
    audit.record(actor, "judging:calibration:noted", row, at, over=is_over)
    return row


def spread_of(sheets: list[CalibrationSheet], idea_id: int, criterion: str) -> dict[str, Any] | None:
    """The lowest, mean and highest mark on a criterion of one idea, and whether they lie far apart."""
    marks = [s.marks[criterion] for s in sheets if s.idea_id == idea_id and criterion in s.marks]
    if not marks:
        return None
    return {
        "low": min(marks),
        "mean": fmean(marks),
        "high": max(marks),
        "marks": sorted(marks),
        "is_wide": max(marks) - min(marks) >= WIDE,
    }
