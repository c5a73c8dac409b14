"""The verbs of places: take one or wait for one, give it back, have one given; the line moves up by itself.

It moves in its order until the shift begins; from then on the organizer gives what is free.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.volunteers import mails, phrases, queries
from eventhub.volunteers.models import Volunteer, VolunteerSetting, VolunteerShift, VolunteerTurn
from eventhub.volunteers.states import LIVING, TAKING, Counts, TurnState, age_on, minutes_of, standing_of


def take(shift: VolunteerShift, volunteer: Volunteer, at: datetime) -> VolunteerTurn:
    """A place in a shift, or one in its line where none is free. Again changes nothing.

    Raises `shift_begun` (and `_over`, `_cancelled`), `overlap`, `age_unknown`, `too_young`.
    """
    lock(shift)
    turn = _turn_of(shift, volunteer)
    if turn is not None and turn.state in LIVING:
        return turn
    if (stands := standing_of(shift, at)) not in TAKING:
        raise DomainError(f"shift_{stands}", phrases.STANDINGS[stands])
    check_age(shift, volunteer, is_by_hand=False)
    check_apart(shift, volunteer)
    return _ask(None, shift, volunteer, turn, at)


def assign(actor: Any, shift: VolunteerShift, volunteer: Volunteer, at: datetime) -> VolunteerTurn:
    """The organizer gives somebody a place, also from the line or once it has begun; they are told before it.

    Raises `full`, `overlap`, `too_young`, `shift_cancelled`.
    """
    lock(shift)
    turn = _turn_of(shift, volunteer)
    if turn is not None and turn.state in {TurnState.TAKEN, TurnState.PRESENT}:
        return turn
    if shift.cancelled_at is not None:
        raise DomainError("shift_cancelled", phrases.STANDINGS["cancelled"])
    check_free(shift)
    check_age(shift, volunteer, is_by_hand=True)
    check_apart(shift, volunteer)
    turn = _ask(actor, shift, volunteer, turn, at)
    if at < shift.starts_at:
        mails.turn_given(shift, volunteer)
    return turn


def give_back(actor: Any, shift: VolunteerShift, volunteer: Volunteer, at: datetime) -> None:
    """A volunteer cannot come, or waits no longer; the line moves up. Twice is as once.

    Raises `begun` for the volunteer's own wish once it has begun; the organizer may still free the place.
    """
    lock(shift)
    turn = _turn_of(shift, volunteer)
    if turn is None or turn.state not in {TurnState.TAKEN, TurnState.WAITING}:
        return
    if actor is None and at >= shift.starts_at:
        raise DomainError("begun", _l("It has begun: call the organizer if you cannot come."))
    move(actor, shift, turn, TurnState.RETURNED, at)
    move_up(actor, shift, at)


def lock(shift: VolunteerShift) -> None:
    """Nobody else gives or takes a place of this edition meanwhile; the shift as it is now."""
    lock_edition(shift.edition_id)
    db.session.refresh(shift)


def lock_edition(edition_id: int) -> None:
    """Wait for whoever gives or takes a place of this edition."""
    one = sa.select(VolunteerSetting.id).where(VolunteerSetting.edition_id == edition_id)
    db.session.execute(one.with_for_update())


def check_apart(shift: VolunteerShift, volunteer: Volunteer) -> None:
    """Raises `overlap` where they have, or wait for, another shift at these hours."""
    if (other := queries.clashing(volunteer, shift, shift.id)) is not None:
        sentence = _l(
            "Two shifts at the same hour: “%(one)s” and “%(other)s”. Give one back, or choose another.",
            one=shift.task.name,
            other=other.task.name,
        )
        raise DomainError("overlap", sentence, field="shifts", status=422)


def check_age(shift: VolunteerShift, volunteer: Volunteer, *, is_by_hand: bool) -> None:
    """Raises `too_young`, and `age_unknown` where a volunteer did not say; organizers know whom they ask."""
    if shift.least_age is None or (volunteer.born_on is None and is_by_hand):
        return
    if volunteer.born_on is None:
        sentence = _l("Write your date of birth: one of these shifts has a least age.")
        raise DomainError("age_unknown", sentence, field="born_on", status=422)
    if age_on(volunteer.born_on, shift.day) < shift.least_age:
        sentence = _l(
            "“%(task)s” is for people of %(age)d years and more.", task=shift.task.name, age=shift.least_age
        )
        raise DomainError("too_young", sentence, field="born_on", status=422)


def check_free(shift: VolunteerShift) -> None:
    """Raises `full`."""
    if shift.free < 1:
        raise DomainError("full", _l("This shift is full. Raise how many are needed, or free a place first."))


def move(
    actor: Any,
    shift: VolunteerShift,
    turn: VolunteerTurn,
    to: TurnState,
    at: datetime,
    *,
    came_at: datetime | None = None,
    said: str | None = None,
) -> None:
    """The one place where a turn changes its state, and the shift's counts and the minutes with it."""
    before = TurnState(turn.state) if turn.state else None
    counts = Counts(shift.taken, shift.waiting, shift.present).moved(before, to)
    shift.taken, shift.waiting, shift.present = counts.taken, counts.waiting, counts.present
    turn.state, turn.came_at, turn.left_at = to, came_at, None
    is_there = to == TurnState.PRESENT
    turn.minutes = minutes_of(shift.starts_at, shift.ends_at, came_at, None) if is_there else None
    db.session.add(turn)
    db.session.flush()
    audit.record(actor, f"volunteers:turn:{said or to.value}", turn, at, shift=shift.id)


def move_up(actor: Any, shift: VolunteerShift, at: datetime) -> None:
    """Free places go to the line, in its order, and those who move up are told."""
    if at >= shift.starts_at or shift.cancelled_at is not None or not shift.waiting:
        return
    for turn in queries.turns_of_shift(shift, TurnState.WAITING)[: max(shift.free, 0)]:
        move(actor, shift, turn, TurnState.TAKEN, at)
        mails.turn_given(shift, turn.volunteer)


def _turn_of(shift: VolunteerShift, volunteer: Volunteer) -> VolunteerTurn | None:
    query = sa.select(VolunteerTurn).where(
        VolunteerTurn.shift_id == shift.id, VolunteerTurn.volunteer_id == volunteer.id
    )
    return db.session.scalar(query.execution_options(populate_existing=True))


def _ask(
    actor: Any, shift: VolunteerShift, volunteer: Volunteer, turn: VolunteerTurn | None, at: datetime
) -> VolunteerTurn:
    """The volunteer's row, as of somebody who asks now; a place where one is free, else one in the line."""
    turn = turn or VolunteerTurn(
        edition_id=shift.edition_id,
        organizer_id=shift.organizer_id,
        shift_id=shift.id,
        volunteer=volunteer,
        created_at=at,
    )
    turn.asked_at = at
    move(actor, shift, turn, TurnState.TAKEN if shift.free > 0 else TurnState.WAITING, at)
    return turn
