"""The verbs of accounts: sign in and up, change one's account.

Here by name, written elsewhere: invitations (`inviting`), taking one's data and erasing it (`leaving`).
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts import links, mails, passwords, queries
from eventhub.accounts.inviting import accept, invite, remove_role, withdraw
from eventhub.accounts.leaving import collect, erase
from eventhub.accounts.models import Organizer, Person, SignIn
from eventhub.database import db, violates
from eventhub.errors import DomainError

__all__ = [
    "accept",
    "change_password",
    "change_profile",
    "collect",
    "create_organizer",
    "create_person",
    "end_all",
    "end_others",
    "erase",
    "invite",
    "remove_role",
    "send_link",
    "sign_in",
    "sign_in_by_link",
    "sign_up",
    "withdraw",
]

AGAIN = _l("For this, sign out, sign in again by a link, and do it within half an hour.")
TAKEN = {
    "uq_people_email": (
        "email_taken",
        _l("Somebody has an account with this address. Sign in, or use another."),
        "email",
    ),
    "uq_people_phone": (
        "phone_taken",
        _l("Somebody has an account with this number. Sign in, or use another."),
        "phone",
    ),
}
"""By constraint: the refusal's code, sentence and field."""


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
    audit.record(person, "accounts:person:signed_in", person, at, means="password")
    return person


def send_link(identity: str, at: datetime, address_of: Any) -> None:
    """Mail a link that signs in, if somebody with an address is meant; tells nobody whether that is so."""
    person = queries.person_by_identity(identity)
    if person is not None and person.email:
        _, token = links.make("sign_in", at, links.SIGN_IN_LASTS, person_id=person.id)
        mails.send_sign_in(person, address_of(token))


def sign_in_by_link(token: str, at: datetime) -> Person:
    """The person of a mailed link, which is used up. Raises `link_dead`."""
    row = links.living(token, "sign_in", at)
    person = db.session.get(Person, row.person_id) if row is not None else None
    if row is None or person is None or person.erased_at is not None or not links.consume(row, at):
        raise DomainError("link_dead", _l("This link was used or is too old. Ask for a new one."), status=410)
    audit.record(person, "accounts:person:signed_in", person, at, means="link")
    return person


def sign_up(values: dict[str, Any], password: str, at: datetime) -> Person:
    """Open an account. `values`: name_ar, name_latin, email, phone, language.

    Raises `email_taken`, `phone_taken`, `guessable`.
    """
    _refuse_guessable(password, values)
    person = Person(**values, password_hash=passwords.hashed(password), created_at=at)
    db.session.add(person)
    _flush()
    audit.record(person, "accounts:person:signed_up", person, at)
    return person


def create_person(values: dict[str, Any], at: datetime, *, is_operator: bool = False) -> tuple[Person, str]:
    """Open an account from the command line; gives also the token of a link that signs in, once."""
    person = Person(**values, is_operator=is_operator, created_at=at)
    db.session.add(person)
    _flush()
    audit.record(None, "accounts:person:created", person, at, is_operator=is_operator)
    return person, links.make("sign_in", at, links.FIRST_SIGN_IN_LASTS, person_id=person.id)[1]


def change_profile(
    person: Person, values: dict[str, Any], at: datetime, *, proof: str | None = None, is_fresh: bool = False
) -> Person:
    """Change names, e-mail, phone or language. Raises `email_taken`, `phone_taken`, `unreachable`.

    How one signs in changes only with the password (`proof`: as typed), or for who has none when they signed
    in lately (`is_fresh`). Raises `wrong_password`, `sign_in_again`.
    """
    if not (values.get("email") or values.get("phone")):
        sentence = _l("Keep a phone number or an e-mail address: you sign in by it.")
        raise DomainError("unreachable", sentence, field="phone", status=422)
    is_way_in_new = any(values.get(name) != getattr(person, name) for name in ("email", "phone"))
    if is_way_in_new:
        _prove(person, proof, is_fresh=is_fresh)
    for name, value in values.items():
        setattr(person, name, value)
    _flush()
    if is_way_in_new:
        links.end_sign_ins(person.id, at)
    audit.record(person, "accounts:person:changed", person, at)
    return person


def _prove(person: Person, proof: str | None, *, is_fresh: bool) -> None:
    if person.password_hash is None:
        if not is_fresh:
            raise DomainError("sign_in_again", AGAIN, status=422)
    elif not passwords.matches(person.password_hash, proof or ""):
        sentence = _l("To change your e-mail or phone, write your password.")
        raise DomainError("wrong_password", sentence, field="current", status=422)


def change_password(
    person: Person, current: str, new: str, at: datetime, *, is_fresh: bool = False
) -> Person:
    """Set a password; whoever has one must know it, whoever has none have signed in lately (`is_fresh`).

    Raises `wrong_password`, `sign_in_again`, `guessable`.
    """
    if person.password_hash is None and not is_fresh:
        raise DomainError("sign_in_again", AGAIN, status=422)
    if person.password_hash is not None and not passwords.matches(person.password_hash, current):
        raise DomainError("wrong_password", _l("This is not your password."), field="current", status=422)
    _refuse_guessable(new, {"name": person.name_latin, "email": person.email, "phone": person.phone})
    person.password_hash = passwords.hashed(new)
    links.end_sign_ins(person.id, at)
    audit.record(person, "accounts:person:password_changed", person, at)
    return person


def end_others(person: Person, but: SignIn | None, at: datetime) -> int:
    """Sign every device out except one; gives how many."""
    kept = but.id if but is not None else 0
    statement = sa.update(SignIn).where(
        SignIn.person_id == person.id, SignIn.ended_at.is_(None), SignIn.id != kept
    )
    done = db.session.connection().execute(statement.values(ended_at=at))
    db.session.expire_all()
    audit.record(person, "accounts:person:sessions_ended", person, at, sessions=done.rowcount)
    return int(done.rowcount)


def end_all(person: Person, at: datetime) -> int:
    """Sign every device of a person out and make mailed links worthless, for the operator; gives how many."""
    statement = sa.update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
    done = db.session.connection().execute(statement.values(ended_at=at))
    db.session.expire_all()
    links.end_sign_ins(person.id, at)
    audit.record(None, "accounts:person:sessions_ended", person, at, sessions=done.rowcount)
    return int(done.rowcount)


def create_organizer(actor: Person, values: dict[str, Any], at: datetime) -> Organizer:
    """A new body that may run fairs and contests. Raises `slug_taken`."""
    row = Organizer(**values, created_at=at)
    db.session.add(row)
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:
        if violates(error, "uq_organizers_slug"):
            sentence = _l("Another organizer has this address. Choose another.")
            raise DomainError("slug_taken", sentence, field="slug", status=422) from error
        raise
    audit.record(actor, "accounts:organizer:created", row, at)
    return row


def _refuse_guessable(password: str, values: dict[str, Any]) -> None:
    about = [value for value in values.values() if isinstance(value, str)]
    if passwords.is_guessable(password, *about):
        sentence = _l("Others would guess this password first. Choose another: three or four words are good.")
        raise DomainError("guessable", sentence, field="password", status=422)


def _flush() -> None:
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:
        for constraint, (code, sentence, field) in TAKEN.items():
            if violates(error, constraint):
                raise DomainError(code, sentence, field=field, status=422) from error
        raise
