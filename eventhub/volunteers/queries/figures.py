"""Reads of what volunteers did: shifts, days and minutes; the table that is exported; what one is given."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.volunteers.models import Volunteer, VolunteerShift, VolunteerTask, VolunteerTurn
from eventhub.volunteers.queries import offers_of
from eventhub.volunteers.states import TurnState


class Figures(Struct, frozen=True):
    """Volunteers who came, their days (each once on a day) and their minutes."""

    volunteers: int = 0
    days: int = 0
    minutes: int = 0


def done_by(volunteers: Iterable[Volunteer]) -> Mapping[int, tuple[int, int, int]]:
    """By volunteer: shifts they have or had, days and minutes they were there."""
    is_there = VolunteerTurn.state == TurnState.PRESENT
    query = (
        sa.select(
            VolunteerTurn.volunteer_id,
            sa.func.count(),
            sa.func.count(sa.distinct(sa.case((is_there, VolunteerShift.day)))),
            sa.func.coalesce(sa.func.sum(VolunteerTurn.minutes), 0),
        )
        .join(VolunteerShift, VolunteerShift.id == VolunteerTurn.shift_id)
        .where(
            VolunteerTurn.volunteer_id.in_([each.id for each in volunteers]),
            VolunteerTurn.state.in_([TurnState.TAKEN, TurnState.PRESENT]),
        )
        .group_by(VolunteerTurn.volunteer_id)
    )
    return {row[0]: (row[1], row[2], int(row[3] or 0)) for row in db.session.execute(query)}


def done(volunteer: Volunteer) -> Figures:
    """Days and minutes of one volunteer."""
    _shifts, days, minutes = done_by([volunteer]).get(volunteer.id, (0, 0, 0))
    return Figures(1, days, minutes)


def figures_of(edition_id: int) -> Figures:
    """Volunteers, days and minutes of an edition."""
    return _figures(VolunteerTurn.edition_id == edition_id).get(edition_id, Figures())


def figures_over_years(edition: Edition) -> Sequence[tuple[Edition, Figures]]:
    """The same of every edition of the organizer that had volunteers, the latest first."""
    found = _figures(VolunteerTurn.organizer_id == edition.organizer_id)
    query = sa.select(Edition).where(Edition.id.in_(found)).order_by(Edition.starts_on.desc(), Edition.id)
    return [(each, found[each.id]) for each in db.session.scalars(query)]


def _figures(condition: Any) -> dict[int, Figures]:
    """By edition: each volunteer once, each of their days once."""
    there = (
        sa.select(
            VolunteerTurn.edition_id,
            VolunteerTurn.volunteer_id,
            VolunteerShift.day,
            sa.func.sum(VolunteerTurn.minutes).label("minutes"),
        )
        .join(VolunteerShift, VolunteerShift.id == VolunteerTurn.shift_id)
        .where(condition, VolunteerTurn.state == TurnState.PRESENT)
        .group_by(VolunteerTurn.edition_id, VolunteerTurn.volunteer_id, VolunteerShift.day)
        .subquery()
    )
    query = sa.select(
        there.c.edition_id,
        sa.func.count(sa.distinct(there.c.volunteer_id)),
        sa.func.count(),
        sa.func.sum(there.c.minutes),
    ).group_by(there.c.edition_id)
    return {row[0]: Figures(row[1], row[2], int(row[3] or 0)) for row in db.session.execute(query)}


def turns_to_export(edition: Edition) -> Iterable[Any]:
    """Every place of an edition with its shift, task and volunteer, by day and hour."""
    return db.session.execute(
        sa.select(VolunteerTurn, VolunteerShift, VolunteerTask, Volunteer)
        .join(VolunteerShift, VolunteerShift.id == VolunteerTurn.shift_id)
        .join(VolunteerTask, VolunteerTask.id == VolunteerShift.task_id)
        .join(Volunteer, Volunteer.id == VolunteerTurn.volunteer_id)
        .where(VolunteerTurn.edition_id == edition.id)
        .order_by(VolunteerShift.starts_at, VolunteerShift.id, VolunteerTurn.id)
    )


def volunteer_by_attestation(code: str) -> Volunteer | None:
    """Whose hours a code proves."""
    return db.session.scalar(sa.select(Volunteer).where(Volunteer.attestation_code == code.lower()))


def known_of(volunteer: Volunteer) -> Mapping[str, Any]:
    """Everything that is kept of a volunteer, to be given to them. Moments: ISO 8601, UTC."""
    return {
        "fair": str(volunteer.edition.name),
        "name": volunteer.name or "",
        "phone": volunteer.phone or "",
        "email": volunteer.email or "",
        "born_on": volunteer.born_on.isoformat() if volunteer.born_on else "",
        "language": volunteer.language,
        "signed_up_at": volunteer.created_at.isoformat(),
        "consent": volunteer.consent or {},
        "shifts": [
            {
                "task": str(each.shift.task.name),
                "starts_at": each.shift.starts_at.isoformat(),
                "ends_at": each.shift.ends_at.isoformat(),
                "state": each.turn.state,
                "came_at": each.turn.came_at.isoformat() if each.turn.came_at else "",
                "left_at": each.turn.left_at.isoformat() if each.turn.left_at else "",
                "minutes": each.turn.minutes,
            }
            for each in offers_of(volunteer)
        ],
        "kept_until": volunteer.edition.data_kept_until.isoformat(),
    }
