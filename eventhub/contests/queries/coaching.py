"""Reads of coaching sessions."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventhub.contests.models import CoachingBooking, CoachingSession, Contest, Idea
from eventhub.database import db


def sessions_of(contest: Contest) -> list[CoachingSession]:
    """Every session of a contest, by time, with who booked."""
    query = (
        sa.select(CoachingSession)
        .where(CoachingSession.contest_id == contest.id)
        .options(
            selectinload(CoachingSession.bookings)
            .joinedload(CoachingBooking.idea)
            .options(joinedload(Idea.person), joinedload(Idea.cooperative))
        )
        .order_by(CoachingSession.starts_at, CoachingSession.id)
    )
    return list(db.session.scalars(query))


def session_of(public_id: str, values: Mapping[str, Any]) -> CoachingSession | None:
    """The session of a random name, of the contest (or the idea's contest) that the address names."""
    row = db.session.scalar(sa.select(CoachingSession).where(CoachingSession.public_id == public_id))
    contest, idea = values.get("contest"), values.get("idea")
    wanted = contest.id if contest is not None else idea.contest_id if idea is not None else None
    return None if row is None or (wanted is not None and row.contest_id != wanted) else row
