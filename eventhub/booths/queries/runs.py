"""Reads of the solver's runs."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload

from eventhub.booths.models import AllocationRun, Cohort
from eventhub.booths.queries.addresses import of_its_edition
from eventhub.booths.states import RunKind, RunState
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.web.pages import Slice, keyset

LIVING_RUN = (RunState.WAITING, RunState.RUNNING)


def run_by_public_id(public_id: str, values: Mapping[str, Any]) -> AllocationRun | None:
    """The run of an address; under an edition's address, only one of that edition."""
    query = sa.select(AllocationRun).where(AllocationRun.public_id == public_id)
    found = db.session.scalar(query.options(joinedload(AllocationRun.edition)))
    return of_its_edition(found, values)


def living(edition: Edition) -> AllocationRun | None:
    """The run that waits or is under way."""
    query = sa.select(AllocationRun).where(
        AllocationRun.edition_id == edition.id, AllocationRun.state.in_(LIVING_RUN)
    )
    return db.session.scalar(query)


def proposal(edition: Edition, cohort: Cohort | None = None) -> AllocationRun | None:
    """The run whose plan is the proposal, of a cohort or of those in none."""
    cohort_id = cohort.id if cohort else None
    query = sa.select(AllocationRun).where(
        AllocationRun.edition_id == edition.id,
        AllocationRun.is_proposal,
        AllocationRun.kind == RunKind.ALLOCATE,
        AllocationRun.cohort_id == cohort_id if cohort_id else AllocationRun.cohort_id.is_(None),
    )
    return db.session.scalar(query.order_by(AllocationRun.id.desc()).limit(1))


def last_number(edition: Edition) -> int:
    """The number of the last run, 0 without any."""
    query = sa.select(sa.func.max(AllocationRun.number)).where(AllocationRun.edition_id == edition.id)
    return int(db.session.scalar(query) or 0)


def last_repair(edition: Edition) -> AllocationRun | None:
    """The last repair that was searched."""
    query = sa.select(AllocationRun).where(
        AllocationRun.edition_id == edition.id, AllocationRun.kind == RunKind.REPAIR
    )
    return db.session.scalar(query.order_by(AllocationRun.number.desc()).limit(1))


def made_repair(edition: Edition) -> AllocationRun | None:
    """The repair last made, unless it was taken back."""
    query = sa.select(AllocationRun).where(
        AllocationRun.edition_id == edition.id,
        AllocationRun.kind == RunKind.REPAIR,
        AllocationRun.is_proposal,
    )
    return db.session.scalar(query.order_by(AllocationRun.number.desc()).limit(1))


_HEAVY = (
    AllocationRun.instance,
    AllocationRun.assignments,
    AllocationRun.explanations,
    AllocationRun.progress,
)


def listed(edition: Edition) -> Slice:
    """One page of an edition's runs, newest first, without what is heavy."""
    query = (
        sa.select(AllocationRun)
        .where(AllocationRun.edition_id == edition.id)
        .options(*(defer(column) for column in _HEAVY))
        .options(joinedload(AllocationRun.actor), joinedload(AllocationRun.cohort))
    )
    return keyset(query, (AllocationRun.number,), lambda row: (row.number,), descending=True, size=20)


def others_done(run: AllocationRun) -> list[AllocationRun]:
    """Earlier and later runs to compare one with, newest first."""
    query = (
        sa.select(AllocationRun)
        .where(
            AllocationRun.edition_id == run.edition_id,
            AllocationRun.state == RunState.DONE,
            AllocationRun.id != run.id,
        )
        .options(*(defer(column) for column in _HEAVY))
        .order_by(AllocationRun.number.desc())
        .limit(50)
    )
    return list(db.session.scalars(query))
