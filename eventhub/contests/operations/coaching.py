"""Coaching between rounds: sessions are offered, booked by entrants, and reported afterwards."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts.models import Person
from eventhub.contests import mails
from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking, CoachingSession, Contest, Idea
from eventhub.contests.queries import coaching as reads
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db
from eventhub.errors import DomainError

ENDED = (IdeaState.DRAFT, IdeaState.INELIGIBLE, IdeaState.WITHDRAWN)
"""States whose owners book no session."""
JURY_AT_WORK = (ContestState.SCREENING, ContestState.JUDGING, ContestState.DELIBERATION)


def offer(actor: Any, contest: Contest, settings: Mapping[str, Any], at: datetime) -> CoachingSession:
    """A new session. Raises in_the_past, nowhere."""
    _check(settings, at)
    return _offered(actor, contest, settings, at)


def offer_own(actor: Any, contest: Contest, settings: Mapping[str, Any], at: datetime) -> CoachingSession:
    """A new session that the actor gives. Sent again it is one. Raises in_the_past, nowhere, busy."""
    _check(settings, at)
    meeting = _at_the_time(actor.id, settings)
    for row in meeting:
        if row.contest_id == contest.id and _is_so(row, settings):
            return row
    _check_free(meeting)
    return _offered(actor, contest, {**settings, "expert_id": actor.id}, at)


def _offered(actor: Any, contest: Contest, settings: Mapping[str, Any], at: datetime) -> CoachingSession:
    row = CoachingSession(contest_id=contest.id, organizer_id=contest.organizer_id, **settings)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "contests:coaching:offered", row, at)
    return row


def _is_so(row: CoachingSession, settings: Mapping[str, Any]) -> bool:
    """Whether the session says all this already; a language left empty is one that was never written."""
    here, there = (
        {code: words for code, words in each.items() if words} for each in (row.title, settings["title"])
    )
    return here == there and all(getattr(row, name) == settings[name] for name in settings if name != "title")


LONGEST = timedelta(minutes=600)


def _at_the_time(expert_id: int, settings: Mapping[str, Any]) -> list[CoachingSession]:
    """The living sessions of an expert, in any contest, that meet this time. The person's row is the lock."""
    db.session.get_one(Person, expert_id, with_for_update=True)
    begins = settings["starts_at"]
    ends = begins + timedelta(minutes=settings["minutes"])
    query = sa.select(CoachingSession).where(
        CoachingSession.expert_id == expert_id,
        CoachingSession.cancelled_at.is_(None),
        CoachingSession.starts_at > begins - LONGEST,
        CoachingSession.starts_at < ends,
    )
    rows = db.session.scalars(query.order_by(CoachingSession.id))
    return [row for row in rows if row.starts_at + timedelta(minutes=row.minutes) > begins]


def _check_free(meeting: Iterable[CoachingSession]) -> None:
    if any(meeting):
        sentence = _l("Another session of this expert is at the same time. Choose another time.")
        raise DomainError("busy", sentence, field="starts_at")


def change(actor: Any, row: CoachingSession, settings: Mapping[str, Any], at: datetime) -> CoachingSession:
    """New time, place or number of seats; never fewer seats than are taken. Those who booked are told.

    Raises session_closed, in_the_past, nowhere, seats_taken, busy. Sent again, nothing changes.
    """
    if not is_open(row, at):
        raise DomainError("session_closed", _l("This session can't be changed any more."))
    if _is_so(row, settings):
        return row
    _check(settings, at)
    if row.expert_id is not None:
        _check_free(each for each in _at_the_time(row.expert_id, settings) if each.id != row.id)
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


def cancel(actor: Any, row: CoachingSession, at: datetime, because: str = "") -> CoachingSession:
    """Call a session off, with a word to those who booked. Twice is once. Raises session_begun."""
    db.session.get_one(CoachingSession, row.id, with_for_update=True, populate_existing=True)
    if row.cancelled_at is None:
        if at >= row.starts_at:
            raise DomainError("session_begun", _l("The session has begun: tell who came instead."))
        row.cancelled_at, row.cancelled_because = at, because.strip() or None
        audit.record(actor, "contests:coaching:cancelled", row, at)
        for booking in row.bookings:
            if booking.state == BookingState.BOOKED:
                mails.coaching(booking.idea, row, "cancelled")
    return row


def is_open(row: CoachingSession, at: datetime) -> bool:
    """Whether seats may be booked or given back: until it begins."""
    return row.cancelled_at is None and at < row.starts_at


def book(actor: Any, row: CoachingSession, idea: Idea, at: datetime) -> CoachingBooking:
    """A seat for an idea. Booking twice is once.

    Raises not_entered, expert_judges, session_closed, session_full.
    """
    db.session.get_one(CoachingSession, row.id, with_for_update=True, populate_existing=True)
    known = _seat_of(row, idea)
    if known is not None and known.state != BookingState.CANCELLED:
        return known
    if idea.contest_id != row.contest_id or idea.state in ENDED:
        raise DomainError("not_entered", _l("Coaching is for ideas that were sent to this contest."))
    if is_on_the_jury(row):
        raise DomainError("expert_judges", _l("This expert sits on the jury: choose a session of another."))
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


def is_on_the_jury(row: CoachingSession) -> bool:
    """Whether the expert sits on the contest's jury while sheets are given out or filled: no seat is booked.

    Whoever was coached before has another judge; a seat booked now would take a judge away from an idea.
    """
    return row.contest.state in JURY_AT_WORK and row.expert_id in reads.jury_of(row.contest)


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
    """Who came (by the booking's random name) and what was noted, once the session has begun.

    Raises not_begun, session_cancelled.
    """
    if row.cancelled_at is not None:
        raise DomainError("session_cancelled", _l("This session was called off."))
    if at < row.starts_at:
        raise DomainError("not_begun", _l("The session has not begun yet."))
    for seat in row.bookings:
        if seat.state != BookingState.CANCELLED:
            seat.state = BookingState.ATTENDED if came.get(seat.public_id) else BookingState.ABSENT
            seat.note = notes.get(seat.public_id, "").strip()[:2000] or None
    audit.record(actor, "contests:coaching:reported", row, at)
    return row
