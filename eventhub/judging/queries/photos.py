"""Reads of the photos that a jury may see beside the ideas."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from eventhub.contests.kinds import FileKind
from eventhub.contests.models import Contest, IdeaFile
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.states import SheetState
from eventhub.storage import StoredFile


def are_shown(contest: Contest) -> bool:
    """Whether the jury sees photos: not a blind one, unless its rules say so or the results are out."""
    if not contest.is_blind or contest.state == ContestState.PUBLISHED:
        return True
    return queries.settings_of(contest).shows_photos


def photos_of(contest: Contest, ideas: Collection[int]) -> dict[int, list[str]]:
    """The random names of each idea's photos, in the order they were added; nothing where none is shown."""
    return _by_idea(contest, ideas, sa.select(IdeaFile.idea_id, IdeaFile.public_id))


def files_of(contest: Contest, ideas: Collection[int]) -> dict[int, list[StoredFile]]:
    """Each idea's photos as they are kept, in the same order; nothing where the jury sees none."""
    query = sa.select(IdeaFile.idea_id, StoredFile).join(StoredFile, StoredFile.id == IdeaFile.file_id)
    return _by_idea(contest, ideas, query)


def _by_idea(contest: Contest, ideas: Collection[int], query: Any) -> dict[int, list[Any]]:
    if not are_shown(contest):
        return {}
    shown = query.where(IdeaFile.idea_id.in_(ideas), IdeaFile.kind == FileKind.PHOTO)
    found: dict[int, list[Any]] = defaultdict(list)
    for idea, each in db.session.execute(shown.order_by(IdeaFile.id)):
        found[idea].append(each)
    return dict(found)


def judges_idea(person_id: int | None, file: Any) -> bool:
    """Whether somebody holds a living sheet for the idea of this photo or recording."""
    if person_id is None:
        return False
    query = (
        sa.select(Sheet.id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .where(Sheet.idea_id == file.idea_id, Sheet.state != SheetState.RECUSED)
        .where(Judge.person_id == person_id, Judge.left_at.is_(None))
    )
    return db.session.scalar(query.limit(1)) is not None
