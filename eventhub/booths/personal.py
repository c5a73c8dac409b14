"""What booths keep about a person: which applications they filed (law 09-08)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Application, ApplicationChange
from eventhub.database import db


def collect(person: Any) -> list[dict[str, Any]]:
    """The applications a person filed, with what was answered; JSON-ready."""
    filed = db.session.scalars(
        sa.select(Application).where(Application.filed_by_id == person.id).order_by(Application.id)
    )
    return [
        {
            "fair": application.edition.slug,
            "state": application.published_state,
            "answers": application.answers,
            "submitted_at": application.submitted_at.isoformat() if application.submitted_at else None,
        }
        for application in filed
    ]


def forget(person: Any, _at: datetime) -> None:
    """The applications stay the exhibitor's; who typed them is forgotten."""
    mine = sa.update(Application).where(Application.filed_by_id == person.id)
    db.session.execute(mine.values(filed_by_id=None))
    typed = sa.update(ApplicationChange).where(ApplicationChange.person_id == person.id)
    db.session.execute(typed.values(person_id=None))
