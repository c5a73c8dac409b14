"""Reads of a jury's practice and of its paper sheets."""

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.contests.models import Contest, Idea
from eventhub.database import db
from eventhub.judging.models import Calibration, CalibrationSheet, Judge, PaperEntry, Sheet
from eventhub.judging.states import SheetState


def calibration_of(contest: Contest) -> Calibration | None:
    """A contest's practice, with its two ideas."""
    query = sa.select(Calibration).where(Calibration.contest_id == contest.id)
    return db.session.scalar(query.options(joinedload(Calibration.first), joinedload(Calibration.second)))


def sheets_of(row: Calibration) -> list[CalibrationSheet]:
    """Every practice sheet, with its judge."""
    query = sa.select(CalibrationSheet).where(CalibrationSheet.calibration_id == row.id)
    judge = joinedload(CalibrationSheet.judge).joinedload(Judge.person)
    return list(db.session.scalars(query.options(judge).order_by(CalibrationSheet.id)))


def paper_entries(contest: Contest) -> dict[int, list[PaperEntry]]:
    """What was typed from paper, by sheet, the first typing first."""
    query = (
        sa.select(PaperEntry)
        .join(PaperEntry.sheet)
        .where(Sheet.contest_id == contest.id)
        .options(joinedload(PaperEntry.person))
        .order_by(PaperEntry.id)
    )
    found: dict[int, list[PaperEntry]] = {}
    for entry in db.session.scalars(query):
        found.setdefault(entry.sheet_id, []).append(entry)
    return found


def sheets_to_type(contest: Contest) -> list[Sheet]:
    """Sheets that are not set aside, with judges and ideas: by judge, then by the ideas' numbers."""
    query = (
        sa.select(Sheet)
        .where(Sheet.contest_id == contest.id, Sheet.state != SheetState.RECUSED)
        .join(Sheet.idea)
        .options(contains_eager(Sheet.idea), joinedload(Sheet.judge).joinedload(Judge.person))
        .order_by(Sheet.judge_id, Idea.number)
    )
    return list(db.session.scalars(query))
