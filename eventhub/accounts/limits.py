"""How often doors may be tried: per address, and per person who is being tried.

Counted in memory, or in Redis when there is one (`REDIS_URL`), so that several web processes count
together; while Redis is away each counts for itself. The library that counts is read when the first door is
tried: most requests try none.
"""

import time
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from flask import Flask, abort, current_app, request
from flask_login import current_user

from eventhub.accounts.queries import split_identity
from eventhub.background import SILENT_SECONDS

PER_ADDRESS = "30 per minute; 300 per hour"
"""A cooperative's hall or a school shares one address, so this is wide."""
PER_IDENTITY = "5 per minute; 20 per hour"
SENT_MAILS = "3 per minute; 10 per hour"
ASKED_AGAIN = 10.0
"""For how long (seconds) Redis is left alone once it did not answer: nobody waits for it at each door."""


class Tries:
    """The tries at one installation's doors."""

    def __init__(self, url: str | None) -> None:
        self._url = url.replace("unix://", "redis+unix://", 1) if url and url.startswith("unix://") else url
        self._together: Any = None
        self._alone: Any = None
        self._away_until = 0.0

    def is_one_more_allowed(self, limits: str, *names: str) -> bool:
        """Count a try under these names; False once a limit ("5 per minute; 20 per hour") is reached."""
        return all(self._hit(limit, names) for limit in _read(limits))

    def forget(self) -> None:
        """Begin again at zero."""
        for counter in (self._together, self._alone):
            if counter is not None:
                counter.storage.reset()

    def _hit(self, limit: Any, names: tuple[str, ...]) -> bool:
        from limits.errors import StorageError

        if self._url and time.monotonic() >= self._away_until:
            try:
                return bool(self._shared().hit(limit, "eventhub", *names))
            except StorageError:
                self._away_until = time.monotonic() + ASKED_AGAIN
        return bool(self._own().hit(limit, "eventhub", *names))

    def _shared(self) -> Any:
        if self._together is None:
            waits: dict[str, Any] = {"socket_connect_timeout": 1, "socket_timeout": SILENT_SECONDS}
            self._together = _counter(self._url or "", wrap_exceptions=True, **waits)
        return self._together

    def _own(self) -> Any:
        if self._alone is None:
            self._alone = _counter("memory://")
        return self._alone


@cache
def _read(limits: str) -> list[Any]:
    """Each text once: stands are visited by the thousand."""
    from limits import parse_many

    return parse_many(limits)


def _counter(url: str, **options: Any) -> Any:
    from limits.storage import storage_from_string
    from limits.strategies import FixedWindowRateLimiter

    return FixedWindowRateLimiter(storage_from_string(url, **options))


def configure(app: Flask) -> None:
    """Choose where tries are counted."""
    app.extensions["tries"] = Tries(app.config["REDIS_URL"])


def tries() -> Tries:
    """Those of the application."""
    found: Tries = current_app.extensions["tries"]
    return found


def _counted(limits: str, key: Callable[[], str | None]) -> Callable[[Any], Any]:
    """Count the POSTs of a view under a key (None: free); too many are refused before it hears of them."""

    def decorate(view: Any) -> Any:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            is_tried = request.method == "POST" and current_app.config.get("RATELIMIT_ENABLED", True)
            name = key() if is_tried else None
            if name is not None and not tries().is_one_more_allowed(limits, name, request.endpoint or ""):
                abort(429)
            return view(*args, **kwargs)

        return counted

    return decorate


def _address() -> str:
    return request.remote_addr or "nowhere"


def _identity() -> str:
    """Who is being tried, as compared when signing in: other spellings of a number give no more tries."""
    typed = request.form.get("identity", "")[:254]
    email, phone = split_identity(typed)
    return "identity:" + (email or phone or typed.strip().casefold())


def _person() -> str:
    return f"person:{current_user.get_id() if current_user.is_anonymous else current_user.id}"


def limited(identity: str = PER_IDENTITY) -> Callable[[Any], Any]:
    """Count the POSTs of a view by address, and by the identity typed."""

    def decorate(view: Any) -> Any:
        return limited_by_address(_counted(identity, _identity)(view))

    return decorate


def limited_by_address(view: Any) -> Any:
    """Count the POSTs of a view by address alone: nobody's tries use up those of others."""
    return _counted(PER_ADDRESS, _address)(view)


def limited_when_given(field: str) -> Callable[[Any], Any]:
    """Count by address the POSTs of a view that fill this field; those that leave it empty are free."""
    return _counted(PER_ADDRESS, lambda: _address() if request.form.get(field, "").strip() else None)


def limited_by_person(view: Any) -> Any:
    """Count the POSTs of somebody who is signed in: a session left open must not try passwords for long."""
    return _counted(PER_IDENTITY, _person)(view)
