"""Signing in and out: a session is a row that can be listed and ended from any device."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from flask import Response, g, request, session
from flask_login import login_user, logout_user
from sqlalchemy.orm import joinedload

from eventhub import clock
from eventhub.accounts.models import RESTS, Nobody, Person, SignIn
from eventhub.database import db, reading
from eventhub.web import watch

LASTS = timedelta(days=30)
FRESH = timedelta(minutes=30)
"""How long after signing in one still counts as having just shown who one is."""
NOTED_EVERY = timedelta(minutes=5)
REFUSALS_FROM = 400


class _Carrier:
    """What Flask-Login stores of a session: its token, never the person's number."""

    is_active = True
    is_authenticated = True

    def __init__(self, token: str) -> None:
        self.token = token

    def get_id(self) -> str:
        """The token kept in the signed cookie."""
        return self.token


def token_hash(token: str) -> str:
    """How secrets are stored: the database alone opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(person: Person, means: str) -> SignIn:
    """Sign the person in on this device, in a new session. `means`: password, link, invitation or demo.

    Whatever session the device had ends, so that nobody can lend a session before and own it after.
    """
    before = current()
    if before is not None:
        end(before)
    token = secrets.token_urlsafe(24)
    device = (request.user_agent.string or "")[:200]
    row = SignIn(
        person_id=person.id,
        token_hash=token_hash(token),
        device=device,
        means=means,
        expires_at=clock.now() + LASTS,
    )
    db.session.add(row)
    db.session.flush()
    session.clear()
    session.permanent = True
    login_user(_Carrier(token))
    watch.note("signed_in", person=person, means=means)
    return row


def end(row: SignIn) -> None:
    """Sign that device out; ending twice is the same as once."""
    row.ended_at = row.ended_at or clock.now()


def leave() -> None:
    """Sign this device out."""
    row = current()
    if row is not None:
        end(row)
    logout_user()
    session.clear()


def current() -> SignIn | None:
    """The session of this device, if it still counts."""
    token = session.get("_user_id")
    return _living(token) if token else None


def _living(token: str) -> SignIn | None:
    found = db.session.scalars(_session_of(), {"token": token_hash(token)}).unique()
    row: SignIn | None = found.one_or_none()
    return row if row is not None and lives(row, clock.now()) else None


def lives(row: Any, now: datetime) -> bool:
    """Whether a session still counts; a row of `sign_ins`, however it was read."""
    return row.ended_at is None and row.expires_at >= now and row.last_seen_at >= now - RESTS


def given_hash() -> str | None:
    """What the cookie of this request says, as `sign_ins.token_hash` keeps it; whether that counts is open.

    For views that read the session in the one statement they need anyway (`permissions.judges_itself`): it
    counts when the row `lives` and its person is not erased. They call `note` too.
    """
    token = session.get("_user_id")
    return token_hash(token) if token else None


def note(row: Any, now: datetime) -> None:
    """Remember that a session, read that way, is in use: it is noted as after any other request."""
    if now - row.last_seen_at > NOTED_EVERY:
        g.sign_in = current()


def is_fresh(at: datetime) -> bool:
    """Whether this device was signed in only lately."""
    row = current()
    return row is not None and at - row.created_at < FRESH


@cache
def _session_of() -> Any:
    """Built once: every request of somebody signed in asks it, and then whose it is and what they may do."""
    whole = joinedload(SignIn.person).joinedload(Person.roles)
    return sa.select(SignIn).options(whole).where(SignIn.token_hash == sa.bindparam("token"))


def person_of(token: str) -> Person | None:
    """What Flask-Login asks on a request: whose session this is."""
    row = _living(token)
    if row is None or row.person.erased_at is not None:
        return None
    g.sign_in = row
    return row.person


def note_seen(response: Response) -> Response:
    """Note when a session was last used: on requests that write anyway, every few minutes at most."""
    row: SignIn | None = g.get("sign_in")
    if row is not None and not reading.get() and response.status_code < REFUSALS_FROM:
        now = clock.now()
        if now - row.last_seen_at > NOTED_EVERY:
            row.last_seen_at = now
    return response


def configure(login: Any) -> None:
    """Tell Flask-Login how people come back."""
    login.user_loader(person_of)
    login.anonymous_user = Nobody
    login.login_view = "accounts.sign_in"
    login.login_message = None
    login.session_protection = None
