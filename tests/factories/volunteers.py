"""Rows of volunteers for tests: tasks, shifts, people who signed up."""

from datetime import date, datetime, time, timedelta
from typing import Any

from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.volunteers import operations
from eventhub.volunteers.models import Volunteer, VolunteerShift, VolunteerTask
from eventhub.volunteers.operations import Hours, Person
from tests.factories.visitors import NOON

WORDS = "J’accepte."


def a_task(edition: Edition, name: str = "Accueil", **fields: Any) -> VolunteerTask:
    """A task, the fair open to volunteers."""
    operations.save_setting(None, edition, {"is_open": True}, NOON)
    values = {"kind": "welcome", "name": Texts(ar=name, fr=name), "about": None, "meet_at": Texts(fr="Tente")}
    return operations.save_task(None, edition, None, values | fields, NOON)


def a_shift(
    task: VolunteerTask,
    starts: int = 16,
    ends: int = 18,
    needed: int = 1,
    day: date | None = None,
    **more: Any,
) -> VolunteerShift:
    """Some hours of the fair's third day, by its clock."""
    day = day or task.edition.starts_on + timedelta(days=2)
    (made,) = operations.add_shifts(None, task, [day], Hours(time(starts), time(ends), needed, **more), NOON)
    return made


def a_person(name: str = "Itto Amhaouch", **fields: Any) -> Person:
    """Somebody who would like to help."""
    given = {
        "phone": None,
        "email": f"{name.split(maxsplit=1)[0].lower()}@example.ma",
        "born_on": None,
        "language": "fr",
    }
    return Person(name=name, consent=WORDS, **given | fields)


def a_volunteer(
    edition: Edition, name: str = "Itto Amhaouch", at: datetime = NOON, **fields: Any
) -> Volunteer:
    """Somebody who agreed, without a shift."""
    return operations.add_by_hand(None, edition, a_person(name, **fields), at)


def things_of_volunteers(edition: Edition) -> dict[str, Any]:
    """One of each thing, for addresses; the shift is to come."""
    task = a_task(edition)
    volunteer = a_volunteer(edition)
    shift = a_shift(task, needed=2)
    turn = operations.assign(None, shift, volunteer, shift.starts_at - timedelta(days=1))
    return {"task": task, "shift": shift, "volunteer": volunteer, "turn": turn}
