"""Messages about applications; each goes to everybody who acts for the exhibitor, in their language.

Words are in templates/mail/application_<name>/. Where only a phone is known the same text is made ready for
WhatsApp, to be sent by hand; without either it is read on the application's page. Each message is kept beside
its application.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import current_app
from msgspec import Struct

from eventhub import mail
from eventhub.booths import phrases
from eventhub.booths.kinds import Channel
from eventhub.booths.models import Application, ApplicationMessage, Assignment, ExhibitorTerms
from eventhub.booths.queries import applications
from eventhub.booths.queries.plans import holds_for
from eventhub.booths.queries.terms import offer_ends, paragraph_for, terms_of
from eventhub.booths.states import ApplicationState
from eventhub.database import db

DECISIONS = {
    ApplicationState.SELECTED: "application_selected",
    ApplicationState.WAITLISTED: "application_waitlisted",
    ApplicationState.REFUSED: "application_refused",
}
"""The message of each published decision."""

Contacts = Sequence[tuple[Channel, str, str]]


class Message(Struct, frozen=True):
    """One message as it leaves: by which way, to which address, in which language, and its words."""

    channel: Channel
    to: str
    language: str
    subject: str
    text: str
    html: str


def remind(application: Application) -> int:
    """Remind of a draft: who acts for the exhibitor, or the agent who filed it."""
    agent = application.filed_by if application.filed_by_agent else None
    own = [(Channel.EMAIL, str(agent.email), agent.language)] if agent is not None and agent.email else None
    return tell("application_draft_ends", application, own)


def tell(
    name: str,
    application: Application,
    contacts: Contacts | None = None,
    *,
    sending_id: int | None = None,
    **more: Any,
) -> int:
    """Send one message about an application and keep it beside it; gives to how many addresses it left.

    To all who act for the exhibitor, unless `contacts` says whom.
    """
    ways = contacts or applications.contacts_of([application.cooperative_id])[application.cooperative_id]
    messages = composed(name, application, ways, **more)
    for message in messages:
        row = None
        if message.channel == Channel.EMAIL:
            row = mail.post(name, message.to, message.language, message.subject, message.text, message.html)
        db.session.add(
            ApplicationMessage(
                edition_id=application.edition_id,
                organizer_id=application.organizer_id,
                application_id=application.id,
                sending_id=sending_id,
                mail_id=row.id if row else None,
                channel=message.channel,
                template=name,
                language=message.language,
                to=message.to,
                subject=message.subject[:300],
                text=message.text,
            )
        )
    db.session.flush()
    return sum(message.channel == Channel.EMAIL for message in messages)


def composed(name: str, application: Application, contacts: Contacts, **more: Any) -> list[Message]:
    """The messages of a name to these contacts, in the language of each; nothing is sent."""
    context = {
        "application": application,
        "edition": application.edition,
        "cooperative": application.cooperative,
        "reason": phrases.REASONS.get(application.reason or ""),
        "part": phrases.part_words(application.part_to_complete, application.call.questions),
        "url": f"{current_app.config['PUBLIC_URL']}/applications/{application.public_id}",
        "expires_at": application.offer_expires_at,
        "paragraph": None,
        "booths": (),
    }
    return [
        Message(channel, to, language, *mail.rendered(name, language, **context | more))
        for channel, to, language in contacts
    ]


def of_decision(
    application: Application,
    contacts: Contacts,
    terms: ExhibitorTerms,
    at: datetime,
    holds: Sequence[Assignment],
) -> list[Message]:
    """A decision's messages as they would leave at a moment, with the stands it holds; nothing is sent."""
    state = ApplicationState(application.state)
    return composed(DECISIONS[state], application, contacts, **_decision(application, terms, at, holds))


def tell_decision(application: Application, at: datetime) -> int:
    """Send a decision that was just made public; gives to how many addresses it left."""
    state = ApplicationState(application.state)
    terms = terms_of(application.edition)
    holds = holds_for(application) if state == ApplicationState.SELECTED else []
    return tell(DECISIONS[state], application, **_decision(application, terms, at, holds))


def _decision(
    application: Application, terms: ExhibitorTerms, at: datetime, holds: Sequence[Assignment]
) -> dict[str, Any]:
    return {
        "expires_at": offer_ends(application.edition, at, terms),
        "paragraph": paragraph_for(terms, application.state),
        "booths": holds if application.state == ApplicationState.SELECTED else (),
    }


def whatsapp_link(phone: str, text: str) -> str:
    """The address that opens WhatsApp with a text ready for an E.164 number; a person sends it."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return f"https://wa.me/{digits}?text={quote(text.strip(), safe='')}"
