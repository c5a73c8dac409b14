"""Who may do what with an edition's volunteers. They themselves need no account: see `views.own`."""

from enum import StrEnum

from eventhub import permissions
from eventhub.accounts.predicates import is_gate_staff, is_organizer


class Permission(StrEnum):
    """What can be done with volunteers and their shifts."""

    SEE_SHIFTS = "volunteers:see_shifts"
    KEEP_SHIFTS = "volunteers:keep_shifts"
    PLAN_SHIFTS = "volunteers:plan_shifts"
    MANAGE_VOLUNTEERS = "volunteers:manage_volunteers"


POLICY = {
    Permission.SEE_SHIFTS: is_gate_staff,
    Permission.KEEP_SHIFTS: is_gate_staff,
    Permission.PLAN_SHIFTS: is_organizer,
    Permission.MANAGE_VOLUNTEERS: is_organizer,
}

permissions.declare(POLICY)
