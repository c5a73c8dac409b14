"""Reads of volunteers: how an edition looks for them, its shifts, who has what, hours and days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.volunteers.models import (
    Volunteer,
    VolunteerSetting,
    VolunteerShift,
    VolunteerTask,
    VolunteerTurn,
)
from eventhub.volunteers.states import LIVING, TAKING, TurnState, fill_of, standing_of
from eventhub.web.pages import Slice, keyset


class Grid(Struct, frozen=True):
    """The shifts of an edition as one looks at them: days that have some, each task's shifts by day."""

    days: Sequence[date]
    tasks: Sequence[tuple[VolunteerTask, Mapping[date, Sequence[VolunteerShift]]]]

    @property
    def shifts(self) -> list[VolunteerShift]:
        """All of them that take place, by their times."""
        found = [each for _task, days in self.tasks for shifts in days.values() for each in shifts]
        return sorted(
            (each for each in found if each.cancelled_at is None), key=lambda each: (each.starts_at, each.id)
        )


class Offer(Struct, frozen=True):
    """What a volunteer has of a shift; `place`: in its line, 1 is the next."""

    shift: VolunteerShift
    turn: VolunteerTurn
    place: int | None


def kept_setting(edition: Edition) -> VolunteerSetting | None:
    """The edition's own setting; None before anything was planned."""
    return db.session.scalar(sa.select(VolunteerSetting).where(VolunteerSetting.edition_id == edition.id))


def setting_of(edition: Edition) -> VolunteerSetting:
    """How an edition looks for volunteers: its own setting, or one that looks for none."""
    return kept_setting(edition) or VolunteerSetting(
        edition_id=edition.id, organizer_id=edition.organizer_id, is_open=False, about=None, phone=None
    )


def is_open(edition: Edition, today: date) -> bool:
    """Whether one may sign up as a volunteer."""
    return not edition.is_over_on(today) and setting_of(edition).is_open


def task_of(public_id: str, values: Mapping[str, Any]) -> VolunteerTask | None:
    """A task of the edition named before it in the address."""
    found: VolunteerTask | None = db.session.scalar(_here(VolunteerTask, public_id, values["edition"]))
    return found


def shift_of(public_id: str, values: Mapping[str, Any]) -> VolunteerShift | None:
    """A shift of the edition, or of the volunteer's edition, named before it in the address."""
    edition = values["edition"] if "edition" in values else values["volunteer"].edition
    found: VolunteerShift | None = db.session.scalar(_here(VolunteerShift, public_id, edition))
    return found


def volunteer_of(public_id: str, values: Mapping[str, Any]) -> Volunteer | None:
    """A volunteer: of the edition named before in the address, or by the address of their own page."""
    query = sa.select(Volunteer).options(joinedload(Volunteer.edition))
    query = query.where(Volunteer.public_id == public_id)
    if "edition" in values:
        query = query.where(Volunteer.edition_id == values["edition"].id)
    return db.session.scalar(query)


def turn_of(public_id: str, values: Mapping[str, Any]) -> VolunteerTurn | None:
    """What somebody has of the shift named before it in the address."""
    return db.session.scalar(
        sa.select(VolunteerTurn)
        .options(joinedload(VolunteerTurn.volunteer))
        .where(VolunteerTurn.public_id == public_id, VolunteerTurn.shift_id == values["shift"].id)
    )


def _here(model: Any, public_id: str, edition: Edition) -> sa.Select[Any]:
    return sa.select(model).where(model.public_id == public_id, model.edition_id == edition.id)


def tasks_of(edition: Edition) -> Sequence[VolunteerTask]:
    """What volunteers of an edition help with, with the shifts. Two statements."""
    query = sa.select(VolunteerTask).options(selectinload(VolunteerTask.shifts))
    return db.session.scalars(
        query.where(VolunteerTask.edition_id == edition.id).order_by(VolunteerTask.id)
    ).all()


def grid_of(edition: Edition) -> Grid:
    """All shifts of an edition, by task and day."""
    tasks, days = [], set[date]()
    for task in tasks_of(edition):
        found: dict[date, list[VolunteerShift]] = {}
        for shift in task.shifts:
            found.setdefault(shift.day, []).append(shift)
        tasks.append((task, found))
        days |= found.keys()
    return Grid(sorted(days), tasks)


def short_first(shifts: Iterable[VolunteerShift], at: datetime) -> list[VolunteerShift]:
    """Those to come that lack people: the next day first, on a day the emptiest."""
    short = [each for each in shifts if each.starts_at > at and each.free > 0 and each.cancelled_at is None]
    return sorted(short, key=lambda each: (each.day, each.taken / each.needed, each.starts_at, each.id))


def open_shifts(edition: Edition, at: datetime) -> Sequence[VolunteerShift]:
    """Those one may still take, or wait for, by their times."""
    query = sa.select(VolunteerShift).where(
        VolunteerShift.edition_id == edition.id,
        VolunteerShift.starts_at > at,
        VolunteerShift.cancelled_at.is_(None),
    )
    found = db.session.scalars(query.order_by(VolunteerShift.starts_at, VolunteerShift.id))
    return [each for each in found if standing_of(each, at) in TAKING]


def count_short(edition: Edition, at: datetime) -> tuple[int, datetime | None]:
    """How many shifts to come lack people, and when the first of them begins."""
    query = sa.select(sa.func.count(), sa.func.min(VolunteerShift.starts_at)).where(
        VolunteerShift.edition_id == edition.id,
        VolunteerShift.starts_at > at,
        VolunteerShift.cancelled_at.is_(None),
        VolunteerShift.taken < VolunteerShift.needed,
    )
    count, first = db.session.execute(query).one()
    return count, first


def turns_of_shift(shift: VolunteerShift, *states: TurnState) -> Sequence[VolunteerTurn]:
    """What volunteers have of a shift, in the order they asked for it; as it is now."""
    query = sa.select(VolunteerTurn).where(VolunteerTurn.shift_id == shift.id)
    if states:
        query = query.where(VolunteerTurn.state.in_(states))
    query = query.options(joinedload(VolunteerTurn.volunteer))
    query = query.order_by(VolunteerTurn.asked_at, VolunteerTurn.id)
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def offers_of(volunteer: Volunteer) -> Sequence[Offer]:
    """What a volunteer has or had of shifts, by their times, with their places in lines. One statement."""
    before = sa.orm.aliased(VolunteerTurn)
    place = (
        sa.select(sa.func.count())
        .select_from(before)
        .where(
            before.shift_id == VolunteerTurn.shift_id,
            before.state == TurnState.WAITING,
            sa.tuple_(before.asked_at, before.id) <= sa.tuple_(VolunteerTurn.asked_at, VolunteerTurn.id),
        )
        .scalar_subquery()
    )
    query = (
        sa.select(VolunteerTurn, place)
        .join(VolunteerTurn.shift)
        .options(contains_eager(VolunteerTurn.shift))
        .where(VolunteerTurn.volunteer_id == volunteer.id)
        .order_by(VolunteerShift.starts_at, VolunteerTurn.id)
    )
    return [
        Offer(turn.shift, turn, number if turn.state == TurnState.WAITING else None)
        for turn, number in db.session.execute(query)
    ]


def clashing(volunteer: Volunteer, shift: Any, apart_from: int | None = None) -> VolunteerShift | None:
    """The shift a volunteer has, or waits for, at hours of this one."""
    query = (
        sa.select(VolunteerShift)
        .join(VolunteerTurn, VolunteerTurn.shift_id == VolunteerShift.id)
        .where(
            VolunteerTurn.volunteer_id == volunteer.id,
            VolunteerTurn.state.in_(LIVING),
            VolunteerShift.id != apart_from,
            VolunteerShift.starts_at < shift.ends_at,
            VolunteerShift.ends_at > shift.starts_at,
        )
    )
    return db.session.scalar(query.order_by(VolunteerShift.starts_at).limit(1))


def reached_at(edition: Edition, phone: str | None, email: str | None) -> Sequence[Volunteer]:
    """Everybody with this number or address; a family may share one phone."""
    reached = [Volunteer.phone == phone] * bool(phone) + [Volunteer.email == email] * bool(email)
    query = sa.select(Volunteer).where(Volunteer.edition_id == edition.id, sa.or_(sa.false(), *reached))
    return db.session.scalars(query.order_by(Volunteer.id).limit(20)).all()


def same_volunteer(edition: Edition, name: str, phone: str | None, email: str | None) -> Volunteer | None:
    """Somebody of this name with this number or address."""
    return next((each for each in reached_at(edition, phone, email) if fold(each.name) == fold(name)), None)


def people_to_choose(edition: Edition) -> Sequence[Volunteer]:
    """Everybody who signed up, by name."""
    query = sa.select(Volunteer).where(Volunteer.edition_id == edition.id, Volunteer.erased_at.is_(None))
    return db.session.scalars(query.order_by(Volunteer.name, Volunteer.id)).all()


def people_page(edition: Edition, search: str) -> Slice:
    """One page of an edition's volunteers, the latest first. `search`: part of a name, number or address."""
    query = sa.select(Volunteer).where(Volunteer.edition_id == edition.id, Volunteer.erased_at.is_(None))
    if search:
        query = query.where(Volunteer.folded.contains(fold(search), autoescape=True))
    return keyset(query, [Volunteer.id], lambda each: [each.id], descending=True)


def fills_of(shifts: Iterable[VolunteerShift]) -> Mapping[str, int]:
    """How many shifts are full, short, empty."""
    found: dict[str, int] = {}
    for each in shifts:
        found[fill_of(each)] = found.get(fill_of(each), 0) + 1
    return found
