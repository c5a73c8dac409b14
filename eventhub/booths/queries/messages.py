"""Reads of what was said to applicants, and how it went."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub import mail
from eventhub.background import QueuedJob
from eventhub.booths.models import Application, ApplicationMessage
from eventhub.database import db
from eventhub.fairs.models import Edition


def message_by_public_id(public_id: str, values: Mapping[str, Any]) -> ApplicationMessage | None:
    """The message of an address, only of its edition."""
    found = db.session.scalar(sa.select(ApplicationMessage).where(ApplicationMessage.public_id == public_id))
    edition = values.get("edition")
    return (
        found
        if found is not None and isinstance(edition, Edition) and found.edition_id == edition.id
        else None
    )


def messages_of(application: Application) -> list[ApplicationMessage]:
    """What was said to an applicant, newest first."""
    query = (
        sa.select(ApplicationMessage)
        .where(ApplicationMessage.application_id == application.id)
        .options(joinedload(ApplicationMessage.mail), joinedload(ApplicationMessage.opened_by))
        .order_by(ApplicationMessage.id.desc())
        .limit(100)
    )
    return list(db.session.scalars(query))


def failed_mails(messages: list[ApplicationMessage]) -> set[int]:
    """Which of these messages' mails could not be delivered (and wait for the operator), by the mail's id."""
    waiting = {f"[{row.mail_id}]": row.mail_id for row in messages if row.mail and row.mail.sent_at is None}
    if not waiting:
        return set()
    arguments = sa.cast(QueuedJob.arguments, sa.String)
    name: str = mail.deliver.job_name  # type: ignore[attr-defined]
    query = sa.select(arguments).where(
        QueuedJob.name == name, QueuedJob.failed_at.is_not(None), arguments.in_(waiting)
    )
    return {waiting[each] for each in db.session.scalars(query) if waiting[each] is not None}  # type: ignore[misc]
