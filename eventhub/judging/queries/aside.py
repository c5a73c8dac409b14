"""Reads of who stands aside from what: conflicts that bar, those that were lifted."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.contests.models import Contest, Idea
from eventhub.database import db
from eventhub.judging.models import Conflict, Judge


def is_aside(person_id: int | None, idea_id: int) -> bool:
    """Whether somebody sits on the jury of an idea and stands aside from it."""
    if person_id is None:
        return False
    query = (
        sa.select(Conflict.id)
        .join(Conflict.judge)
        .where(Conflict.idea_id == idea_id, Conflict.lifted_at.is_(None))
        .where(Judge.person_id == person_id, Judge.left_at.is_(None))
    )
    return db.session.scalar(query.limit(1)) is not None


def judges_aside(contest: Contest) -> dict[int, frozenset[int]]:
    """By idea, the judges who stand aside from it; nothing for an idea that nobody stands aside from."""
    query = (
        sa.select(Conflict.idea_id, Conflict.judge_id)
        .join(Conflict.judge)
        .where(Judge.contest_id == contest.id, Conflict.lifted_at.is_(None))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for idea, judge in db.session.execute(query):
        found[idea].add(judge)
    return {idea: frozenset(judges) for idea, judges in found.items()}


def conflict_between(judge_id: int, idea_id: int) -> Conflict | None:
    """The conflict of a judge with an idea, lifted or not."""
    query = sa.select(Conflict).where(Conflict.judge_id == judge_id, Conflict.idea_id == idea_id)
    return db.session.scalar(query)


def conflicts_of_judge(judge: Judge) -> list[Conflict]:
    """Every conflict of a judge, lifted ones too, by the ideas' numbers."""
    query = sa.select(Conflict).where(Conflict.judge_id == judge.id).join(Conflict.idea).order_by(Idea.number)
    return list(db.session.scalars(query.options(joinedload(Conflict.idea), joinedload(Conflict.lifted_by))))


def lifted_of(contest: Contest) -> list[Conflict]:
    """The conflicts of a contest that were lifted, the first first."""
    query = sa.select(Conflict).join(Conflict.judge).where(Judge.contest_id == contest.id)
    lifted = query.where(Conflict.lifted_at.is_not(None)).order_by(Conflict.lifted_at, Conflict.id)
    return list(db.session.scalars(lifted.options(joinedload(Conflict.idea), joinedload(Conflict.lifted_by))))


def conflict_by_public_id(public_id: str, values: dict[str, object]) -> Conflict | None:
    """The conflict of a random name, of the contest that the address names."""
    query = sa.select(Conflict).where(Conflict.public_id == public_id)
    contest = values.get("contest")
    if isinstance(contest, Contest):
        query = query.join(Conflict.judge).where(Judge.contest_id == contest.id)
    return db.session.scalar(query.options(joinedload(Conflict.judge), joinedload(Conflict.idea)))
