"""Reads of the voice notes and films that a jury may hear beside the ideas. Photos: `photos`."""

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from eventhub.contests.kinds import FileKind
from eventhub.contests.models import Contest, IdeaFile
from eventhub.contests.states import ContestState
from eventhub.database import db

HEARD = (FileKind.VOICE, FileKind.VIDEO)


def are_heard(contest: Contest) -> bool:
    """Whether the jury hears them: never a blind one before its results, since a voice tells who speaks."""
    return not contest.is_blind or contest.state == ContestState.PUBLISHED


def recordings_of(ideas: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """Each idea's recordings, (random name, kind), in the order they were added; whether heard or not."""
    query = sa.select(IdeaFile.idea_id, IdeaFile.public_id, IdeaFile.kind)
    query = query.where(IdeaFile.idea_id.in_(ideas), IdeaFile.kind.in_(HEARD)).order_by(IdeaFile.id)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for idea, name, kind in db.session.execute(query):
        found[idea].append((name, kind))
    return dict(found)
