"""Who may do what with a profile: its members, the operator, agents while nobody has taken it."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import Predicate, any_of, is_operator, is_signed_in
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.cooperatives import queries
from eventhub.cooperatives.kinds import MemberRole

AGENTS = MANAGING | {RoleName.FIELD_AGENT}


class Permission(StrEnum):
    """Verbs of cooperatives."""

    CREATE = "cooperatives:create"
    CHANGE = "cooperatives:change"
    SEE_FILE = "cooperatives:see_file"
    SEE_DOCUMENT = "cooperatives:see_document"
    MANAGE_MEMBERS = "cooperatives:manage_members"


def is_member(actor: Any, cooperative: Any) -> bool:
    """Acts for the cooperative."""
    return bool(actor.is_authenticated) and queries.member_of(cooperative, actor) is not None


def is_president(actor: Any, cooperative: Any) -> bool:
    """Holds the cooperative's account."""
    member = queries.member_of(cooperative, actor) if actor.is_authenticated else None
    return member is not None and member.role == MemberRole.PRESIDENT


def is_agent_of_untaken(actor: Any, cooperative: Any) -> bool:
    """Helps cooperatives somewhere, and nobody acts for this one yet: it is filed by proxy."""
    is_agent = any(role.name in AGENTS for role in actor.roles)
    return is_agent and not queries.has_members(cooperative)


_readers: list[Predicate] = []


def declare_reader(reader: Predicate) -> None:
    """Say who else reads the papers, as who screens an application: `reader(actor, cooperative)`."""
    if reader not in _readers:
        _readers.append(reader)


def is_declared_reader(actor: Any, cooperative: Any) -> bool:
    """May read the papers for a reason of a feature above."""
    return any(reader(actor, cooperative) for reader in _readers)


may_change = any_of(is_member, is_operator, is_agent_of_untaken)
may_read = any_of(may_change, is_declared_reader)

POLICY = {
    Permission.CREATE: is_signed_in,
    Permission.CHANGE: may_change,
    Permission.SEE_FILE: may_change,
    Permission.SEE_DOCUMENT: may_read,
    Permission.MANAGE_MEMBERS: any_of(is_president, is_operator, is_agent_of_untaken),
}

permissions.declare(POLICY)
