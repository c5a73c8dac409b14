"""What coaching keeps about an expert, and how it forgets: hours stay, without a name (law 09-08)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.accounts.personal import declare_personal
from eventhub.contests.models import CoachingSession
from eventhub.contests.operations import coaching
from eventhub.database import db

NO_NAME = "—"


def _sessions(person: Any) -> list[CoachingSession]:
    query = sa.select(CoachingSession).where(CoachingSession.expert_id == person.id)
    return list(db.session.scalars(query.order_by(CoachingSession.starts_at, CoachingSession.id)))


def collect(person: Any) -> list[dict[str, Any]]:
    """The sessions a person gave or gives; JSON-ready."""
    return [
        {
            "contest": row.contest.slug,
            "title": dict(row.title),
            "expert": row.expert,
            "starts_at": row.starts_at.isoformat(),
            "minutes": row.minutes,
        }
        for row in _sessions(person)
    ]


def forget(person: Any, at: datetime) -> None:
    """Call off what is to come; what was held keeps its hours and loses the name."""
    for row in _sessions(person):
        if coaching.is_open(row, at):
            coaching.cancel(person, row, at)
        row.expert, row.expert_id = NO_NAME, None
    db.session.flush()


declare_personal("coaching", collect, forget)
