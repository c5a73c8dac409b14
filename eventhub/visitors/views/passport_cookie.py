"""The passport: a random number in a cookie that collects this browser's own stamps.

It says nothing of who it is and is sent to nobody else; strictly necessary for what is asked for, so it needs
no consent. A browser does not send it along from other sites, which makes posts safe that need nothing else.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g, request, session

from eventhub.database import random_code

COOKIE = "passport"
LASTS = 60 * 24 * 3600
LENGTH = 26
BACK = "after_badge"
BACK_WITHIN = timedelta(minutes=30)
"""To take the badge out, read it with the phone's camera, or get one first."""


def _name() -> str:
    return str(current_app.config["COOKIE_PREFIX"]) + COOKIE


def held_passport() -> str | None:
    """The passport this browser holds."""
    text = request.cookies.get(_name(), "")
    return text if len(text) == LENGTH and text.isascii() and text.isalnum() else None


def new_passport() -> str:
    """A number nobody has."""
    return random_code(LENGTH)


def want_badge(edition: str, path: str, at: datetime) -> None:
    """Let this page's camera read a badge, and note that a badge shown elsewhere leads back to this page."""
    g.needs_wasm = True
    session[BACK] = [edition, path, int(at.timestamp())]


def way_back(edition: str, at: datetime) -> str | None:
    """The page for which a badge of this fair was wanted, once and not long ago; None: there is none."""
    wanted, path, since = session.pop(BACK, ("", "", 0))
    is_fresh = at.timestamp() - since < BACK_WITHIN.total_seconds()
    return path if wanted == edition and is_fresh else None


def give(response: Any, passport: str) -> None:
    """Let the browser hold this passport for two months."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(_name(), passport, LASTS, httponly=True, samesite="Lax", secure=secure)
