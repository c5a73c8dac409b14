"""The bank of projects: messages passed on to owners, what funders look for, ready-made models."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts.models import Organizer
from eventhub.contests import mails
from eventhub.contests.models import BankMessage, Funder, Idea, ModelSheet
from eventhub.database import db
from eventhub.errors import DomainError


def write_to_owner(actor: Any, idea: Idea, said: Mapping[str, str], at: datetime) -> BankMessage:
    """Pass a message on: the owner gets the writer's name and contact, the writer no address of the owner.

    `said` holds name, contact and words; who sends it has agreed. The same words again are once.
    """
    if not idea.in_bank:
        raise DomainError("not_in_bank", _l("This project is not in the bank any more."))
    query = sa.select(BankMessage).where(
        BankMessage.idea_id == idea.id,
        BankMessage.contact == said["contact"],
        BankMessage.words == said["words"],
    )
    known = db.session.scalar(query)
    if known is not None:
        return known
    row = BankMessage(
        idea_id=idea.id,
        idea=idea,
        person_id=getattr(actor, "id", None),
        name=said["name"],
        contact=said["contact"],
        words=said["words"],
        consented_at=at,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "contests:idea:contacted", idea, at)
    mails.bank_message(row)
    return row


def answer_message(actor: Any, row: BankMessage, words: str, at: datetime) -> BankMessage:
    """The owner's answer, passed on by mail when the writer left an address. Answering twice is once."""
    if row.answer is not None:
        return row
    if not words.strip():
        raise DomainError("no_words", _l("Write the message first."), field="words")
    row.answer, row.answered_at = words.strip()[:2000], at
    audit.record(actor, "contests:idea:answered_contact", row.idea, at)
    mails.bank_answer(row)
    return row


def save_funder(
    actor: Any, organizer: Organizer, row: Funder | None, settings: Mapping[str, Any], at: datetime
) -> Funder:
    """Write down what a funder looks for, or change it."""
    funder = row or Funder(organizer_id=organizer.id)
    for name, value in settings.items():
        setattr(funder, name, value)
    db.session.add(funder)
    db.session.flush()
    audit.record(actor, "contests:funder:saved", funder, at)
    return funder


def save_model(
    actor: Any, organizer: Organizer, row: ModelSheet | None, settings: Mapping[str, Any], at: datetime
) -> ModelSheet:
    """Write a ready-made model, or change it."""
    model = row or ModelSheet(organizer_id=organizer.id)
    for name, value in settings.items():
        setattr(model, name, value)
    db.session.add(model)
    db.session.flush()
    audit.record(actor, "contests:model:saved", model, at)
    return model
