"""Reads of seats of sessions: what a badge has, its place in the line, who has a seat, who came."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import aliased, contains_eager, joinedload

from eventhub.database import db
from eventhub.fairs.models import ProgrammeSession
from eventhub.folding import fold
from eventhub.visitors.models import Badge, Registration, SessionSeat
from eventhub.visitors.seating import HOLDING, SeatState, Standing, standing_of
from eventhub.web.pages import Slice, keyset

LATEST = 5
"""How many of the last to come a door shows."""


class Offer(Struct, frozen=True):
    """A session as one reader sees it: how its seats stand, what their badge has there and at that hour."""

    session: ProgrammeSession
    standing: Standing
    seat: SessionSeat | None
    place: int | None
    overlap: ProgrammeSession | None

    @property
    def state(self) -> str | None:
        """What the badge has; None: nothing."""
        return self.seat.state if self.seat is not None else None


def session_of_badge(public_id: str, values: Mapping[str, Any]) -> ProgrammeSession | None:
    """A session of the fair of the badge named before it in the address."""
    return db.session.scalar(
        sa.select(ProgrammeSession).where(
            ProgrammeSession.public_id == public_id,
            ProgrammeSession.edition_id == values["badge"].edition_id,
        )
    )


def seat_of_session(public_id: str, values: Mapping[str, Any]) -> SessionSeat | None:
    """A seat of the session named before it in the address."""
    return db.session.scalar(
        sa.select(SessionSeat)
        .options(joinedload(SessionSeat.badge).joinedload(Badge.registration))
        .where(SessionSeat.public_id == public_id, SessionSeat.session_id == values["session"].id)
    )


def seats_of_badge(badge: Badge) -> Sequence[SessionSeat]:
    """What a badge has or had of sessions, by their times."""
    return db.session.scalars(
        sa.select(SessionSeat)
        .join(ProgrammeSession, ProgrammeSession.id == SessionSeat.session_id)
        .options(joinedload(SessionSeat.session))
        .where(SessionSeat.badge_id == badge.id)
        .order_by(ProgrammeSession.starts_at, SessionSeat.id)
    ).all()


def places_of_badge(badge: Badge) -> Mapping[int, int]:
    """The place in each line a badge waits in, by the session's id; 1 is the next."""
    before = aliased(SessionSeat)
    place = (
        sa.select(sa.func.count())
        .select_from(before)
        .where(
            before.session_id == SessionSeat.session_id,
            before.state == SeatState.WAITING,
            sa.tuple_(before.asked_at, before.id) <= sa.tuple_(SessionSeat.asked_at, SessionSeat.id),
        )
        .scalar_subquery()
    )
    query = sa.select(SessionSeat.session_id, place).where(
        SessionSeat.badge_id == badge.id, SessionSeat.state == SeatState.WAITING
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def offers_of(sessions: Iterable[ProgrammeSession], badge: Badge | None, at: datetime) -> list[Offer]:
    """Sessions as the bearer of a badge (or of none) sees them. Two statements at most."""
    mine = {seat.session_id: seat for seat in seats_of_badge(badge)} if badge else {}
    waits = any(seat.state == SeatState.WAITING for seat in mine.values())
    places = places_of_badge(badge) if badge and waits else {}
    held = [seat.session for seat in mine.values() if seat.state in HOLDING]
    return [
        Offer(
            session,
            standing_of(session, at),
            mine.get(session.id),
            places.get(session.id),
            next((other for other in held if _overlap(other, session)), None),
        )
        for session in sessions
    ]


def _overlap(one: ProgrammeSession, other: ProgrammeSession) -> bool:
    return one.id != other.id and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def seat_counts(session: ProgrammeSession) -> Mapping[str, int]:
    """How many badges are in each state."""
    query = sa.select(SessionSeat.state, sa.func.count()).where(SessionSeat.session_id == session.id)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(SessionSeat.state))}


def seats_page(session: ProgrammeSession, state: str, search: str) -> Slice:
    """One page of a session's seats with their people, in the order they were asked for.

    `search`: part of a name or number, or the last symbols of a badge's code.
    """
    query = (
        sa.select(SessionSeat)
        .join(SessionSeat.badge)
        .join(Badge.registration)
        .options(contains_eager(SessionSeat.badge).contains_eager(Badge.registration))
        .where(SessionSeat.session_id == session.id)
    )
    if search:
        named = Registration.folded.contains(fold(search), autoescape=True)
        ends = "".join(filter(str.isalnum, search)).upper()
        query = query.where(sa.or_(named, Badge.code.endswith(ends, autoescape=True)) if ends else named)
    if state in set(SeatState):
        query = query.where(SessionSeat.state == state)
    keys = [SessionSeat.asked_at, SessionSeat.id]
    return keyset(query, keys, lambda seat: [seat.asked_at, seat.id])


def seats_to_export(
    session: ProgrammeSession, states: Iterable[SeatState] = tuple(SeatState)
) -> Sequence[Any]:
    """A session's seats as written to a file or a list, in the order they were asked for."""
    columns = (SessionSeat.state, SessionSeat.people, SessionSeat.asked_at, SessionSeat.came_at)
    who = (Badge.code, Registration.name_ar, Registration.name_latin, SessionSeat.is_walk_in)
    return db.session.execute(
        sa.select(*columns, *who)
        .join(Badge, Badge.id == SessionSeat.badge_id)
        .join(Registration, Registration.id == Badge.registration_id)
        .where(SessionSeat.session_id == session.id, SessionSeat.state.in_(tuple(states)))
        .order_by(SessionSeat.asked_at, SessionSeat.id)
    ).all()


def last_to_come(session: ProgrammeSession) -> Sequence[SessionSeat]:
    """The last badges read at a door, the latest first."""
    return db.session.scalars(
        sa.select(SessionSeat)
        .options(joinedload(SessionSeat.badge).joinedload(Badge.registration))
        .where(SessionSeat.session_id == session.id, SessionSeat.state == SeatState.PRESENT)
        .order_by(SessionSeat.came_at.desc(), SessionSeat.id.desc())
        .limit(LATEST)
    ).all()


def booked_by_session(edition_id: int) -> Mapping[int, int]:
    """People who took a seat of a session beforehand, came or not, by the session's id; walk-ins are none."""
    booked = [SeatState.TAKEN, SeatState.PRESENT, SeatState.ABSENT]
    query = (
        sa.select(SessionSeat.session_id, sa.func.sum(SessionSeat.people))
        .where(
            SessionSeat.edition_id == edition_id,
            SessionSeat.state.in_(booked),
            SessionSeat.is_walk_in.is_(False),
        )
        .group_by(SessionSeat.session_id)
    )
    return {session_id: int(people) for session_id, people in db.session.execute(query)}
