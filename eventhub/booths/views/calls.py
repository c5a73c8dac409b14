"""The call for exhibitors, for its organizer."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import forms
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Call
from eventhub.booths.operations import calls
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, plans
from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page

SPARE_QUESTIONS = 3


def _kind() -> str:
    asked = request.args.get("kind", "")
    return asked if asked in set(ExhibitorKind) else ExhibitorKind.COOPERATIVE


@blueprint.route("/work/e/<edition>/call", methods=["GET", "POST"])
@requires(Permission.EDIT_CALL, of="edition")
def call(edition: Edition) -> Response:
    """The call for one kind of exhibitor: its dates, questions, quotas, terms, fee."""
    kind = _kind()
    stored = plans.call_for(edition, kind)
    form = forms.CallForm()
    if form.is_submitted() and form.attempt(
        lambda: calls.open_call(current_user, edition, form.terms_of_call(kind, edition.zone), clock.now())
    ):
        flash(_("The call was saved."), "ok")
        return go(url_for("booths.call", edition=edition.slug, kind=kind))
    if not form.is_submitted():
        _fill(form, edition, stored)
    return page(
        "booths/call.html",
        form=form,
        edition=edition,
        call=stored,
        kind=kind,
        is_open=stored is not None and stored.is_open(clock.now()),
        is_to_come=stored is not None and stored.opens_at > clock.now(),
        received=applications.call_counts(stored) if stored else 0,
        others={each.kind for each in plans.calls_of(edition)},
    )


def _fill(form: forms.CallForm, edition: Edition, stored: Call | None) -> None:
    if stored is not None:
        form.fill_from(stored, edition.zone)
    else:
        form.opens_at.data, form.closes_at.data = forms.default_times(clock.now(), edition.starts_on)
    while len(form.questions) < min(
        len(stored.questions if stored else ()) + SPARE_QUESTIONS, forms.MOST_QUESTIONS
    ):
        form.questions.append_entry()


@blueprint.post("/work/e/<edition>/call/close")
@requires(Permission.EDIT_CALL, of="edition")
def close_call(edition: Edition) -> Response:
    """End the call now."""
    stored = plans.call_for(edition, _kind())
    if stored is not None:
        try:
            calls.close_call(current_user, stored, clock.now())
            flash(_("The call is closed."), "ok")
        except DomainError as error:
            flash(str(error), "no")
    return go(url_for("booths.call", edition=edition.slug, kind=_kind()))
