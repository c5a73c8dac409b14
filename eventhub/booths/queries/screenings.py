"""Reads of the screening: who screens, what each one did, what is said on a file, the progress of all."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import Person, Role
from eventhub.accounts.roles import MANAGING
from eventhub.booths.models import (
    Application,
    ApplicationCheck,
    ApplicationNote,
    ApplicationTag,
    ApplicationVersion,
    BulkAction,
    SavedFilter,
    Screening,
)
from eventhub.booths.states import AWAITING_DECISION, ApplicationState
from eventhub.cooperatives.models import Member
from eventhub.database import db
from eventhub.fairs.models import Edition

OPEN_TO_MARKS = frozenset({ApplicationState.SUBMITTED, ApplicationState.TO_COMPLETE}) | AWAITING_DECISION
"""States in which screeners mark a file."""


def screeners_of(edition: Edition) -> list[Person]:
    """Everybody who may screen here, by name."""
    return list(db.session.scalars(_screeners(edition)))


def _screeners(edition: Edition) -> sa.Select[Any]:
    own = sa.select(Role.person_id).where(
        Role.organizer_id == edition.organizer_id,
        Role.name.in_(MANAGING),
        Role.contest_id.is_(None),
        sa.or_(Role.edition_id.is_(None), Role.edition_id == edition.id),
    )
    query = sa.select(Person).where(Person.id.in_(own), Person.erased_at.is_(None))
    return query.order_by(Person.name_latin, Person.name_ar, Person.id)


def screener_names(edition: Edition) -> list[Any]:
    """The same as columns, for a list: id, public_id, name_ar, name_latin."""
    columns = (Person.id, Person.public_id, Person.name_ar, Person.name_latin)
    return list(db.session.execute(_screeners(edition).with_only_columns(*columns)))


def screenings_of(application: Application) -> list[Screening]:
    """Everybody's part in a file."""
    query = sa.select(Screening).where(Screening.application_id == application.id)
    return list(db.session.scalars(query.options(joinedload(Screening.person)).order_by(Screening.id)))


def screening_of(application: Application, person: Any) -> Screening | None:
    """Somebody's part in a file."""
    return db.session.scalar(
        sa.select(Screening).where(
            Screening.application_id == application.id, Screening.person_id == getattr(person, "id", None)
        )
    )


def totals_of(application_id: int) -> list[float]:
    """The points that its screeners gave a file."""
    query = sa.select(Screening.total).where(
        Screening.application_id == application_id, Screening.total.is_not(None)
    )
    return [float(total) for total in db.session.scalars(query.order_by(Screening.id)) if total is not None]


def waiting_marks(application_id: int) -> int:
    """How many of those a file was given to have not marked it."""
    query = sa.select(sa.func.count()).where(
        Screening.application_id == application_id, Screening.is_assigned, Screening.total.is_(None)
    )
    return int(db.session.scalar(query) or 0)


def checks_of(application: Application) -> dict[str, ApplicationCheck]:
    """The answered items of a file's checklist."""
    query = sa.select(ApplicationCheck).where(ApplicationCheck.application_id == application.id)
    found = db.session.scalars(query.options(joinedload(ApplicationCheck.person)))
    return {check.item: check for check in found}


def notes_of(application: Application) -> list[ApplicationNote]:
    """What the team wrote on a file, the oldest first."""
    query = sa.select(ApplicationNote).where(ApplicationNote.application_id == application.id)
    return list(
        db.session.scalars(query.options(joinedload(ApplicationNote.author)).order_by(ApplicationNote.id))
    )


def tags_of(application: Application) -> list[str]:
    """The tags of a file."""
    query = sa.select(ApplicationTag.tag).where(ApplicationTag.application_id == application.id)
    return list(db.session.scalars(query.order_by(ApplicationTag.tag)))


def tags_in(edition: Edition) -> list[str]:
    """Every tag of an edition."""
    query = sa.select(ApplicationTag.tag).where(ApplicationTag.edition_id == edition.id).distinct()
    return list(db.session.scalars(query.order_by(ApplicationTag.tag).limit(100)))


def tags_by_file(ids: Iterable[int]) -> dict[int, list[str]]:
    """The tags of the files of a page."""
    query = (
        sa.select(ApplicationTag.application_id, ApplicationTag.tag)
        .where(ApplicationTag.application_id.in_(list(ids)))
        .order_by(ApplicationTag.tag)
    )
    found: dict[int, list[str]] = {}
    for application_id, tag in db.session.execute(query):
        found.setdefault(application_id, []).append(tag)
    return found


def screeners_by_file(ids: Iterable[int]) -> dict[int, list[tuple[int, bool]]]:
    """Whose the files of a page are, as (person's id, whether they have marked it)."""
    query = (
        sa.select(Screening.application_id, Screening.person_id, Screening.total)
        .where(Screening.application_id.in_(list(ids)), Screening.is_assigned)
        .order_by(Screening.id)
    )
    found: dict[int, list[tuple[int, bool]]] = {}
    for application_id, person_id, total in db.session.execute(query):
        found.setdefault(application_id, []).append((person_id, total is not None))
    return found


def last_versions(application: Application) -> list[ApplicationVersion]:
    """The last two contents that were sent, the newer first."""
    query = sa.select(ApplicationVersion).where(ApplicationVersion.application_id == application.id)
    return list(db.session.scalars(query.order_by(ApplicationVersion.number.desc()).limit(2)))


def progress_of(edition: Edition) -> list[tuple[Person, int, int]]:
    """How far each screener is: the person, the files given to them, those they have marked."""
    marked = sa.func.sum(sa.case((Screening.total.is_not(None), 1), else_=0))
    given = sa.func.sum(sa.case((sa.or_(Screening.is_assigned, Screening.total.is_not(None)), 1), else_=0))
    query = (
        sa.select(Screening.person_id, given, marked)
        .where(Screening.edition_id == edition.id)
        .group_by(Screening.person_id)
    )
    found = {person_id: (int(all_), int(done)) for person_id, all_, done in db.session.execute(query)}
    return [(person, *found.get(person.id, (0, 0))) for person in screeners_of(edition)]


def to_share(edition: Edition) -> dict[int, int]:
    """The files that screeners may mark, each with its exhibitor, by arrival."""
    query = (
        sa.select(Application.id, Application.cooperative_id)
        .where(Application.edition_id == edition.id, Application.state.in_(OPEN_TO_MARKS))
        .order_by(Application.id)
    )
    return dict(db.session.execute(query).all())


def parts_in(edition: Edition) -> list[Screening]:
    """Everybody's part in every file of an edition."""
    return list(db.session.scalars(sa.select(Screening).where(Screening.edition_id == edition.id)))


def own_cooperatives(people: Iterable[int]) -> set[tuple[int, int]]:
    """(person, exhibitor) for those who act for one."""
    query = sa.select(Member.person_id, Member.cooperative_id).where(Member.person_id.in_(list(people)))
    return {(person_id, home) for person_id, home in db.session.execute(query)}


def saved_filters(edition: Edition, person: Any) -> list[Any]:
    """One's own filters of an edition, and those the team shares, as columns."""
    return list(db.session.execute(_saved(), {"edition": edition.id, "person": person.id}))


@cache
def _saved() -> Any:
    """Built once: a list asks it."""
    columns = (
        SavedFilter.public_id,
        SavedFilter.name,
        SavedFilter.query,
        SavedFilter.is_shared,
        SavedFilter.is_default,
        SavedFilter.person_id,
    )
    query = sa.select(*columns).where(
        SavedFilter.edition_id == sa.bindparam("edition"),
        sa.or_(SavedFilter.person_id == sa.bindparam("person"), SavedFilter.is_shared),
    )
    return query.order_by(SavedFilter.name, SavedFilter.id)


def saved_filter_by_public_id(public_id: str) -> SavedFilter | None:
    """The filter of an address."""
    return db.session.scalar(sa.select(SavedFilter).where(SavedFilter.public_id == public_id))


def bulk_by_public_id(public_id: str) -> BulkAction | None:
    """What was done to many files, of an address."""
    return db.session.scalar(sa.select(BulkAction).where(BulkAction.public_id == public_id))


def disputed(edition: Edition, limit: int) -> int:
    """How many files have marks further apart than the limit."""
    query = sa.select(sa.func.count()).where(
        Application.edition_id == edition.id, Application.score_spread > limit
    )
    return int(db.session.scalar(query) or 0)
