"""Reads of how an idea is written: its files, changes from phones, versions."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.contests.models import Contest, Idea, IdeaFile, IdeaVersion
from eventhub.database import db
from eventhub.storage import StoredFile


def files_of(idea: Idea) -> list[IdeaFile]:
    """Photos, voice note and film of an idea, in the order they were added."""
    return list(
        db.session.scalars(sa.select(IdeaFile).where(IdeaFile.idea_id == idea.id).order_by(IdeaFile.id))
    )


def files_of_all(idea_ids: Iterable[int]) -> list[IdeaFile]:
    """The same of several ideas, in the order they were added."""
    query = sa.select(IdeaFile).where(IdeaFile.idea_id.in_(list(idea_ids)))
    return list(db.session.scalars(query.order_by(IdeaFile.id)))


def is_shown(stored: StoredFile) -> bool:
    """Whether any idea shows a stored file."""
    return db.session.scalar(sa.select(IdeaFile.id).where(IdeaFile.file_id == stored.id).limit(1)) is not None


def file_uploaded(upload_id: str) -> IdeaFile | None:
    """The file that a phone sent under this name before."""
    return db.session.scalar(sa.select(IdeaFile).where(IdeaFile.upload_id == upload_id))


def file_of(public_id: str, values: dict[str, object]) -> IdeaFile | None:
    """A file of the idea that the address names."""
    idea = values.get("idea")
    query = sa.select(IdeaFile).where(IdeaFile.public_id == public_id)
    if isinstance(idea, Idea):
        query = query.where(IdeaFile.idea_id == idea.id)
    return db.session.scalar(query.options(joinedload(IdeaFile.idea).joinedload(Idea.contest)))


def ideas_to_change(public_ids: Iterable[str]) -> dict[str, Idea]:
    """Ideas by public id, with their contests, kept from others until the transaction ends."""
    query = (
        sa.select(Idea)
        .where(Idea.public_id.in_(list(public_ids)))
        .options(joinedload(Idea.contest, innerjoin=True).joinedload(Contest.organizer, innerjoin=True))
        .order_by(Idea.id)
        .with_for_update(of=Idea)
        .execution_options(populate_existing=True)
    )
    return {row.public_id: row for row in db.session.scalars(query)}


def versions_of(idea: Idea) -> list[IdeaVersion]:
    """What an idea said each time it was sent or corrected, oldest first."""
    query = sa.select(IdeaVersion).where(IdeaVersion.idea_id == idea.id).order_by(IdeaVersion.number)
    return list(db.session.scalars(query.options(joinedload(IdeaVersion.person))))
