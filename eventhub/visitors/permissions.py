"""Who may do what with visitors, badges, gates and devices."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import is_gate_staff, is_organizer
from eventhub.cooperatives.queries import acts_for


class Permission(StrEnum):
    """What can be done with the visitors of an edition."""

    LIST_VISITORS = "visitors:list_visitors"
    ADD_VISITOR = "visitors:add_visitor"
    IMPORT_VISITORS = "visitors:import_visitors"
    EXPORT_VISITORS = "visitors:export_visitors"
    ERASE_VISITOR = "visitors:erase_visitor"
    REVOKE_BADGE = "visitors:revoke_badge"
    REISSUE_BADGE = "visitors:reissue_badge"
    PRINT_BADGES = "visitors:print_badges"
    PRINT_LABEL = "visitors:print_label"
    ASK_VISITORS = "visitors:ask_visitors"
    MANAGE_GUESTS = "visitors:manage_guests"
    RECEIVE_GUESTS = "visitors:receive_guests"
    DRAW_LAYOUTS = "visitors:draw_layouts"
    SEE_GATES = "visitors:see_gates"
    EDIT_GATES = "visitors:edit_gates"
    INVITE_DEVICE = "visitors:invite_device"
    REVOKE_DEVICE = "visitors:revoke_device"
    LIMIT_CROWD = "visitors:limit_crowd"
    SEE_IRREGULAR = "visitors:see_irregular"
    NOTE_IRREGULAR = "visitors:note_irregular"
    BRING_QUEUE = "visitors:bring_queue"
    PRINT_GUIDE = "visitors:print_guide"
    MANAGE_SEATS = "visitors:manage_seats"
    KEEP_DOORS = "visitors:keep_doors"
    SEE_STANDS = "visitors:see_stands"
    EDIT_PASSPORT = "visitors:edit_passport"
    RUN_DRAW = "visitors:run_draw"
    JUDGE_VOTES = "visitors:judge_votes"
    SEE_MEETINGS = "visitors:see_meetings"
    RUN_STAND = "visitors:run_stand"


def runs_stand(actor: Any, exhibit: Any) -> bool:
    """Acts for the cooperative that exhibits."""
    return bool(actor.is_authenticated) and acts_for(actor, exhibit.cooperative_id)


POLICY = {
    Permission.LIST_VISITORS: is_gate_staff,
    Permission.ADD_VISITOR: is_gate_staff,
    Permission.IMPORT_VISITORS: is_organizer,
    Permission.EXPORT_VISITORS: is_organizer,
    Permission.ERASE_VISITOR: is_organizer,
    Permission.REVOKE_BADGE: is_organizer,
    Permission.REISSUE_BADGE: is_gate_staff,
    Permission.PRINT_BADGES: is_organizer,
    Permission.PRINT_LABEL: is_gate_staff,
    Permission.ASK_VISITORS: is_organizer,
    Permission.MANAGE_GUESTS: is_organizer,
    Permission.RECEIVE_GUESTS: is_gate_staff,
    Permission.DRAW_LAYOUTS: is_organizer,
    Permission.SEE_GATES: is_gate_staff,
    Permission.EDIT_GATES: is_organizer,
    Permission.INVITE_DEVICE: is_gate_staff,
    Permission.REVOKE_DEVICE: is_gate_staff,
    Permission.LIMIT_CROWD: is_organizer,
    Permission.SEE_IRREGULAR: is_gate_staff,
    Permission.NOTE_IRREGULAR: is_organizer,
    Permission.BRING_QUEUE: is_gate_staff,
    Permission.PRINT_GUIDE: is_gate_staff,
    Permission.MANAGE_SEATS: is_organizer,
    Permission.KEEP_DOORS: is_gate_staff,
    Permission.SEE_STANDS: is_organizer,
    Permission.EDIT_PASSPORT: is_organizer,
    Permission.RUN_DRAW: is_organizer,
    Permission.JUDGE_VOTES: is_organizer,
    Permission.SEE_MEETINGS: is_organizer,
    Permission.RUN_STAND: runs_stand,
}

permissions.declare(POLICY)
