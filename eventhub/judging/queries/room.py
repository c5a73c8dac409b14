"""Reads of a jury's room: minutes, what was said of each idea, motions, decisions on judges."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventhub.contests.models import Contest, Idea
from eventhub.database import db
from eventhub.judging.models import (
    Deliberation,
    Discussion,
    Judge,
    JudgeReview,
    Motion,
    MotionVoter,
)


def deliberation_of(contest: Contest) -> Deliberation | None:
    """A contest's minutes, begun or signed."""
    query = sa.select(Deliberation).where(Deliberation.contest_id == contest.id)
    return db.session.scalar(query.options(joinedload(Deliberation.signed_by).joinedload(Judge.person)))


def deliberation_by_code(code: str) -> Deliberation | None:
    """Signed minutes by the beginning of their digest, as printed."""
    query = sa.select(Deliberation).where(
        Deliberation.digest.startswith(code.lower(), autoescape=True), Deliberation.signed_at.is_not(None)
    )
    return db.session.scalar(query.options(joinedload(Deliberation.contest)).limit(1))


def signed_deliberations() -> list[Deliberation]:
    """Every signed record, for verification."""
    query = sa.select(Deliberation).where(Deliberation.signed_at.is_not(None)).order_by(Deliberation.id)
    return list(db.session.scalars(query.options(joinedload(Deliberation.contest))))


def discussions_of(contest: Contest) -> dict[int, Discussion]:
    """What was said, by the idea's id, in the order of the ideas' numbers."""
    query = (
        sa.select(Discussion)
        .where(Discussion.contest_id == contest.id)
        .join(Discussion.idea)
        .options(joinedload(Discussion.idea))
        .order_by(Idea.number)
    )
    return {each.idea_id: each for each in db.session.scalars(query)}


def motions_of(contest: Contest) -> list[Motion]:
    """Questions put to the jury, the first first, with who has voted."""
    query = sa.select(Motion).where(Motion.contest_id == contest.id).order_by(Motion.id)
    voters = selectinload(Motion.voters).joinedload(MotionVoter.judge).joinedload(Judge.person)
    return list(db.session.scalars(query.options(voters, selectinload(Motion.ideas))))


def motion_by_public_id(public_id: str, values: dict[str, object]) -> Motion | None:
    """The motion of a random name, of the contest that the address names."""
    contest = values.get("contest")
    query = sa.select(Motion).where(Motion.public_id == public_id)
    if isinstance(contest, Contest):
        query = query.where(Motion.contest_id == contest.id)
    return db.session.scalar(query)


def reviews_of(contest: Contest) -> list[JudgeReview]:
    """Every decision about a judge, the oldest first: the last one of a judge holds."""
    query = (
        sa.select(JudgeReview)
        .join(JudgeReview.judge)
        .where(Judge.contest_id == contest.id)
        .order_by(JudgeReview.id)
    )
    return list(db.session.scalars(query.options(joinedload(JudgeReview.decided_by))))
