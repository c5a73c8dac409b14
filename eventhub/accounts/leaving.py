"""Taking one's data along, and erasing an account."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts import personal, queries
from eventhub.accounts.models import Link, Person, Role, SignIn
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.errors import DomainError


def collect(person: Person) -> dict[str, Any]:
    """Everything kept about a person, JSON-ready: their account here, the rest from each feature."""
    sign_ins = db.session.scalars(sa.select(SignIn).where(SignIn.person_id == person.id).order_by(SignIn.id))
    return {
        "account": {
            "name_ar": person.name_ar,
            "name_latin": person.name_latin,
            "email": person.email,
            "phone": person.phone,
            "language": person.language,
            "created_at": person.created_at.isoformat(),
        },
        "roles": [
            {"organizer": role.organizer.slug, "role": role.name, "since": role.created_at.isoformat()}
            for role in person.roles
        ],
        "sessions": [
            {"device": row.device, "means": row.means, "last_seen_at": row.last_seen_at.isoformat()}
            for row in sign_ins
        ],
        **personal.collected(person),
    }


def erase(person: Person, at: datetime) -> Person:
    """Forget who this was: names, addresses, password, sessions, roles. What was done stays, without a name.

    Raises `last_owner` while somebody else's organizer would lose its last owner.
    """
    owned = [role.organizer_id for role in person.roles if role.name == RoleName.OWNER]
    if any(queries.owners_of(organizer_id) <= 1 for organizer_id in owned):
        raise DomainError(
            "last_owner", _l("You are the last owner of an organizer. Invite another owner first.")
        )
    personal.forget(person, at)
    for table in (Role, SignIn, Link):
        db.session.execute(sa.delete(table).where(table.person_id == person.id))
    person.name_ar = person.name_latin = person.email = person.phone = person.password_hash = None
    person.demo_account, person.is_operator, person.erased_at = None, False, at
    db.session.flush()
    db.session.expire(person)
    audit.record(person, "accounts:person:erased", person, at)
    return person
