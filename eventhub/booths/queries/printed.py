"""Reads of papers: people and vehicles at a stand, agreements by their code, runs of printing."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventhub.booths.models import (
    Agreement,
    Application,
    ApplicationMessage,
    PaperPart,
    PaperRun,
    StandPerson,
    Vehicle,
)
from eventhub.booths.queries.accounts import OWING
from eventhub.booths.queries.addresses import of_its_edition
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition


def _whole() -> tuple[Any, ...]:
    """With whom and where an application is; made when asked, for at import half the tables are settled."""
    return joinedload(Application.cooperative), joinedload(Application.edition), joinedload(Application.call)


def people_of(applications: Sequence[Application]) -> list[StandPerson]:
    """Those who will be at these exhibitors' stands."""
    query = (
        sa.select(StandPerson)
        .where(StandPerson.application_id.in_([each.id for each in applications]))
        .options(joinedload(StandPerson.application).joinedload(Application.cooperative))
        .order_by(StandPerson.application_id, StandPerson.id)
    )
    return list(db.session.scalars(query))


def vehicles_of(applications: Sequence[Application]) -> list[Vehicle]:
    """The vehicles of these exhibitors, as they enter."""
    query = (
        sa.select(Vehicle)
        .where(Vehicle.application_id.in_([each.id for each in applications]))
        .options(joinedload(Vehicle.application).joinedload(Application.cooperative))
        .order_by(Vehicle.enters_at, Vehicle.id)
    )
    return list(db.session.scalars(query))


def by_code(code: str) -> Agreement | StandPerson | Vehicle | None:
    """The paper that carries a code."""
    for table in (Agreement, StandPerson, Vehicle):
        found: Any = db.session.scalar(sa.select(table).where(table.public_id == code))
        if found is not None:
            return found  # type: ignore[no-any-return]
    return None


def coming_ids(edition: Edition) -> list[int]:
    """Exhibitors who take part in an edition, by name."""
    query = (
        sa.select(Application.id)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.in_(OWING))
        .order_by(Cooperative.sort_name, Application.id)
    )
    return list(db.session.scalars(query))


def applications_by_ids(ids: Sequence[int]) -> list[Application]:
    """These applications with their exhibitors, in the order asked for."""
    query = sa.select(Application).where(Application.id.in_(ids)).options(*_whole())
    found = {each.id: each for each in db.session.scalars(query)}
    return [found[each] for each in ids if each in found]


def run_by_public_id(public_id: str, values: Mapping[str, Any]) -> PaperRun | None:
    """The run of an address, only of its edition."""
    found = db.session.scalar(sa.select(PaperRun).where(PaperRun.public_id == public_id))
    return of_its_edition(found, values)


def runs_of(edition: Edition) -> list[PaperRun]:
    """The last runs of an edition, newest first."""
    query = (
        sa.select(PaperRun)
        .where(PaperRun.edition_id == edition.id)
        .options(selectinload(PaperRun.parts))
        .order_by(PaperRun.id.desc())
        .limit(20)
    )
    return list(db.session.scalars(query))


def part_at(run: PaperRun, position: int) -> PaperPart | None:
    """One part of a run."""
    return next((part for part in run.parts if part.position == position), None)


def language_of(application: Application) -> str:
    """The language of the papers of an exhibitor: that of the last message to it, Arabic or French."""
    last = db.session.scalar(
        sa.select(ApplicationMessage.language)
        .where(ApplicationMessage.application_id == application.id)
        .order_by(ApplicationMessage.id.desc())
        .limit(1)
    )
    return "fr" if last == "fr" else "ar"
