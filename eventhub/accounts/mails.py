"""Messages of accounts: the way in by mail, and an invitation."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from eventhub import mail, texting
from eventhub.accounts.models import Person
from eventhub.i18n import speaking


def send_sign_in(person: Person, address: str) -> None:
    """The link that signs in. `address`: the whole URL."""
    if person.email:
        mail.send("sign_in", person.email, person.language, person=person.name, address=address)


def text_sign_in(person: Person, address: str, useless_at: datetime) -> None:
    """The link that signs in, to a phone.

    Where one wanted to go is left out: an SMS is paid by its length, and a link cut short opens nothing.
    """
    if person.phone:
        with speaking(person.language):
            line = _("Sign in to EventHub, once, within 10 minutes. Give this to nobody:")
        texting.send(person.phone, f"{line} {address.partition('?')[0]}", useless_at)


def send_invitation(to: str, language: str, **words: Any) -> None:
    """The link of an invitation. `words`: inviter, organizer, role, scope (or None), address."""
    mail.send("invitation", to, language, **words)
