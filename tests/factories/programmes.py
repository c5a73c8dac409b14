"""Rows of support programmes for tests."""

from datetime import date
from typing import Any

from eventhub.accounts.models import Organizer
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db, random_code
from eventhub.programmes.models import (
    Attendance,
    Diagnosis,
    Enrolment,
    Licence,
    Measure,
    Opportunity,
    Programme,
    Training,
)
from eventhub.programmes.states import EnrolmentState
from tests.factories.accounts import an_organizer
from tests.factories.contests import AT
from tests.factories.cooperatives import a_cooperative


def saved(row: Any) -> Any:
    """The row, with its number."""
    db.session.add(row)
    db.session.flush()
    return row


def a_programme(organizer: Organizer | None = None, **fields: Any) -> Programme:
    """A programme of 2025 that is running."""
    given = {
        "slug": f"programme-{random_code(6)}",
        "organizer_id": (organizer or an_organizer()).id,
        "name": {"ar": "برنامج المواكبة", "fr": "Programme d'appui"},
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2025, 12, 31),
        "sectors": [],
        "targets": {"whole": {"cooperatives": 4}},
        "state": "running",
    }
    return saved(Programme(**{**given, **fields}))


def an_enrolment(
    programme: Programme,
    cooperative: Cooperative | None = None,
    state: str = EnrolmentState.JOINED,
    **fields: Any,
) -> Enrolment:
    """A cooperative that takes part since AT, unless said otherwise."""
    was_in = state in (EnrolmentState.JOINED, EnrolmentState.LEFT)
    owner = cooperative or a_cooperative(f"Coopérative {random_code(6)}")
    moments = {"joined_at": AT if was_in else None, "left_at": AT if state == EnrolmentState.LEFT else None}
    given = {"programme_id": programme.id, "organizer_id": programme.organizer_id, "state": state}
    return saved(Enrolment(**{**given, "cooperative_id": owner.id, **moments, **fields}))


def a_diagnosis(enrolment: Enrolment, mark: int = 2, **fields: Any) -> Diagnosis:
    """A finished diagnosis with one mark everywhere."""
    answers = {each["id"]: mark for each in enrolment.programme.questions}
    given = {"answers": answers, "finished_at": AT, "organizer_id": enrolment.organizer_id}
    return saved(Diagnosis(enrolment_id=enrolment.id, **{**given, **fields}))


def a_training(programme: Programme, *came: Enrolment, **fields: Any) -> Training:
    """Three hours in March, to which five people of each came: three women, one of them young."""
    given = {"kind": "training", "title": {"ar": "المحاسبة"}, "on": date(2025, 3, 5), "minutes": 180}
    row = Training(programme_id=programme.id, organizer_id=programme.organizer_id, **{**given, **fields})
    row.attendances = [Attendance(enrolment_id=each.id, people=5, women=3, young=1) for each in came]
    return saved(row)


def a_licence(cooperative: Cooperative, **fields: Any) -> Licence:
    """An ONSSA authorisation that is held since February."""
    given = {"kind": "onssa", "state": "held", "granted_on": date(2025, 2, 3)}
    return saved(Licence(cooperative_id=cooperative.id, **{**given, **fields}))


def an_opportunity(enrolment: Enrolment, **fields: Any) -> Opportunity:
    """A buyer in March."""
    given = {"kind": "buyer", "whom": "Hôtel des Îles", "value": 500_000, "on": date(2025, 3, 6)}
    owner = {"programme_id": enrolment.programme_id, "organizer_id": enrolment.organizer_id}
    return saved(Opportunity(enrolment_id=enrolment.id, **owner, **{**given, **fields}))


def a_measure(enrolment: Enrolment, on: date, value: int, indicator: str = "jobs") -> Measure:
    """What was measured on a day."""
    owner = {"enrolment_id": enrolment.id, "organizer_id": enrolment.organizer_id}
    return saved(Measure(indicator=indicator, on=on, value=value, **owner))


def a_programme_with_one_of_each(organizer: Organizer, cooperative: Cooperative) -> dict[str, Any]:
    """One of each for a cooperative, by the names that addresses use."""
    programme = a_programme(organizer)
    enrolment = an_enrolment(programme, cooperative)
    a_diagnosis(enrolment)
    a_measure(enrolment, date(2025, 3, 6), 4)
    return {
        "programme": programme,
        "enrolment": enrolment,
        "training": a_training(programme, enrolment),
        "licence": a_licence(cooperative),
        "opportunity": an_opportunity(enrolment),
    }
