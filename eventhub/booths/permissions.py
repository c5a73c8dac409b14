"""Who may do what with plans, calls, applications and stands."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import any_of, is_field_agent, is_gate_staff, is_organizer, is_signed_in
from eventhub.booths.queries import applications
from eventhub.fairs.permissions import is_published_or_works_here


class Permission(StrEnum):
    """What can be done here."""

    EDIT_CALL = "booths:edit_call"
    SEE_PLAN = "booths:see_plan"
    DRAW_PLAN = "booths:draw_plan"
    BLOCK_BOOTH = "booths:block_booth"
    ASSIGN_BOOTH = "booths:assign_booth"
    ALLOCATE = "booths:allocate"
    PUBLISH = "booths:publish"
    LIST_APPLICATIONS = "booths:list_applications"
    SCREEN = "booths:screen"
    EXPORT = "booths:export"
    APPLY = "booths:apply"
    FILE_FOR_OTHERS = "booths:file_for_others"
    LIST_MINE = "booths:list_mine"
    SEE_APPLICATION = "booths:see_application"
    EDIT_APPLICATION = "booths:edit_application"
    SYNC_APPLICATIONS = "booths:sync_applications"
    WITHDRAW = "booths:withdraw"
    ANSWER_OFFER = "booths:answer_offer"
    DECLARE_SALES = "booths:declare_sales"
    SEE_MAP = "booths:see_map"
    SET_TERMS = "booths:set_terms"
    WRITE_MESSAGES = "booths:write_messages"
    SEE_ACCOUNTS = "booths:see_accounts"
    RECORD_PAYMENT = "booths:record_payment"
    SEND_PROOF = "booths:send_proof"
    NAME_PEOPLE = "booths:name_people"
    PRINT_PAPERS = "booths:print_papers"
    CHECK_IN = "booths:check_in"
    ASK_SWAP = "booths:ask_swap"
    APPEAL = "booths:appeal"
    ANSWER_REQUESTS = "booths:answer_requests"
    SEE_SALES = "booths:see_sales"
    RECORD_SALES = "booths:record_sales"


def speaks_for_applicant(actor: Any, application: Any) -> bool:
    """Acts for the exhibitor that applies."""
    return applications.speaks_for(actor, application.cooperative_id)


def filed_it(actor: Any, application: Any) -> bool:
    """Filed it for the exhibitor and is still an agent of the organizer."""
    is_same = actor.id is not None and application.filed_by_id == actor.id
    return bool(application.filed_by_agent and is_same and is_field_agent(actor, application))


def screens_applicant(actor: Any, cooperative: Any) -> bool:
    """Runs a fair that this exhibitor applies to: reads the papers of its file."""
    return any(is_organizer(actor, applied) for applied in applications.applied_to(cooperative))


writes_in_it = any_of(speaks_for_applicant, filed_it)

POLICY = {
    Permission.EDIT_CALL: is_organizer,
    Permission.SEE_PLAN: is_field_agent,
    Permission.DRAW_PLAN: is_organizer,
    Permission.BLOCK_BOOTH: is_organizer,
    Permission.ASSIGN_BOOTH: is_organizer,
    Permission.ALLOCATE: is_organizer,
    Permission.PUBLISH: is_organizer,
    Permission.LIST_APPLICATIONS: is_field_agent,
    Permission.SCREEN: is_organizer,
    Permission.EXPORT: is_organizer,
    Permission.APPLY: is_signed_in,
    Permission.FILE_FOR_OTHERS: is_field_agent,
    Permission.LIST_MINE: is_signed_in,
    Permission.SEE_APPLICATION: any_of(writes_in_it, is_organizer),
    Permission.EDIT_APPLICATION: writes_in_it,
    Permission.SYNC_APPLICATIONS: is_signed_in,
    Permission.WITHDRAW: writes_in_it,
    Permission.ANSWER_OFFER: writes_in_it,
    Permission.DECLARE_SALES: writes_in_it,
    Permission.SEE_MAP: is_published_or_works_here,
    Permission.SET_TERMS: is_organizer,
    Permission.WRITE_MESSAGES: is_organizer,
    Permission.SEE_ACCOUNTS: is_organizer,
    Permission.RECORD_PAYMENT: is_organizer,
    Permission.SEND_PROOF: writes_in_it,
    Permission.NAME_PEOPLE: any_of(writes_in_it, is_organizer),
    Permission.PRINT_PAPERS: is_organizer,
    Permission.ASK_SWAP: writes_in_it,
    Permission.APPEAL: writes_in_it,
    Permission.ANSWER_REQUESTS: is_organizer,
    Permission.SEE_SALES: is_field_agent,
    Permission.RECORD_SALES: is_field_agent,
    Permission.CHECK_IN: any_of(is_field_agent, is_gate_staff),
}

permissions.declare(POLICY)
