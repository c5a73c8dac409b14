"""Reads of who judges what: ideas searched and narrowed, each judge's sheets, what hangs together."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import sqlalchemy as sa
from msgspec import Struct

from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED
from eventhub.database import db
from eventhub.folding import fold
from eventhub.judging import queries
from eventhub.judging.models import Conflict, Judge, Sheet
from eventhub.judging.states import SheetState
from eventhub.web.pages import Slice, keyset

PROBLEMS = ("lacks", "stranger", "untouched", "aside")
"""Fewer sheets than asked; nobody who knows the sector; no sheet begun; somebody stands aside."""


class Asked(Struct, frozen=True):
    """What the list of seats is narrowed to; empty means all. `judge` is a random name."""

    NAMES: ClassVar[Mapping[str, str]] = {"text": "q", "judge": "judge", "problem": "problem"}

    text: str = ""
    judge: str = ""
    problem: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Asked":
        """From the address of a page; unknown values simply find nothing."""
        return cls(**{name: arguments.get(short, "")[:80] for name, short in cls.NAMES.items()})

    def kept(self) -> dict[str, str]:
        """What is asked, for the addresses of other pages of the list."""
        said = {short: getattr(self, name) for name, short in self.NAMES.items()}
        return {name: value for name, value in said.items() if value}


def ideas_seated(contest: Contest, asked: Asked, judges: Sequence[Judge], *, size: int) -> Slice:
    """One page of the ideas a jury judges, by number, only those asked for. `judges`: all of the jury."""
    query = sa.select(Idea).where(Idea.contest_id == contest.id, Idea.state.in_(JUDGED))
    for word in fold(asked.text).split():
        query = query.where(Idea.folded.contains(word, autoescape=True))
    if asked.judge:
        chosen = [judge.id for judge in judges if judge.public_id == asked.judge]
        query = query.where(_has_sheet(Sheet.judge_id.in_(chosen)))
    if asked.problem:
        query = query.where(_has_problem(contest, asked.problem, judges))
    return keyset(query, [Idea.number], lambda idea: [idea.number], size=size)


def _has_sheet(*of: Any) -> sa.ColumnElement[bool]:
    living = sa.select(Sheet.id).where(Sheet.idea_id == Idea.id, Sheet.state != SheetState.RECUSED)
    return living.where(*of).exists()


def _has_problem(contest: Contest, problem: str, judges: Sequence[Judge]) -> sa.ColumnElement[bool]:
    scoring = [judge.id for judge in judges if judge.role in queries.SCORING]
    if problem == "lacks":
        return _counting(scoring) < _asked_of(contest)
    if problem == "stranger":
        known = {sector for judge in judges if judge.id in scoring for sector in judge.expertise}
        knowers = {sector: [j.id for j in judges if sector in j.expertise] for sector in sorted(known)}
        is_known = (
            sa.and_(Idea.sector == sector, _has_sheet(Sheet.judge_id.in_(who)))
            for sector, who in knowers.items()
        )
        return sa.not_(sa.or_(sa.false(), *is_known))
    if problem == "untouched":
        return sa.not_(_has_sheet(Sheet.state != SheetState.ASSIGNED))
    if problem == "aside":
        bars = sa.select(Conflict.id).where(Conflict.idea_id == Idea.id, Conflict.lifted_at.is_(None))
        return bars.where(Conflict.judge_id.in_([judge.id for judge in judges])).exists()
    return sa.false()


def _counting(scoring: Sequence[int]) -> sa.ColumnElement[int]:
    """How many sheets of those whose marks count an idea has."""
    query = sa.select(sa.func.count(Sheet.id)).where(Sheet.idea_id == Idea.id)
    return query.where(Sheet.state != SheetState.RECUSED, Sheet.judge_id.in_(scoring)).scalar_subquery()


def _asked_of(contest: Contest) -> sa.ColumnElement[int]:
    """How many sheets an idea should have: more near the line of the prizes in a second stage."""
    borderline = queries.settings_of(contest).borderline_ideas
    if not borderline or not contest.has_two_stages:
        return sa.literal(contest.sheets_each)
    more = contest.sheets_each + (contest.sheets_second or 0)
    return sa.case((Idea.public_id.in_(sorted(borderline)), more), else_=contest.sheets_each)


def sheets_of_ideas(ideas: Sequence[Idea]) -> list[Sheet]:
    """Every sheet of some ideas, in the order they were given out."""
    query = sa.select(Sheet).where(Sheet.idea_id.in_([idea.id for idea in ideas])).order_by(Sheet.id)
    return list(db.session.scalars(query))


def conflicts_of_ideas(ideas: Sequence[Idea]) -> dict[tuple[int, int], str]:
    """(judge, idea) → the reason of a conflict that bars, for some ideas."""
    query = sa.select(Conflict.judge_id, Conflict.idea_id, Conflict.reason)
    query = query.where(Conflict.idea_id.in_([idea.id for idea in ideas]), Conflict.lifted_at.is_(None))
    return {(judge, idea): reason for judge, idea, reason in db.session.execute(query)}


def seats_given(contest: Contest) -> list[tuple[int, int, str]]:
    """(judge, idea, state) of every sheet that is not set aside: numbers only, for thousands of them."""
    query = sa.select(Sheet.judge_id, Sheet.idea_id, Sheet.state).join(Idea, Idea.id == Sheet.idea_id)
    query = query.where(Sheet.contest_id == contest.id, Sheet.state != SheetState.RECUSED)
    return [(row[0], row[1], row[2]) for row in db.session.execute(query.where(Idea.state.in_(JUDGED)))]
