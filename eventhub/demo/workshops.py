"""The demo's seats of workshops: one full with a line, one open, one today, some past and one cancelled."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from eventhub import clock
from eventhub.database import db, random_code
from eventhub.demo.visitors_days import write_rows
from eventhub.demo.world import World
from eventhub.fairs import programme
from eventhub.fairs.models import Edition, ProgrammeSession
from eventhub.fairs.states import SessionKind
from eventhub.i18n import Texts
from eventhub.visitors.models import Badge, Registration, SessionSeat
from eventhub.visitors.seating import LIVING, Counts, SeatState

FAIRS = ("khenifra-demo", "khenifra-2025")
SEATED = {SessionKind.WORKSHOP, SessionKind.MEETING}
WHY = Texts(
    ar="اعتذرت المؤطرة لظرف طارئ. نتأسف لذلك.",
    fr="L’animatrice a eu un empêchement. Avec nos excuses.",
    en="The person who holds it could not come. We are sorry.",
)
MOST = 60
"""Larger rooms (the forum's hall) are open to all."""
_S = SeatState


def fill(world: World) -> None:
    """Seats of the running fair in every state, and those of the one before it."""
    for slug in FAIRS:
        edition = world.editions.get(slug)
        if edition is not None:
            _fill_edition(world, edition)


def _fill_edition(world: World, edition: Edition) -> None:
    bearers = _bearers(edition)
    seated = [each for each in edition.sessions if each.kind in SEATED and 0 < (each.seats or 0) <= MOST]
    now = clock.now()
    for number, session in enumerate(seated):
        session.is_seated = True
        if session.starts_at + timedelta(minutes=5) <= now:
            _took_place(session, bearers[number:], is_scanned=number != 1)
    coming = [each for each in seated if each.starts_at > now]
    for session, play in zip(coming, (_full, _open, _cancelled), strict=False):
        play(world, session, bearers)
    db.session.flush()


def _bearers(edition: Edition) -> Sequence[int]:
    """Good badges, the newest first: theirs are the pages one meets first."""
    query = sa.select(Badge.id).join(Registration, Registration.id == Badge.registration_id)
    known = (Badge.edition_id == edition.id, Badge.revoked_at.is_(None), Registration.erased_at.is_(None))
    return db.session.scalars(query.where(*known).order_by(Registration.id.desc()).limit(300)).all()


def _took_place(session: ProgrammeSession, bearers: Sequence[int], *, is_scanned: bool) -> None:
    """Most who had a seat came, a few did not, and some found a free one at the door; or somebody counted."""
    seats = session.seats or 0
    absent = 3 if is_scanned else 0
    booked = seats - 2
    states = [_S.PRESENT if is_scanned else _S.TAKEN] * (booked - absent) + [_S.ABSENT] * absent
    _write(session, list(zip(bearers, states, strict=False)))
    if is_scanned:
        session.attended = None
        _write(session, [(each, _S.PRESENT) for each in bearers[booked : booked + 3]], is_walk_in=True)


def _full(_world: World, session: ProgrammeSession, bearers: Sequence[int]) -> None:
    """Every seat taken, six in line; the newest badge is the third of them."""
    seats = session.seats or 0
    line = [*bearers[seats + 1 : seats + 3], bearers[0], *bearers[seats + 3 : seats + 6]]
    _write(session, [(each, _S.TAKEN) for each in bearers[1 : seats + 1]])
    _write(session, [(each, _S.WAITING) for each in line])


def _open(_world: World, session: ProgrammeSession, bearers: Sequence[int]) -> None:
    """Seats are left; a badge may take three; the newest has one."""
    session.seats_each = 3
    _write(session, [(each, _S.TAKEN) for each in bearers[: (session.seats or 0) // 2]])
    _write(session, [(each, _S.RETURNED) for each in bearers[60:62]])


def _cancelled(world: World, session: ProgrammeSession, bearers: Sequence[int]) -> None:
    _write(session, [(each, _S.TAKEN) for each in bearers[:7]])
    programme.cancel_session(world.people.get("organizer"), session, WHY, clock.now())


def _write(
    session: ProgrammeSession, have: Sequence[tuple[int, SeatState]], *, is_walk_in: bool = False
) -> None:
    """Seats in bulk, and the session's counts with them."""
    first = min(session.starts_at, clock.now()) - timedelta(days=2)
    rows: list[dict[str, Any]] = []
    counts = Counts(session.taken or 0, session.waiting or 0, session.present or 0)
    for number, (badge_id, state) in enumerate(have):
        counts = counts.moved(1, None, state) if state in LIVING else counts
        asked = first + timedelta(minutes=17 * number + (600 if state == _S.WAITING else 0))
        came = session.starts_at + timedelta(minutes=number - 12) if state == _S.PRESENT else None
        rows.append(
            {
                "public_id": random_code(),
                "created_at": asked,
                "edition_id": session.edition_id,
                "organizer_id": session.organizer_id,
                "session_id": session.id,
                "badge_id": badge_id,
                "state": state.value,
                "people": 1,
                "asked_at": came if came and is_walk_in else asked,
                "came_at": came,
                "is_walk_in": is_walk_in,
            }
        )
    session.taken, session.waiting, session.present = counts.taken, counts.waiting, counts.present
    db.session.flush()
    write_rows(SessionSeat, rows)
