"""Who may do what with accounts: one's own things, and the people of an organizer one runs."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import any_of, is_operator, is_organizer, is_owner, is_signed_in


class Permission(StrEnum):
    """Verbs of accounts."""

    SEE_DESK = "accounts:see_desk"
    CHANGE_ACCOUNT = "accounts:change_account"
    END_SIGN_IN = "accounts:end_sign_in"
    SEE_PEOPLE = "accounts:see_people"
    INVITE = "accounts:invite"
    REMOVE_ROLE = "accounts:remove_role"
    CHANGE_OWNERS = "accounts:change_owners"
    SEE_ORGANIZERS = "accounts:see_organizers"
    CREATE_ORGANIZER = "accounts:create_organizer"


def is_its_person(actor: Any, sign_in: Any) -> bool:
    """The session is the actor's own."""
    return actor.id is not None and bool(sign_in.person_id == actor.id)


may_manage = any_of(is_organizer, is_operator)
may_own = any_of(is_owner, is_operator)

POLICY = {
    Permission.SEE_DESK: is_signed_in,
    Permission.CHANGE_ACCOUNT: is_signed_in,
    Permission.END_SIGN_IN: is_its_person,
    Permission.SEE_PEOPLE: may_manage,
    Permission.INVITE: may_manage,
    Permission.REMOVE_ROLE: may_manage,
    Permission.CHANGE_OWNERS: may_own,
    Permission.SEE_ORGANIZERS: is_operator,
    Permission.CREATE_ORGANIZER: is_operator,
}

permissions.declare(POLICY)
