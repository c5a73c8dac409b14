"""A device's scans at sessions of the programme: each is what the door's own page would make of the badge.

A place that is no session of the fair is only noted. A device can't say how many come with a badge that has
no seat: it is one, as at the door. Not here: what other scans are answered (`scanning`).
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import ProgrammeSession
from eventhub.visitors.admission import Answer, Outcome, Reason
from eventhub.visitors.models import Badge, SessionSeat
from eventhub.visitors.operations import seats
from eventhub.visitors.scan_reading import Sent

REASONS = {"full": Reason.NO_SEAT, "cancelled": Reason.SESSION_CANCELLED}
"""Why a door lets nobody in, by the code of its refusal."""


def hold_doors(edition_id: int, read: Sequence[Sent]) -> dict[str, ProgrammeSession]:
    """The fair's sessions that scans name, by their public ids, held in the order of their rows.

    In one order, so that two batches that name the same sessions never wait for each other.
    """
    places = {each.place for each in read if each.kind == "session" and each.place}
    if not places:
        return {}
    query = sa.select(ProgrammeSession).where(
        ProgrammeSession.edition_id == edition_id, ProgrammeSession.public_id.in_(places)
    )
    held = db.session.scalars(query.order_by(ProgrammeSession.id).with_for_update())
    return {session.public_id: session for session in held}


def leave_again(edition_id: int, place: str | None, badge_id: int, at: datetime) -> None:
    """The badge was not at this door after all, as its page's own undo; nothing where it has no seat."""
    seat = db.session.scalar(
        sa.select(SessionSeat)
        .join(SessionSeat.session)
        .where(
            SessionSeat.badge_id == badge_id,
            ProgrammeSession.edition_id == edition_id,
            ProgrammeSession.public_id == place,
        )
    )
    if seat is not None:
        seats.undo_arrival(None, seat, at)


def arrive_at(session: ProgrammeSession, badge_id: int, sent: Sent, moment: datetime) -> Answer:
    """The answer to a good badge of the fair at a session's door; who finds a seat is counted there, once.

    What was seen offline is a fact, but no more seats are taken than there are: it is then `irregular`.
    """
    try:
        arrival = seats.arrive(None, session, db.session.get_one(Badge, badge_id), 1, moment)
    except DomainError as refusal:
        outcome = Outcome.IRREGULAR if sent.is_offline else Outcome.REFUSED
        return Answer(outcome, REASONS[refusal.code])
    if arrival.is_again:
        return Answer(Outcome.AGAIN, Reason.ALREADY_HERE, arrival.seat.came_at, sent.place)
    return Answer(Outcome.OK)
