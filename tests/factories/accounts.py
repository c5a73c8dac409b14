"""Rows of accounts for tests, and a browser that is signed in."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from eventhub import clock
from eventhub.accounts import passwords
from eventhub.accounts.models import Organizer, Person, Role, SignIn
from eventhub.accounts.roles import RoleName
from eventhub.accounts.sessions import token_hash
from eventhub.database import db, random_code

PASSWORD = "amlou et 7 ruches"


def a_person(name: str = "Fatima Amrani", *, password: str | None = None, **fields: Any) -> Person:
    """A saved person; with `password` they can sign in by it."""
    if password is not None:
        fields["password_hash"] = passwords.hashed(password)
    row = Person(**{"name_latin": name, "language": "fr", **fields})
    db.session.add(row)
    db.session.flush()
    return row


def an_operator(**fields: Any) -> Person:
    """Somebody who runs the installation."""
    return a_person("Driss Alami", is_operator=True, **fields)


def an_organizer(slug: str | None = None, **fields: Any) -> Organizer:
    """A saved body that runs fairs and contests."""
    slug = slug or f"organizer-{random_code(6)}"
    row = Organizer(**{"slug": slug, "name": {"ar": "عمالة خنيفرة", "fr": f"Province {slug}"}, **fields})
    db.session.add(row)
    db.session.flush()
    return row


def a_role(person: Person, subject: Any, name: RoleName = RoleName.ORGANIZER) -> Role:
    """Give a person a role at an organizer, an edition or a contest (any subject with those ids)."""
    row = Role(
        person_id=person.id,
        organizer_id=subject.organizer_id,
        edition_id=getattr(subject, "edition_id", None),
        contest_id=getattr(subject, "contest_id", None),
        name=name,
    )
    db.session.add(row)
    db.session.flush()
    db.session.expire(person, ["roles"])
    return row


def somebody_with(name: RoleName, subject: Any, **fields: Any) -> Person:
    """A new person holding a role there."""
    person = a_person(f"{name.value} of {type(subject).__name__} {subject.id}", **fields)
    a_role(person, subject, name)
    return person


def signed_in(client: FlaskClient, person: Person) -> FlaskClient:
    """The same browser, in a real session of the person (another one's session is left behind)."""
    token = random_code(24)
    expires_at = clock.now() + timedelta(days=1)
    row = SignIn(person_id=person.id, token_hash=token_hash(token), means="password", expires_at=expires_at)
    db.session.add(row)
    db.session.flush()
    with client.session_transaction() as session:
        session.clear()
        session["_user_id"] = token
    return client
