"""One-time links: a sign-in sent by mail, an invitation shown as a QR.

A token is made from the row's random name and the installation's secret, so it can be shown again to
whoever may see it, while the database alone opens nothing. Each is consumed once, by a POST.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app

from eventhub.accounts.models import Link
from eventhub.accounts.sessions import token_hash
from eventhub.database import db, random_code

SIGN_IN_LASTS = timedelta(minutes=10)
FIRST_SIGN_IN_LASTS = timedelta(days=3)
INVITATION_LASTS = timedelta(days=14)
PROOF = 20


def make(
    purpose: str,
    at: datetime,
    lasts: timedelta,
    *,
    person_id: int | None = None,
    grants: dict[str, Any] | None = None,
) -> tuple[Link, str]:
    """A new link and its token. `purpose`: sign_in or invitation; `grants`: JSON-ready."""
    name = random_code()
    token = _token(name)
    row = Link(
        public_id=name,
        token_hash=token_hash(token),
        purpose=purpose,
        person_id=person_id,
        grants=grants,
        created_at=at,
        expires_at=at + lasts,
    )
    db.session.add(row)
    db.session.flush()
    return row, token


def token_of(row: Link) -> str:
    """The token of a link, for somebody who may hand it on."""
    return _token(row.public_id)


def _token(name: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return name + hmac.new(secret, b"link:" + name.encode(), hashlib.sha256).hexdigest()[:PROOF]


def name_in(token: str) -> str:
    """The outside name of the link a token opens."""
    return token[:-PROOF]


def living(token: str, purpose: str, at: datetime) -> Link | None:
    """The link of a token if it still opens something."""
    query = sa.select(Link).where(Link.token_hash == token_hash(token), Link.purpose == purpose)
    row = db.session.scalar(query)
    return row if row is not None and row.used_at is None and row.expires_at > at else None


def spent(token: str, purpose: str) -> Link | None:
    """The link of a token that was used."""
    query = sa.select(Link).where(Link.token_hash == token_hash(token), Link.purpose == purpose)
    return db.session.scalar(query.where(Link.used_at.is_not(None)))


def end_sign_ins(person_id: int, at: datetime) -> None:
    """Make a person's mailed links worthless: how one signs in has changed."""
    statement = sa.update(Link).where(
        Link.person_id == person_id, Link.purpose == "sign_in", Link.used_at.is_(None)
    )
    db.session.connection().execute(statement.values(used_at=at))


def consume(row: Link, at: datetime) -> bool:
    """Use a link up; False when somebody else was faster."""
    statement = sa.update(Link).where(Link.id == row.id, Link.used_at.is_(None)).values(used_at=at)
    done = db.session.connection().execute(statement)
    db.session.expire(row, ["used_at"])
    return bool(done.rowcount)
