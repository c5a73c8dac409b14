"""Reads of the rules as published."""

import sqlalchemy as sa

from eventhub.contests.models import Contest, Idea, RulesVersion
from eventhub.database import db


def versions_of(contest: Contest) -> list[RulesVersion]:
    """Every version that was published, the newest first."""
    query = sa.select(RulesVersion).where(RulesVersion.contest_id == contest.id)
    return list(db.session.scalars(query.order_by(RulesVersion.number.desc())))


def last_version(contest: Contest) -> RulesVersion | None:
    """The version that holds now."""
    return next(iter(versions_of(contest)), None)


def changed_since(idea: Idea) -> RulesVersion | None:
    """The latest version of the rules that somebody who began this idea before has to know of."""
    query = sa.select(RulesVersion).where(
        RulesVersion.contest_id == idea.contest_id,
        RulesVersion.number > 1,
        RulesVersion.published_at > idea.created_at,
    )
    return db.session.scalar(query.order_by(RulesVersion.number.desc()).limit(1))
