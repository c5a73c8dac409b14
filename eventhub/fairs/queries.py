"""Reads of fairs, named for the question they answer."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventhub.accounts.models import Organizer, Person
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.audit import AuditEntry
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.fairs import phrases
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Recommendation, Series
from eventhub.fairs.states import ENDED, EditionState

HOME_EDITIONS = 60
OUTSIDE = frozenset({RoleName.JUDGE, RoleName.PARTNER})
"""Roles of people who do not work on a fair."""


def edition_by_slug(slug: str) -> Edition | None:
    """The edition of an address."""
    found: Edition | None = db.session.scalar(_edition(), {"slug": slug})
    return found


@cache
def _edition() -> Any:
    """Built once: nearly every request asks it."""
    return sa.select(Edition).where(Edition.slug == sa.bindparam("slug"))


def series_by_slug(slug: str) -> Series | None:
    """The series of an address."""
    return db.session.scalar(sa.select(Series).where(Series.slug == slug))


def _of_the_edition(model: Any, public_id: str, values: Mapping[str, Any]) -> Any:
    edition = values.get("edition")
    if edition is None:
        return None
    return db.session.scalar(
        sa.select(model).where(model.public_id == public_id, model.edition_id == edition.id)
    )


def partner_of(public_id: str, values: Mapping[str, Any]) -> Partner | None:
    """A partner of the edition in the same address."""
    found: Partner | None = _of_the_edition(Partner, public_id, values)
    return found


def session_of(public_id: str, values: Mapping[str, Any]) -> ProgrammeSession | None:
    """A session of the programme of the edition in the same address."""
    found: ProgrammeSession | None = _of_the_edition(ProgrammeSession, public_id, values)
    return found


def recommendation_of(public_id: str, values: Mapping[str, Any]) -> Recommendation | None:
    """A recommendation of the edition in the same address."""
    found: Recommendation | None = _of_the_edition(Recommendation, public_id, values)
    return found


def published_editions(limit: int = HOME_EDITIONS) -> list[Edition]:
    """Editions with a public site, latest first."""
    query = sa.select(Edition).where(Edition.is_published.is_(True))
    return list(db.session.scalars(query.order_by(Edition.starts_on.desc(), Edition.id).limit(limit)))


def editions_of(person: Any) -> list[Edition]:
    """Editions a person works on, by a role at their organizer or at one of them; latest first."""
    roles = [role for role in person.roles if role.name not in OUTSIDE and role.contest_id is None]
    whole = {role.organizer_id for role in roles if role.edition_id is None}
    single = {role.edition_id for role in roles if role.edition_id is not None}
    query = (
        sa.select(Edition)
        .options(joinedload(Edition.organizer))
        .where(sa.or_(Edition.organizer_id.in_(whole), Edition.id.in_(single)))
    )
    return list(db.session.scalars(query.order_by(Edition.starts_on.desc(), Edition.id)))


def series_run_by(person: Any) -> list[Series]:
    """Series of the organizers a person manages, with their editions, by name of address."""
    managed = _managed_ids(person)
    query = sa.select(Series).options(selectinload(Series.editions)).where(Series.organizer_id.in_(managed))
    return list(db.session.scalars(query.order_by(Series.slug)))


def _managed_ids(person: Any) -> set[int]:
    return {
        role.organizer_id
        for role in person.roles
        if role.name in MANAGING and role.edition_id is None and role.contest_id is None
    }


def organizers_run_by(person: Any) -> list[Organizer]:
    """Organizers for which a person may create a fair."""
    managed = _managed_ids(person)
    return list(
        db.session.scalars(sa.select(Organizer).where(Organizer.id.in_(managed)).order_by(Organizer.id))
    )


def last_edition(series: Series) -> Edition | None:
    """The latest edition of a series that was not cancelled, to copy from."""
    query = sa.select(Edition).where(Edition.series_id == series.id, Edition.state != EditionState.CANCELLED)
    return db.session.scalar(query.order_by(Edition.starts_on.desc(), Edition.id.desc()).limit(1))


def next_number(series: Series) -> int:
    """The number a new edition of a series gets: after the highest, and after as many as there were."""
    highest, count = db.session.execute(
        sa.select(sa.func.max(Edition.number), sa.func.count()).where(Edition.series_id == series.id)
    ).one()
    return max(highest or 0, count) + 1


def edition_numbered(series: Series, number: int) -> Edition | None:
    """The edition of a series with a number."""
    return db.session.scalar(
        sa.select(Edition).where(Edition.series_id == series.id, Edition.number == number)
    )


def previous_edition(edition: Edition) -> Edition | None:
    """The edition of the same series that closed last before this one began."""
    query = sa.select(Edition).where(
        Edition.series_id == edition.series_id,
        Edition.id != edition.id,
        Edition.starts_on < edition.starts_on,
        Edition.state == EditionState.CLOSED,
    )
    return db.session.scalar(query.order_by(Edition.starts_on.desc()).limit(1))


def coming_editions(edition: Edition, day: date, limit: int = 2) -> list[Edition]:
    """Where to go after a fair: published ones to come, those of its series first, then of its organizer."""
    query = sa.select(Edition).where(
        Edition.organizer_id == edition.organizer_id,
        Edition.id != edition.id,
        Edition.is_published,
        Edition.state.not_in(ENDED),
        Edition.ends_on >= day,
    )
    is_other = sa.case((Edition.series_id == edition.series_id, 0), else_=1)
    return list(db.session.scalars(query.order_by(is_other, Edition.starts_on, Edition.id).limit(limit)))


def editions_to_begin(at: datetime) -> list[Edition]:
    """Ready editions, locked, for which `at` falls on one of their days by their own clock."""
    query = sa.select(Edition).where(Edition.state == EditionState.READY).order_by(Edition.id)
    ready = db.session.scalars(query.with_for_update(skip_locked=True))
    return [each for each in ready if each.starts_on <= local_day(at, each.zone) <= each.ends_on]


def history_of(edition: Edition, limit: int = 8) -> list[AuditEntry]:
    """What was last done to the edition itself, latest first."""
    query = sa.select(AuditEntry).where(
        AuditEntry.subject_type == "Edition", AuditEntry.subject_id == edition.id
    )
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))


def actors_of(entries: list[AuditEntry]) -> dict[int, Person]:
    """Who did what the entries say, by id."""
    wanted = {entry.actor_id for entry in entries if entry.actor_id is not None}
    return {each.id: each for each in db.session.scalars(sa.select(Person).where(Person.id.in_(wanted)))}


def partners_by_role(edition: Edition) -> list[tuple[Any, list[Partner]]]:
    """Partners under the words of their role, roles in the order of phrases."""
    return [
        (words, found)
        for role, words in phrases.PARTNER_ROLES.items()
        if (found := [each for each in edition.partners if each.role == role])
    ]


def programme_by_day(edition: Edition) -> list[tuple[date, list[ProgrammeSession]]]:
    """Sessions under their local day, in order."""
    days = groupby(edition.sessions, key=lambda session: local_day(session.starts_at, edition.zone))
    return [(day, list(sessions)) for day, sessions in days]


def later_editions(edition: Edition, day: date) -> list[Edition]:
    """Other editions of the same organizer that end on a day or after it, soonest first."""
    query = sa.select(Edition).where(
        Edition.organizer_id == edition.organizer_id, Edition.id != edition.id, Edition.ends_on >= day
    )
    return list(db.session.scalars(query.order_by(Edition.starts_on, Edition.id).limit(20)))
