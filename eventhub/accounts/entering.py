"""The verbs of coming in: by password, by a mailed link, by both for who runs the installation.

A session begins at the edge (`sessions`); here is who may have one.
"""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit, texting
from eventhub.accounts import links, mails, passwords, queries
from eventhub.accounts.models import Link, Person
from eventhub.database import db
from eventhub.errors import DomainError

NOT_YOURS = _l("This is not your password.")


def sign_in(identity: str, password: str, at: datetime) -> Person:
    """The person whose e-mail or phone and password these are; the stored hash follows today's cost.

    Raises `wrong_credentials`, in the same time and words whether the identity or the password is wrong.
    """
    person = queries.person_by_identity(identity)
    if not passwords.matches(person.password_hash if person else None, password) or person is None:
        sentence = _l("These don't belong together. Check both, or ask for a link by mail.")
        raise DomainError("wrong_credentials", sentence, field="password", status=422)
    if passwords.needs_rehash(person.password_hash or ""):
        person.password_hash = passwords.hashed(password)
    if not person.needs_both:
        audit.record(person, "accounts:person:signed_in", person, at, means="password")
    return person


def send_second(person: Person, at: datetime, address_of: Any) -> None:
    """Mail the link that completes a sign-in whose password was right, for whom one alone is not enough."""
    _, token = links.make(
        "sign_in", at, links.SIGN_IN_LASTS, person_id=person.id, grants={"proven": "password"}
    )
    mails.send_sign_in(person, address_of(token))


def give_link(person: Person, at: datetime) -> str:
    """A link that signs in, from the command line, for who can't otherwise; gives its token."""
    audit.record(None, "accounts:person:given_link", person, at)
    return links.make("sign_in", at, links.SIGN_IN_LASTS, person_id=person.id, grants={"proven": "shell"})[1]


def asks_password(token: str, at: datetime) -> bool:
    """Whether a living link is not enough without the password."""
    row = links.living(token, "sign_in", at)
    person = db.session.get(Person, row.person_id) if row is not None else None
    return row is not None and person is not None and _lacks_password(row, person)


def _lacks_password(row: Link, person: Person) -> bool:
    return person.needs_both and not (row.grants or {}).get("proven")


def send_link(identity: str, at: datetime, address_of: Any) -> None:
    """Send a link that signs in, if somebody who can be reached is meant; tells nobody whether that is so.

    By mail, and by SMS to who gave a number alone, where a gateway is set.
    """
    person = queries.person_by_identity(identity)
    if person is not None and (person.email or (person.phone and texting.is_offered())):
        row, token = links.make("sign_in", at, links.SIGN_IN_LASTS, person_id=person.id)
        if person.email:
            mails.send_sign_in(person, address_of(token))
        else:
            mails.text_sign_in(person, address_of(token), row.expires_at)


def _prove(row: Link, person: Person, password: str) -> None:
    if _lacks_password(row, person) and not passwords.matches(person.password_hash, password):
        raise DomainError("wrong_password", NOT_YOURS, field="password", status=422)


def sign_in_by_link(token: str, at: datetime, password: str | None = None) -> Person:
    """The person of a mailed link, which is used up. Raises `link_dead`, `wrong_password` where asked."""
    row = links.living(token, "sign_in", at)
    person = db.session.get(Person, row.person_id) if row is not None else None
    if row is not None and person is not None:
        _prove(row, person, password or "")
    if row is None or person is None or person.erased_at is not None or not links.consume(row, at):
        raise DomainError("link_dead", _l("This link was used or is too old. Ask for a new one."), status=410)
    audit.record(person, "accounts:person:signed_in", person, at, means="link")
    return person
