"""The verbs of an organizer's people: invite, withdraw, accept, remove."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts import invitations, links, mails, queries
from eventhub.accounts.models import Link, Organizer, Person, Role
from eventhub.accounts.permissions import Permission
from eventhub.accounts.phrases import ROLES
from eventhub.accounts.queries import Scope
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import current_language
from eventhub.permissions import may

WHERE = ("organizer_id", "edition_id", "contest_id", "role")
OWNERS_ONLY = _l("Only an owner chooses owners. Ask one of them.")


def invite(actor: Any, grants: dict[str, Any], at: datetime, to: str | None = None) -> str:
    """Invite whoever holds the token to a role; mails it when `to` is an e-mail address.

    `grants`: organizer_id, role, and edition_id or contest_id (or neither); more keys go to the features
    that declared an acceptance. Earlier invitations of `to` to the same end: the newest holds. The caller
    has judged whether the actor may invite; that only owners make owners is judged here. Raises
    `owners_only`, `scope_unknown`.
    """
    role = RoleName(grants["role"])
    scope = _scope(grants)
    if role == RoleName.OWNER and not may(actor, Permission.CHANGE_OWNERS, scope):
        raise DomainError("owners_only", OWNERS_ONLY, field="role", status=403)
    where = queries.scope_name(grants)
    if where is not None and not where:
        raise DomainError("scope_unknown", _l("This edition or contest is not there."), status=404)
    for earlier in living_to(grants, to, at):
        withdraw(actor, earlier, at)
    row, token = links.make("invitation", at, links.INVITATION_LASTS, grants={**grants, "to": to or None})
    organizer = db.session.get_one(Organizer, scope.organizer_id)
    audit.record(actor, "accounts:invitation:sent", organizer, at, role=role.value, link=row.public_id)
    if to and "@" in to:
        words = {
            "inviter": actor.name,
            "organizer": organizer.name,
            "role": ROLES[role],
            "scope": where,
            "address": address_of(token),
        }
        mails.send_invitation(to, current_language(), **words)
    return token


def living(grants: dict[str, Any], at: datetime) -> list[Link]:
    """Invitations to one role in one place that still open something, newest first."""
    sought = [grants.get(name) for name in WHERE]
    organizer = db.session.get_one(Organizer, grants["organizer_id"])
    return [
        link
        for link in queries.invitations_at(organizer, at)
        if [(link.grants or {}).get(name) for name in WHERE] == sought
    ]


def living_to(grants: dict[str, Any], to: str | None, at: datetime) -> list[Link]:
    """Those of them that went to one address, however it is spelled; none without an address."""
    reached = queries.split_identity(to or "")
    if not any(reached):
        return []
    return [
        link
        for link in living(grants, at)
        if queries.split_identity((link.grants or {}).get("to") or "") == reached
    ]


def address_of(token: str) -> str:
    """The whole address of an invitation, as mails and QR codes carry it."""
    return f"{current_app.config['PUBLIC_URL']}/i/{token}"


def living_invitation(token: str, at: datetime) -> Link | None:
    """The invitation to a role that a token opens; other features keep invitations of their own kind."""
    link = links.living(token, "invitation", at)
    return link if link is not None and "organizer_id" in (link.grants or {}) else None


def taken_by(person: Person, token: str) -> dict[str, Any] | None:
    """What an invitation gave, when it was used and this person holds the role: they come by it again."""
    link = links.spent(token, "invitation")
    grants = dict(link.grants or {}) if link is not None else {}
    return grants if "organizer_id" in grants and db.session.scalar(_held(person, grants)) else None


def withdraw(actor: Any, link: Link, at: datetime) -> None:
    """Make an invitation worthless; harmless when it is already."""
    if links.consume(link, at):
        organizer = db.session.get_one(Organizer, (link.grants or {})["organizer_id"])
        audit.record(actor, "accounts:invitation:withdrawn", organizer, at, link=link.public_id)


def accept(person: Person, token: str, at: datetime) -> Role:
    """Take the role of an invitation: the Role row, then what features declared. Raises `invitation_dead`."""
    link = living_invitation(token, at)
    if link is None or not links.consume(link, at):
        sentence = _l("This invitation was used or is too old. Ask whoever invited you for a new one.")
        raise DomainError("invitation_dead", sentence, status=410)
    grants = dict(link.grants or {})
    role = _given(person, grants, at)
    invitations.run_acceptances(person, grants, at)
    audit.record(person, "accounts:role:accepted", role, at, role=role.name)
    return role


def _given(person: Person, grants: dict[str, Any], at: datetime) -> Role:
    """The role, made if the person doesn't hold it yet."""
    scope, held = _scope(grants), db.session.scalar(_held(person, grants))
    if held is not None:
        return held
    role = Role(
        person_id=person.id,
        organizer_id=scope.organizer_id,
        edition_id=scope.edition_id,
        contest_id=scope.contest_id,
        name=grants["role"],
        created_at=at,
    )
    db.session.add(role)
    db.session.flush()
    db.session.expire(person, ["roles"])
    return role


def _held(person: Person, grants: dict[str, Any]) -> sa.Select[Role]:
    scope = _scope(grants)
    return sa.select(Role).where(
        Role.person_id == person.id,
        Role.organizer_id == scope.organizer_id,
        Role.name == grants["role"],
        Role.edition_id.is_not_distinct_from(scope.edition_id),
        Role.contest_id.is_not_distinct_from(scope.contest_id),
    )


def remove_role(actor: Any, role: Role, at: datetime) -> None:
    """Take a role away. Raises `owners_only`, and `last_owner` for the last owner of an organizer."""
    if role.name == RoleName.OWNER:
        if not may(actor, Permission.CHANGE_OWNERS, role):
            raise DomainError("owners_only", OWNERS_ONLY, field="role", status=403)
        # The organizer's row is the lock: two owners removing each other at once leave one.
        db.session.get_one(Organizer, role.organizer_id, with_for_update=True)
        if queries.owners_of(role.organizer_id) <= 1:
            sentence = _l("This is the last owner. Invite another one first.")
            raise DomainError("last_owner", sentence)
    audit.record(actor, "accounts:role:removed", role.organizer, at, role=role.name, person=role.person_id)
    db.session.delete(role)
    db.session.flush()


def _scope(grants: dict[str, Any]) -> Scope:
    return Scope(grants["organizer_id"], grants.get("edition_id"), grants.get("contest_id"))
