"""What contests gave to a number of cooperatives between two moments: for programmes that support them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking, CoachingSession, Grant, Idea
from eventhub.database import db


def coached(cooperative_ids: sa.Select[Any], since: datetime, until: datetime) -> tuple[int, int]:
    """(sessions of coaching that one of them came to, their minutes)."""
    came = (
        sa.select(CoachingBooking.session_id)
        .join(Idea, Idea.id == CoachingBooking.idea_id)
        .where(CoachingBooking.state == BookingState.ATTENDED, Idea.cooperative_id.in_(cooperative_ids))
    )
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(CoachingSession.minutes), 0))
    query = query.select_from(CoachingSession).where(
        CoachingSession.id.in_(came), CoachingSession.starts_at >= since, CoachingSession.starts_at < until
    )
    sessions, minutes = db.session.execute(query).one()
    return int(sessions), int(minutes)


def granted(cooperative_ids: sa.Select[Any], since: datetime, until: datetime) -> tuple[int, int]:
    """(grants they won, centimes awarded)."""
    query = (
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Grant.amount), 0))
        .select_from(Grant)
        .join(Idea, Idea.id == Grant.idea_id)
        .where(Idea.cooperative_id.in_(cooperative_ids), Grant.created_at >= since, Grant.created_at < until)
    )
    grants, amount = db.session.execute(query).one()
    return int(grants), int(amount)
