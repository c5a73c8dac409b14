"""Who may do what in programmes: organizers run them, agents follow cooperatives, which agree and leave."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import any_of, has_role, is_organizer, is_signed_in
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.cooperatives.permissions import is_member, is_president
from eventhub.programmes.states import EnrolmentState


class Permission(StrEnum):
    """What can be done here."""

    CREATE = "programmes:create"
    MANAGE = "programmes:manage"
    READ_RESULTS = "programmes:read_results"
    HELP = "programmes:help"
    FOLLOW = "programmes:follow"
    SEE_OWN = "programmes:see_own"
    BELONG = "programmes:belong"
    AGREE = "programmes:agree"
    DIAGNOSE = "programmes:diagnose"


def helps(actor: Any, subject: Any) -> bool:
    """Runs the organizer as a whole, or is an agent of it, also one named for a single fair."""
    return any(
        role.name == RoleName.FIELD_AGENT
        or (role.name in MANAGING and role.edition_id is None and role.contest_id is None)
        for role in actor.roles
        if role.organizer_id == subject.organizer_id
    )


def follows(actor: Any, enrolment: Any) -> bool:
    """Helps a cooperative that did not leave: who leaves is read no more."""
    return helps(actor, enrolment) and enrolment.state != EnrolmentState.LEFT


def diagnoses(actor: Any, enrolment: Any) -> bool:
    """Helps a cooperative that takes part, or acts for it."""
    takes_part = enrolment.state == EnrolmentState.JOINED
    return takes_part and (helps(actor, enrolment) or belongs(actor, enrolment))


def belongs(actor: Any, enrolment: Any) -> bool:
    """Acts for the cooperative."""
    return is_member(actor, enrolment.cooperative)


def agrees(actor: Any, enrolment: Any) -> bool:
    """Presides over the cooperative: agrees for it, and leaves."""
    return is_president(actor, enrolment.cooperative)


POLICY = {
    Permission.CREATE: is_organizer,
    Permission.MANAGE: is_organizer,
    Permission.READ_RESULTS: any_of(is_organizer, has_role(RoleName.PARTNER)),
    Permission.HELP: helps,
    Permission.FOLLOW: follows,
    Permission.SEE_OWN: is_signed_in,
    Permission.BELONG: belongs,
    Permission.AGREE: agrees,
    Permission.DIAGNOSE: diagnoses,
}

permissions.declare(POLICY)
