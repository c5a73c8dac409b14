"""How often doors may be tried: per address, and per person who is being tried.

Counted in memory, or in Redis when there is one (`REDIS_URL`), so that several web processes count
together; while Redis is away each counts for itself.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

from eventhub.accounts.queries import split_identity

limiter = Limiter(key_func=get_remote_address, in_memory_fallback_enabled=True, key_prefix="eventhub")

PER_ADDRESS = "30 per minute; 300 per hour"
"""A cooperative's hall or a school shares one address, so this is wide."""
PER_IDENTITY = "5 per minute; 20 per hour"
SENT_MAILS = "3 per minute; 10 per hour"


def configure(app: Flask) -> None:
    """Choose where tries are counted."""
    url = app.config["REDIS_URL"]
    if url and url.startswith("unix://"):
        url = "redis+" + url
    app.config.setdefault("RATELIMIT_STORAGE_URI", url or "memory://")
    # Limits stand on views and are judged there; there are none for all requests, no headers that tell of
    # them and nothing that outlives a request, so what it would do around every request is left out.
    hooks: tuple[Any, ...] = (
        app.before_request_funcs,
        app.after_request_funcs,
        app.teardown_request_funcs,
    )
    before = [list(each[None]) for each in hooks]
    limiter.init_app(app)
    for each, kept in zip(hooks, before, strict=True):
        each[None] = kept


def _is_off() -> bool:
    return not current_app.config.get("RATELIMIT_ENABLED", True)


def _identity() -> str:
    """Who is being tried, as compared when signing in: other spellings of a number give no more tries."""
    typed = request.form.get("identity", "")[:254]
    email, phone = split_identity(typed)
    return "identity:" + (email or phone or typed.strip().casefold())


def limited(identity: str = PER_IDENTITY) -> Callable[[Any], Any]:
    """Count the POSTs of a view by address, and by the identity typed."""

    def decorate(view: Any) -> Any:
        by_identity = limiter.limit(identity, key_func=_identity, methods=["POST"], exempt_when=_is_off)
        return limited_by_address(by_identity(view))

    return decorate


def limited_by_address(view: Any) -> Any:
    """Count the POSTs of a view by address alone: nobody's tries use up those of others."""
    return limiter.limit(PER_ADDRESS, methods=["POST"], exempt_when=_is_off)(view)


def limited_when_given(field: str) -> Callable[[Any], Any]:
    """Count by address the POSTs of a view that fill this field; those that leave it empty are free."""

    def decorate(view: Any) -> Any:
        def is_free() -> bool:
            return _is_off() or not request.form.get(field, "").strip()

        return limiter.limit(PER_ADDRESS, methods=["POST"], exempt_when=is_free)(view)

    return decorate


def limited_by_person(view: Any) -> Any:
    """Count the POSTs of somebody who is signed in: a session left open must not try passwords for long."""
    return limiter.limit(PER_IDENTITY, key_func=_person, methods=["POST"], exempt_when=_is_off)(view)


def _person() -> str:
    return f"person:{current_user.get_id() if current_user.is_anonymous else current_user.id}"
