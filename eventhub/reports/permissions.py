"""Who may read and write the figures of a fair."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import covers, is_organizer
from eventhub.accounts.roles import RoleName
from eventhub.fairs.permissions import is_published_or_works_here


class Permission(StrEnum):
    """What can be done with a report."""

    SEE_FIGURES = "reports:see_figures"
    EDIT_REPORT = "reports:edit_report"
    PUBLISH_REPORT = "reports:publish_report"
    READ_REPORT = "reports:read_report"


def runs_or_supports(actor: Any, edition: Any) -> bool:
    """Organizers, and partners, who see the figures of what they supported."""
    return is_organizer(actor, edition) or any(
        role.name == RoleName.PARTNER and covers(role, edition) for role in actor.roles
    )


POLICY = {
    Permission.SEE_FIGURES: runs_or_supports,
    Permission.EDIT_REPORT: is_organizer,
    Permission.PUBLISH_REPORT: is_organizer,
    Permission.READ_REPORT: is_published_or_works_here,
}

permissions.declare(POLICY)
