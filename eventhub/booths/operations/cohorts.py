"""Cohorts: days that exhibitors take in turn. Each is allocated by a run of its own, over its days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths.models import Application, Assignment, Cohort, CohortPlace
from eventhub.booths.queries import cohorts
from eventhub.booths.states import LIVING
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition


def add(
    actor: Any, edition: Edition, name: Mapping[str, str], days: tuple[date, date], at: datetime
) -> Cohort:
    """A cohort over some days of the edition; the same days again give the one that is there.

    Raises outside_the_fair, and days_overlap when another cohort has one of the days.
    """
    first, last = days
    if first > last or first < edition.starts_on or last > edition.ends_on:
        raise DomainError(
            "outside_the_fair", _l("Choose days of the fair, the first before the last."), field="starts_on"
        )
    for other in cohorts.cohorts_of(edition):
        if (other.starts_on, other.ends_on) == days:
            return other
        if other.starts_on <= last and other.ends_on >= first:
            raise DomainError(
                "days_overlap",
                _l("%(name)s already has some of these days.", name=other.name),
                field="starts_on",
            )
    row = Cohort(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        name=dict(name),
        starts_on=first,
        ends_on=last,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:cohort:added", row, at)
    return row


def remove(actor: Any, cohort: Cohort, at: datetime) -> Cohort:
    """Take a cohort away; its files take part in the whole fair. Raises in_use while one holds a stand."""
    if cohorts.holding(cohort):
        raise DomainError("in_use", _l("Exhibitors of this cohort hold stands: take them back first."))
    audit.record(actor, "booths:cohort:removed", cohort, at)
    db.session.execute(sa.delete(CohortPlace).where(CohortPlace.cohort_id == cohort.id))
    db.session.flush()
    db.session.delete(cohort)
    return cohort


def put(
    actor: Any, edition: Edition, files: Sequence[Application], cohort: Cohort | None, at: datetime
) -> int:
    """Put files into a cohort, or into none; gives how many changed. Raises has_a_stand for a holder."""
    present = cohorts.places_of(edition)
    wanted = cohort.id if cohort else None
    changing = [file for file in files if present.get(file.id) != wanted]
    for file in changing:
        held = sa.exists().where(Assignment.application_id == file.id, Assignment.state.in_(LIVING))
        if db.session.scalar(sa.select(held)):
            name = file.cooperative.name
            raise DomainError("has_a_stand", _l("%(name)s holds a stand: take it back first.", name=name))
    ids = [file.id for file in changing]
    db.session.execute(sa.delete(CohortPlace).where(CohortPlace.application_id.in_(ids)))
    if cohort is not None:
        db.session.add_all(CohortPlace(cohort_id=cohort.id, application_id=file_id) for file_id in ids)
    db.session.flush()
    if changing:
        subject = cohort or edition
        audit.record(actor, "booths:cohort:filled", subject, at, files=len(changing))
    return len(changing)


def deal(actor: Any, edition: Edition, at: datetime) -> int:
    """Deal the files that are in no cohort and hold no stand out to the cohorts, the best in turn.

    Gives how many. Raises no_cohorts without any.
    """
    found = cohorts.cohorts_of(edition)
    if not found:
        raise DomainError("no_cohorts", _l("Add the cohorts first."))
    sizes = cohorts.sizes(edition)
    load = {cohort.id: sizes.get(cohort.id, 0) for cohort in found}
    held = set(
        db.session.scalars(
            sa.select(Assignment.application_id).where(
                Assignment.edition_id == edition.id, Assignment.state.in_(LIVING)
            )
        )
    )
    free = [row.id for row in cohorts.candidates(edition) if row.cohort_id is None and row.id not in held]
    for file_id in free:
        least = min(found, key=lambda cohort: (load[cohort.id], cohort.starts_on))
        load[least.id] += 1
        db.session.add(CohortPlace(cohort_id=least.id, application_id=file_id))
    db.session.flush()
    if free:
        audit.record(actor, "booths:cohort:filled", edition, at, files=len(free))
    return len(free)
