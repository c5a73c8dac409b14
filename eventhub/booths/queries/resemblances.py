"""Reads of what looks alike: identities of an edition's files, pairs that share a key, a file's twins."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths.models import Application, Resemblance, ResemblanceKey
from eventhub.booths.resemblance import MOST_SHARING, Identity
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db
from eventhub.fairs.models import Edition

_UNSENT = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)
Pair = tuple[int, int]


def identities(edition_id: int, ids: Sequence[int] | None = None) -> dict[int, Identity]:
    """What the exhibitors of an edition's sent files are known by, by file; `ids` asks for some of them."""
    query = (
        sa.select(
            Application.id,
            Application.cooperative_id,
            Cooperative.name_ar,
            Cooperative.name_latin,
            Cooperative.register_number,
            Cooperative.court,
            Cooperative.ice,
            Cooperative.phone,
            Cooperative.email,
            Cooperative.province_code,
        )
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .where(Application.edition_id == edition_id, Application.state.not_in(_UNSENT))
    )
    acting = (
        sa.select(Member.cooperative_id, Member.person_id)
        .join(Application, Application.cooperative_id == Member.cooperative_id)
        .where(Application.edition_id == edition_id)
        .distinct()
    )
    if ids is not None:
        query, acting = query.where(Application.id.in_(ids)), acting.where(Application.id.in_(ids))
    people: dict[int, list[int]] = {}
    for cooperative_id, person_id in db.session.execute(acting):
        people.setdefault(cooperative_id, []).append(person_id)
    return {row.id: _identity(row, people) for row in db.session.execute(query)}


def _identity(row: Any, people: Mapping[int, Sequence[int]]) -> Identity:
    known = {name: getattr(row, name) for name in ("name_ar", "name_latin", "court", "ice", "phone", "email")}
    return Identity(
        **known,
        register_number=row.register_number,
        province=row.province_code,
        people=tuple(sorted(people.get(row.cooperative_id, ()))),
    )


def sharing(edition_id: int) -> dict[Pair, set[str]]:
    """The pairs of files of an edition that share a key, with the keys; keys that many share are left out."""
    one, other = sa.orm.aliased(ResemblanceKey), sa.orm.aliased(ResemblanceKey)
    telling = (
        sa.select(ResemblanceKey.key)
        .where(ResemblanceKey.edition_id == edition_id)
        .group_by(ResemblanceKey.key)
        .having(sa.func.count().between(2, MOST_SHARING))
    ).subquery()
    query = (
        sa.select(one.application_id, other.application_id, one.key)
        .join(other, sa.and_(other.edition_id == one.edition_id, other.key == one.key))
        .join(telling, telling.c.key == one.key)
        .where(one.edition_id == edition_id, one.application_id < other.application_id)
    )
    found: dict[Pair, set[str]] = {}
    for first, second, key in db.session.execute(query):
        found.setdefault((first, second), set()).add(key)
    return found


def sharing_with(application: Application, keys: Sequence[str]) -> dict[Pair, set[str]]:
    """The same for one file and its keys."""
    query = sa.select(ResemblanceKey.key, ResemblanceKey.application_id).where(
        ResemblanceKey.edition_id == application.edition_id, ResemblanceKey.key.in_(keys)
    )
    by_key: dict[str, list[int]] = {}
    for key, file_id in db.session.execute(query):
        by_key.setdefault(key, []).append(file_id)
    found: dict[Pair, set[str]] = {}
    for key, files in by_key.items():
        for other in files if len(files) <= MOST_SHARING else ():
            if other != application.id:
                pair = (min(other, application.id), max(other, application.id))
                found.setdefault(pair, set()).add(key)
    return found


def pairs_in(edition_id: int) -> dict[Pair, Resemblance]:
    """Every pair that was found in an edition."""
    found = db.session.scalars(sa.select(Resemblance).where(Resemblance.edition_id == edition_id))
    return {(pair.one_id, pair.other_id): pair for pair in found}


def pairs_of(application: Application) -> list[Resemblance]:
    """The pairs a file is in, those that were looked at and dismissed included."""
    own = sa.or_(Resemblance.one_id == application.id, Resemblance.other_id == application.id)
    query = sa.select(Resemblance).where(own).options(joinedload(Resemblance.dismissed_by))
    return list(db.session.scalars(query.order_by(Resemblance.id)))


def twins_of(application: Application) -> list[tuple[Resemblance, Application]]:
    """The pairs a file is in, each with the other file."""
    pairs = pairs_of(application)
    ids = {pair.other_id if pair.one_id == application.id else pair.one_id for pair in pairs}
    query = sa.select(Application).where(Application.id.in_(ids)).options(joinedload(Application.cooperative))
    files = {file.id: file for file in db.session.scalars(query)} if ids else {}
    return [(pair, files[pair.other_id if pair.one_id == application.id else pair.one_id]) for pair in pairs]


def resemblance_by_public_id(public_id: str) -> Resemblance | None:
    """The pair of an address."""
    return db.session.scalar(sa.select(Resemblance).where(Resemblance.public_id == public_id))


def unsettled(edition: Edition) -> int:
    """How many pairs nobody has looked at."""
    query = sa.select(sa.func.count()).where(
        Resemblance.edition_id == edition.id, Resemblance.dismissed_at.is_(None)
    )
    return int(db.session.scalar(query) or 0)
