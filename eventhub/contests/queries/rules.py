"""Reads of the rules as published."""

import sqlalchemy as sa

from eventhub.contests.models import Contest, RulesVersion
from eventhub.database import db


def versions_of(contest: Contest) -> list[RulesVersion]:
    """Every version that was published, the newest first."""
    query = sa.select(RulesVersion).where(RulesVersion.contest_id == contest.id)
    return list(db.session.scalars(query.order_by(RulesVersion.number.desc())))


def last_version(contest: Contest) -> RulesVersion | None:
    """The version that holds now."""
    return next(iter(versions_of(contest)), None)
