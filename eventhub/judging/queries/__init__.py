"""Reads of juries, sheets and rankings."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED, ContestState
from eventhub.cooperatives.models import Member
from eventhub.database import db
from eventhub.judging.models import ComputedRanking, Conflict, Judge, JurySettings, Sheet
from eventhub.judging.states import CommentRule, SheetState, TieBreak

SCORING = ("president", "member")
"""Roles whose sheets count; a trainee's are practice, an observer has none."""
FILLING = (*SCORING, "trainee")
"""Roles that may hold sheets."""


def judge_by_public_id(public_id: str, values: Mapping[str, Any]) -> Judge | None:
    """The judge of a random name; when the address names a contest too, one of that contest."""
    query = sa.select(Judge).where(Judge.public_id == public_id)
    if (contest := values.get("contest")) is not None:
        query = query.where(Judge.contest_id == contest.id)
    return db.session.scalar(query.options(joinedload(Judge.person), joinedload(Judge.contest)))


def sheet_by_public_id(public_id: str, values: Mapping[str, Any]) -> Sheet | None:
    """The sheet of a random name, with its judge and idea; of the contest that the address names."""
    query = sa.select(Sheet).where(Sheet.public_id == public_id)
    if (contest := values.get("contest")) is not None:
        query = query.where(Sheet.contest_id == contest.id)
    return db.session.scalar(query.options(joinedload(Sheet.judge), joinedload(Sheet.idea)))


def judge_of(person_id: int | None, contest_id: int) -> Judge | None:
    """Somebody's active seat on a contest's jury."""
    if person_id is None:
        return None
    return db.session.scalar(
        sa.select(Judge).where(
            Judge.person_id == person_id, Judge.contest_id == contest_id, Judge.left_at.is_(None)
        )
    )


def seats_of(person_id: int) -> list[Judge]:
    """The juries somebody sits on, the latest first."""
    query = sa.select(Judge).where(Judge.person_id == person_id, Judge.left_at.is_(None))
    return list(db.session.scalars(query.options(joinedload(Judge.contest)).order_by(Judge.id.desc())))


def settings_of(contest: Contest) -> JurySettings:
    """How the jury works; the defaults, unsaved, when nothing was chosen."""
    found = db.session.scalar(sa.select(JurySettings).where(JurySettings.contest_id == contest.id))
    return found or JurySettings(
        contest_id=contest.id,
        organizer_id=contest.organizer_id,
        gates=[],
        comment_rule=CommentRule.OPTIONAL,
        tie_break=TieBreak.SHARED,
        pitch_minutes=5,
        shows_photos=False,
        needs_signature=True,
    )


def judges_of(contest: Contest) -> list[Judge]:
    """Everybody ever on a contest's jury, in the order they came."""
    query = sa.select(Judge).where(Judge.contest_id == contest.id).options(joinedload(Judge.person))
    return list(db.session.scalars(query.order_by(Judge.id)))


def president_of(contest: Contest) -> Judge | None:
    """Who presides the jury now, with the person."""
    query = sa.select(Judge).where(
        Judge.contest_id == contest.id, Judge.role == "president", Judge.left_at.is_(None)
    )
    return db.session.scalar(query.options(joinedload(Judge.person)).order_by(Judge.id).limit(1))


def eligible_ideas(contest: Contest) -> list[Idea]:
    """The ideas a jury judges, by number."""
    query = sa.select(Idea).where(Idea.contest_id == contest.id, Idea.state.in_(JUDGED))
    return list(db.session.scalars(query.order_by(Idea.number)))


def conflicts_of(contest: Contest) -> list[Conflict]:
    """Every declared or found conflict of a contest that bars; not those that were lifted."""
    query = sa.select(Conflict).join(Conflict.judge).where(Judge.contest_id == contest.id)
    return list(db.session.scalars(query.where(Conflict.lifted_at.is_(None)).order_by(Conflict.id)))


def conflicts_to_find(contest: Contest) -> list[tuple[int, int, str]]:
    """(judge, idea, reason) where a judge entered the idea or is of its cooperative."""
    own = (
        sa.select(Judge.id, Idea.id, sa.literal("own_idea"))
        .join(Idea, sa.and_(Idea.contest_id == Judge.contest_id, Idea.person_id == Judge.person_id))
        .where(Judge.contest_id == contest.id)
    )
    together = (
        sa.select(Judge.id, Idea.id, sa.literal("same_cooperative"))
        .join(Member, Member.person_id == Judge.person_id)
        .join(
            Idea,
            sa.and_(Idea.contest_id == Judge.contest_id, Idea.cooperative_id == Member.cooperative_id),
        )
        .where(Judge.contest_id == contest.id)
    )
    found = {(judge, idea): reason for judge, idea, reason in db.session.execute(together)}
    found |= {(judge, idea): reason for judge, idea, reason in db.session.execute(own)}
    return [(judge, idea, reason) for (judge, idea), reason in sorted(found.items())]


def sheets_of_judge(judge: Judge) -> list[Sheet]:
    """A judge's sheets with their ideas, by the ideas' numbers."""
    query = (
        sa.select(Sheet)
        .where(Sheet.judge_id == judge.id)
        .join(Sheet.idea)
        .options(
            contains_eager(Sheet.idea).joinedload(Idea.cooperative),
            contains_eager(Sheet.idea).joinedload(Idea.person),
        )
        .order_by(Idea.number)
    )
    return list(db.session.scalars(query))


def sheets_of(contest: Contest) -> list[Sheet]:
    """Every sheet of a contest, by number."""
    query = sa.select(Sheet).where(Sheet.contest_id == contest.id)
    return list(db.session.scalars(query.order_by(Sheet.id)))


class Marks(Struct, frozen=True):
    """A complete sheet as the arithmetic wants it: random names and marks by criterion."""

    judge: str
    idea: str
    marks: dict[str, float]


def complete_marks(contest: Contest) -> list[Marks]:
    """Complete sheets of scoring judges for ideas that are judged, ordered by their names."""
    query = (
        sa.select(Judge.public_id, Idea.public_id, Sheet.marks)
        .select_from(Sheet)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Idea, Idea.id == Sheet.idea_id)
        .where(
            Sheet.contest_id == contest.id,
            Sheet.state == SheetState.COMPLETE,
            Judge.role.in_(SCORING),
            Judge.is_left_out.is_(False),
            Idea.state.in_(JUDGED),
        )
        .order_by(Idea.public_id, Judge.public_id)
    )
    return [Marks(judge, idea, marks) for judge, idea, marks in db.session.execute(query)]


def computed_ranking(contest: Contest) -> ComputedRanking | None:
    """What the contest's ranking was computed from, if it was."""
    return db.session.scalar(sa.select(ComputedRanking).where(ComputedRanking.contest_id == contest.id))


def published_contests() -> list[Contest]:
    """Contests whose results are out, for verification."""
    query = sa.select(Contest).where(Contest.state == ContestState.PUBLISHED)
    return list(db.session.scalars(query.order_by(Contest.id)))


def comments_by_idea(contest: Contest) -> dict[int, list[str]]:
    """What the judges whose marks count wrote to each idea, in an order that doesn't tell who wrote which."""
    query = (
        sa.select(Sheet.idea_id, Sheet.comment)
        .join(Judge, Judge.id == Sheet.judge_id)
        .where(
            Sheet.contest_id == contest.id,
            Sheet.state == SheetState.COMPLETE,
            Judge.role.in_(SCORING),
            Judge.is_left_out.is_(False),
            Sheet.comment != "",
        )
        .order_by(Sheet.public_id)
    )
    found: dict[int, list[str]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.idea_id, []).append(row.comment)
    return found


def sheets_of_idea(idea: Idea, states: Collection[SheetState]) -> list[Sheet]:
    """The sheets of an idea in some states, with their judges, in the order the judges came."""
    query = sa.select(Sheet).where(Sheet.idea_id == idea.id, Sheet.state.in_(states)).order_by(Sheet.judge_id)
    return list(db.session.scalars(query.options(joinedload(Sheet.judge).joinedload(Judge.person))))
