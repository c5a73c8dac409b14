"""The verbs of who came: there, gone again, not there, taken back; hours follow from them."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.volunteers import queries
from eventhub.volunteers.models import VolunteerShift, VolunteerTurn
from eventhub.volunteers.operations.turns import check_apart, check_free, lock, move
from eventhub.volunteers.states import TurnState, minutes_of

EARLY = timedelta(hours=2)
"""How long before a shift somebody may be noted as there."""


def come(actor: Any, shift: VolunteerShift, turn: VolunteerTurn, at: datetime) -> None:
    """Somebody is there. The hour is noted while the shift lasts; ticked afterwards, its hours count.

    Again changes nothing. Raises `too_early`, and `full` where their place was given to somebody else.
    """
    _lock(shift, turn)
    if turn.state not in {TurnState.TAKEN, TurnState.ABSENT}:
        return
    if at < shift.starts_at - EARLY:
        raise DomainError("too_early", _l("It is too early: people are noted from two hours before a shift."))
    if turn.state == TurnState.ABSENT:
        check_free(shift)
        check_apart(shift, turn.volunteer)
    move(actor, shift, turn, TurnState.PRESENT, at, came_at=at if at < shift.ends_at else None)


def leave(actor: Any, shift: VolunteerShift, turn: VolunteerTurn, at: datetime) -> None:
    """Somebody who was noted as there goes: hours are those between, to the minute. Again changes nothing."""
    _lock(shift, turn)
    if turn.state != TurnState.PRESENT or turn.came_at is None or turn.left_at or at <= turn.came_at:
        return
    turn.left_at = at
    turn.minutes = minutes_of(shift.starts_at, shift.ends_at, turn.came_at, at)
    audit.record(actor, "volunteers:turn:left", turn, at, shift=shift.id)


def miss(actor: Any, shift: VolunteerShift, turn: VolunteerTurn, at: datetime) -> None:
    """Somebody did not come; the place is free for another. Raises `not_begun`: they may still come."""
    _lock(shift, turn)
    if turn.state != TurnState.TAKEN:
        return
    if at < shift.starts_at:
        raise DomainError("not_begun", _l("It has not begun: they may still come."))
    move(actor, shift, turn, TurnState.ABSENT, at)


def undo(actor: Any, shift: VolunteerShift, turn: VolunteerTurn, at: datetime) -> None:
    """The last note was wrong: who left is there again, who was there or missing is expected again.

    Raises `full`, `overlap` where the place, or they, went elsewhere since.
    """
    _lock(shift, turn)
    if turn.state == TurnState.PRESENT and turn.left_at is not None:
        turn.left_at = None
        turn.minutes = minutes_of(shift.starts_at, shift.ends_at, turn.came_at, None)
        audit.record(actor, "volunteers:turn:undone", turn, at, shift=shift.id)
    elif turn.state in {TurnState.PRESENT, TurnState.ABSENT}:
        if turn.state == TurnState.ABSENT:
            check_free(shift)
            check_apart(shift, turn.volunteer)
        move(actor, shift, turn, TurnState.TAKEN, at, said="undone")


def tick_all(actor: Any, shift: VolunteerShift, at: datetime) -> int:
    """Everybody still expected was there; gives how many. Raises `not_begun`."""
    lock(shift)
    if at < shift.starts_at:
        raise DomainError("not_begun", _l("It has not begun: they may still come."))
    expected = queries.turns_of_shift(shift, TurnState.TAKEN)
    for turn in expected:
        move(actor, shift, turn, TurnState.PRESENT, at)
    return len(expected)


def _lock(shift: VolunteerShift, turn: VolunteerTurn) -> None:
    lock(shift)
    db.session.refresh(turn)
