"""Reads of coaching sessions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventhub.accounts.models import Role
from eventhub.accounts.roles import RoleName
from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking, CoachingSession, Contest, Idea
from eventhub.database import db
from eventhub.web.pages import Slice, keyset


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


SESSIONS_SHOWN = 30


def sessions_page(contest: Contest, when: str, at: datetime, expert_id: int | None = None) -> Slice:
    """One page of a contest's sessions, or of one expert's there, with who booked, the last first.

    `when` is "coming", "to_report" (begun, and somebody booked of whom nothing is told yet), "held", or empty
    for all; another finds nothing.
    """
    untold = CoachingSession.bookings.any(CoachingBooking.state == BookingState.BOOKED)
    is_on, begun = CoachingSession.cancelled_at.is_(None), CoachingSession.starts_at <= at
    known = {
        "": sa.true(),
        "coming": sa.and_(is_on, ~begun),
        "to_report": sa.and_(is_on, begun, untold),
        "held": sa.and_(is_on, begun, ~untold),
    }
    query = sa.select(CoachingSession).where(_of(contest, expert_id), known.get(when, sa.false()))
    keys = [CoachingSession.starts_at, CoachingSession.id]
    return keyset(query, keys, lambda row: [row.starts_at, row.id], descending=True, size=SESSIONS_SHOWN)


def _of(contest: Contest, expert_id: int | None) -> sa.ColumnElement[bool]:
    mine = sa.true() if expert_id is None else CoachingSession.expert_id == expert_id
    return sa.and_(CoachingSession.contest_id == contest.id, mine)


def offered_count(contest: Contest) -> int:
    """How many sessions of a contest are offered, those called off left out."""
    query = sa.select(sa.func.count()).select_from(CoachingSession)
    mine = CoachingSession.contest_id == contest.id, CoachingSession.cancelled_at.is_(None)
    return db.session.scalar(query.where(*mine)) or 0


def hours_of(contest: Contest, expert_id: int | None = None) -> tuple[float, float]:
    """(hours of sessions somebody came to, hours of all who came) of a contest, or of one expert there."""
    each = (
        sa.select(CoachingSession.minutes, sa.func.count().label("came"))
        .join(CoachingSession.bookings)
        .where(_of(contest, expert_id), CoachingBooking.state == BookingState.ATTENDED)
        .group_by(CoachingSession.id, CoachingSession.minutes)
        .subquery()
    )
    query = sa.select(sa.func.sum(each.c.minutes), sa.func.sum(each.c.minutes * each.c.came))
    held, people = db.session.execute(query).one()
    return int(held or 0) / 60, int(people or 0) / 60


def has_sessions(contest: Contest) -> bool:
    """Whether a contest offers, or offered, any coaching."""
    query = sa.select(CoachingSession.id).where(CoachingSession.contest_id == contest.id)
    return db.session.scalar(query.limit(1)) is not None


def jury_of(contest: Contest) -> set[int]:
    """The people who may open the pages of a contest's jury."""
    query = sa.select(Role.person_id).where(Role.contest_id == contest.id, Role.name == RoleName.JUDGE)
    return set(db.session.scalars(query))


def session_of(public_id: str, values: Mapping[str, Any]) -> CoachingSession | None:
    """The session of a random name, of the contest (or the idea's contest) that the address names."""
    row = db.session.scalar(sa.select(CoachingSession).where(CoachingSession.public_id == public_id))
    contest, idea = values.get("contest"), values.get("idea")
    wanted = contest.id if contest is not None else idea.contest_id if idea is not None else None
    return None if row is None or (wanted is not None and row.contest_id != wanted) else row
