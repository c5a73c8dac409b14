"""A stand's page for a visitor's phone: opened by its QR, light, complete without scripts.

The passport is a random number in a cookie: it collects this browser's own stamps, says nothing of who it
is and is sent to nobody else; strictly necessary for the stamps asked for, so it needs no consent. It is
also what makes the favourite's post safe: a browser does not send it along from other sites.
"""

from typing import Any

from flask import Blueprint, abort, current_app, make_response, render_template, request, url_for

from eventhub.database import random_code
from eventhub.permissions import open_to_all, writes
from eventhub.visitors import codes, visiting
from eventhub.visitors.queries import local_today
from eventhub.visitors.stands import Stand, stand_by_code
from eventhub.web.edge import csrf
from eventhub.web.pages import go

COOKIE = "passport"
LASTS = 60 * 24 * 3600
PASSPORT_LENGTH = 26


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule("/s/<code>", view_func=show_stand)
    blueprint.add_url_rule("/S/<code>", view_func=show_stand)
    blueprint.add_url_rule("/s/<code>/favourite", view_func=mark_favourite, methods=["POST"])
    csrf.exempt(mark_favourite)


def _stand(code: str) -> Stand:
    read = codes.read_stand(code)
    stand = stand_by_code(read) if read else None
    if stand is None:
        abort(404)
    return stand


@open_to_all("what is behind the QR on a stand's sign")
@writes
def show_stand(code: str) -> Any:
    """Who they are, what they sell; a stamp for this browser, once a day."""
    stand = _stand(code)
    held = request.cookies.get(_cookie(), "")
    passport = held if _is_passport(held) else random_code(PASSPORT_LENGTH)
    stamps = visiting.stamp(stand, passport, local_today(stand.timezone))
    response = make_response(render_template("visitors/stand.html", stand=stand, stamps=stamps))
    response.headers["Cache-Control"] = "private, no-cache"
    if passport != held:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(_cookie(), passport, LASTS, httponly=True, samesite="Lax", secure=secure)
    return response


@open_to_all("the passport of this browser is the only right needed")
def mark_favourite(code: str) -> Any:
    """I like this stand, or no longer."""
    stand = _stand(code)
    passport = request.cookies.get(_cookie(), "")
    if _is_passport(passport):
        visiting.mark(stand, passport, is_favourite="off" not in request.form)
    return go(url_for("visitors.show_stand", code=stand.code))


def _cookie() -> str:
    return str(current_app.config["COOKIE_PREFIX"]) + COOKIE


def _is_passport(text: str) -> bool:
    return len(text) == PASSPORT_LENGTH and text.isascii() and text.isalnum()
