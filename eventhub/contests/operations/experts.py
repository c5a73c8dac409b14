"""The verbs of coaching experts: naming somebody, inviting somebody without an account, taking it back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub import audit
from eventhub.accounts import inviting, links, queries
from eventhub.accounts.models import Person, Role
from eventhub.accounts.roles import RoleName
from eventhub.contests import mails
from eventhub.contests.models import Contest
from eventhub.database import db


def name(actor: Any, contest: Contest, person: Person, at: datetime) -> Role:
    """Give somebody a page where they offer sessions of this contest, and tell them. Twice is once."""
    db.session.get_one(Person, person.id, with_for_update=True)
    query = sa.select(Role).where(Role.person_id == person.id, Role.name == RoleName.EXPERT)
    held = db.session.scalar(query.where(Role.contest_id == contest.id))
    if held is not None:
        return held
    place = {"organizer_id": contest.organizer_id, "contest_id": contest.id}
    role = Role(person_id=person.id, name=RoleName.EXPERT, created_at=at, **place)
    db.session.add(role)
    db.session.flush()
    db.session.expire(person, ["roles"])
    audit.record(actor, "contests:expert:named", contest, at, person=person.id)
    mails.expert_named(person, contest)
    return role


def invite(actor: Any, contest: Contest, to: str | None, at: datetime) -> str:
    """A link that makes its opener an expert; mailed when `to` is an e-mail address. Gives the address.

    Asked again for the same person while the first link lives, it is that link, and no second mail.
    """
    grants = {"organizer_id": contest.organizer_id, "contest_id": contest.id, "role": RoleName.EXPERT.value}
    for link in queries.invitations_at(contest.organizer, at):
        if to and link.grants == {**grants, "to": to}:
            return inviting.address_of(links.token_of(link))
    token = inviting.invite(actor, grants, at, to)
    audit.record(actor, "contests:expert:invited", contest, at)
    return inviting.address_of(token)


def remove(actor: Any, contest: Contest, role: Role, at: datetime) -> None:
    """Take the page back. The expert's sessions stay, and the organizer's to change or call off."""
    audit.record(actor, "contests:expert:removed", contest, at, person=role.person_id)
    inviting.remove_role(actor, role, at)
