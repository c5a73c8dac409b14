"""What follows when a file is sent, whoever sent it: its content is kept, and compared with others'."""

from datetime import datetime

import sqlalchemy as sa

from eventhub.booths.differences import content_of
from eventhub.booths.models import Application, ApplicationVersion
from eventhub.booths.operations import resembling
from eventhub.database import db


def follow_sending(application: Application, at: datetime) -> None:
    """Keep what it says now, unless that is what it said before, and look for files like it."""
    query = sa.select(ApplicationVersion).where(ApplicationVersion.application_id == application.id)
    last = db.session.scalar(query.order_by(ApplicationVersion.number.desc()).limit(1))
    content = content_of(application)
    if last is None or last.content != content:
        number = last.number + 1 if last else 1
        row = ApplicationVersion(application_id=application.id, number=number, content=content, created_at=at)
        db.session.add(row)
    resembling.look_at(application, at)
