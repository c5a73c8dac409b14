"""The call for exhibitors, for its organizer: written, tried on a phone's frame, copied, closed."""

from types import SimpleNamespace
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import common_questions, forms, question_lines
from eventhub.booths.blueprint import blueprint
from eventhub.booths.models import Call
from eventhub.booths.operations import calls
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import applications, plans
from eventhub.booths.views import writing
from eventhub.booths.views.offering import offered_to
from eventhub.cooperatives.kinds import ExhibitorKind, Sector
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.fairs.queries import later_editions
from eventhub.i18n import Texts
from eventhub.permissions import may, requires
from eventhub.web.pages import go, page


def _kind() -> str:
    asked = request.args.get("kind", "")
    return asked if asked in set(ExhibitorKind) else ExhibitorKind.COOPERATIVE


def _call_form(stored: Call | None) -> forms.CallForm:
    form = forms.CallForm()
    form.offer_conditions(stored.questions if stored else ())
    return form


@blueprint.route("/work/e/<edition>/call", methods=["GET", "POST"])
@requires(Permission.EDIT_CALL, of="edition")
def call(edition: Edition) -> Response:
    """The call for one kind of exhibitor; a button of its editor changes the screen and saves nothing."""
    kind = _kind()
    stored = plans.call_for(edition, kind)
    form = _call_form(stored)
    questions = stored.questions if stored else []
    if do := request.form.get("do"):
        return _edited(form, edition, stored, do)
    if form.is_submitted() and form.attempt(
        lambda: calls.open_call(
            current_user, edition, form.terms_of_call(kind, edition.zone, questions), clock.now()
        )
    ):
        flash(_("The call was saved."), "ok")
        return go(url_for("booths.call", edition=edition.slug, kind=kind))
    if not form.is_submitted():
        _fill(form, edition, stored)
    return _shown(form, edition, stored)


def _fill(form: forms.CallForm, edition: Edition, stored: Call | None) -> None:
    if stored is not None:
        form.fill_from(stored, edition.zone)
    else:
        form.opens_at.data, form.closes_at.data = forms.default_times(clock.now(), edition.starts_on)


def _edited(form: forms.CallForm, edition: Edition, stored: Call | None, do: str) -> Response:
    """The screen after a press of one of the editor's buttons; nothing is saved."""
    before, lines = form.before.data or "[]", form.lines
    taken = tuple(question["key"] for question in stored.questions) if stored else ()
    if do == "undo":
        after, form.before.data = question_lines.undone(before, lines)
        place = None
    else:
        form.before.data = question_lines.remembered(before, lines)
        after, place = question_lines.pressed(lines, do, taken)
    form.show(after)
    response = _shown(form, edition, stored, place)
    response.status_code = 200
    return response


def _shown(form: forms.CallForm, edition: Edition, stored: Call | None, place: int | None = None) -> Response:
    at = clock.now()
    return page(
        "booths/call.html",
        form=form,
        edition=edition,
        call=stored,
        kind=_kind(),
        is_open=stored is not None and stored.is_open(at),
        is_to_come=stored is not None and stored.opens_at > at,
        received=applications.call_counts(stored) if stored else 0,
        others={each.kind for each in plans.calls_of(edition)},
        later=_later(edition),
        place=place,
        common={name: Texts(each["label"]) for name, each in common_questions.COMMON.items()},
        steps_back=len(question_lines.steps(form.before.data or "")),
    )


def _later(edition: Edition) -> list[Edition]:
    """Other editions of the same organizer that are still to come, and that one may write the call of."""
    found = later_editions(edition, clock.today(edition.zone))
    return [each for each in found if may(current_user, Permission.EDIT_CALL, each)]


@blueprint.post("/work/e/<edition>/call/copy")
@requires(Permission.EDIT_CALL, of="edition")
def copy_call(edition: Edition) -> Response:
    """Copy the call to the ticked kinds of exhibitor, and to the ticked editions."""
    stored = plans.call_for(edition, _kind())
    kinds = [kind for kind in request.form.getlist("kinds") if kind in set(ExhibitorKind)]
    editions = [each for each in _later(edition) if each.slug in request.form.getlist("editions")]
    if stored is not None:
        try:
            calls.copy_call(current_user, stored, kinds, editions, clock.now())
            flash(_("The call was copied. Look at its dates before you publish it."), "ok")
        except DomainError as error:
            flash(str(error), "no")
    return go(url_for("booths.call", edition=edition.slug, kind=_kind()))


@blueprint.route("/work/e/<edition>/call/preview", methods=["GET", "POST"])
@requires(Permission.EDIT_CALL, of="edition")
def preview_call(edition: Edition) -> Response:
    """The application as exhibitors will see it, with what is on the screen now; nothing of it is saved."""
    stored = plans.call_for(edition, _kind())
    form = _call_form(stored)
    if not form.is_submitted():
        _fill(form, edition, stored)
    draft = _trial(form, edition, stored)
    sample = SimpleNamespace(public_id="sample", name=_("An example product"))
    content = forms.content_form(draft, replace(offered_to(draft), products=[sample]), MultiDict())
    return page(
        "booths/preview_call.html", content=content, kind=_kind(), **writing.preview(edition, content, draft)
    )


def _trial(form: forms.CallForm, edition: Edition, stored: Call | None) -> Any:
    """Something shaped like a draft of what the editor shows, that no database knows."""
    asked = SimpleNamespace(
        questions=form.asked(stored.questions if stored else ()),
        documents=form.papers,
        terms=form.terms.data,
        is_stepwise=bool(form.is_stepwise.data),
        closes_at=clock.now(),
    )
    empty: dict[str, Any] = {
        "answers": {},
        "expectations": {},
        "neighbours": {},
        "documents": {},
        "needs": {},
    }
    return SimpleNamespace(
        **empty,
        public_id="preview",
        edition=edition,
        call=asked,
        cooperative_id=0,
        sector=Sector.HONEY,
        products=[],
        wishes=[],
        part_to_complete=None,
        filed_by_agent=False,
        consent=None,
        version=0,
    )


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
