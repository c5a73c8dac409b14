"""An agent's tour: the files of one fair one after the other, known cooperatives and new ones."""

from types import SimpleNamespace
from typing import Any

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, territory
from eventhub.booths import forms
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms.touring import BeginForm, NewcomerForm
from eventhub.booths.models import Call
from eventhub.booths.operations import applying, touring
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, lists, plans
from eventhub.booths.states import EDITABLE, Consent
from eventhub.booths.views import writing
from eventhub.booths.views.offering import offered_to
from eventhub.cooperatives import queries as cooperatives
from eventhub.cooperatives.phrases import LIKENESSES
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.route("/e/<edition>/tour", methods=["GET", "POST"])
@requires(Permission.FILE_FOR_OTHERS, of="edition")
def tour(edition: Edition) -> Response:
    """One's own files of this fair, and the next one: found by name or number, or new."""
    form = BeginForm()
    found = applications.found_cooperatives(request.values.get("q", ""))
    chosen = applications.cooperative_by_public_id(request.form.get("cooperative", ""))
    offered = list({each.id: each for each in (*found, chosen) if each is not None}.values())
    form.cooperative.choices = forms.choices({each.public_id: str(each.name) for each in offered})
    if form.is_submitted() and chosen is not None:
        agreed = Consent(form.consent.data) if form.consent.data in set(Consent) else None
        begun = form.attempt(
            lambda: applying.begin(current_user, edition, chosen, clock.now(), consent=agreed)
        )
        if begun is not None:
            there = "booths.edit_application" if begun.state in EDITABLE else "booths.application"
            return go(url_for(there, application=begun.public_id))
    if not form.is_submitted() and len(offered) == 1:
        form.cooperative.data = offered[0].public_id
    return page("booths/tour.html", form=form, **_tour(edition, offered))


def _tour(edition: Edition, offered: list[Any]) -> dict[str, Any]:
    at = clock.now()
    filed = lists.filed_by(edition, current_user)
    drafts = [row.public_id for row in filed.rows if row.state in EDITABLE]
    places = [place.code for place in territory.chain(edition.place_code)[:2]]
    open_calls = [call for call in plans.calls_of(edition) if call.is_open(at)]
    return {
        "edition": edition,
        "filed": filed,
        "offered": offered,
        "name_of": plans.name_of,
        "is_open": bool(open_calls),
        "keep": [
            url_for("booths.tour", edition=edition.slug),
            url_for("booths.tour_newcomer", edition=edition.slug),
            *(url_for("booths.tour_draft", edition=edition.slug, kind=call.kind) for call in open_calls),
            *(url_for("booths.edit_application", application=each) for each in drafts),
            *(f"/territory/{code}.json" for code in places),
        ],
    }


@blueprint.route("/e/<edition>/tour/new", methods=["GET", "POST"])
@requires(Permission.FILE_FOR_OTHERS, of="edition")
def tour_newcomer(edition: Edition) -> Response:
    """A cooperative nobody knows yet: the few things a profile begins with, then its application."""
    form = NewcomerForm(data=_home(edition))
    alike: list[Any] = []
    if form.is_submitted() and not form.is_refill and form.validate():
        is_sure = bool(form.is_new.data) or bool(form.id.data and applications.is_known(form.id.data))
        alike = [] if is_sure else cooperatives.lookalikes(form.values)
        begun = None if alike else form.attempt(lambda: _begin(edition, form))
        if begun is not None:
            flash(_("The profile was created and the application begun."), "ok")
            return go(url_for("booths.edit_application", application=begun.public_id))
    response = page("booths/tour_newcomer.html", form, edition=edition, alike=alike, reasons=LIKENESSES)
    if form.is_submitted():
        response.status_code = 200 if form.is_refill else 422
    return response


def _begin(edition: Edition, form: NewcomerForm) -> Any:
    agreed, name = Consent(form.consent.data), form.id.data or None
    return touring.begin_for_newcomer(current_user, edition, form.values, agreed, clock.now(), change_id=name)


def _home(edition: Edition) -> dict[str, str]:
    """Most newcomers are of the fair's own province."""
    codes = [place.code for place in territory.chain(edition.place_code)]
    return dict(zip(("region_code", "province_code"), codes, strict=False))


@blueprint.get("/e/<edition>/tour/draft/<kind>")
@requires(Permission.FILE_FOR_OTHERS, of="edition")
def tour_draft(edition: Edition, kind: str) -> Response:
    """The application of a newcomer whose profile still waits on the phone; the phone alone knows which."""
    call = plans.call_for(edition, kind)
    if call is None:
        abort(404)
    draft = _blank(edition, call)
    form = forms.content_form(draft, offered_to(draft))
    wanted = {each["kind"]: list(each.get("sectors") or ()) for each in call.documents}
    return page("booths/tour_draft.html", form=form, wanted=wanted, **writing.preview(edition, form, draft))


def _blank(edition: Edition, call: Call) -> Any:
    """Shaped like a draft that no database knows; papers of every sector, the phone leaves some out."""
    asked = SimpleNamespace(
        questions=call.questions,
        documents=[{**each, "sectors": []} for each in call.documents],
        terms=call.terms,
        is_stepwise=call.is_stepwise,
        closes_at=call.closes_at,
    )
    empty: dict[str, Any] = {
        name: {} for name in ("answers", "expectations", "neighbours", "documents", "needs")
    }
    return SimpleNamespace(
        **empty,
        public_id="",
        edition=edition,
        call=asked,
        cooperative_id=0,
        sector="",
        products=[],
        wishes=[],
        part_to_complete=None,
        filed_by_agent=True,
        consent=None,
        version=0,
    )
