"""Coaching between rounds: sessions are offered, booked by entrants, and reported afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.contests import mails
from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking, CoachingSession, Contest, Idea
from eventhub.contests.states import IdeaState
from eventhub.database import db
from eventhub.errors import DomainError

ENDED = (IdeaState.DRAFT, IdeaState.INELIGIBLE, IdeaState.WITHDRAWN)
"""States whose owners book no session."""


def offer(actor: Any, contest: Contest, settings: Mapping[str, Any], at: datetime) -> CoachingSession:
    """A new session. Raises in_the_past, nowhere."""
    _check(settings, at)
    row = CoachingSession(contest_id=contest.id, organizer_id=contest.organizer_id, **settings)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "contests:coaching:offered", row, at)
    return row


def change(actor: Any, row: CoachingSession, settings: Mapping[str, Any], at: datetime) -> CoachingSession:
    """New time, place or number of seats; never fewer seats than are taken. Those who booked are told."""
    _check(settings, at)
    if settings["capacity"] < row.taken:
        raise DomainError("seats_taken", _l("More seats than that are taken already."), field="capacity")
    moved = any(getattr(row, name) != settings[name] for name in ("starts_at", "place", "link"))
    for name, value in settings.items():
        setattr(row, name, value)
    audit.record(actor, "contests:coaching:changed", row, at)
    if moved:
        for booking in row.bookings:
            if booking.state == BookingState.BOOKED:
                mails.coaching(booking.idea, row, "changed")
    return row


def _check(settings: Mapping[str, Any], at: datetime) -> None:
    if settings["starts_at"] <= at:
        raise DomainError("in_the_past", _l("This moment has passed. Choose a later one."), field="starts_at")
    if not settings["place"] and not settings["link"]:
        raise DomainError("nowhere", _l("Say where: a place, or a link for a call."), field="place")


def cancel(actor: Any, row: CoachingSession, at: datetime) -> CoachingSession:
    """Call a session off; those who booked are told. Twice is once."""
    if row.cancelled_at is None:
        row.cancelled_at = at
        audit.record(actor, "contests:coaching:cancelled", row, at)
        for booking in row.bookings:
            if booking.state == BookingState.BOOKED:
                mails.coaching(booking.idea, row, "cancelled")
    return row


def is_open(row: CoachingSession, at: datetime) -> bool:
    """Whether seats may be booked or given back: until it begins."""
    return row.cancelled_at is None and at < row.starts_at


def book(actor: Any, row: CoachingSession, idea: Idea, at: datetime) -> CoachingBooking:
    """A seat for an idea. Booking twice is once. Raises session_closed, session_full, not_entered."""
    db.session.get_one(CoachingSession, row.id, with_for_update=True, populate_existing=True)
    known = _seat_of(row, idea)
    if known is not None and known.state != BookingState.CANCELLED:
        return known
    if idea.contest_id != row.contest_id or idea.state in ENDED:
        raise DomainError("not_entered", _l("Coaching is for ideas that were sent to this contest."))
    if not is_open(row, at):
        raise DomainError("session_closed", _l("This session can't be booked any more."))
    if not row.left:
        raise DomainError("session_full", _l("This session is full. Choose another."))
    seat = known or CoachingBooking(session_id=row.id, idea_id=idea.id)
    seat.state = BookingState.BOOKED
    db.session.add(seat)
    db.session.flush()
    db.session.expire(row, ["bookings"])
    audit.record(actor, "contests:coaching:booked", row, at)
    mails.coaching(idea, row, "booked")
    return seat


def give_back(actor: Any, row: CoachingSession, idea: Idea, at: datetime) -> None:
    """Give a seat back before the session begins. Twice is once."""
    seat = _seat_of(row, idea)
    if seat is None or seat.state == BookingState.CANCELLED:
        return
    if not is_open(row, at):
        raise DomainError("session_closed", _l("The session has begun: this seat stays yours."))
    seat.state = BookingState.CANCELLED
    audit.record(actor, "contests:coaching:given_back", row, at)


def _seat_of(row: CoachingSession, idea: Idea) -> CoachingBooking | None:
    query = sa.select(CoachingBooking).where(
        CoachingBooking.session_id == row.id, CoachingBooking.idea_id == idea.id
    )
    return db.session.scalar(query)


def report(
    actor: Any, row: CoachingSession, came: Mapping[str, bool], notes: Mapping[str, str], at: datetime
) -> CoachingSession:
    """Who came (by the booking's random name) and what was noted, once the session has begun."""
    if at < row.starts_at:
        raise DomainError("not_begun", _l("The session has not begun yet."))
    for seat in row.bookings:
        if seat.state != BookingState.CANCELLED:
            seat.state = BookingState.ATTENDED if came.get(seat.public_id) else BookingState.ABSENT
            seat.note = notes.get(seat.public_id, "").strip()[:2000] or None
    audit.record(actor, "contests:coaching:reported", row, at)
    return row
