"""Messages about applications; each goes to everybody who acts for the exhibitor, in their language.

Words are in templates/mail/application_<name>/. An exhibitor without an e-mail address reads the same on its
timeline.
"""

from typing import Any

from flask import current_app

from eventhub import mail
from eventhub.booths import phrases
from eventhub.booths.models import Application
from eventhub.booths.queries import applications
from eventhub.booths.states import ApplicationState

DECISIONS = {
    ApplicationState.SELECTED: "application_selected",
    ApplicationState.WAITLISTED: "application_waitlisted",
    ApplicationState.REFUSED: "application_refused",
}
"""The message of each published decision."""


def remind(application: Application) -> int:
    """Remind of a draft: who acts for the exhibitor, or the agent who filed it."""
    agent = application.filed_by if application.filed_by_agent else None
    own = [(str(agent.email), agent.language)] if agent is not None and agent.email else None
    return tell("application_draft_ends", application, own)


def tell(name: str, application: Application, to: list[tuple[str, str]] | None = None, **more: Any) -> int:
    """Send one message about an application, to all who act for the exhibitor unless `to` says whom.

    Gives to how many addresses.
    """
    found = to or applications.addresses_of(application.cooperative)
    for address, language in found:
        mail.send(
            name,
            address,
            language,
            application=application,
            edition=application.edition,
            cooperative=application.cooperative,
            reason=phrases.REASONS.get(application.reason or ""),
            part=phrases.part_words(application.part_to_complete, application.call.questions),
            url=f"{current_app.config['PUBLIC_URL']}/applications/{application.public_id}",
            **more,
        )
    return len(found)
