"""Reads of cohorts: the days some exhibitors take in turn, and who takes them."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Application, Assignment, Cohort, CohortPlace
from eventhub.booths.queries.addresses import of_its_edition
from eventhub.booths.states import LIVING, ApplicationState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition


def cohort_by_public_id(public_id: str, values: Mapping[str, Any]) -> Cohort | None:
    """The cohort of an address; under an edition's address, only one of that edition."""
    found = db.session.scalar(sa.select(Cohort).where(Cohort.public_id == public_id))
    return of_its_edition(found, values)


def cohorts_of(edition: Edition) -> list[Cohort]:
    """The cohorts of an edition, by their days."""
    query = sa.select(Cohort).where(Cohort.edition_id == edition.id).order_by(Cohort.starts_on)
    return list(db.session.scalars(query))


def sizes(edition: Edition) -> dict[int, int]:
    """How many files each cohort has, by its id."""
    query = (
        sa.select(CohortPlace.cohort_id, sa.func.count())
        .join(Cohort, Cohort.id == CohortPlace.cohort_id)
        .where(Cohort.edition_id == edition.id)
        .group_by(CohortPlace.cohort_id)
    )
    return dict(db.session.execute(query).all())


def candidates(edition: Edition) -> list[Any]:
    """Files that may take part, with their cohort's id, best first, as columns."""
    states = (ApplicationState.ELIGIBLE, ApplicationState.SCORED, *_DECIDED_INSIDE)
    query = (
        sa.select(
            Application.id,
            Application.public_id,
            Application.sector,
            Application.tier,
            Application.score,
            Cooperative.name_ar,
            Cooperative.name_latin,
            CohortPlace.cohort_id,
        )
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .outerjoin(CohortPlace, CohortPlace.application_id == Application.id)
        .where(Application.edition_id == edition.id, Application.state.in_(states))
        .order_by(Application.tier, Application.score.desc(), Application.id)
        .limit(2000)
    )
    return list(db.session.execute(query))


_DECIDED_INSIDE = (ApplicationState.SELECTED, ApplicationState.WAITLISTED, ApplicationState.REFUSED)


def places_of(edition: Edition) -> dict[int, int]:
    """The cohort's id of each file that is in one."""
    query = (
        sa.select(CohortPlace.application_id, CohortPlace.cohort_id)
        .join(Cohort, Cohort.id == CohortPlace.cohort_id)
        .where(Cohort.edition_id == edition.id)
    )
    return dict(db.session.execute(query).all())


def holding(cohort: Cohort) -> bool:
    """Whether a file of a cohort holds a stand."""
    mine = sa.select(CohortPlace.application_id).where(CohortPlace.cohort_id == cohort.id)
    held = sa.exists().where(Assignment.application_id.in_(mine), Assignment.state.in_(LIVING))
    return bool(db.session.scalar(sa.select(held)))


def days_of(file: Application) -> Any:
    """The days a file takes part in: its cohort, or the whole edition."""
    query = sa.select(Cohort).join(CohortPlace).where(CohortPlace.application_id == file.id)
    return db.session.scalar(query) or file.edition
