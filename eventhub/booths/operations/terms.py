"""Writing what an edition holds its exhibitors to, its paragraphs, and which decisions wait."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub import audit
from eventhub.booths.models import Application, ExhibitorTerms, HeldDecision
from eventhub.booths.queries.terms import kept_terms
from eventhub.database import db
from eventhub.fairs.models import Edition


def _own_terms(edition: Edition) -> ExhibitorTerms:
    row = kept_terms(edition)
    if row is None:
        row = ExhibitorTerms(edition_id=edition.id, organizer_id=edition.organizer_id)
        db.session.add(row)
    return row


def set_terms(actor: Any, edition: Edition, values: Mapping[str, Any], at: datetime) -> ExhibitorTerms:
    """Write an edition's terms; offers already made keep their end."""
    row = _own_terms(edition)
    for name, value in values.items():
        setattr(row, name, value)
    row.reminder_hours = min(row.reminder_hours, row.offer_hours)
    db.session.flush()
    audit.record(actor, "booths:terms:set", row, at)
    return row


def set_paragraph(actor: Any, edition: Edition, state: str, text: Any, at: datetime) -> ExhibitorTerms:
    """Write what is added to the messages of one decision (selected, waitlisted, refused)."""
    row = _own_terms(edition)
    setattr(row, f"paragraph_{state}", text or None)
    db.session.flush()
    audit.record(actor, "booths:terms:set", row, at, paragraph=state)
    return row


def hold_back(actor: Any, application: Application, at: datetime, *, is_held: bool) -> None:
    """Keep a decision back when the others are published, or let it go with them. Twice is once."""
    mine = HeldDecision.application_id == application.id
    is_already = bool(db.session.scalar(sa.select(sa.exists().where(mine))))
    if is_already == is_held:
        return
    if is_held:
        db.session.add(HeldDecision(application_id=application.id))
    else:
        db.session.execute(sa.delete(HeldDecision).where(mine))
    action = "booths:application:held_back" if is_held else "booths:application:let_go"
    audit.record(actor, action, application, at)
