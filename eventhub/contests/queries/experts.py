"""Reads of coaching experts: who is named where, the contests somebody coaches."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import Role
from eventhub.accounts.roles import RoleName
from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking, CoachingSession, Contest
from eventhub.contests.queries.coaching import session_of
from eventhub.contests.states import ContestState
from eventhub.database import db

MOST_COACHED = 12


def experts_of(contest: Contest) -> list[Role]:
    """The roles of those named for this contest, first named first; people loaded along."""
    query = sa.select(Role).where(Role.contest_id == contest.id, Role.name == RoleName.EXPERT)
    return list(db.session.scalars(query.options(joinedload(Role.person)).order_by(Role.id)))


def sessions_each(contest: Contest) -> dict[int, int]:
    """How many sessions each expert with an account gives or gave in a contest, by the person's id."""
    query = (
        sa.select(CoachingSession.expert_id, sa.func.count())
        .where(CoachingSession.contest_id == contest.id, CoachingSession.expert_id.is_not(None))
        .where(CoachingSession.cancelled_at.is_(None))
        .group_by(CoachingSession.expert_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query) if row[0] is not None}


def expert_of(public_id: str, values: Mapping[str, Any]) -> Role | None:
    """The role of an expert of the contest in the address."""
    query = sa.select(Role).where(Role.public_id == public_id, Role.name == RoleName.EXPERT)
    contest = values.get("contest")
    return db.session.scalar(query.where(Role.contest_id == contest.id)) if contest is not None else None


def own_session_of(public_id: str, values: Mapping[str, Any]) -> CoachingSession | None:
    """A session of the contest in the address that an expert with an account gives."""
    row = session_of(public_id, values)
    return row if row is not None and row.expert_id is not None else None


def coached_by(person: Any, at: datetime) -> list[tuple[Contest, int]]:
    """(contest, how many of one's sessions wait to be told who came) wherever one is named."""
    held = [role for role in person.roles if role.name == RoleName.EXPERT]
    contests = [role.contest_id for role in held if role.contest_id is not None]
    everywhere = [role.organizer_id for role in held if role.contest_id is None and role.edition_id is None]
    untold = (
        sa.select(sa.func.count())
        .select_from(CoachingSession)
        .where(CoachingSession.contest_id == Contest.id, CoachingSession.expert_id == person.id)
        .where(CoachingSession.cancelled_at.is_(None), CoachingSession.starts_at <= at)
        .where(CoachingSession.bookings.any(CoachingBooking.state == BookingState.BOOKED))
        .correlate(Contest)
        .scalar_subquery()
    )
    query = (
        sa.select(Contest, untold)
        .where(sa.or_(Contest.id.in_(contests), Contest.organizer_id.in_(everywhere)))
        .where(Contest.state != ContestState.CANCELLED)
        .order_by(Contest.opens_at.desc(), Contest.id)
        .limit(MOST_COACHED)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def last_name_of(person_id: int) -> str | None:
    """How an expert called themselves in the last session they offered."""
    query = sa.select(CoachingSession.expert).where(CoachingSession.expert_id == person_id)
    return db.session.scalar(query.order_by(CoachingSession.id.desc()).limit(1))
