"""Reads of a jury's practice and of its paper sheets."""

from collections.abc import Collection

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.folding import fold
from eventhub.judging.models import Calibration, CalibrationSheet, Judge, PaperEntry, Sheet
from eventhub.judging.states import SheetState
from eventhub.web.pages import Slice, keyset

PRACTISING = (ContestState.SCREENING, ContestState.JUDGING)


def calibration_of(contest: Contest) -> Calibration | None:
    """A contest's practice, with its two ideas."""
    query = sa.select(Calibration).where(Calibration.contest_id == contest.id)
    return db.session.scalar(query.options(joinedload(Calibration.first), joinedload(Calibration.second)))


def going_on(seats: Collection[Judge]) -> set[int]:
    """The contests, by id, whose practice is open, of those where somebody has these seats."""
    contests = [seat.contest_id for seat in seats if seat.contest.state in PRACTISING]
    query = sa.select(Calibration.contest_id).where(
        Calibration.contest_id.in_(contests), Calibration.closed_at.is_(None)
    )
    return set(db.session.scalars(query))


def complete_counts(seats: Collection[Judge]) -> dict[int, tuple[int, int]]:
    """(complete sheets, sheets not set aside) of each of these seats that has any and is at work."""
    at_work = [seat.id for seat in seats if seat.contest.state == ContestState.JUDGING]
    is_complete = sa.case((Sheet.state == SheetState.COMPLETE, 1), else_=0)
    query = (
        sa.select(Sheet.judge_id, sa.func.sum(is_complete), sa.func.count())
        .where(Sheet.judge_id.in_(at_work), Sheet.state != SheetState.RECUSED)
        .group_by(Sheet.judge_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}


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


def sheets_to_type(contest: Contest, judge: Judge | None = None) -> list[Sheet]:
    """Sheets that are not set aside, of all judges or of one: by judge, then by the ideas' numbers."""
    query = _to_type(contest)
    if judge is not None:
        query = query.where(Sheet.judge_id == judge.id)
    return list(db.session.scalars(query.order_by(Sheet.judge_id, Idea.number)))


PAPER_SHOWN = 40


class Asked(Struct, frozen=True):
    """What the list of paper sheets is narrowed to; empty means all. `judge` is a random name."""

    text: str = ""
    judge: str = ""
    typed: str = ""

    def kept(self) -> dict[str, str]:
        """What is asked, for the addresses of other pages of the list."""
        said = {"q": self.text, "judge": self.judge, "typed": self.typed}
        return {name: value for name, value in said.items() if value}


EVERYTHING = Asked()


def paper_page(contest: Contest, asked: Asked = EVERYTHING) -> Slice:
    """One page of the sheets that may be typed from paper, those asked for, in the same order."""
    query, keys = _to_type(contest), [Sheet.judge_id, Idea.number]
    for word in fold(asked.text).split():
        query = query.where(Idea.folded.contains(word, autoescape=True))
    if asked.judge:
        query = query.where(Sheet.judge.has(Judge.public_id == asked.judge))
    if asked.typed:
        query = query.where(_is_typed(asked.typed))
    return keyset(query, keys, lambda row: [row.judge_id, row.idea.number], size=PAPER_SHOWN)


def _is_typed(how: str) -> sa.ColumnElement[bool]:
    """Not typed and not marked on a screen either; typed and not agreed; typed twice alike."""
    entries = sa.select(PaperEntry.id).where(PaperEntry.sheet_id == Sheet.id)
    agreed = entries.where(PaperEntry.agreed_at.is_not(None)).exists()
    if how == "none":
        return sa.and_(~entries.exists(), Sheet.version == 0)
    if how == "half":
        return sa.and_(entries.exists(), ~agreed)
    return agreed if how == "alike" else sa.false()


def half_typed(contest: Contest, entries: dict[int, list[PaperEntry]]) -> list[Sheet]:
    """Sheets typed once, or twice with a difference: what the typing table has to finish."""
    ids = [key for key, typed in entries.items() if typed[0].agreed_at is None]
    query = _to_type(contest).where(Sheet.id.in_(ids))
    return list(db.session.scalars(query.order_by(Sheet.judge_id, Idea.number)))


def _to_type(contest: Contest) -> sa.Select[Sheet]:
    return (
        sa.select(Sheet)
        .where(Sheet.contest_id == contest.id, Sheet.state != SheetState.RECUSED)
        .join(Sheet.idea)
        .options(contains_eager(Sheet.idea), joinedload(Sheet.judge).joinedload(Judge.person))
    )
