"""Writing in an application: the form, what will be sent, its files, neighbours found by a few letters."""

from typing import Any

from flask import abort, flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import appliances, asking, drafts, drawing, forms, papers, phrases
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.applying import ContentForm
from eventhub.booths.models import Application
from eventhub.booths.operations import applying, attaching
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import files, plans
from eventhub.booths.states import EDITABLE, ApplicationState, Consent
from eventhub.booths.views.offering import offered_to
from eventhub.fairs.models import Edition
from eventhub.permissions import open_to_all, requires
from eventhub.web.assets import asset
from eventhub.web.pages import go, page
from eventhub.web.views import send_stored


@blueprint.route("/applications/<application>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_APPLICATION, of="application")
def edit_application(application: Application) -> Response:
    """Write in it: keep it for later, find a neighbour, look at all of it, or send it."""
    here = application.public_id
    if application.state not in EDITABLE or _is_late(application):
        return _too_late(application)
    form = forms.content_form(application, offered_to(application, request.form))
    action = request.form.get("action", "")
    if form.is_submitted() and form.attempt(lambda: _keep(application, form, is_sent=action == "submit")):
        if action == "submit":
            flash(_("Your application was sent."), "ok")
            return go(url_for("booths.application", application=here))
        if action == "review":
            return go(url_for("booths.review", application=here))
        flash(_("Your draft is kept. Nothing was sent yet."), "ok")
        q = request.form.get("neighbour_q", "") if action == "find" else ""
        return go(
            url_for(
                "booths.edit_application", application=here, q=q or None, _anchor="neighbours" if q else None
            )
        )
    return page("booths/edit_application.html", form=form, **writing(application, form))


def _is_late(application: Application) -> bool:
    is_draft = application.state == ApplicationState.DRAFT
    return is_draft and application.call.closes_at <= clock.now()


def _too_late(application: Application) -> Response:
    """What was typed into a page that stayed open while the call closed is kept; it can be read, not sent."""
    if request.method == "POST" and application.state == ApplicationState.DRAFT:
        form = forms.content_form(application, offered_to(application, request.form))
        kept = form.attempt(lambda: _keep(application, form, is_sent=False))
        flash(str(applying.call_closed(application)), "wait" if kept else "no")
    return go(url_for("booths.application", application=application.public_id))


def _keep(application: Application, form: ContentForm, *, is_sent: bool) -> Application:
    at = clock.now()
    applying.save(current_user, application, form.fields(), at)
    for name, sent in form.new_answers().items():
        attaching.attach(current_user, application, name, sent, at)
    for kind, (sent, said) in form.new_papers().items():
        attaching.attach(current_user, application, f"document_{kind}", sent, at, said=said)
    return _send(application, form) if is_sent else application


def writing(application: Application, form: ContentForm) -> dict[str, Any]:
    """What the page of the form shows beside it."""
    edition, text = application.edition, request.args.get("q", "")
    plan = plans.plan_of(edition)
    chosen = frozenset(wish["booth"] for wish in application.wishes if wish.get("booth"))
    rows = plans.board(edition, public=True) if plan else []
    stands = drawing.stands(rows, href=_tapped, chosen=chosen)
    found = files.neighbours_found(application, text) if text else []
    return {
        "edition": edition,
        "file": application,
        "call": application.call,
        "part": application.part_to_complete,
        "opens": lambda name: drafts.allowed(name, application.part_to_complete),
        "stands": stands,
        "ground": drawing.ground_of(plan) if plan else None,
        "questions": {f"answer_{each['key']}": each for each in application.call.questions},
        "papers_of": {kind: _papers(application, kind) for kind in form.paper_kinds},
        "found": {row.public_id: plans.name_of(row) for row in found},
        "q": text,
        "watts": {f"appliance_{name}": watts for name, watts in appliances.WATTS.items()},
        "part_words": phrases.part_words,
    }


def _tapped(row: Any) -> str:
    """Where a stand that may be wished for leads: scripts take it up, without them it is only a name."""
    return "" if row.is_blocked or row.is_institutional else f"#stand-{row.label}"


def _papers(application: Application, kind: str) -> dict[str, Any]:
    own = [each for each in files.documents_of(application.cooperative_id) if each.kind == kind]
    return {each.public_id: each for each in own}


@blueprint.route("/applications/<application>/review", methods=["GET", "POST"])
@requires(Permission.EDIT_APPLICATION, of="application")
def review(application: Application) -> Response:
    """All that will be sent, with what is missing, each a link to where it is written; then it is sent."""
    there = url_for("booths.application", application=application.public_id)
    if application.state not in EDITABLE or _is_late(application):
        if request.method == "POST" and _is_late(application):
            flash(str(applying.call_closed(application)), "no")
        return go(there)
    form = forms.content_form(application, offered_to(application))
    if form.is_submitted() and form.attempt(lambda: _send(application, form)):
        flash(_("Your application was sent."), "ok")
        return go(there)
    return page("booths/review.html", form=form, **told(application))


def _send(application: Application, form: ContentForm) -> Application:
    accepts, agreed = bool(form.accepts_terms.data), form.consent.data
    consent = Consent(agreed) if agreed in set(Consent) else None
    return applying.submit(current_user, application, clock.now(), accepts_terms=accepts, consent=consent)


def told(application: Application) -> dict[str, Any]:
    """An application in words, for the page before sending and the page of a sent one."""
    questions = asking.asked(application.call.questions, application.answers or {})
    stored = application.neighbours or {}
    names = files.named({each for kind in stored.values() for each in kind})
    own = {each.public_id: each for each in files.documents_of(application.cooperative_id)}
    return {
        "edition": application.edition,
        "file": application,
        "call": application.call,
        "gaps": applying.gaps_of(application) if application.state in EDITABLE else [],
        "gap_words": phrases.GAPS,
        "products": plans.products_shown(application),
        "zones": {zone.key: zone.name for zone in plans.zones_of(application.edition)},
        "asked": questions,
        "options_of": asking.options_of,
        "neighbour_names": {key: plans.name_of(row) for key, row in names.items()},
        "kinds": papers.wanted(application.call.documents, application.sector),
        "own_papers": own,
        "last_day": application.edition.ends_on,
        "step_of": _step_of,
        "part": application.part_to_complete,
        "part_words": phrases.part_words,
    }


def _step_of(name: str) -> str:
    """The name of the step a field is on."""
    part, _detail = drafts.part_of(name) or (None, "")
    return str(part or "products")


@blueprint.get("/applications/<application>/answers/<key>")
@requires(Permission.SEE_APPLICATION, of="application")
def answered_file(application: Application, key: str) -> Response:
    """The photo or file that answers a question; anything but a picture is a download."""
    found = files.file_answered(application, key)
    return send_stored(found) if found is not None else abort(404)


@blueprint.get("/applications/<application>/neighbours.json")
@requires(Permission.EDIT_APPLICATION, of="application")
def find_neighbours(application: Application) -> Response:
    """Others of the same call, by a few letters of their name."""
    found = files.neighbours_found(application, request.args.get("q", ""))
    return jsonify([{"id": row.public_id, "name": str(plans.name_of(row))} for row in found])


@blueprint.get("/booths/offline.json")
@open_to_all("names of public files that the pages of applying need")
def offline() -> Response:
    """What a service worker keeps so that an application opens without a network."""
    behaviours = ("autosize", "dialog", "leaving", "main", "menu", "once", "place-picker", "theme", "toast")
    shared = ("keeping", "sending", "uuid")
    writing = ("page", "steps", "draft", "store", "sync", "later", "trouble", "meeting", "tour")
    own = (*writing, "photo", "papers", "needs", "wishes", "neighbours")
    scripts = (*behaviours, *shared, *(f"applying/{name}" for name in own))
    styles = tuple(f"css/{name}.css" for name in ("base", "figures", "booths", "applying", "print"))
    pictures = ("img/sprite.svg", "img/favicon.svg", "img/zellij.svg", "img/down.svg", "img/frieze.svg")
    return jsonify(
        files=[asset(name) for name in (*(f"js/{name}.js" for name in scripts), *styles, *pictures)]
    )


def preview(edition: Edition, form: ContentForm, draft: Application) -> dict[str, Any]:
    """What the form shows when an organizer tries it: nothing of it is saved."""
    return {**writing(draft, form), "edition": edition, "is_preview": True}
