"""Reads of the bank of projects: counts by territory, one funder or model, matches, messages to owners."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.contests import matching
from eventhub.contests.models import BankMessage, Funder, Idea, ModelSheet
from eventhub.contests.queries import Asked
from eventhub.database import db

MOST = 200


def counts_by_region(asked: Asked) -> dict[str, int]:
    """How many projects of the bank each region has, whatever region is asked for."""
    counted: Any = sa.select(Idea.region_code, sa.func.count()).where(Idea.in_bank)
    query = asked.narrow(counted, but="region")
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Idea.region_code))}


def funders_shown() -> list[Funder]:
    """What funders look for, as everybody reads it, the newest first."""
    query = sa.select(Funder).where(Funder.is_published).order_by(Funder.id.desc()).limit(MOST)
    return list(db.session.scalars(query))


def funder_of(public_id: str, values: Mapping[str, Any]) -> Funder | None:
    """The funder of a random name; where the address names an organizer, one of theirs."""
    row = db.session.scalar(sa.select(Funder).where(Funder.public_id == public_id))
    return row if row is not None and _is_of_organizer(row.organizer_id, values) else None


def model_of(public_id: str, values: Mapping[str, Any]) -> ModelSheet | None:
    """The model of a random name; where the address names an organizer, one of theirs."""
    row = db.session.scalar(sa.select(ModelSheet).where(ModelSheet.public_id == public_id))
    return row if row is not None and _is_of_organizer(row.organizer_id, values) else None


def _is_of_organizer(organizer_id: int, values: Mapping[str, Any]) -> bool:
    owner = values.get("organizer")
    return owner is None or owner.id == organizer_id


def suiting(funder: Funder, ideas: Iterable[Idea]) -> list[Idea]:
    """The projects a funder looks for."""
    return [idea for idea in ideas if matching.suits(funder, idea)]


def projects_to_match() -> list[Idea]:
    """The latest projects of the bank, for matching with funders; what a page of one hall holds."""
    query = sa.select(Idea).where(Idea.in_bank).order_by(Idea.id.desc()).limit(1000)
    return list(db.session.scalars(query))


def funders_for(idea: Idea) -> list[Funder]:
    """Funders who look for such a project."""
    return [funder for funder in funders_shown() if matching.suits(funder, idea)]


def model_shown(public_id: str) -> ModelSheet | None:
    """A model that everybody may start from."""
    if not public_id:
        return None
    query = sa.select(ModelSheet).where(ModelSheet.public_id == public_id, ModelSheet.is_published)
    return db.session.scalar(query)


def messages_to(idea: Idea) -> list[BankMessage]:
    """What people wrote to a project's owner, the latest first."""
    query = sa.select(BankMessage).where(BankMessage.idea_id == idea.id)
    return list(db.session.scalars(query.order_by(BankMessage.id.desc()).limit(MOST)))


def message_of(public_id: str, values: Mapping[str, Any]) -> BankMessage | None:
    """A message to the project that the address names."""
    query = sa.select(BankMessage).where(BankMessage.public_id == public_id)
    row = db.session.scalar(query.options(joinedload(BankMessage.idea)))
    idea = values.get("idea")
    return None if row is None or (idea is not None and row.idea_id != idea.id) else row
