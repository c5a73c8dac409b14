"""The engine of permissions: who may do what is one POLICY table in each feature, judged here.

A feature's `permissions.py` names its permissions (a StrEnum), writes predicates as sentences and
maps one to the other. Every view says `@requires(...)` or `@open_to_all(...)`; one without either
fails the start.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import Any

from flask import abort, current_app
from flask_login import current_user

Predicate = Callable[[Any, Any], bool]
View = Callable[..., Any]

_policies: dict[StrEnum, Predicate] = {}


def declare(policy: Mapping[Any, Predicate]) -> None:
    """Add a feature's table; a permission is declared once."""
    for permission, predicate in policy.items():
        if _policies.get(permission, predicate) is not predicate:
            msg = f"{permission!r} is declared twice"
            raise ValueError(msg)
        _policies[permission] = predicate


def declared() -> Mapping[StrEnum, Predicate]:
    """Every permission with its predicate, for tests and the security page."""
    return dict(_policies)


def may(actor: Any, permission: StrEnum, subject: Any = None) -> bool:
    """Whether the actor (a person, or nobody) may do this to the subject."""
    return bool(_policies[permission](actor, subject))


def may_open(endpoint: str, subject: Any = None) -> bool:
    """Whether who asks now may open a view, judged on the subject it would load: for links to it."""
    permission = getattr(current_app.view_functions[endpoint], "permission", None)
    return permission not in _policies or may(current_user, permission, subject)


def requires(permission: StrEnum, *, of: str | None = None) -> Callable[[View], View]:
    """Judge the view by a permission on the loaded route value named `of` (None: on nothing).

    Nobody is sent to sign in (401); somebody who may not gets 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def judged(*args: Any, **values: Any) -> Any:
            subject = values[of] if of is not None else None
            if not may(current_user, permission, subject):
                if not current_user.is_authenticated:
                    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
                abort(403)
            return view(*args, **values)

        judged.permission = permission  # type: ignore[attr-defined]
        judged.subject = of  # type: ignore[attr-defined]
        return judged

    return decorate


def judges_itself(permission: StrEnum) -> Callable[[View], View]:
    """Mark a view that judges its permission by itself, in the statement that reads what it needs anyway.

    It must answer 401 to nobody before anything else. Tests walk it like any other.
    """

    def decorate(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        view.subject = None  # type: ignore[attr-defined]
        return view

    return decorate


def open_to_all(reason: str) -> Callable[[View], View]:
    """Mark a view as open to everybody, with the reason why that is right."""

    def decorate(view: View) -> View:
        view.permission = reason  # type: ignore[attr-defined]
        return view

    return decorate


def begins_late(view: View) -> View:
    """Mark a view that changes things by single statements, so that no transaction is begun before."""
    view.begins_late = True  # type: ignore[attr-defined]
    return view


def writes(view: View) -> View:
    """Mark a GET view that writes, so that its transaction takes the write lock at once."""
    view.writes = True  # type: ignore[attr-defined]
    return view
