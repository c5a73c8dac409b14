"""Messages of accounts: the way in by mail, and an invitation."""

from typing import Any

from eventhub import mail
from eventhub.accounts.models import Person


def send_sign_in(person: Person, address: str) -> None:
    """The link that signs in. `address`: the whole URL."""
    if person.email:
        mail.send("sign_in", person.email, person.language, person=person.name, address=address)


def send_invitation(to: str, language: str, **words: Any) -> None:
    """The link of an invitation. `words`: inviter, organizer, role, scope (or None), address."""
    mail.send("invitation", to, language, **words)
