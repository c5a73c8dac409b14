"""Reads for work on many files: the files, locked or not, and what must be known of each."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths.bulk import Facts
from eventhub.booths.models import Application, BulkAction, Screening
from eventhub.booths.queries import screenings
from eventhub.booths.states import BulkVerb
from eventhub.cooperatives.models import Member
from eventhub.database import db


def _files(edition_id: int, ids: Sequence[int]) -> sa.Select[Any]:
    query: sa.Select[Any] = (
        sa.select(Application)
        .where(Application.edition_id == edition_id, Application.id.in_(list(ids)))
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.id)
    )
    return query


def chosen_files(edition_id: int, ids: Sequence[int]) -> list[Application]:
    """Files of an edition by their ids, with their exhibitors."""
    return list(db.session.scalars(_files(edition_id, ids)))


def locked_files(edition_id: int, ids: Sequence[int]) -> list[Application]:
    """The same as they are now, kept from others until the transaction ends."""
    query = _files(edition_id, ids).with_for_update(of=Application)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def facts_of(bulk: BulkAction, files: Sequence[Application]) -> dict[int, Facts]:
    """What a verb has to know of each file besides its columns."""
    ids = [file.id for file in files]
    if bulk.verb in (BulkVerb.TAG, BulkVerb.UNTAG):
        return {each: Facts(tags=frozenset(tags)) for each, tags in screenings.tags_by_file(ids).items()}
    if bulk.verb == BulkVerb.ASSIGN:
        return _seats(bulk.arguments["person_id"], files)
    return {}


def _seats(person_id: int, files: Sequence[Application]) -> dict[int, Facts]:
    query = sa.select(Screening).where(
        Screening.person_id == person_id, Screening.application_id.in_([file.id for file in files])
    )
    parts = {part.application_id: part for part in db.session.scalars(query)}
    own = set(db.session.scalars(sa.select(Member.cooperative_id).where(Member.person_id == person_id)))
    who, nobody = frozenset({person_id}), frozenset[int]()
    found = {}
    for file in files:
        part = parts.get(file.id)
        is_torn = file.cooperative_id in own or (part is not None and part.conflict is not None)
        found[file.id] = Facts(
            assigned=who if part is not None and part.is_assigned else nobody,
            conflicting=who if is_torn else nobody,
        )
    return found
