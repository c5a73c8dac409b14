"""A stand's page for a visitor's phone: opened by its QR, light, complete without scripts.

Who opens it from the list or the map is perhaps at home: a visit then is no stamp, until "I was here".
"""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, render_template, request, session, url_for

from eventhub.i18n import choose_language
from eventhub.permissions import open_to_all, writes
from eventhub.visitors import codes, phrases, visiting
from eventhub.visitors.kept_pages import Sheet, kept
from eventhub.visitors.queries import local_today
from eventhub.visitors.stands import Stand, stand_by_code
from eventhub.visitors.views.passport_cookie import give, held_passport, new_passport
from eventhub.visitors.visiting import Stamps
from eventhub.web.edge import csrf
from eventhub.web.pages import go
from eventhub.web.views import remember_language

OWN_POST = "the passport of this browser is the only right needed"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule("/s/<code>", view_func=show_stand)
    blueprint.add_url_rule("/S/<code>", view_func=show_stand)
    blueprint.add_url_rule("/s/<code>/favourite", view_func=mark_favourite, methods=["POST"])
    for name, view in (("here", be_here), ("language", speak)):
        blueprint.add_url_rule(f"/s/<code>/{name}", view_func=view, methods=["POST"])
    for view in (mark_favourite, be_here, speak):
        csrf.exempt(view)


def stand_of(code: str) -> Stand:
    """The stand of a code in an address, with the holder named after `?with=` or the first; or 404."""
    read = codes.read_stand(code)
    stand = stand_by_code(read, request.args.get("with")) if read else None
    if stand is None:
        abort(404)
    return stand


@open_to_all("what is behind the QR on a stand's sign")
@writes
def show_stand(code: str) -> Any:
    """Who they are, what they sell; a stamp for this browser, once a day."""
    stand = stand_of(code)
    held = held_passport()
    passport = held or new_passport()
    stamps = visiting.stamp(stand, passport, local_today(stand.timezone), is_at_stand=not _is_from_here())
    response = _page(stand, stamps)
    response.headers["Cache-Control"] = "private, no-cache"
    if held is None:
        give(response, passport)
    return response


def _is_from_here() -> bool:
    """Whether a page of ours led here, rather than the QR, which names none of those who share a stand."""
    if "with" in request.args:
        return True
    before = request.referrer
    return bool(before) and before.startswith(request.host_url) and not before.startswith(request.base_url)


def _page(stand: Stand, stamps: Stamps) -> Response:
    """The page from memory; made anew for somebody signed in or with a message to read."""
    if session.get("_user_id") or session.get("_flashes"):
        return Response(render_template("visitors/stand.html", stand=stand, stamps=stamps))
    theme = request.cookies.get(f"{current_app.config['COOKIE_PREFIX']}theme", "")[:5]
    key = (stand.fingerprint, choose_language(), theme if theme in {"light", "dark"} else "", stamps)
    # Without a nonce: the page has no script of its own, and is the same for everybody.
    page = {"stand": stand, "stamps": stamps, "csp_nonce": None}
    return _sent(kept.get(key, lambda: render_template("visitors/stand.html", **page)))


def _sent(sheet: Sheet) -> Response:
    headers = {"ETag": f'"{sheet.tag}"', "Vary": "Accept-Encoding, Cookie, Accept-Language"}
    if sheet.tag in request.if_none_match:
        return Response(status=304, headers=headers)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(sheet.packed, mimetype="text/html", headers=headers | {"Content-Encoding": "gzip"})
    return Response(sheet.text, mimetype="text/html", headers=headers)


@open_to_all(OWN_POST)
def mark_favourite(code: str) -> Any:
    """I like this stand, or no longer."""
    stand = stand_of(code)
    passport = held_passport()
    if stand.phase == "after":
        flash(phrases.OVER["like"], "info")
    elif passport:
        visiting.mark(stand, passport, is_favourite="off" not in request.form)
    return go(url_for("visitors.show_stand", code=stand.code, **stand.chosen))


@open_to_all(OWN_POST)
def be_here(code: str) -> Any:
    """I was here: a stamp for who came to the page from the list or the map."""
    stand = stand_of(code)
    passport = held_passport()
    refusal = {"after": phrases.OVER, "before": phrases.TOO_EARLY}.get(stand.phase)
    if refusal:
        flash(refusal["stamp"], "info")
    elif passport:
        visiting.stamp(stand, passport, local_today(stand.timezone))
    return go(url_for("visitors.show_stand", code=stand.code, **stand.chosen))


@open_to_all("everybody chooses a language; a page that is the same for all holds no token")
def speak(code: str) -> Any:
    """Remember the language and come back to the stand."""
    response = go(url_for("visitors.show_stand", code=code, **stand_of(code).chosen))
    remember_language(response, request.form.get("language"))
    return response
