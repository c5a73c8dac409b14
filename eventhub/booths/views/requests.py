"""Wishes for another stand and appeals: asked by applicants, answered by the organizer; letters to many."""

from collections.abc import Callable
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import forms, phrases
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.following import (
    AppealAnswerForm,
    AppealForm,
    MessageForm,
    SwapDecisionForm,
    SwapWishForm,
)
from eventhub.booths.kinds import AppealOutcome
from eventhub.booths.models import Application
from eventhub.booths.operations import appealing, messages, swapping
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import messages as said
from eventhub.booths.queries import plans
from eventhub.booths.queries import requests as reads
from eventhub.booths.views.applying import show_application
from eventhub.database import random_code
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.permissions import requires
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

SHOWN = 50


def _own(application: Application, form: Form, verb: Callable[[], Any], sentence: str) -> Response:
    if form.attempt(verb) is None:
        return show_application(application, form)
    flash(sentence, "ok")
    return go(url_for("booths.application", application=application.public_id))


@blueprint.post("/applications/<application>/appeal")
@requires(Permission.APPEAL, of="application")
def appeal(application: Application) -> Response:
    """Appeal against a refusal."""
    form = AppealForm()
    words = form.words
    return _own(
        application,
        form,
        lambda: appealing.appeal(current_user, application, words.data or "", clock.now()),
        _("Your appeal was sent: the answer comes here."),
    )


@blueprint.post("/applications/<application>/swap")
@requires(Permission.ASK_SWAP, of="application")
def ask_swap(application: Application) -> Response:
    """Ask for another stand."""
    form = SwapWishForm()
    stand, why = form.stand, form.why
    return _own(
        application,
        form,
        lambda: swapping.ask(current_user, application, stand.data, why.data or "", clock.now()),
        _("Your wish was sent."),
    )


@blueprint.post("/applications/<application>/swap/answer")
@requires(Permission.ASK_SWAP, of="application")
def answer_swap(application: Application) -> Response:
    """Agree to exchange, say no, or take one's own wish back."""
    form = forms.EmptyForm()
    wish = reads.swap_by_public_id(application.edition_id, request.form.get("request", ""))
    agrees = request.form.get("answer") == "yes"

    def reply() -> Any:
        if wish is not None and wish.application_id == application.id:
            return swapping.take_back(current_user, wish, clock.now())
        if wish is not None and wish.other_id == application.id:
            return swapping.answer(current_user, wish, clock.now(), agrees=agrees)
        return None

    return _own(application, form, reply, _("Your answer was noted."))


@blueprint.get("/work/e/<edition>/requests")
@requires(Permission.ANSWER_REQUESTS, of="edition")
def requests_to_answer(edition: Edition) -> Response:
    """Everything that awaits the organizer's answer."""
    return _requests(edition)


def _requests(edition: Edition, form: Form | None = None) -> Response:
    return page(
        "booths/requests.html",
        form=form,
        edition=edition,
        swaps=reads.open_swaps(edition),
        appeals=reads.open_appeals(edition),
        proofs=reads.open_proofs(edition),
        swap_form=form if isinstance(form, SwapDecisionForm) else SwapDecisionForm(formdata=None),
        appeal_form=form if isinstance(form, AppealAnswerForm) else AppealAnswerForm(formdata=None),
        refused_for=request.form.get("about", ""),
    )


@blueprint.post("/work/e/<edition>/requests/swap")
@requires(Permission.ANSWER_REQUESTS, of="edition")
def decide_swap(edition: Edition) -> Response:
    """Approve or refuse a wish for another stand."""
    form = SwapDecisionForm()

    def decide() -> Any:
        wish = reads.swap_by_public_id(edition.id, form.request.data)
        is_approved = form.decision.data == "approve"
        words = form.answer.data or ""
        return wish and swapping.decide(current_user, wish, words, clock.now(), is_approved=is_approved)

    if not form.attempt(decide):
        return _requests(edition, form)
    flash(_("The decision was noted and told."), "ok")
    return go(url_for("booths.requests_to_answer", edition=edition.slug))


@blueprint.post("/work/e/<edition>/applications/<application>/appeal")
@requires(Permission.ANSWER_REQUESTS, of="edition")
def answer_appeal(edition: Edition, application: Application) -> Response:
    """Keep a decision or take the file up again."""
    form = AppealAnswerForm()

    def reply() -> Any:
        found = reads.appeal_of(application)
        outcome, words = AppealOutcome(form.outcome.data), form.answer.data or ""
        return found and appealing.answer(current_user, found, outcome, words, clock.now())

    if not form.attempt(reply):
        return _requests(edition, form)
    flash(_("The appeal was answered."), "ok")
    return go(url_for("booths.requests_to_answer", edition=edition.slug))


@blueprint.route("/work/e/<edition>/messages", methods=["GET", "POST"])
@requires(Permission.WRITE_MESSAGES, of="edition")
def write_messages(edition: Edition) -> Response:
    """What was said, and a letter to many: looked at first, then sent once."""
    form = MessageForm(data={"token": random_code(20), **_model(edition)})
    zones = {zone.key: str(zone.name) for zone in plans.zones_of(edition)}
    form.zone.choices = forms.choices(zones, _("All"))
    action, preview = request.form.get("action", ""), None

    def act() -> Any:
        letter = messages.Letter(Texts(form.subject.data), Texts(form.text.data))
        filters = {"who": form.who.data, "zone": form.zone.data}
        if action == "send":
            return messages.send(current_user, edition, filters, letter, form.token.data, clock.now())
        if action == "keep" and (form.model.data or "").strip():
            return messages.keep_model(current_user, edition, form.model.data, letter, clock.now())
        return messages.previewed(letter, edition, filters, SHOWN)

    if form.is_submitted() and (done := form.attempt(act)) is not None:
        if not isinstance(done, tuple):
            flash(_sentence(done), "ok")
            return go(url_for("booths.write_messages", edition=edition.slug))
        preview = done
    return _letters(edition, form, preview)


def _sentence(done: Any) -> str:
    count = getattr(done, "count", None)
    if count is None:
        return str(_("The text was kept for the next time."))
    return str(
        ngettext("The message left for one exhibitor.", "The message left for %(num)s exhibitors.", count)
    )


def _model(edition: Edition) -> dict[str, Any]:
    wanted = request.args.get("model", "")
    found = next((each for each in said.models_of(edition) if each.public_id == wanted), None)
    return {"subject": found.subject, "text": found.text} if found else {}


def _letters(edition: Edition, form: MessageForm, preview: Any) -> Response:
    channel = request.args.get("channel", "")
    found = said.listed(edition, channel if channel in phrases.CHANNELS else "")
    return page(
        "booths/messages.html",
        form=form,
        edition=edition,
        preview=preview,
        placeholders=messages.PLACEHOLDERS,
        models=said.models_of(edition),
        slice=found,
        failed=said.failed_mails(list(found.rows)),
        channel=channel,
    )
