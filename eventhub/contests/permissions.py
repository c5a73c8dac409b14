"""Who may do what in contests: organizers run them, entrants own their ideas, everybody reads results."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import any_of, has_role, is_organizer, is_signed_in
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.contests import queries
from eventhub.contests.states import IdeaState


class Permission(StrEnum):
    """What can be done here."""

    CREATE = "contests:create"
    MANAGE = "contests:manage"
    READ = "contests:read"
    ENTER = "contests:enter"
    SEE_OWN = "contests:see_own"
    SEE_IDEA = "contests:see_idea"
    WRITE_IDEA = "contests:write_idea"
    SEE_FILE = "contests:see_file"
    FILE_FOR_OTHERS = "contests:file_for_others"
    SYNC_IDEAS = "contests:sync_ideas"
    SCREEN_IDEA = "contests:screen_idea"
    PRINT_CERTIFICATE = "contests:print_certificate"
    READ_BANKED = "contests:read_banked"
    READ_MODEL = "contests:read_model"
    COACH = "contests:coach"
    GIVE_SESSION = "contests:give_session"


def owns_idea(actor: Any, idea: Any) -> bool:
    """Entered it, or acts for the cooperative that did."""
    if not actor.is_authenticated:
        return False
    if idea.cooperative_id is not None:
        return idea.cooperative_id in queries.cooperative_ids_of(actor.id)
    return bool(idea.person_id == actor.id)


def filed_it(actor: Any, idea: Any) -> bool:
    """Filed it for somebody, and is still an agent of the organizer."""
    is_same = actor.id is not None and idea.filed_by_id == actor.id
    return bool(is_same and helps_entrants(actor, idea))


def helps_entrants(actor: Any, subject: Any) -> bool:
    """An agent of the organizer or of one of its fairs, or runs the contest."""
    wanted = (*MANAGING, RoleName.FIELD_AGENT)
    return any(role.organizer_id == subject.organizer_id and role.name in wanted for role in actor.roles)


def files_for_others(actor: Any, contest: Any) -> bool:
    """Helps entrants of a contest that was announced."""
    return bool(contest.is_public) and helps_entrants(actor, contest)


def is_readable(actor: Any, contest: Any) -> bool:
    """Announced; before that only its organizers see it."""
    return bool(contest.is_public) or is_organizer(actor, contest)


def is_in_bank(_actor: Any, idea: Any) -> bool:
    """Its owner agreed to show it to everybody."""
    return bool(idea.in_bank)


def is_model_published(actor: Any, model: Any) -> bool:
    """A ready-made model that everybody may read; before that only its organizers do."""
    return bool(model.is_published) or is_organizer(actor, model)


def is_entrant(actor: Any, contest: Any) -> bool:
    """Signed in, and the contest is announced: whether it is open is told on the page."""
    return is_signed_in(actor, contest) and bool(contest.is_public)


def runs_a_sent_idea(actor: Any, idea: Any) -> bool:
    """Runs the contest; a draft is its writer's own."""
    return is_organizer(actor, idea) and idea.state != IdeaState.DRAFT


def reads_its_idea(actor: Any, file: Any) -> bool:
    """Wrote the idea, runs its contest, or it is in the bank."""
    return any_of(owns_idea, filed_it, runs_a_sent_idea, is_in_bank)(actor, file.idea)


is_expert = has_role(RoleName.EXPERT)


def gives_session(actor: Any, session: Any) -> bool:
    """Offered the session, and is still named as an expert there."""
    return is_expert(actor, session) and bool(session.expert_id == actor.id)


POLICY = {
    Permission.CREATE: is_organizer,
    Permission.MANAGE: is_organizer,
    Permission.READ: is_readable,
    Permission.ENTER: is_entrant,
    Permission.SEE_OWN: is_signed_in,
    Permission.SEE_IDEA: any_of(owns_idea, filed_it),
    Permission.WRITE_IDEA: any_of(owns_idea, filed_it),
    Permission.SEE_FILE: reads_its_idea,
    Permission.FILE_FOR_OTHERS: files_for_others,
    Permission.SYNC_IDEAS: is_signed_in,
    Permission.SCREEN_IDEA: runs_a_sent_idea,
    Permission.PRINT_CERTIFICATE: any_of(owns_idea, runs_a_sent_idea),
    Permission.READ_BANKED: is_in_bank,
    Permission.READ_MODEL: is_model_published,
    Permission.COACH: is_expert,
    Permission.GIVE_SESSION: gives_session,
}

permissions.declare(POLICY)
