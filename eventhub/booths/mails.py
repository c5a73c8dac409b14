"""Messages about applications; each goes to everybody who acts for the exhibitor, in their language.

Words are in templates/mail/application_<name>/. An exhibitor without an e-mail address reads the same on its
timeline.
"""

from typing import Any

from flask import current_app

from eventhub import mail
from eventhub.booths import asking, phrases
from eventhub.booths.models import Application
from eventhub.booths.queries import applications
from eventhub.booths.states import ApplicationState

DECISIONS = {
    ApplicationState.SELECTED: "application_selected",
    ApplicationState.WAITLISTED: "application_waitlisted",
    ApplicationState.REFUSED: "application_refused",
}
"""The message of each published decision."""


def tell(name: str, application: Application, **more: Any) -> int:
    """Send one message about an application; gives to how many addresses."""
    found = applications.addresses_of(application.cooperative)
    for address, language in found:
        mail.send(
            name,
            address,
            language,
            application=application,
            edition=application.edition,
            cooperative=application.cooperative,
            reason=phrases.REASONS.get(application.reason or ""),
            part=phrases.PARTS.get(asking.part_of(application.part_to_complete) or ""),
            url=f"{current_app.config['PUBLIC_URL']}/applications/{application.public_id}",
            **more,
        )
    return len(found)
