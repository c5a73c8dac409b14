"""The passport: a random number in a cookie that collects this browser's own stamps.

It says nothing of who it is and is sent to nobody else; strictly necessary for what is asked for, so it needs
no consent. A browser does not send it along from other sites, which makes posts safe that need nothing else.
"""

from typing import Any

from flask import current_app, request

from eventhub.database import random_code

COOKIE = "passport"
LASTS = 60 * 24 * 3600
LENGTH = 26


def _name() -> str:
    return str(current_app.config["COOKIE_PREFIX"]) + COOKIE


def held_passport() -> str | None:
    """The passport this browser holds."""
    text = request.cookies.get(_name(), "")
    return text if len(text) == LENGTH and text.isascii() and text.isalnum() else None


def new_passport() -> str:
    """A number nobody has."""
    return random_code(LENGTH)


def give(response: Any, passport: str) -> None:
    """Let the browser hold this passport for two months."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(_name(), passport, LASTS, httponly=True, samesite="Lax", secure=secure)
