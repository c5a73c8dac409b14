"""What happens to messages after they were composed, and writing to many at once, each exactly once."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from sqlalchemy.exc import IntegrityError

from eventhub import audit
from eventhub.booths import mails
from eventhub.booths.models import Application, ApplicationMessage, MessageModel, Sending
from eventhub.booths.queries import messages as reads
from eventhub.booths.queries import plans
from eventhub.booths.queries.applications import contacts_of
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, money, speaking
from eventhub.transaction import savepoint

PLACEHOLDERS = ("name", "stand", "fair", "balance", "link")
"""What may stand between braces in a text: {name}, {stand}, …"""
_BRACES = re.compile(r"\{([^{}]*)\}")


class Letter(Struct, frozen=True):
    """A text to many, by language, with its placeholders."""

    subject: Texts
    text: Texts


def note_opened(actor: Any, message: ApplicationMessage, at: datetime) -> None:
    """Note who first opened a text ready for WhatsApp; opening it again changes nothing."""
    if message.opened_at is None:
        message.opened_at, message.opened_by_id = at, actor.id


def refuse_unsound(letter: Letter) -> None:
    """Raise no_words when nothing is written, unknown_placeholder for braces that stand for nothing."""
    for field, texts in (("subject", letter.subject), ("text", letter.text)):
        if not any(texts.values()):
            raise DomainError("no_words", _l("Write the subject and the text."), field=field)
        for each in texts.values():
            unknown = [name for name in _BRACES.findall(each) if name not in PLACEHOLDERS]
            if unknown:
                raise DomainError(
                    "unknown_placeholder",
                    _l("Nothing is called {%(name)s}: choose one of the list.", name=unknown[0]),
                    field=field,
                )


def filled(letter: Letter, file: Application, stands: str, balance: int) -> Letter:
    """A letter for one exhibitor: each language with its own words for what stands in braces."""

    def fill(texts: Texts) -> Texts:
        return Texts({language: _fill(text, facts(language)) for language, text in texts.items() if text})

    def facts(language: str) -> dict[str, str]:
        with speaking(language):
            return {
                "name": str(file.cooperative.name),
                "stand": stands or "–",
                "fair": str(file.edition.name),
                "balance": money(max(balance, 0)),
                "link": f"{current_app.config['PUBLIC_URL']}/applications/{file.public_id}",
            }

    return Letter(fill(letter.subject), fill(letter.text))


def _fill(text: str, facts: Mapping[str, str]) -> str:
    return _BRACES.sub(lambda found: facts.get(found.group(1), found.group(0)), text)


def composed(
    letter: Letter, edition: Edition, filters: Mapping[str, str]
) -> list[tuple[Application, Letter]]:
    """Each exhibitor that the filters choose, with its own letter; nothing is sent."""
    refuse_unsound(letter)
    files, balances = reads.audience(edition, filters)
    holds = plans.holds_by_application([file.id for file in files])
    return [
        (
            file,
            filled(
                letter,
                file,
                " + ".join(hold.booth.label for hold in holds.get(file.id, [])),
                balances.get(file.id, 0),
            ),
        )
        for file in files
    ]


def previewed(
    letter: Letter, edition: Edition, filters: Mapping[str, str], limit: int
) -> tuple[int, list[tuple[Application, list[mails.Message]]]]:
    """How many exhibitors a letter reaches, and the first messages exactly as they would leave."""
    ready = composed(letter, edition, filters)
    shown = ready[:limit]
    contacts = contacts_of([file.cooperative_id for file, _own in shown])
    return len(ready), [
        (
            file,
            mails.composed(
                "application_message",
                file,
                contacts[file.cooperative_id],
                subject=own.subject,
                letter=own.text,
            ),
        )
        for file, own in shown
    ]


def send(
    actor: Any, edition: Edition, filters: Mapping[str, str], letter: Letter, token: str, at: datetime
) -> Sending:
    """Send a letter to everybody the filters choose. The same token twice is one sending.

    Raises no_words, unknown_placeholder, nobody.
    """
    known = db.session.scalar(sa.select(Sending).where(Sending.token == token))
    if known is not None:
        return known
    ready = composed(letter, edition, filters)
    if not ready:
        raise DomainError("nobody", _l("Nobody is chosen by these filters."))
    row = Sending(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        token=token,
        filters=dict(filters),
        subject=letter.subject,
        text=letter.text,
        written_by_id=getattr(actor, "id", None),
        count=len(ready),
        created_at=at,
    )
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if violates(error, "uq_sendings_token"):
            return db.session.scalars(sa.select(Sending).where(Sending.token == token)).one()
        raise
    for file, own in ready:
        mails.tell("application_message", file, sending_id=row.id, subject=own.subject, letter=own.text)
    audit.record(actor, "booths:message:sent", row, at, count=row.count)
    return row


def keep_model(actor: Any, edition: Edition, name: str, letter: Letter, at: datetime) -> MessageModel:
    """Keep a text for the next time under a name; the same name again replaces it. Raises no_words."""
    refuse_unsound(letter)
    row = db.session.scalar(
        sa.select(MessageModel).where(
            MessageModel.organizer_id == edition.organizer_id, MessageModel.name == name.strip()
        )
    )
    if row is None:
        row = MessageModel(organizer_id=edition.organizer_id, name=name.strip())
        db.session.add(row)
    row.subject, row.text = letter.subject, letter.text
    db.session.flush()
    audit.record(actor, "booths:message:kept", row, at)
    return row
