"""Rows of what follows an offer, for tests."""

from typing import Any

from eventhub.booths.models import Application, ApplicationMessage, ExhibitorTerms
from eventhub.database import db
from eventhub.fairs.models import Edition


def kept(row: Any) -> Any:
    """A row, in the database."""
    db.session.add(row)
    db.session.flush()
    return row


def a_message(application: Application, channel: str = "whatsapp", **fields: Any) -> ApplicationMessage:
    """A text ready for WhatsApp beside an application."""
    values = {
        "edition_id": application.edition_id,
        "organizer_id": application.organizer_id,
        "application_id": application.id,
        "channel": channel,
        "template": "application_selected",
        "language": "ar",
        "to": "+212612345678",
        "subject": "رواق لكم",
        "text": "مرحبا",
    }
    return kept(ApplicationMessage(**values | fields))


def some_terms(edition: Edition, **fields: Any) -> ExhibitorTerms:
    """An edition's own terms."""
    values = {"edition_id": edition.id, "organizer_id": edition.organizer_id}
    return kept(ExhibitorTerms(**values | fields))
