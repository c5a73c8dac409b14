"""Photos, a voice note and a short film of an idea: adding one, taking one away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO, cast

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from eventhub import audit, storage
from eventhub.contests import entering
from eventhub.contests.kinds import FileKind
from eventhub.contests.models import Idea, IdeaFile
from eventhub.contests.queries import writing
from eventhub.database import db
from eventhub.errors import DomainError

MOST = {FileKind.PHOTO: 6, FileKind.VOICE: 1, FileKind.VIDEO: 1}
"""How many of each an idea holds; a new voice note or film takes the place of the one before."""


def add(
    actor: Any,
    idea: Idea,
    kind: FileKind,
    sent: FileStorage,
    at: datetime,
    upload_id: str | None = None,
) -> IdeaFile:
    """Keep one file; a known `upload_id` is once. Raises not_writable, too_many, and as `storage` does."""
    known = writing.file_uploaded(upload_id) if upload_id else None
    if known is not None and known.idea_id == idea.id:
        return known
    if not entering.may_be_written(idea, at):
        raise DomainError("not_writable", _l("This idea can't be changed any more."))
    there = [row for row in writing.files_of(idea) if row.kind == kind]
    if kind == FileKind.PHOTO and len(there) >= MOST[kind]:
        raise DomainError(
            "too_many", _l("Six photos are the most. Take one away first."), field="photo_file", status=422
        )
    stream, name = cast("BinaryIO", sent.stream), sent.filename or ""
    if kind == FileKind.PHOTO:
        stored = storage.keep(stream, name, owner=actor, images_only=True)
    else:
        stored = storage.keep_recording(stream, name, owner=actor)
        for row in there:
            drop(row)
    kept = IdeaFile(
        idea_id=idea.id, file_id=stored.id, kind=kind, upload_id=None if known else upload_id, created_at=at
    )
    db.session.add(kept)
    db.session.flush()
    audit.record(actor, "contests:idea:file_added", idea, at, kind=kind.value)
    return kept


def remove(actor: Any, row: IdeaFile, at: datetime) -> None:
    """Take a file away, for good."""
    idea = row.idea
    if not entering.may_be_written(idea, at):
        raise DomainError("not_writable", _l("This idea can't be changed any more."))
    drop(row)
    audit.record(actor, "contests:idea:file_removed", idea, at)


def drop(row: IdeaFile) -> None:
    """Erase a file, wherever its idea stands; what a round before or after shows too stays there."""
    stored = row.file
    db.session.delete(row)
    db.session.flush()
    if not writing.is_shown(stored):
        storage.drop(stored)


def carry(pairs: Iterable[tuple[Idea, Idea]], at: datetime) -> None:
    """Show the files of ideas beside what they became in the next round: (idea, its copy) each."""
    copies = {idea.id: copy for idea, copy in pairs}
    db.session.add_all(
        IdeaFile(idea_id=copies[row.idea_id].id, file_id=row.file_id, kind=row.kind, created_at=at)
        for row in writing.files_of_all(copies)
    )
