"""Keeping what an idea said each time it was sent or corrected."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub.contests import drafts
from eventhub.contests.models import Idea, IdeaVersion
from eventhub.database import db

SAME_SITTING = timedelta(hours=1)
"""Corrections of one person within this time are one version: people correct a word at a time."""


def keep_version(actor: Any, idea: Idea, at: datetime) -> IdeaVersion:
    """The version of what the idea says now; the last one when it says the same."""
    last = db.session.scalar(
        sa.select(IdeaVersion)
        .where(IdeaVersion.idea_id == idea.id)
        .order_by(IdeaVersion.number.desc())
        .limit(1)
    )
    content = drafts.content_of(idea)
    if last is not None and last.content == content:
        return last
    person_id = getattr(actor, "id", None)
    is_same_sitting = last is not None and last.number > 1 and last.person_id == person_id
    if last is not None and is_same_sitting and at - last.created_at < SAME_SITTING:
        last.content = content
        return last
    number = 1 if last is None else last.number + 1
    row = IdeaVersion(idea_id=idea.id, number=number, content=content, person_id=person_id, created_at=at)
    db.session.add(row)
    db.session.flush()
    return row
