"""The verbs of planning: how volunteers are looked for, tasks, shifts of several days, the next edition."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln
from msgspec import Struct

from eventhub import audit
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.days import shifted
from eventhub.fairs.models import Edition
from eventhub.fairs.texts import filled
from eventhub.transaction import savepoint
from eventhub.volunteers import mails, queries
from eventhub.volunteers.models import VolunteerSetting, VolunteerShift, VolunteerTask
from eventhub.volunteers.operations.turns import lock, lock_edition, move, move_up
from eventhub.volunteers.states import LONGEST, TurnState, minutes_of

BEFORE, AFTER = 3, 2
"""Days before and after a fair on which volunteers may set up and clear away."""


class Hours(Struct, frozen=True):
    """When a shift is, how many it needs, from which age. One that ends earlier ends after midnight."""

    starts: time
    ends: time
    needed: int
    least_age: int | None = None

    def on(self, day: date, edition: Edition) -> tuple[datetime, datetime]:
        """Its beginning and its end on a day, by the fair's clock. Raises `too_long`."""
        starts_at = datetime.combine(day, self.starts, tzinfo=edition.zone)
        last = day + timedelta(days=1) if self.ends <= self.starts else day
        ends_at = datetime.combine(last, self.ends, tzinfo=edition.zone)
        if ends_at - starts_at > LONGEST:
            sentence = _l("A shift lasts %(n)d hours at most. Check its hours, or make two.", n=14)
            raise DomainError("too_long", sentence, field="ends", status=422)
        return starts_at, ends_at


def days_of(edition: Edition) -> list[date]:
    """Days that may have shifts: those of the fair, and some before and after for setting up and clearing."""
    first = edition.starts_on - timedelta(days=BEFORE)
    return [first + timedelta(days=number) for number in range(BEFORE + edition.day_count + AFTER)]


def save_setting(actor: Any, edition: Edition, values: dict[str, Any], at: datetime) -> VolunteerSetting:
    """Open or close the page where volunteers sign up, and say what they should know."""
    row = _setting(edition)
    for name, value in values.items():
        setattr(row, name, filled(value))
    audit.record(actor, "volunteers:setting:saved", edition, at)
    return row


def save_task(
    actor: Any, edition: Edition, task: VolunteerTask | None, values: dict[str, Any], at: datetime
) -> VolunteerTask:
    """A new task, or the same one changed."""
    verb = "edited" if task else "added"
    _setting(edition)
    task = task or VolunteerTask(edition_id=edition.id, organizer_id=edition.organizer_id, created_at=at)
    for name, value in values.items():
        setattr(task, name, filled(value))
    db.session.add(task)
    db.session.flush()
    audit.record(actor, f"volunteers:task:{verb}", task, at)
    return task


def remove_task(actor: Any, task: VolunteerTask, at: datetime) -> None:
    """Take a task away with its shifts. Raises `people_have_it` where somebody has or had one of them."""
    lock_edition(task.edition_id)
    for shift in task.shifts:
        _check_untouched(shift)
    audit.record(actor, "volunteers:task:removed", task.edition, at, task=task.id)
    db.session.delete(task)
    db.session.flush()


def add_shifts(
    actor: Any, task: VolunteerTask, days: Iterable[date], hours: Hours, at: datetime
) -> Sequence[VolunteerShift]:
    """The same shift on several days; days that have it already (same hours) are left. Raises `too_long`."""
    lock_edition(task.edition_id)
    db.session.expire(task, ["shifts"])
    edition, there = task.edition, {(each.starts_at, each.ends_at) for each in task.shifts}
    made = []
    for day in sorted(set(days) & set(days_of(edition))):
        starts_at, ends_at = hours.on(day, edition)
        if (starts_at, ends_at) not in there:
            made.append(_shift(task, day, starts_at, ends_at, hours, at))
    db.session.add_all(made)
    db.session.flush()
    db.session.expire(task, ["shifts"])
    audit.record(actor, "volunteers:shifts:added", task, at, shifts=len(made))
    return made


def save_shift(actor: Any, shift: VolunteerShift, day: date, hours: Hours, at: datetime) -> VolunteerShift:
    """Other hours, or more or fewer people: the line moves up, who has a place at other hours is told.

    Raises `too_long`, `places_taken` for fewer than have one, `overlap` where one has another shift then.
    """
    lock(shift)
    edition = shift.edition
    starts_at, ends_at = hours.on(day, edition)
    if hours.needed < shift.taken:
        sentence = _ln(
            "One person has a place already. Leave at least that many.",
            "%(num)s people have a place already. Leave at least that many.",
            shift.taken,
        )
        raise DomainError("places_taken", sentence, field="needed", status=422)
    living = queries.turns_of_shift(shift, TurnState.TAKEN, TurnState.WAITING, TurnState.PRESENT)
    is_moved = (shift.starts_at, shift.ends_at) != (starts_at, ends_at)
    moved = _shift(shift.task, day, starts_at, ends_at, hours, at)
    if is_moved:
        for turn in living:
            if queries.clashing(turn.volunteer, moved, shift.id) is not None:
                sentence = _l("%(name)s has another shift at these hours.", name=turn.volunteer.name or "–")
                raise DomainError("overlap", sentence, field="starts", status=422)
    for name in ("day", "starts_at", "ends_at", "needed", "least_age"):
        setattr(shift, name, getattr(moved, name))
    for turn in living:
        if turn.state == TurnState.PRESENT:
            turn.minutes = minutes_of(starts_at, ends_at, turn.came_at, turn.left_at)
        elif is_moved and at < starts_at:
            mails.shift_moved(shift, turn.volunteer, keeps=turn.state == TurnState.TAKEN)
    db.session.flush()
    audit.record(actor, "volunteers:shift:edited", shift, at)
    move_up(actor, shift, at)
    return shift


def call_off(actor: Any, shift: VolunteerShift, at: datetime) -> None:
    """The shift will not take place; its people are told. Again is as once. Raises `begun`."""
    lock(shift)
    if shift.cancelled_at is not None:
        return
    if at >= shift.starts_at:
        raise DomainError("begun", _l("This shift has begun: it cannot be called off any more."))
    for turn in queries.turns_of_shift(shift, TurnState.TAKEN, TurnState.WAITING):
        move(actor, shift, turn, TurnState.CALLED_OFF, at)
        mails.shift_called_off(shift, turn.volunteer)
    shift.cancelled_at = at
    db.session.flush()
    audit.record(actor, "volunteers:shift:called_off", shift, at)


def remove_shift(actor: Any, shift: VolunteerShift, at: datetime) -> None:
    """Take a shift away. Raises `people_have_it` where somebody has or had it: call it off instead."""
    lock(shift)
    _check_untouched(shift)
    audit.record(actor, "volunteers:shift:removed", shift.task, at, shift=shift.id)
    db.session.delete(shift)
    db.session.flush()


def copy_shifts(old: Edition, new: Edition, at: datetime) -> None:
    """The next edition begins with the tasks and shifts of the last, on its own days, not yet open."""
    setting = queries.kept_setting(old)
    if setting is None:
        return
    made = _setting(new)
    made.about, made.phone = setting.about, setting.phone
    days = (new.starts_on - old.starts_on).days
    for task in queries.tasks_of(old):
        own = {name: getattr(task, name) for name in ("kind", "name", "about", "meet_at")}
        copied = VolunteerTask(edition_id=new.id, organizer_id=new.organizer_id, created_at=at, **own)
        db.session.add(copied)
        db.session.flush()
        db.session.add_all(
            VolunteerShift(
                edition_id=new.id,
                organizer_id=new.organizer_id,
                task_id=copied.id,
                created_at=at,
                day=shift.day + timedelta(days=days),
                starts_at=shifted(shift.starts_at, days, old.zone),
                ends_at=shifted(shift.ends_at, days, old.zone),
                needed=shift.needed,
                least_age=shift.least_age,
            )
            for shift in task.shifts
            if shift.cancelled_at is None
        )
    db.session.flush()


def move_shifts(edition: Edition, first: date, last: date) -> None:
    """A fair moved as a whole takes its shifts along, at the same hours; whoever has one or waits is told."""
    days = (edition.starts_on - first).days
    if days == 0 or days != (edition.ends_on - last).days:
        return
    lock_edition(edition.id)
    shifts = [shift for task in queries.tasks_of(edition) for shift in task.shifts]
    for shift in shifts:
        shift.day += timedelta(days=days)
        shift.starts_at = shifted(shift.starts_at, days, edition.zone)
        shift.ends_at = shifted(shift.ends_at, days, edition.zone)
    db.session.flush()
    for shift in shifts:
        for turn in queries.turns_of_shift(shift, TurnState.TAKEN, TurnState.WAITING):
            mails.shift_moved(shift, turn.volunteer, keeps=turn.state == TurnState.TAKEN)


def _setting(edition: Edition) -> VolunteerSetting:
    """The edition's row, made when it is first needed."""
    if (there := queries.kept_setting(edition)) is not None:
        return there
    row = queries.setting_of(edition)
    try:
        with savepoint():
            db.session.add(row)
    except sa.exc.IntegrityError as error:
        if not violates(error, "uq_volunteer_settings_edition_id"):
            raise
        return queries.setting_of(edition)
    return row


def _shift(
    task: VolunteerTask, day: date, starts_at: datetime, ends_at: datetime, hours: Hours, at: datetime
) -> VolunteerShift:
    return VolunteerShift(
        edition_id=task.edition_id,
        organizer_id=task.organizer_id,
        task_id=task.id,
        created_at=at,
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        needed=hours.needed,
        least_age=hours.least_age,
    )


def _check_untouched(shift: VolunteerShift) -> None:
    if queries.turns_of_shift(shift):
        sentence = _l("People have or had this shift. Call it off instead: they will be told.")
        raise DomainError("people_have_it", sentence)
