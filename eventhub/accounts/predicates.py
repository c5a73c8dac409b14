"""PURE sentences about actors that every feature's policy is made of.

A subject is anything with an `organizer_id`; one that belongs to an edition or a contest also has an
`edition_id` or a `contest_id` (the edition and contest themselves answer with their own id).
"""

from collections.abc import Callable
from typing import Any

from eventhub.accounts.roles import MANAGING, RoleName

Predicate = Callable[[Any, Any], bool]


def is_signed_in(actor: Any, _subject: Any) -> bool:
    """Somebody with an account."""
    return bool(actor.is_authenticated)


def is_operator(actor: Any, _subject: Any) -> bool:
    """Runs the installation itself."""
    return bool(actor.is_operator)


def has_role(*names: RoleName) -> Predicate:
    """Holds one of these roles at the subject's organizer, in a scope that covers the subject."""
    wanted = frozenset(names)

    def holds(actor: Any, subject: Any) -> bool:
        for role in actor.roles:  # noqa: SIM110 - a menu asks for each of its twenty links
            if role.name in wanted and covers(role, subject):
                return True
        return False

    return holds


def covers(role: Any, subject: Any) -> bool:
    """Whether a role's scope contains the subject."""
    if role.organizer_id != subject.organizer_id:
        return False
    if role.edition_id is not None:
        return bool(role.edition_id == getattr(subject, "edition_id", None))
    if role.contest_id is not None:
        return bool(role.contest_id == getattr(subject, "contest_id", None))
    return True


is_organizer = has_role(*MANAGING)
is_owner = has_role(RoleName.OWNER)
is_field_agent = has_role(RoleName.FIELD_AGENT, *MANAGING)
is_gate_staff = has_role(RoleName.GATE_STAFF, *MANAGING)


def any_of(*predicates: Predicate) -> Predicate:
    """True when one of the predicates is."""

    def either(actor: Any, subject: Any) -> bool:
        return any(predicate(actor, subject) for predicate in predicates)

    return either
