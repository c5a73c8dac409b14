"""The verbs of seats of a session: take one or wait for one, give it back, move up, come, be called off.

Each locks the session's row first: its counts and whose seat it is change together. The line moves up by
itself, in its order, until the session begins; from then on the door gives what is free.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln
from msgspec import Struct

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import ProgrammeSession
from eventhub.visitors import mails, seat_phrases
from eventhub.visitors.models import Badge, SessionSeat
from eventhub.visitors.seating import LIVING, TAKING, Counts, SeatState, fits, moving_up, standing_of


class Arrival(Struct, frozen=True):
    """A badge at the door: its seat, and whether it was read there before."""

    seat: SessionSeat
    is_again: bool


def take(session: ProgrammeSession, badge: Badge, people: int, at: datetime) -> SessionSeat:
    """A seat for each of `people`, or a place in the line where they are too few. Again changes nothing.

    Raises `badge_revoked`, `seats_closed` (and `_begun`, `_over`, `_cancelled`), `too_many_seats`.
    """
    _check_badge(badge, session)
    _lock(session)
    seat = _seat_of(session, badge)
    if seat is not None and seat.state in LIVING:
        return seat
    if (stands := standing_of(session, at)) not in TAKING:
        raise DomainError(f"seats_{stands}", seat_phrases.STANDINGS[stands])
    if not 1 <= people <= session.seats_each:
        sentence = _ln(
            "A badge may take one seat here.", "A badge may take %(num)s seats here.", session.seats_each
        )
        raise DomainError("too_many_seats", sentence, field="people", status=422)
    seat = _asking(session, badge, seat, people, at)
    to = SeatState.TAKEN if fits(session.seats_free, people) else SeatState.WAITING
    _move(None, session, seat, to, at)
    return seat


def give_back(actor: Any, session: ProgrammeSession, badge: Badge, at: datetime) -> None:
    """A badge needs its seat, or its place in the line, no more; the line moves up. Twice is as once.

    Raises `begun`: what is given back then helps nobody.
    """
    _lock(session)
    seat = _seat_of(session, badge)
    if seat is None or seat.state not in {SeatState.TAKEN, SeatState.WAITING}:
        return
    if at >= session.starts_at:
        raise DomainError("begun", _l("It has begun: a seat cannot be given back any more."))
    _move(actor, session, seat, SeatState.RETURNED, at)
    _move_up(actor, session, at)


def release_of(actor: Any, badge: Badge, at: datetime) -> None:
    """A badge that is no longer good gives back what it has of sessions to come."""
    mine = sa.select(SessionSeat.session_id).where(
        SessionSeat.badge_id == badge.id, SessionSeat.state.in_([SeatState.TAKEN, SeatState.WAITING])
    )
    coming = sa.select(ProgrammeSession).where(ProgrammeSession.id.in_(mine), ProgrammeSession.starts_at > at)
    for session in db.session.scalars(coming.order_by(ProgrammeSession.id)).all():
        give_back(actor, session, badge, at)


def arrive(actor: Any, session: ProgrammeSession, badge: Badge, people: int, at: datetime) -> Arrival:
    """A badge comes to the door: to its seat, or to a free one for each of `people`. Again changes nothing.

    Raises `badge_revoked`, `cancelled`, `full`.
    """
    _check_badge(badge, session)
    _lock(session)
    if session.cancelled_at is not None:
        raise DomainError("cancelled", _l("This session was cancelled."))
    seat = _seat_of(session, badge)
    if seat is not None and seat.state == SeatState.PRESENT:
        return Arrival(seat, is_again=True)
    if seat is None or seat.state not in {SeatState.TAKEN, SeatState.WAITING, SeatState.ABSENT}:
        _check_free(session, people)
        seat = _asking(session, badge, seat, people, at)
        seat.is_walk_in = True
    elif seat.state != SeatState.TAKEN:
        _check_free(session, seat.people)
    _move(actor, session, seat, SeatState.PRESENT, at)
    return Arrival(seat, is_again=False)


def undo_arrival(actor: Any, seat: SessionSeat, at: datetime) -> None:
    """It was somebody else, or the wrong door: who had a seat has it again, who had none has none."""
    session = seat.session
    _lock(session)
    db.session.refresh(seat)
    if seat.state != SeatState.PRESENT:
        return
    to = SeatState.RETURNED if seat.is_walk_in else SeatState.TAKEN
    _move(actor, session, seat, to, at, said="undone")
    _move_up(actor, session, at)


def free_absent(actor: Any, session: ProgrammeSession, at: datetime) -> int:
    """The seats of those who have not come are free for who stands at the door; gives how many seats.

    Raises `not_begun`: until then they may still come.
    """
    _lock(session)
    if at < session.starts_at:
        raise DomainError("not_begun", _l("It has not begun: those who have a seat may still come."))
    absent = _line(session, SeatState.TAKEN)
    for seat in absent:
        _move(actor, session, seat, SeatState.ABSENT, at)
    return sum(seat.people for seat in absent)


def follow_saved(actor: Any, session: ProgrammeSession, at: datetime, is_moved: bool) -> None:  # noqa: FBT001 - as the seam calls it
    """More seats: the line moves up. Other times: whoever has a seat or waits is told."""
    if is_moved and at < session.starts_at:
        for seat in _line(session, SeatState.TAKEN, SeatState.WAITING):
            mails.seat_moved(session, seat)
    _move_up(actor, session, at)


def call_off(actor: Any, session: ProgrammeSession, at: datetime) -> None:
    """The session will not take place: every seat goes, and whoever had one or waited is told."""
    for seat in _line(session, SeatState.TAKEN, SeatState.WAITING, SeatState.PRESENT, SeatState.ABSENT):
        _move(actor, session, seat, SeatState.CALLED_OFF, at)
        mails.seat_called_off(session, seat)


def _lock(session: ProgrammeSession) -> None:
    db.session.refresh(session, with_for_update=True)


def _check_badge(badge: Badge, session: ProgrammeSession) -> None:
    if badge.edition_id != session.edition_id:
        raise DomainError("other_edition", _l("This badge is for another fair."), field="code")
    if badge.revoked_at is not None:
        raise DomainError("badge_revoked", _l("This badge was cancelled."), field="code")


def _check_free(session: ProgrammeSession, people: int) -> None:
    if fits(session.seats_free, people):
        return
    missing = session.taken - session.present
    sentence: Any = _l("All seats are taken.")
    if missing:
        sentence = _ln(
            "All seats are taken; one person who has a seat has not come yet.",
            "All seats are taken; %(num)s people who have a seat have not come yet.",
            missing,
        )
    if session.seats_free:
        sentence = _ln("Only one seat is free.", "Only %(num)s seats are free.", session.seats_free)
    raise DomainError("full", sentence)


def _seat_of(session: ProgrammeSession, badge: Badge) -> SessionSeat | None:
    query = sa.select(SessionSeat).where(
        SessionSeat.session_id == session.id, SessionSeat.badge_id == badge.id
    )
    return db.session.scalar(query.execution_options(populate_existing=True))


def _line(session: ProgrammeSession, *states: SeatState) -> Sequence[SessionSeat]:
    """The seats of a session in these states, in the order they were asked for, as they are now."""
    query = sa.select(SessionSeat).where(SessionSeat.session_id == session.id, SessionSeat.state.in_(states))
    query = query.options(sa.orm.joinedload(SessionSeat.badge).joinedload(Badge.registration))
    query = query.order_by(SessionSeat.asked_at, SessionSeat.id)
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def _asking(
    session: ProgrammeSession, badge: Badge, seat: SessionSeat | None, people: int, at: datetime
) -> SessionSeat:
    """The badge's row, as of somebody who asks now."""
    seat = seat or SessionSeat(
        edition_id=session.edition_id,
        organizer_id=session.organizer_id,
        session_id=session.id,
        badge_id=badge.id,
        created_at=at,
    )
    seat.people, seat.asked_at, seat.is_walk_in = people, at, False
    return seat


def _move(
    actor: Any,
    session: ProgrammeSession,
    seat: SessionSeat,
    to: SeatState,
    at: datetime,
    said: str | None = None,
) -> None:
    """The one place where a seat changes its state, and the session's counts with it."""
    before = SeatState(seat.state) if seat.state else None
    counts = Counts(session.taken, session.waiting, session.present).moved(seat.people, before, to)
    session.taken, session.waiting, session.present = counts.taken, counts.waiting, counts.present
    seat.state = to
    seat.came_at = at if to == SeatState.PRESENT else None
    db.session.add(seat)
    db.session.flush()
    audit.record(actor, f"visitors:seat:{said or to.value}", seat, at, session=session.id)


def _move_up(actor: Any, session: ProgrammeSession, at: datetime) -> None:
    """Free seats go to the line, in its order, and those who move up are told."""
    if at >= session.starts_at or session.cancelled_at is not None or not session.waiting:
        return
    line = {seat.id: seat for seat in _line(session, SeatState.WAITING)}
    for seat_id in moving_up(session.seats_free, [(each.id, each.people) for each in line.values()]):
        _move(actor, session, line[seat_id], SeatState.TAKEN, at)
        mails.seat_given(session, line[seat_id])
