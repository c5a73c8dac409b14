"""Reads of what an application is made of: papers of a file, changes, neighbours, answers that are files."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths.models import Application, Call
from eventhub.booths.papers import Paper
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.models import Cooperative, Document
from eventhub.database import db
from eventhub.folding import fold
from eventhub.storage import StoredFile

_HIDDEN = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)
MOST_NEIGHBOURS = 10


def documents_of(cooperative_id: int) -> list[Document]:
    """The papers of an exhibitor's file, newest first; scans loaded along."""
    query = sa.select(Document).where(Document.cooperative_id == cooperative_id)
    return list(db.session.scalars(query.options(joinedload(Document.file)).order_by(Document.id.desc())))


def papers_of(cooperative_id: int) -> list[Paper]:
    """The papers of an exhibitor's file as `papers` sees them."""
    query = sa.select(Document.public_id, Document.kind, Document.expires_on)
    rows = db.session.execute(query.where(Document.cooperative_id == cooperative_id).order_by(Document.id))
    return [Paper(*row) for row in rows]


def applications_to_change(public_ids: Iterable[str]) -> dict[str, Application]:
    """Applications by public id, with their calls, kept from others until the transaction ends."""
    query = (
        sa.select(Application)
        .where(Application.public_id.in_(list(public_ids)))
        .options(
            joinedload(Application.call, innerjoin=True),
            joinedload(Application.edition, innerjoin=True),
            joinedload(Application.cooperative, innerjoin=True),
        )
        .order_by(Application.id)
        .with_for_update(of=Application)
        .execution_options(populate_existing=True)
    )
    return {row.public_id: row for row in db.session.scalars(query)}


def neighbours_found(application: Application, text: str) -> Sequence[Any]:
    """(public id, names) of others who have applied to the same call, by a few letters of the name."""
    words = fold(text).split()
    if not words or len(words[0]) < 2:  # noqa: PLR2004 - one letter finds everybody
        return []
    query = (
        sa.select(Cooperative.public_id, Cooperative.name_ar, Cooperative.name_latin)
        .join(Application, Application.cooperative_id == Cooperative.id)
        .where(
            Application.call_id == application.call_id,
            Application.id != application.id,
            Application.state.not_in(_HIDDEN),
        )
    )
    for word in words:
        query = query.where(Application.folded.contains(word, autoescape=True))
    return db.session.execute(query.order_by(Cooperative.sort_name).limit(MOST_NEIGHBOURS)).all()


def named(public_ids: Iterable[str]) -> dict[str, Any]:
    """(public id, names) of exhibitors, by public id."""
    query = sa.select(Cooperative.public_id, Cooperative.name_ar, Cooperative.name_latin)
    rows = db.session.execute(query.where(Cooperative.public_id.in_(list(public_ids))))
    return {row.public_id: row for row in rows}


def file_answered(application: Application, key: str) -> StoredFile | None:
    """The photo or file that answers a question; what was typed into another kind of question is no file."""
    is_file = any(each["key"] == key and each["kind"] == "file" for each in application.call.questions)
    name = (application.answers or {}).get(key)
    if not is_file or not isinstance(name, str):
        return None
    return db.session.scalar(sa.select(StoredFile).where(StoredFile.public_id == name))


def drafts_ending(at: datetime, before: timedelta) -> list[Application]:
    """Drafts nobody was reminded of, whose call closes within `before`, in the order they were begun."""
    query = (
        sa.select(Application)
        .join(Call, Call.id == Application.call_id)
        .where(
            Application.state == ApplicationState.DRAFT,
            Application.reminded_at.is_(None),
            Call.closes_at > at,
            Call.closes_at <= at + before,
        )
        .options(
            joinedload(Application.cooperative),
            joinedload(Application.edition),
            joinedload(Application.call),
        )
        .order_by(Application.id)
        .limit(500)
    )
    return list(db.session.scalars(query))
