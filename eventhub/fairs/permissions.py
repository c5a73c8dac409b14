"""Who may do what with series, editions, partners and the programme."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import covers, is_organizer
from eventhub.accounts.roles import RoleName


class Permission(StrEnum):
    """What can be done with a fair."""

    SEE_EDITION = "fairs:see_edition"
    WORK_ON_EDITION = "fairs:work_on_edition"
    LIST_WORK = "fairs:list_work"
    CREATE_EDITION = "fairs:create_edition"
    EDIT_EDITION = "fairs:edit_edition"
    MOVE_EDITION = "fairs:move_edition"
    EDIT_PROGRAMME = "fairs:edit_programme"
    EDIT_PARTNERS = "fairs:edit_partners"


def is_published_or_works_here(actor: Any, edition: Any) -> bool:
    """The public sees published editions; those with a role there see it before."""
    return bool(edition.is_published) or any(covers(role, edition) for role in actor.roles)


def works_here(actor: Any, edition: Any) -> bool:
    """Holds any role but judge or partner at the edition."""
    outside = {RoleName.JUDGE, RoleName.PARTNER}
    return any(role.name not in outside and covers(role, edition) for role in actor.roles)


def works_somewhere(actor: Any, _subject: Any) -> bool:
    """Holds any role but judge or partner, anywhere."""
    return any(role.name not in {RoleName.JUDGE, RoleName.PARTNER} for role in actor.roles)


POLICY = {
    Permission.SEE_EDITION: is_published_or_works_here,
    Permission.WORK_ON_EDITION: works_here,
    Permission.LIST_WORK: works_somewhere,
    Permission.CREATE_EDITION: is_organizer,
    Permission.EDIT_EDITION: is_organizer,
    Permission.MOVE_EDITION: is_organizer,
    Permission.EDIT_PROGRAMME: is_organizer,
    Permission.EDIT_PARTNERS: is_organizer,
}

permissions.declare(POLICY)
